package dev.atscript.db.dialect.postgres;

import dev.atscript.db.dialect.LiveQuery;
import dev.atscript.db.dialect.RowCount;
import dev.atscript.db.dialect.Values;
import dev.atscript.db.schema.PhysicalColumn;
import dev.atscript.db.schema.PhysicalIndex;
import dev.atscript.db.schema.PhysicalSchema;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.UnmanagedObject;
import org.jspecify.annotations.Nullable;

/** {@link Values} of PostgreSQL. */
final class PostgresValues implements Values {

    @Override
    public boolean canStandFor(String type, String expected) {
        return PostgresConversion.canStandFor(type, expected);
    }

    @Override
    public @Nullable String lossyCondition(
            String expression, PhysicalColumn from, PhysicalColumn to, PhysicalSchema live) {
        return PostgresConversion.lossyCondition(
                expression, from.type(), to.type(), Integer.parseInt(live.serverVersion()));
    }

    @Override
    public @Nullable String numberBeyond(String table, String column, PhysicalColumn from, PhysicalColumn to) {
        return from.identity() == null || to.identity() == null
                ? null
                : PostgresSequences.numberBeyond(table, column, from.type(), to.type());
    }

    @Override
    public @Nullable String tooLongForIndex(String column, String type) {
        return PostgresLimits.tooLongForIndex(column, type);
    }

    @Override
    public @Nullable String trialOfFullText(PhysicalIndex index, String rows) {
        return PostgresFullText.trial(index, rows);
    }

    @Override
    public String remedyForLoss(PhysicalColumn from, PhysicalColumn to) {
        return PostgresMomentConversion.isMoment(from.type()) && to.type().equals("BIGINT")
                ? "as a number it is milliseconds, so leave out what is finer (SET " + to.name()
                        + " = date_trunc('milliseconds', " + to.name()
                        + ")) or infinite, or choose a type that holds it"
                : Values.super.remedyForLoss(from, to);
    }

    @Override
    public boolean refusesLoss(PhysicalColumn from, PhysicalColumn to) {
        return PostgresConversion.refusesLoss(from.type(), to.type());
    }

    @Override
    public RowCount countRows(String table, String expression, String condition, LiveQuery query) {
        return FailingRows.count(table, expression, condition, query);
    }

    @Override
    public String ownRows(PhysicalTable table, String sql) {
        boolean isLent = table.unmanaged().stream().anyMatch(object -> object.kind() == UnmanagedObject.Kind.CHILD);
        return isLent ? "ONLY " + sql : sql;
    }

    @Override
    public String converted(String expression, PhysicalColumn from, PhysicalColumn to) {
        // The extension of CITEXT may not be there yet.
        String value = to.type().equals("CITEXT")
                ? "lower(" + expression + "::text)"
                : PostgresConversion.cast(expression, from.type(), to.type());
        return to.collation().isEmpty()
                ? value
                : "(" + value + ") COLLATE " + PostgresCollations.quoted(to.collation());
    }

    @Override
    public @Nullable String sought(String expression, String type, String targetType) {
        boolean comparable = type.equals(targetType)
                || PostgresTypes.isInteger(type) && PostgresTypes.isInteger(targetType)
                || PostgresTypes.isPlainText(type) && PostgresTypes.isPlainText(targetType);
        return comparable ? expression : null;
    }
}
