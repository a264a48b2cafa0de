package dev.atscript.db.model;

import dev.atscript.lang.Location;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A column: a leaf of the model.
 *
 * @param name physical name as the model gives it, a flattened one with its parents' prefix ({@code address__city})
 * @param type what it holds
 * @param nullable whether it may be null
 * @param defaultValue what the database puts in where an insert names no value; null for nothing
 * @param zeroValue what rows hold that have no value, where that is asked for; null where none of the type's values
 *     stands for nothing
 * @param collation how texts compare; null where the model does not say
 * @param renamedFrom previous physical names, prefix included, newest first
 * @param nativeOptions options for one kind of database, by annotation name ({@code db.pg.type}); values as written
 * @param location the property's name
 * @param defaultLocation the annotation's argument that the default is of; the property's name where there is none
 */
public record DbColumn(
        String name,
        ColumnType type,
        boolean nullable,
        @Nullable DbDefault defaultValue,
        @Nullable DbDefault zeroValue,
        @Nullable Collation collation,
        List<String> renamedFrom,
        Map<String, String> nativeOptions,
        Location location,
        Location defaultLocation) {

    public DbColumn {
        renamedFrom = List.copyOf(renamedFrom);
        nativeOptions = Map.copyOf(nativeOptions);
    }

    /** How texts compare ({@code @db.column.collate}). */
    public enum Collation {
        BINARY,
        NOCASE,
        UNICODE
    }
}
