package dev.atscript.db.dialect.postgres;

import java.util.Locale;
import java.util.Map;

/**
 * PostgreSQL's types, each in one spelling: what {@code format_type} says, with built-in names in upper case and in
 * their short form.
 *
 * @see <a href="https://www.postgresql.org/docs/current/datatype.html">Data types</a>
 */
final class PostgresTypes {

    private static final Map<String, String> CANONICAL = Map.ofEntries(
            Map.entry("int", "INTEGER"),
            Map.entry("int2", "SMALLINT"),
            Map.entry("int4", "INTEGER"),
            Map.entry("int8", "BIGINT"),
            Map.entry("float", "DOUBLE PRECISION"),
            Map.entry("float4", "REAL"),
            Map.entry("float8", "DOUBLE PRECISION"),
            Map.entry("decimal", "NUMERIC"),
            Map.entry("bool", "BOOLEAN"),
            Map.entry("character varying", "VARCHAR"),
            Map.entry("character", "CHAR"),
            Map.entry("bpchar", "CHAR"),
            Map.entry("varbit", "BIT VARYING"),
            Map.entry("timestamptz", "TIMESTAMP WITH TIME ZONE"),
            Map.entry("timestamp", "TIMESTAMP WITHOUT TIME ZONE"),
            Map.entry("timetz", "TIME WITH TIME ZONE"),
            Map.entry("time", "TIME WITHOUT TIME ZONE"));

    private PostgresTypes() {}

    /** The one spelling of a type, whether a person or the catalogue wrote it. */
    static String canonical(String written) {
        String text = written.strip();
        int arrays = 0;
        while (text.endsWith("]")) {
            arrays++;
            text = text.substring(0, text.lastIndexOf('[')).strip();
        }
        if (text.indexOf('"') >= 0 || text.indexOf('.') >= 0) {
            return text + "[]".repeat(arrays);
        }
        int open = text.indexOf('(');
        int close = text.indexOf(')', Math.max(open, 0));
        String arguments =
                open < 0 || close < 0 ? "" : text.substring(open, close + 1).replace(" ", "");
        String name = open < 0 || close < 0 ? text : text.substring(0, open) + " " + text.substring(close + 1);
        String plain = String.join(" ", name.toLowerCase(Locale.ROOT).strip().split("\\s+"));
        String canonical = CANONICAL.getOrDefault(plain, plain.toUpperCase(Locale.ROOT));
        if (canonical.equals("CHAR") && arguments.isEmpty()) {
            arguments = "(1)";
        }
        if (canonical.equals("NUMERIC") && !arguments.isEmpty() && !arguments.contains(",")) {
            arguments = arguments.replace(")", ",0)");
        }
        int zone = canonical.indexOf(" WITH");
        String withArguments =
                zone < 0 ? canonical + arguments : canonical.substring(0, zone) + arguments + canonical.substring(zone);
        return withArguments + "[]".repeat(arrays);
    }

    static boolean isNumber(String type) {
        return isInteger(type) || isFloating(type) || type.startsWith("NUMERIC");
    }

    static boolean isInteger(String type) {
        return integerBits(type) > 0;
    }

    static boolean isFloating(String type) {
        return type.equals("DOUBLE PRECISION") || type.equals("REAL");
    }

    static boolean isText(String type) {
        return type.equals("TEXT") || type.equals("CITEXT") || type.startsWith("VARCHAR") || type.startsWith("CHAR(");
    }

    /** 16, 32 or 64; 0 for what is no integer. */
    static int integerBits(String type) {
        return switch (type) {
            case "SMALLINT" -> 16;
            case "INTEGER" -> 32;
            case "BIGINT" -> 64;
            default -> 0;
        };
    }

    /** The first number in parentheses, or -1. */
    static int firstArgument(String type) {
        return argument(type, 0);
    }

    /** The second number in parentheses, or 0 where there is only one, or -1 where there is none. */
    static int secondArgument(String type) {
        return argument(type, 1);
    }

    private static int argument(String type, int index) {
        int open = type.indexOf('(');
        int close = type.indexOf(')');
        if (open < 0 || close < 0) {
            return -1;
        }
        String[] arguments = type.substring(open + 1, close).split(",");
        return index < arguments.length ? Integer.parseInt(arguments[index].strip()) : 0;
    }
}
