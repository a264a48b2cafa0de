package dev.atscript.db.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A primary key.
 *
 * @param name the constraint's name; null where it has none, or is still to be made
 * @param columns in order
 */
public record PrimaryKey(@Nullable String name, List<String> columns) {
    public PrimaryKey {
        columns = List.copyOf(columns);
    }
}
