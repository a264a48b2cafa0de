package dev.atscript.db.model;

import dev.atscript.lang.Location;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table.
 *
 * @param namespace the namespace ({@code @db.schema}); null for the database's default one
 * @param name physical name, as the model gives it
 * @param space the named space it belongs to; {@code default} unless {@code @db.space} says otherwise
 * @param renamedFrom previous names, newest first
 * @param syncMethod how a change that needs a new table is made; null where the model does not say
 * @param columns in order of declaration
 * @param primaryKey names of the key's columns in order; empty where there is no key
 * @param indexes in order of first mention
 * @param foreignKeys in order of first mention
 * @param nativeOptions options for one kind of database, by annotation name ({@code db.pg.collate}); values as written
 * @param location the declaration's name
 */
public record DbTable(
        @Nullable String namespace,
        String name,
        String space,
        List<String> renamedFrom,
        @Nullable SyncMethod syncMethod,
        List<DbColumn> columns,
        List<String> primaryKey,
        List<DbIndex> indexes,
        List<DbForeignKey> foreignKeys,
        Map<String, String> nativeOptions,
        Location location) {

    /** The space of entities that name none. */
    public static final String DEFAULT_SPACE = "default";

    public DbTable {
        renamedFrom = List.copyOf(renamedFrom);
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
        indexes = List.copyOf(indexes);
        foreignKeys = List.copyOf(foreignKeys);
        nativeOptions = Map.copyOf(nativeOptions);
    }
}
