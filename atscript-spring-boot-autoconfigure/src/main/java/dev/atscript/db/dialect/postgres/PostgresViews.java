package dev.atscript.db.dialect.postgres;

import dev.atscript.db.dialect.Sql;
import dev.atscript.db.dialect.ViewMapping;
import dev.atscript.db.model.DbView.Aggregate;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Views as PostgreSQL has them.
 *
 * @see <a href="https://www.postgresql.org/docs/current/functions-matching.html#FUNCTIONS-POSIX-REGEXP">Regular
 *     expressions</a>
 */
final class PostgresViews implements ViewMapping {

    /** Named groups and references to them, Unicode properties, classes of everything and of nothing. */
    private static final Pattern UNKNOWN = Pattern.compile("\\(\\?<(?![=!])|\\\\[kpPcx0]|\\\\u\\{|\\[\\^?]");

    private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");

    @Override
    public boolean hasMaterializedViews() {
        return true;
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
        if (UNKNOWN.matcher(pattern).find()) {
            return null;
        }
        // What a line's end means to the dot and to the anchors: nothing to the anchors, unless asked by flags.
        boolean lines = flags.contains("m");
        boolean dotAll = flags.contains("s");
        String mode = lines ? (dotAll ? "(?w)" : "(?n)") : (dotAll ? "" : "(?p)");
        String operator = flags.contains("i") ? " ~* " : " ~ ";
        return value.sql() + operator + Sql.literal(mode + translated(pattern));
    }

    /** A word's boundary has another name; in PostgreSQL {@code \b} is a backspace. */
    private static String translated(String pattern) {
        return ESCAPE.matcher(pattern).replaceAll(escape -> switch (escape.group(1)) {
            case "b" -> "\\\\y";
            case "B" -> "\\\\Y";
            default -> java.util.regex.Matcher.quoteReplacement(escape.group());
        });
    }

    @Override
    public String matchesHint() {
        return "write a regular expression of JavaScript without names of groups and references to them, \\p and \\c,"
                + " with at most 255 repetitions and, where case does not matter, with letters of ASCII only";
    }
}
