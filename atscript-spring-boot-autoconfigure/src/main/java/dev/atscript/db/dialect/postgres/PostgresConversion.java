package dev.atscript.db.dialect.postgres;

import dev.atscript.db.dialect.Sql;
import org.jspecify.annotations.Nullable;

/** How a value of one type becomes one of another, and which values do not survive it. */
final class PostgresConversion {

    private static final int HAS_PG_INPUT_IS_VALID = 160000;

    private PostgresConversion() {}

    /** The value, cast. */
    static String cast(String value, String from, String to) {
        boolean direct = PostgresTypes.isText(from)
                || PostgresTypes.isText(to)
                || PostgresTypes.isNumber(from) && PostgresTypes.isNumber(to);
        if (direct) {
            return value + "::" + to;
        }
        if (from.equals("BOOLEAN") && PostgresTypes.isNumber(to)) {
            return value + "::integer::" + to;
        }
        if (PostgresTypes.isNumber(from) && to.equals("BOOLEAN")) {
            return value + " <> 0";
        }
        if (to.equals("JSONB")) {
            return "to_jsonb(" + value + ")";
        }
        return value + "::text::" + to;
    }

    /** See {@link dev.atscript.db.dialect.Dialect#lossyCondition}. */
    static @Nullable String lossyCondition(String value, String from, String to, int serverVersion) {
        if (from.equals(to)) {
            return null;
        }
        if (PostgresTypes.isText(to)) {
            int length = PostgresTypes.firstArgument(to);
            boolean fits = length < 0
                    || PostgresTypes.isText(from)
                            && PostgresTypes.firstArgument(from) >= 0
                            && PostgresTypes.firstArgument(from) <= length;
            return fits ? null : "char_length(" + value + "::text) > " + length;
        }
        if (PostgresTypes.isNumber(from) && PostgresTypes.isNumber(to)) {
            return numberCondition(value, from, to);
        }
        if (PostgresTypes.isNumber(from) && to.equals("BOOLEAN")) {
            return value + " NOT IN (0, 1)";
        }
        boolean alwaysFits = from.equals("BOOLEAN") && PostgresTypes.isNumber(to)
                || to.equals("JSONB") && !PostgresTypes.isText(from);
        if (alwaysFits) {
            return null;
        }
        return textCondition(value + "::text", to, serverVersion);
    }

    private static @Nullable String numberCondition(String value, String from, String to) {
        int bits = PostgresTypes.integerBits(to);
        if (bits > 0) {
            if (PostgresTypes.integerBits(from) > 0 && PostgresTypes.integerBits(from) <= bits) {
                return null;
            }
            String range = bits == 16
                    ? "-32768 AND 32767"
                    : bits == 32 ? "-2147483648 AND 2147483647" : "-9223372036854775808 AND 9223372036854775807";
            String number = PostgresTypes.isFloating(from) ? finite(value) : value;
            String outside = number + "::numeric NOT BETWEEN " + range;
            return PostgresTypes.isInteger(from)
                    ? outside
                    : "(" + outside + " OR " + number + "::numeric <> trunc(" + number + "::numeric))";
        }
        if (to.startsWith("NUMERIC")) {
            int precision = PostgresTypes.firstArgument(to);
            if (precision < 0) {
                return null;
            }
            int scale = PostgresTypes.secondArgument(to);
            boolean wider = from.startsWith("NUMERIC(")
                    && PostgresTypes.secondArgument(from) <= scale
                    && PostgresTypes.firstArgument(from) - PostgresTypes.secondArgument(from) <= precision - scale;
            String number = PostgresTypes.isFloating(from) ? finite(value) : value + "::numeric";
            return wider
                    ? null
                    : "(round(" + number + "::numeric, " + scale + ") <> " + number + "::numeric OR abs(" + number
                            + "::numeric) >= 1e" + (precision - scale) + "::numeric)";
        }
        boolean exact = to.equals("DOUBLE PRECISION")
                && (from.equals("REAL") || from.equals("INTEGER") || from.equals("SMALLINT"));
        // 2^53 and 2^24: up to there every integer is a floating-point number.
        boolean exactSmall = to.equals("REAL") && from.equals("SMALLINT");
        if (exact || exactSmall) {
            return null;
        }
        return to.equals("REAL")
                ? "(abs(" + value + "::numeric) > 3.4e38 OR " + inRange(value) + "::real::numeric <> " + value
                        + "::numeric)"
                : value + "::double precision::numeric <> " + value + "::numeric";
    }

    private static String inRange(String value) {
        return "(CASE WHEN abs(" + value + "::numeric) > 3.4e38 THEN 0 ELSE " + value + " END)";
    }

    private static String finite(String value) {
        return "(CASE WHEN " + value + " IN ('NaN', 'Infinity', '-Infinity') THEN 1e30 ELSE " + value
                + "::numeric END)";
    }

    private static String textCondition(String text, String to, int serverVersion) {
        if (serverVersion >= HAS_PG_INPUT_IS_VALID) {
            return "NOT pg_input_is_valid(" + text + ", " + Sql.literal(to) + ")";
        }
        if (PostgresTypes.isInteger(to)) {
            int digits = to.equals("SMALLINT") ? 4 : to.equals("INTEGER") ? 9 : 18;
            return text + " !~ '^\\s*[-+]?[0-9]{1," + digits + "}\\s*$'";
        }
        if (PostgresTypes.isNumber(to)) {
            return text + " !~ '^\\s*[-+]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]{1,2})?\\s*$'";
        }
        if (to.equals("BOOLEAN")) {
            return "lower(" + text + ") NOT IN ('true', 'false', 't', 'f', 'yes', 'no', 'on', 'off', '1', '0')";
        }
        if (to.equals("UUID")) {
            return text + " !~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'";
        }
        return text + " IS NOT NULL";
    }
}
