package dev.atscript.db.dialect.postgres;

import dev.atscript.db.dialect.Sql;
import dev.atscript.db.schema.PhysicalForeignKey;
import dev.atscript.db.schema.PhysicalForeignKey.Action;

/** Foreign keys as PostgreSQL writes them. */
final class PostgresForeignKeys {

    static final String NOT_VALID = "NOT VALID";

    private PostgresForeignKeys() {}

    static String definition(PhysicalForeignKey key) {
        String clauses =
                key.deviation().isEmpty() ? actions(key.onDelete(), "", key.onUpdate()) : " " + key.deviation();
        return "FOREIGN KEY (" + Sql.quote(key.columns()) + ") REFERENCES " + PostgresDialect.quoted(key.target())
                + " (" + Sql.quote(key.targetColumns()) + ")" + clauses;
    }

    /**
     * The clauses that say what a foreign key does.
     *
     * @param which the columns that deleting sets, in parentheses; empty for all
     */
    static String actions(Action onDelete, String which, Action onUpdate) {
        return (onDelete == Action.NO_ACTION ? "" : " ON DELETE " + onDelete.sql() + which)
                + (onUpdate == Action.NO_ACTION ? "" : " ON UPDATE " + onUpdate.sql());
    }
}
