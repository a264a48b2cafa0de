package dev.atscript.db.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A primary key.
 *
 * @param name the constraint's name; null where it has none, or is still to be made
 * @param columns in order
 * @param deviation what makes it differ from a key that sync would make, although the columns are the same; empty for
 *     none
 */
public record PrimaryKey(@Nullable String name, List<String> columns, String deviation) {
    public PrimaryKey {
        columns = List.copyOf(columns);
        deviation = deviation == null ? "" : deviation;
    }

    /** A key as sync makes it. */
    public PrimaryKey(@Nullable String name, List<String> columns) {
        this(name, columns, "");
    }

    /** Whether it differs from another in nothing but its name. */
    public boolean sameDefinition(PrimaryKey other) {
        return columns.equals(other.columns) && deviation.equals(other.deviation);
    }
}
