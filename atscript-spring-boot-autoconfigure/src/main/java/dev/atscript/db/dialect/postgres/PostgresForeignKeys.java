package dev.atscript.db.dialect.postgres;

import dev.atscript.db.dialect.Sql;
import dev.atscript.db.schema.PhysicalForeignKey;
import dev.atscript.db.schema.PhysicalForeignKey.Action;

/** Foreign keys as PostgreSQL writes them. */
final class PostgresForeignKeys {

    static final String MATCH_FULL = "MATCH FULL";
    static final String NOT_VALID = "NOT VALID";

    private PostgresForeignKeys() {}

    static String definition(PhysicalForeignKey key) {
        boolean matchesFull = key.deviation().startsWith(MATCH_FULL);
        String options =
                matchesFull ? key.deviation().substring(MATCH_FULL.length()).strip() : key.deviation();
        return "FOREIGN KEY (" + Sql.quote(key.columns()) + ") REFERENCES " + PostgresDialect.quoted(key.target())
                + " (" + Sql.quote(key.targetColumns()) + ")" + (matchesFull ? " " + MATCH_FULL : "") + actions(key)
                + (options.isEmpty() ? "" : " " + options);
    }

    private static String actions(PhysicalForeignKey key) {
        String which = key.setColumns().isEmpty() ? "" : " (" + Sql.quote(key.setColumns()) + ")";
        return (key.onDelete() == Action.NO_ACTION
                        ? ""
                        : " ON DELETE " + key.onDelete().sql() + which)
                + (key.onUpdate() == Action.NO_ACTION
                        ? ""
                        : " ON UPDATE " + key.onUpdate().sql());
    }
}
