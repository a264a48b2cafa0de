package dev.atscript.db.dialect.postgres;

import dev.atscript.db.dialect.Sql;
import dev.atscript.db.dialect.ViewMapping;
import dev.atscript.db.model.DbColumn;
import dev.atscript.db.model.DbView.Aggregate;
import dev.atscript.db.schema.PhysicalColumn;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Views as PostgreSQL has them.
 *
 * @see <a href="https://www.postgresql.org/docs/current/functions-matching.html#FUNCTIONS-POSIX-REGEXP">Regular
 *     expressions</a>
 */
final class PostgresViews implements ViewMapping {

    @Override
    public boolean hasMaterializedViews() {
        return true;
    }

    /** A type that the model chooses need not be one of the numbers or texts that the field is for the model. */
    @Override
    public boolean knows(DbColumn column) {
        return !column.nativeOptions().containsKey(PostgresColumns.NATIVE_TYPE);
    }

    @Override
    public String none(PhysicalColumn column) {
        return PostgresTypes.none(column.type());
    }

    @Override
    public String literal(boolean value) {
        return value ? "TRUE" : "FALSE";
    }

    /** A literal is of double precision where it is compared with a REAL, and not the same number. */
    @Override
    public String literal(BigDecimal number, Value compared) {
        float single = number.floatValue();
        boolean exists = Float.isFinite(single) && (single != 0 || number.signum() == 0);
        return Sql.literal(number) + (isOf("REAL", compared) && exists ? "::real" : "");
    }

    /** Blanks at the end of a CHAR do not count, unless it is made a text that is as long. */
    @Override
    public String compared(Value value) {
        return isOf("CHAR", value) && value.column() != null
                ? "rpad(" + value.sql() + ", "
                        + PostgresTypes.firstArgument(value.column().type()) + ")"
                : value.sql();
    }

    @Override
    public String aggregate(Aggregate function, Value value) {
        boolean isBoolean = isOf("BOOLEAN", value);
        String name = isBoolean && function == Aggregate.MIN
                ? "BOOL_AND"
                : isBoolean && function == Aggregate.MAX ? "BOOL_OR" : function.name();
        return name + "(" + value.sql() + ")";
    }

    private static boolean isOf(String type, Value value) {
        return value.column() != null
                && PostgresTypes.withoutArguments(value.column().type()).equals(type);
    }

    @Override
    public @Nullable String matches(Value value, String pattern, String flags) {
        String translated = PostgresRegexp.of(pattern, flags);
        return translated == null
                ? null
                : compared(value) + "::text COLLATE \"C\"" + (flags.contains("i") ? " ~* " : " ~ ")
                        + Sql.literal(translated);
    }

    @Override
    public String matchesHint() {
        return "write a regular expression of JavaScript without names of groups and references to them, \\p and \\c,"
                + " with at most 255 repetitions and, where case does not matter, with letters of ASCII only";
    }
}
