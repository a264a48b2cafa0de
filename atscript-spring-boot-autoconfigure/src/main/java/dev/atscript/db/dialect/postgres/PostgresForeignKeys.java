package dev.atscript.db.dialect.postgres;

import dev.atscript.db.dialect.Sql;
import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalForeignKey;
import dev.atscript.db.schema.PhysicalForeignKey.Action;
import java.util.List;

/** Foreign keys as PostgreSQL writes them. */
final class PostgresForeignKeys {

    static final String MATCH_FULL = "MATCH FULL";
    static final String PERIOD = "PERIOD";
    static final String NOT_VALID = "NOT VALID";

    /** That its triggers are, which no definition says. */
    static final String DISABLED = "DISABLED";

    private PostgresForeignKeys() {}

    static String definition(PhysicalForeignKey key) {
        String options = key.deviation();
        boolean isOfPeriod = options.startsWith(PERIOD);
        options = isOfPeriod ? options.substring(PERIOD.length()).strip() : options;
        boolean matchesFull = options.startsWith(MATCH_FULL);
        options = matchesFull ? options.substring(MATCH_FULL.length()).strip() : options;
        options = options.replace(DISABLED, "").strip();
        return "FOREIGN KEY (" + columns(key.columns(), isOfPeriod) + ") REFERENCES "
                + PostgresDialect.quoted(key.target()) + " (" + columns(key.targetColumns(), isOfPeriod) + ")"
                + (matchesFull ? " " + MATCH_FULL : "") + actions(key) + (options.isEmpty() ? "" : " " + options);
    }

    /** See {@link dev.atscript.db.dialect.Alterations#foreignKeysSurvive}. */
    static boolean survive(Change.AlterColumn change) {
        String from = change.from().type();
        String to = change.to().type();
        boolean comparable = from.equals(to)
                || PostgresTypes.isInteger(from) && PostgresTypes.isInteger(to)
                || PostgresTypes.isPlainText(from) && PostgresTypes.isPlainText(to);
        return comparable
                && PostgresCollations.equateAlike(
                        change.from().collation(), change.to().collation());
    }

    private static String columns(List<String> columns, boolean lastIsPeriod) {
        int last = columns.size() - 1;
        return lastIsPeriod
                ? Sql.quote(columns.subList(0, last)) + ", " + PERIOD + " " + Sql.quote(columns.get(last))
                : Sql.quote(columns);
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
