package dev.atscript.db.dialect.postgres;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How numbers become other numbers, booleans and bits, and how those, and amounts of money, become numbers. */
final class PostgresNumberConversion {

    /** The least and the greatest double that is such an integer. */
    private static final Map<String, String> INTEGERS_OF_DOUBLES = Map.of(
            "SMALLINT", "-32768 AND 32767",
            "INTEGER", "-2147483648 AND 2147483647",
            "BIGINT", "-9223372036854775808 AND 9223372036854774784");

    /** The first of so many bits is a sign. */
    private static final int BITS_OF_BIGINT = 64;

    private PostgresNumberConversion() {}

    /** Null where it is not for numbers to say. */
    static @Nullable Conversion of(String value, String from, String to) {
        boolean areNumbersOfBits = from.endsWith("[]")
                && isBits(PostgresTypes.element(from))
                && PostgresTypes.isNumber(PostgresTypes.element(to));
        if (areNumbersOfBits) {
            return new Conversion(value + "::text::" + to, "true");
        }
        if (from.equals("BIT(1)") && to.equals("BOOLEAN")) {
            return Conversion.lossless(value + " = B'1'");
        }
        if (PostgresTypes.isNumber(from) && !PostgresTypes.isNumber(to)) {
            return ofNumber(value, from, to);
        }
        if (!PostgresTypes.isNumber(to)) {
            return null;
        }
        if (isBits(from)) {
            return ofBits(value, to);
        }
        if (from.equals("BOOLEAN")) {
            String number = value + "::integer";
            return new Conversion(
                    number + "::" + to, to.startsWith("NUMERIC(") ? condition(number + "::numeric", to) : null);
        }
        if (from.equals("MONEY")) {
            String number = value + "::numeric";
            return new Conversion(number + "::" + to, to.equals("NUMERIC") ? null : condition(number, to));
        }
        return PostgresTypes.isNumber(from)
                ? new Conversion(cast(value, from, to), isWider(from, to) ? null : condition(value, from, to))
                : null;
    }

    private static @Nullable Conversion ofNumber(String value, String from, String to) {
        if (to.equals("BOOLEAN")) {
            return new Conversion(value + " <> 0", value + " NOT IN (0, 1)");
        }
        if (PostgresTypes.isInteger(from) && to.startsWith("BIT(")) {
            String bits = value + "::bigint::" + to;
            return new Conversion(bits, bits + "::bigint <> " + value);
        }
        // Its digits would be taken for bits, and bytes.
        return isBits(to) || to.equals("BYTEA") ? new Conversion(value + "::text::" + to, "true") : null;
    }

    private static Conversion ofBits(String value, String to) {
        String number = value + "::\"bit\"::bigint";
        String isOther = to.equals("NUMERIC") ? "false" : condition(number + "::numeric", to);
        return new Conversion(
                number + "::" + to,
                "(CASE WHEN length(" + value + ") > " + BITS_OF_BIGINT + " THEN true WHEN " + number
                        + " < 0 THEN true ELSE " + isOther + " END)");
    }

    private static boolean isBits(String type) {
        return type.startsWith("BIT(") && !type.endsWith("]")
                || PostgresTypes.withoutArguments(type).equals("BIT VARYING");
    }

    private static String cast(String value, String from, String to) {
        boolean isFromDigits =
                PostgresTypes.isFloating(from) && !PostgresTypes.isFloating(to) && !PostgresTypes.isInteger(to);
        if (!isFromDigits) {
            return value + "::" + to;
        }
        return exact(value, from) + (to.equals("NUMERIC") ? "" : "::" + to);
    }

    /** The value as an exact number; a floating-point number's own cast to NUMERIC keeps 6 or 15 digits only. */
    private static String exact(String value, String from) {
        return value + (PostgresTypes.isFloating(from) ? "::text" : "") + "::numeric";
    }

    /** Integers and floating-point numbers are compared as the numbers they are, not as the few digits that are shown. */
    private static String condition(String value, String from, String to) {
        if (PostgresTypes.isFloating(from) && PostgresTypes.isInteger(to)) {
            String number = value + "::float8";
            return "(" + number + " NOT BETWEEN " + INTEGERS_OF_DOUBLES.get(to) + " OR " + number + " <> trunc("
                    + number + "))";
        }
        if (PostgresTypes.isInteger(from) && PostgresTypes.isFloating(to)) {
            return "(CASE WHEN " + value + " > " + (to.equals("REAL") ? "9223371487098961920" : "9223372036854774784")
                    + " THEN true ELSE " + value + "::" + to + "::bigint <> " + value + " END)";
        }
        String condition = condition(exact(value, from), to);
        // A number may be the same although a real shows fewer digits of it.
        return PostgresTypes.isFloating(from) && to.equals("REAL")
                ? "(CASE WHEN " + condition + " THEN " + value + "::REAL::float8 <> " + value + " ELSE false END)"
                : condition;
    }

    /** Whether every number of a type is one of the other. */
    private static boolean isWider(String from, String to) {
        int bits = PostgresTypes.integerBits(from);
        if (PostgresTypes.isInteger(to)) {
            return bits > 0 && bits <= PostgresTypes.integerBits(to);
        }
        if (to.equals("NUMERIC")) {
            return true;
        }
        if (to.equals("DOUBLE PRECISION")) {
            return from.equals("REAL") || bits > 0 && bits <= 32;
        }
        if (to.equals("REAL")) {
            return bits == 16;
        }
        int scale = PostgresTypes.secondArgument(to);
        return from.startsWith("NUMERIC(")
                && PostgresTypes.secondArgument(from) <= scale
                && PostgresTypes.firstArgument(from) - PostgresTypes.secondArgument(from)
                        <= PostgresTypes.firstArgument(to) - scale;
    }

    /** Which numbers another type of number does not hold: what comes back from it must be what went in. */
    static String condition(String number, String to) {
        int bits = PostgresTypes.integerBits(to);
        if (bits > 0) {
            String range = bits == 16
                    ? "-32768 AND 32767"
                    : bits == 32 ? "-2147483648 AND 2147483647" : "-9223372036854775808 AND 9223372036854775807";
            return "(" + number + " NOT BETWEEN " + range + " OR " + number + " <> trunc(" + number + "))";
        }
        if (PostgresTypes.isFloating(to)) {
            boolean single = to.equals("REAL");
            String largest = single ? "3.4028235e38" : "1.7976931348623157e308";
            String smallest = single ? "1e-45" : "5e-324";
            return "(CASE WHEN " + number + " IN ('NaN', 'Infinity', '-Infinity', 0) THEN false WHEN abs(" + number
                    + ") NOT BETWEEN " + smallest + " AND " + largest + " THEN true ELSE " + number + "::" + to
                    + "::text::numeric <> " + number + " END)";
        }
        int whole = PostgresTypes.firstArgument(to) - PostgresTypes.secondArgument(to);
        return "(CASE WHEN " + number + " = 'NaN' THEN false WHEN abs(" + number + ") >= 1e" + whole
                + "::numeric THEN true ELSE round(" + number + ", " + PostgresTypes.secondArgument(to) + ") <> "
                + number + " END)";
    }
}
