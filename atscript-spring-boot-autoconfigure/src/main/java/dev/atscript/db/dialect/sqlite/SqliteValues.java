package dev.atscript.db.dialect.sqlite;

import dev.atscript.db.dialect.LiveQuery;
import dev.atscript.db.dialect.RowCount;
import dev.atscript.db.dialect.Values;
import dev.atscript.db.schema.PhysicalColumn;
import dev.atscript.db.schema.PhysicalSchema;
import dev.atscript.db.schema.PhysicalTable;
import org.jspecify.annotations.Nullable;

/** {@link Values} of SQLite. */
final class SqliteValues implements Values {

    /** Whatever is a text compares as a text. */
    @Override
    public boolean canStandFor(String type, String expected) {
        return Affinity.isSame(type, expected)
                || Affinity.of(type) == Affinity.NUMERIC && Affinity.of(expected) == Affinity.INTEGER;
    }

    @Override
    public @Nullable String lossyCondition(
            String expression, PhysicalColumn from, PhysicalColumn to, PhysicalSchema live) {
        return SqliteConversion.lossyCondition(expression, from.type(), to.type());
    }

    @Override
    public boolean isNarrowing(PhysicalColumn from, PhysicalColumn to, PhysicalSchema live) {
        return SqliteConversion.isNarrowing(from.type(), to.type());
    }

    /** Only INTEGER is numbered. */
    @Override
    public @Nullable String numberBeyond(String table, String column, PhysicalColumn from, PhysicalColumn to) {
        return null;
    }

    @Override
    public @Nullable String tooLongForIndex(String column, String type) {
        return null;
    }

    /** It is the rowid then, which is always an integer. */
    @Override
    public @Nullable String unfitForKey(String column, String type) {
        return type.equals("INTEGER") ? "typeof(" + column + ") NOT IN ('integer', 'null')" : null;
    }

    /** No type of the language is one of bytes here. */
    @Override
    public String remedyForLoss(PhysicalColumn from, PhysicalColumn to) {
        return from.type().startsWith("BLOB")
                ? "no type of a model holds bytes on SQLite, so make other values of them by hand (such as hex()), also where"
                        + " other tables point at them, or leave the table out of the model"
                : Values.super.remedyForLoss(from, to);
    }

    /** CAST never fails. */
    @Override
    public boolean refusesLoss(PhysicalColumn from, PhysicalColumn to) {
        return false;
    }

    @Override
    public RowCount countRows(String table, String expression, String condition, LiveQuery query) {
        String rows = " FROM " + table + " WHERE " + condition;
        long number = query.number("SELECT count(*)" + rows);
        return number == 0
                ? RowCount.NONE
                : new RowCount(
                        number,
                        false,
                        query.texts(
                                "SELECT DISTINCT CASE typeof(" + expression + ") WHEN 'blob' THEN quote(" + expression
                                        + ") ELSE CAST(" + expression + " AS TEXT) END" + rows + " ORDER BY 1 LIMIT "
                                        + RowCount.MOST_VALUES));
    }

    @Override
    public String ownRows(PhysicalTable table, String sql) {
        return sql;
    }

    @Override
    public String converted(String expression, PhysicalColumn from, PhysicalColumn to) {
        return SqliteConversion.converted(expression, from.type(), to.type()) + " COLLATE "
                + (to.collation().isEmpty() ? "BINARY" : to.collation());
    }

    /** What a column of text is compared with becomes a text, and likewise of numbers; of an expression nothing does. */
    @Override
    public String compared(String expression, String type) {
        return switch (Affinity.of(type)) {
            case TEXT -> "CAST(" + expression + " AS TEXT)";
            case REAL -> "CAST(" + expression + " AS REAL)";
            case INTEGER, NUMERIC -> "CAST(" + expression + " AS NUMERIC)";
            case NONE -> expression;
        };
    }

    @Override
    public String sought(String expression, String type, String targetType) {
        // A comparison would make numbers of texts, a foreign key makes texts of numbers.
        boolean becomesText = Affinity.of(targetType) == Affinity.TEXT && Affinity.of(type) != Affinity.TEXT;
        return becomesText ? "CAST(" + expression + " AS TEXT)" : expression;
    }
}
