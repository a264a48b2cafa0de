package dev.atscript.db.dialect.postgres;

import dev.atscript.db.dialect.Sql;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How values become JSON, and arrays in JSON become arrays. */
final class PostgresJsonConversion {

    /** Of numbers that JSON has no word for, some at least. */
    private static final Set<String> ARRAYS_OF_NUMBERS = Set.of("REAL[]", "DOUBLE PRECISION[]", "NUMERIC[]");

    private PostgresJsonConversion() {}

    /** Null where it is not for JSON to say. */
    static @Nullable Conversion of(String value, String from, String to) {
        if (isJson(from) && to.endsWith("[]")) {
            return ofArray(from.equals("JSON") ? value + "::jsonb" : value, to);
        }
        if (!isMade(from, to)) {
            return null;
        }
        if (from.equals("POINT") && to.equals("JSONB")) {
            return new Conversion(
                    "CASE WHEN " + value + " IS NOT NULL THEN jsonb_build_array(" + value + "[0], " + value
                            + "[1]) END",
                    value + "::text ~ 'NaN|Infinity'");
        }
        String moment = PostgresMomentConversion.text(value, from);
        return moment == null
                ? new Conversion(made(value + plain(from), to), withoutWord(value, from))
                : Conversion.lossless(made(moment, to));
    }

    /** A cast to what the values are without signs and blanks that are only shown. */
    private static String plain(String from) {
        String array = from.endsWith("[]") ? "[]" : "";
        return switch (PostgresTypes.withoutArguments(PostgresTypes.element(from))) {
            case "MONEY" -> "::numeric" + array;
            case "CHAR", "BPCHAR" -> "::text" + array;
            default -> "";
        };
    }

    /** Numbers that JSON has no word for; and texts of a domain, of which nobody can tell whether they are JSON. */
    private static @Nullable String withoutWord(String value, String from) {
        if (!PostgresTypes.isBuiltIn(from) && !from.endsWith("[]")) {
            return "(SELECT t.typtype = 'd' AND t.typcategory = 'S' FROM pg_catalog.pg_type t WHERE t.oid = pg_catalog.to_regtype("
                    + Sql.literal(from) + "))";
        }
        if (PostgresTypes.isNumber(from)) {
            return PostgresTypes.isInteger(from) ? null : value + " IN ('NaN', 'Infinity', '-Infinity')";
        }
        return ARRAYS_OF_NUMBERS.contains(PostgresTypes.withoutArguments(from))
                ? value + "::text ~ 'NaN|Infinity'"
                : null;
    }

    /** Whether the database makes JSON of the values, and does not read them as JSON. */
    private static boolean isMade(String from, String to) {
        return isJson(to) && !isJson(from) && !PostgresTypes.isText(from) && !from.equals("BPCHAR");
    }

    private static String made(String value, String to) {
        return (to.equals("JSON") ? "to_json(" : "to_jsonb(") + value + ")";
    }

    static boolean isJson(String type) {
        return type.equals("JSON") || type.equals("JSONB");
    }

    /**
     * A change of type takes no subquery, which would list the elements; a record that has an array of texts takes them from
     * JSON, and the database has such records of its own.
     */
    private static Conversion ofArray(String value, String to) {
        String cast = "(jsonb_populate_record(NULL::pg_catalog.pg_foreign_table, jsonb_build_object('ftoptions', "
                + value + "))).ftoptions::" + to;
        String isOther = "jsonb_typeof(" + value + ") <> 'array' OR EXISTS (SELECT FROM jsonb_array_elements(" + value
                + ") AS e(element) WHERE jsonb_typeof(e.element) IN ('array', 'object'))";
        return new Conversion(
                cast, "(CASE WHEN " + isOther + " THEN true ELSE to_jsonb(" + cast + ") <> " + value + " END)");
    }
}
