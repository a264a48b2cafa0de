package dev.atscript.db.schema;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * An index that sync manages.
 *
 * @param name its name
 * @param kind what it is for
 * @param parts its columns in order
 * @param deviation what makes it differ from an index that sync would make, although the rest is the same (partial,
 *     another method, invalid …); empty for none
 */
public record PhysicalIndex(String name, Kind kind, List<Part> parts, String deviation) {

    /** What the names of all indexes that sync manages begin with. */
    public static final String PREFIX = "atscript__";

    public PhysicalIndex {
        Objects.requireNonNull(name, "no name");
        Objects.requireNonNull(kind, "no kind");
        parts = List.copyOf(parts);
    }

    /** What an index is for. */
    public enum Kind {
        PLAIN,
        UNIQUE,
        FULLTEXT
    }

    /**
     * A column of an index.
     *
     * @param column its name
     * @param descending whether it is sorted from high to low
     * @param weight full text only: how much it counts, in the dialect's classes; empty otherwise
     */
    public record Part(String column, boolean descending, String weight) {}

    public PhysicalIndex withName(String other) {
        return new PhysicalIndex(other, kind, parts, deviation);
    }

    /** The names of its columns, in order. */
    public List<String> columns() {
        return parts.stream().map(Part::column).toList();
    }

    /** Whether it keeps just these columns unique together. */
    boolean isKey(Set<String> columns) {
        return kind == Kind.UNIQUE && deviation.isEmpty() && columns.equals(Set.copyOf(columns()));
    }

    /** Whether it differs from another in nothing but its name. */
    public boolean sameDefinition(PhysicalIndex other) {
        return withName("").equals(other.withName(""));
    }
}
