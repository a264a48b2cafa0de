package dev.atscript.db.dialect.sqlite;

import dev.atscript.db.dialect.LiveQuery;
import dev.atscript.db.dialect.SqlStatement;
import dev.atscript.db.schema.PhysicalSchema;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.UnmanagedObject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What makes triggers of somebody's again after renames, as SQLite itself writes it. */
final class FollowedTriggers {

    private static final Logger log = LoggerFactory.getLogger(FollowedTriggers.class);

    private static final String TRIGGERS = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'";

    private FollowedTriggers() {}

    /**
     * The tables after renames, with the SQL of triggers that was left empty where SQLite can rename so.
     *
     * @param renames the statements that do
     */
    static PhysicalSchema of(PhysicalSchema after, List<SqlStatement> renames, LiveQuery query) {
        boolean isUnknown = after.tables().values().stream()
                .flatMap(table -> table.unmanaged().stream())
                .anyMatch(FollowedTriggers::isUnknown);
        if (!isUnknown) {
            return after;
        }
        Map<String, String> triggers = triggers(query.texts(SqliteRehearsal.SCHEMA), renames);
        return after.withTables(after.tables().values().stream()
                .map(table -> with(triggers, table))
                .toList());
    }

    private static boolean isUnknown(UnmanagedObject object) {
        return object.kind() == UnmanagedObject.Kind.TRIGGER && object.sql().isEmpty();
    }

    private static PhysicalTable with(Map<String, String> triggers, PhysicalTable table) {
        return table.unmanaged().stream().noneMatch(FollowedTriggers::isUnknown)
                ? table
                : table.withUnmanaged(table.unmanaged().stream()
                        .map(object ->
                                isUnknown(object) ? object.withSql(triggers.getOrDefault(object.name(), "")) : object)
                        .toList());
    }

    private static Map<String, String> triggers(List<String> schema, List<SqlStatement> renames) {
        try (ScratchDatabase scratch = new ScratchDatabase()) {
            for (String sql : schema) {
                // What needs a function or module of the application's connections is no trigger.
                scratch.refusal(sql);
            }
            return scratch.tryAll(renames) == null ? scratch.pairs(TRIGGERS) : Map.of();
        } catch (SQLException ex) {
            log.debug("Renames could not be tried in a copy of the database", ex);
            return Map.of();
        }
    }
}
