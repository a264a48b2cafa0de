package dev.atscript.db.dialect.postgres;

import dev.atscript.db.dialect.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a value of one type becomes one of another, and which values do not survive it. */
final class PostgresConversion {

    /** A text that is read at all is read without a loss. */
    private static final Set<String> READ_EXACTLY = Set.of("BOOLEAN", "UUID");

    /** The least and the greatest double that is such an integer. */
    private static final Map<String, String> INTEGERS_OF_DOUBLES = Map.of(
            "SMALLINT", "-32768 AND 32767",
            "INTEGER", "-2147483648 AND 2147483647",
            "BIGINT", "-9223372036854775808 AND 9223372036854774784");

    /** Of numbers that JSON has no word for, some at least. */
    private static final Set<String> ARRAYS_OF_NUMBERS = Set.of("REAL[]", "DOUBLE PRECISION[]", "NUMERIC[]");

    private PostgresConversion() {}

    /** The value, cast. */
    static String cast(String value, String from, String to) {
        Conversion conversion = conversion(value, from, to);
        if (conversion != null) {
            return conversion.cast();
        }
        if (PostgresTypes.isFloating(from) && isExact(to) && !PostgresTypes.isInteger(to)) {
            return number(value, from) + (to.equals("NUMERIC") ? "" : "::" + to);
        }
        if (PostgresTypes.isText(to) && !PostgresTypes.isText(from)) {
            return to.equals("TEXT") ? text(value, from) : text(value, from) + "::" + to;
        }
        if (from.startsWith("CHAR(") && PostgresTypes.isText(from)) {
            return to.equals("TEXT") ? text(value, from) : value + "::text::" + to;
        }
        boolean direct = PostgresTypes.isText(from) || PostgresTypes.isNumber(from) && PostgresTypes.isNumber(to);
        if (direct) {
            return value + "::" + to;
        }
        if (from.equals("BOOLEAN") && PostgresTypes.isNumber(to)) {
            return value + "::integer::" + to;
        }
        if (PostgresTypes.isNumber(from) && to.equals("BOOLEAN")) {
            return value + " <> 0";
        }
        if (PostgresJsonConversion.isMade(from, to)) {
            return PostgresJsonConversion.made(value, to);
        }
        return value + "::text::" + to;
    }

    /** Of the pairs of types that have a rule of their own; null for others. */
    private static @Nullable Conversion conversion(String value, String from, String to) {
        Conversion ofFamily = PostgresFamilyConversion.of(value, from, to);
        if (ofFamily != null) {
            return ofFamily;
        }
        Conversion ofMoment = PostgresMomentConversion.of(value, from, to);
        if (ofMoment != null) {
            return ofMoment;
        }
        if (from.equals("MONEY") && PostgresTypes.isNumber(to)) {
            String number = value + "::numeric";
            return new Conversion(number + "::" + to, to.equals("NUMERIC") ? null : numberCondition(number, to));
        }
        return PostgresJsonConversion.of(value, from, to);
    }

    private static boolean isExact(String type) {
        return PostgresTypes.isNumber(type) && !PostgresTypes.isFloating(type);
    }

    /** The value as an exact number; a floating-point number's own cast to NUMERIC keeps 6 or 15 digits only. */
    private static String number(String value, String from) {
        return value + (PostgresTypes.isFloating(from) ? "::text" : "") + "::numeric";
    }

    /** The value as text: a JSON string without its quotes, an address as the server shows it, a moment in UTC. */
    private static String text(String value, String from) {
        String moment = PostgresMomentConversion.text(value, from);
        if (moment != null) {
            return moment;
        }
        return switch (from) {
            case "JSONB" ->
                "(CASE jsonb_typeof(" + value + ") WHEN 'string' THEN " + value + " #>> '{}' ELSE " + value
                        + "::text END)";
            case "INET" -> "abbrev(" + value + ")";
            default -> value + "::TEXT";
        };
    }

    /** See {@link dev.atscript.db.dialect.Values#lossyCondition}. */
    static @Nullable String lossyCondition(String value, String from, String to, int serverVersion) {
        if (from.equals(to)) {
            return null;
        }
        Conversion conversion = conversion(value, from, to);
        if (conversion != null) {
            return conversion.loss();
        }
        if (PostgresTypes.isText(to)) {
            int length = PostgresTypes.firstArgument(to);
            boolean fits = length < 0
                    || PostgresTypes.isText(from)
                            && PostgresTypes.firstArgument(from) >= 0
                            && PostgresTypes.firstArgument(from) <= length;
            return fits ? null : tooLong(text(value, from), to, length);
        }
        if (PostgresTypes.isNumber(from) && PostgresTypes.isNumber(to)) {
            return isWider(from, to) ? null : numberCondition(value, from, to);
        }
        if (PostgresTypes.isNumber(from) && to.equals("BOOLEAN")) {
            return value + " NOT IN (0, 1)";
        }
        if ((to.equals("JSONB") || to.equals("JSON")) && PostgresTypes.isNumber(from)) {
            return PostgresTypes.isInteger(from) ? null : value + " IN ('NaN', 'Infinity', '-Infinity')";
        }
        if ((to.equals("JSONB") || to.equals("JSON"))
                && ARRAYS_OF_NUMBERS.contains(PostgresTypes.withoutArguments(from))) {
            return value + "::text ~ 'NaN|Infinity'";
        }
        boolean alwaysFits =
                from.equals("BOOLEAN") && PostgresTypes.isNumber(to) || PostgresJsonConversion.isMade(from, to);
        if (alwaysFits) {
            return null;
        }
        String text = value + "::text";
        String unread = PostgresTextInput.lossyCondition(text, to, serverVersion);
        String lax = readsLaxly(from, to);
        return lax == null
                ? unread
                : "(CASE WHEN " + unread + " THEN true WHEN " + lax + " THEN "
                        + PostgresTextInput.otherWords(text, "(" + text + ")::" + to) + " ELSE false END)";
    }

    /**
     * Whether what a type reads may not be what it says: of a domain or a record, whose own type this is not told, nor of the
     * elements of an array; nor of values of another type that is no text, as a domain may be, where the database has no cast.
     */
    private static @Nullable String readsLaxly(String from, String to) {
        List<String> conditions = new ArrayList<>();
        String target = "pg_catalog.to_regtype(" + Sql.literal(to) + ")";
        if (!PostgresTypes.isBuiltIn(to)) {
            conditions.add(
                    "(SELECT coalesce(e.typtype, t.typtype) FROM pg_catalog.pg_type t LEFT JOIN pg_catalog.pg_type e"
                            + " ON e.oid = t.typelem AND t.typcategory = 'A' WHERE t.oid = " + target
                            + ") IN ('c', 'd')");
        }
        boolean isReadWell = PostgresTypes.isText(from)
                || !PostgresTypes.isBuiltIn(from)
                || PostgresJsonConversion.isJson(from)
                || PostgresJsonConversion.isJson(to)
                || from.endsWith("[]")
                || to.endsWith("[]")
                || from.endsWith("RANGE") && to.endsWith("RANGE");
        if (!isReadWell) {
            conditions.add("NOT EXISTS (SELECT FROM pg_catalog.pg_cast k WHERE k.castsource = pg_catalog.to_regtype("
                    + Sql.literal(from) + ") AND k.casttarget = " + target + ")");
        }
        return conditions.isEmpty() ? null : "(" + String.join(" OR ", conditions) + ")";
    }

    /** A CHAR forgets the blanks at the end as well. */
    private static String tooLong(String text, String to, int length) {
        String isLonger = "char_length(" + text + ") > " + length;
        return to.startsWith("CHAR")
                ? "(" + isLonger + " OR (" + text + ")::" + to + "::text <> " + text + ")"
                : isLonger;
    }

    /** Integers and floating-point numbers are compared as the numbers they are, not as the few digits that are shown. */
    private static String numberCondition(String value, String from, String to) {
        if (PostgresTypes.isFloating(from) && PostgresTypes.isInteger(to)) {
            String number = value + "::float8";
            return "(" + number + " NOT BETWEEN " + INTEGERS_OF_DOUBLES.get(to) + " OR " + number + " <> trunc("
                    + number + "))";
        }
        if (PostgresTypes.isInteger(from) && PostgresTypes.isFloating(to)) {
            return "(CASE WHEN " + value + " > " + (to.equals("REAL") ? "9223371487098961920" : "9223372036854774784")
                    + " THEN true ELSE " + value + "::" + to + "::bigint <> " + value + " END)";
        }
        String condition = numberCondition(number(value, from), to);
        // A number may be the same although a real shows fewer digits of it.
        return PostgresTypes.isFloating(from) && to.equals("REAL")
                ? "(CASE WHEN " + condition + " THEN " + value + "::REAL::float8 <> " + value + " ELSE false END)"
                : condition;
    }

    /** See {@link dev.atscript.db.dialect.Values#numberBeyond}. */
    static @Nullable String numberBeyond(String table, String column, String from, String to) {
        int bits = PostgresTypes.integerBits(to);
        if (bits == 0 || bits >= PostgresTypes.integerBits(from)) {
            return null;
        }
        return """
                SELECT coalesce(max(n), 0) FROM (
                  SELECT greatest(%3$s, seqstart, nullif(seqmax, CASE seqtypid WHEN 'int2'::regtype THEN 32767
                    WHEN 'int4'::regtype THEN 2147483647 ELSE 9223372036854775807 END)) AS n
                  FROM pg_sequence WHERE seqrelid = pg_get_serial_sequence(%1$s, %2$s)::regclass OR seqrelid IN (
                    SELECT u.refobjid FROM pg_attrdef d
                    JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
                    JOIN pg_depend u ON u.classid = 'pg_attrdef'::regclass AND u.objid = d.oid AND u.refclassid = 'pg_class'::regclass
                    WHERE d.adrelid = %1$s::regclass AND a.attname = %2$s)
                ) AS s WHERE n > %4$s""".formatted(
                        Sql.literal(table),
                        Sql.literal(column),
                        PostgresSequences.lastValue("seqrelid::regclass"),
                        (1L << bits - 1) - 1);
    }

    /** See {@link dev.atscript.db.dialect.Values#refusesLoss}. */
    static boolean refusesLoss(String from, String to) {
        return PostgresTypes.isInteger(from) && PostgresTypes.isInteger(to)
                || PostgresTypes.isText(from) && READ_EXACTLY.contains(to);
    }

    /** See {@link dev.atscript.db.dialect.Values#canStandFor}. */
    static boolean canStandFor(String type, String expected) {
        boolean numbers = PostgresTypes.isNumber(type) && PostgresTypes.isNumber(expected);
        boolean texts = PostgresTypes.isPlainText(type) && PostgresTypes.isPlainText(expected);
        return (numbers || texts) && lossyCondition("x", expected, type, 0) == null;
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
    static String numberCondition(String number, String to) {
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
