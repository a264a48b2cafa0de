package dev.atscript.db.model;

import dev.atscript.lang.Location;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A foreign key.
 *
 * @param columns physical names in order
 * @param targetNamespace namespace of the table pointed at; null for the default one
 * @param targetTable physical name of the table pointed at
 * @param targetColumns physical names there, one for each of {@code columns}
 * @param onDelete what happens when the row pointed at is deleted
 * @param onUpdate what happens when its key changes
 * @param location the annotation that makes it
 */
public record DbForeignKey(
        List<String> columns,
        @Nullable String targetNamespace,
        String targetTable,
        List<String> targetColumns,
        Action onDelete,
        Action onUpdate,
        Location location) {
    public DbForeignKey {
        columns = List.copyOf(columns);
        targetColumns = List.copyOf(targetColumns);
    }

    /** A referential action. */
    public enum Action {
        NO_ACTION,
        RESTRICT,
        CASCADE,
        SET_NULL,
        SET_DEFAULT
    }
}
