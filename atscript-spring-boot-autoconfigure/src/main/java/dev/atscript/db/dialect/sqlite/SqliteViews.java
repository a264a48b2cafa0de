package dev.atscript.db.dialect.sqlite;

import dev.atscript.db.dialect.Sql;
import dev.atscript.db.dialect.ViewMapping;
import dev.atscript.db.model.DbColumn;
import dev.atscript.db.model.DbView.Aggregate;
import dev.atscript.db.schema.PhysicalColumn;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Views as SQLite has them. */
final class SqliteViews implements ViewMapping {

    @Override
    public boolean hasMaterializedViews() {
        return false;
    }

    @Override
    public boolean knows(DbColumn column) {
        return true;
    }

    @Override
    public String none(PhysicalColumn column) {
        return "NULL";
    }

    @Override
    public String literal(boolean value) {
        return value ? "1" : "0";
    }

    @Override
    public String literal(BigDecimal number, Value compared) {
        return Sql.literal(number);
    }

    @Override
    public String compared(Value value) {
        return value.sql();
    }

    /** The least and the greatest text of a column are found as it compares, but would not compare so themselves. */
    @Override
    public String aggregate(Aggregate function, Value value) {
        String expression = function.name() + "(" + value.sql() + ")";
        boolean isText = function == Aggregate.MIN || function == Aggregate.MAX;
        String collation =
                value.column() == null || !isText ? "" : value.column().collation();
        return collation.isEmpty() ? expression : expression + " COLLATE " + collation;
    }

    @Override
    public String matchesHint() {
        return "write it without alternatives, groups and repetitions other than .*, or compare with =, in or exists";
    }

    /** SQLite has no regular expressions of its own: simple ones become GLOB, or LIKE where case does not matter. */
    @Override
    public @Nullable String matches(Value value, String pattern, String flags) {
        String expression = value.sql();
        boolean foldsCase = flags.contains("i");
        Wildcards wildcards = Wildcards.of(pattern, foldsCase);
        boolean lines = flags.contains("m");
        if (wildcards == null || lines && wildcards.anchored()) {
            return null;
        }
        String condition = foldsCase
                ? expression + " LIKE " + Sql.literal(wildcards.pattern()) + " ESCAPE '\\'"
                : expression + " GLOB " + Sql.literal(wildcards.pattern());
        if (!wildcards.hasDot() || flags.contains("s")) {
            return condition;
        }
        // A dot stands for any character but a line's end: that is the whole text only where both ends are anchored.
        return wildcards.anchoredAtBothEnds()
                ? condition + " AND instr(" + expression + ", char(10)) = 0 AND instr(" + expression + ", char(13)) = 0"
                : null;
    }
}
