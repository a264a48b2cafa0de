package dev.atscript.db.model;

import dev.atscript.lang.Location;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An index.
 *
 * @param name the name as the model gives it, unique in its table; databases get a longer one made from it
 * @param kind what it is for
 * @param parts its columns in order
 * @param location the first annotation that names it
 */
public record DbIndex(String name, Kind kind, List<Part> parts, Location location) {
    public DbIndex {
        parts = List.copyOf(parts);
    }

    /** What an index is for. */
    public enum Kind {
        PLAIN,
        UNIQUE,
        FULLTEXT,
        GEO,
        VECTOR
    }

    /**
     * A column of an index.
     *
     * @param column physical name
     * @param descending whether this column is sorted from high to low
     * @param weight full text only: how much this column counts; null where the model does not say
     */
    public record Part(
            String column, boolean descending, @Nullable Integer weight) {}
}
