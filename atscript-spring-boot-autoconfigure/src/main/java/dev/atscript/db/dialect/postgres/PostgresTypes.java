package dev.atscript.db.dialect.postgres;

import dev.atscript.db.dialect.Sql;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
            Map.entry("dec", "NUMERIC"),
            Map.entry("char varying", "VARCHAR"),
            Map.entry("national character varying", "VARCHAR"),
            Map.entry("national char varying", "VARCHAR"),
            Map.entry("national character", "CHAR"),
            Map.entry("national char", "CHAR"),
            Map.entry("nchar", "CHAR"),
            Map.entry("bool", "BOOLEAN"),
            Map.entry("character varying", "VARCHAR"),
            Map.entry("character", "CHAR"),
            Map.entry("bpchar", "CHAR"),
            Map.entry("varbit", "BIT VARYING"),
            Map.entry("timestamptz", "TIMESTAMP WITH TIME ZONE"),
            Map.entry("timestamp", "TIMESTAMP WITHOUT TIME ZONE"),
            Map.entry("timetz", "TIME WITH TIME ZONE"),
            Map.entry("time", "TIME WITHOUT TIME ZONE"));

    /** FLOAT(n) of so many binary digits is REAL. */
    private static final int DIGITS_OF_REAL = 24;

    /** In quotes, char and bit are other types than without. */
    private static final Pattern UNNEEDED_QUOTES = Pattern.compile("\"(?!(?:char|bit)\")([a-z_][a-z0-9_]*)\"");

    private static final Pattern BUILT_IN = Pattern.compile("(?i)pg_catalog\\.(.*)");

    private static final Pattern ARGUMENTS = Pattern.compile("\\([^()]*\\)");

    private static final Pattern CITEXT = Pattern.compile("^CITEXT(?=$|\\[)");

    private static final Set<String> BUILT_IN_NAMES = Set.of(
            "SMALLINT",
            "INTEGER",
            "BIGINT",
            "REAL",
            "DOUBLE PRECISION",
            "NUMERIC",
            "TEXT",
            "VARCHAR",
            "CHAR",
            "BPCHAR",
            "BOOLEAN",
            "UUID",
            "JSON",
            "JSONB",
            "BYTEA",
            "BIT",
            "BIT VARYING",
            "DATE",
            "TIME WITH TIME ZONE",
            "TIME WITHOUT TIME ZONE",
            "TIMESTAMP WITH TIME ZONE",
            "TIMESTAMP WITHOUT TIME ZONE",
            "INTERVAL",
            "INET",
            "CIDR",
            "MONEY");

    private static final Set<String> LOOSE = Set.of("CITEXT", "NUMERIC", "CHAR", "BPCHAR", "INTERVAL", "JSONB");

    private PostgresTypes() {}

    /** The one spelling of a type, whether a person or the catalogue wrote it; of what is built in at least. */
    static String canonical(String written) {
        String text = plain(written.strip());
        boolean array = text.endsWith("]");
        if (array) {
            text = text.substring(0, text.indexOf('[')).strip();
        }
        return canonicalElement(text) + (array ? "[]" : "");
    }

    /** Without the quotes and the schema that a built-in type needs not have. */
    private static String plain(String text) {
        String bare = UNNEEDED_QUOTES.matcher(text).replaceAll("$1");
        Matcher builtIn = BUILT_IN.matcher(bare);
        return builtIn.matches() ? builtIn.group(1).replaceFirst("^(char|bit)(?=$|\\[)", "\"$1\"") : bare;
    }

    private static String canonicalElement(String text) {
        if (text.indexOf('"') >= 0 || text.indexOf('.') >= 0) {
            return text;
        }
        int open = text.indexOf('(');
        int close = text.indexOf(')', Math.max(open, 0));
        String arguments =
                open < 0 || close < 0 ? "" : text.substring(open, close + 1).replace(" ", "");
        String name = open < 0 || close < 0 ? text : text.substring(0, open) + " " + text.substring(close + 1);
        String plain = String.join(" ", name.toLowerCase(Locale.ROOT).strip().split("\\s+"));
        if (plain.equals("float") && !arguments.isEmpty()) {
            return firstArgument(arguments) <= DIGITS_OF_REAL ? "REAL" : "DOUBLE PRECISION";
        }
        if (plain.equals("bpchar") && arguments.isEmpty()) {
            return "BPCHAR";
        }
        String canonical = CANONICAL.getOrDefault(plain, plain.toUpperCase(Locale.ROOT));
        if ((canonical.equals("CHAR") || canonical.equals("BIT")) && arguments.isEmpty()) {
            arguments = "(1)";
        }
        if (canonical.equals("NUMERIC") && !arguments.isEmpty() && !arguments.contains(",")) {
            arguments = arguments.replace(")", ",0)");
        }
        int zone = canonical.indexOf(" WITH");
        return zone < 0 ? canonical + arguments : canonical.substring(0, zone) + arguments + canonical.substring(zone);
    }

    static String withoutArguments(String type) {
        return type.replaceAll("\\([^()]*\\)", "");
    }

    /** A type as the catalogue writes it, with the arguments that another has. */
    static String withArgumentsOf(String printed, String type) {
        Matcher arguments = ARGUMENTS.matcher(type);
        String canonical = canonical(printed);
        if (!arguments.find()) {
            return canonical;
        }
        int array = canonical.indexOf('[');
        return array < 0
                ? canonical + arguments.group()
                : canonical.substring(0, array) + arguments.group() + canonical.substring(array);
    }

    static boolean isNumber(String type) {
        return isInteger(type) || isFloating(type) || type.startsWith("NUMERIC") && !isArray(type);
    }

    static boolean isInteger(String type) {
        return integerBits(type) > 0;
    }

    /** The least number that a type of integers holds. */
    static long least(String type) {
        return -1L << (integerBits(type) - 1);
    }

    static boolean isFloating(String type) {
        return type.equals("DOUBLE PRECISION") || type.equals("REAL");
    }

    static boolean isText(String type) {
        boolean limited = type.startsWith("VARCHAR") || type.startsWith("CHAR(") || type.equals("CHAR");
        return type.equals("TEXT") || type.equals("CITEXT") || limited && !isArray(type);
    }

    /** Whether it, or that of its elements, is one of the server's own beyond doubt; others may be domains and records. */
    static boolean isBuiltIn(String type) {
        return BUILT_IN_NAMES.contains(withoutArguments(element(type)));
    }

    /** Whether it is none of those that the types of a model become. */
    static boolean isNative(String type) {
        return !isText(type) && !isNumber(type) && !type.equals("BOOLEAN") && !type.equals("JSONB");
    }

    /** Null as a value of the type. */
    static String none(String type) {
        return "CAST(NULL AS " + present(type) + ")";
    }

    /** The type, or one like it that is there: a plan may be about to make {@code CITEXT} exist. */
    static String present(String type) {
        return CITEXT.matcher(type).replaceFirst("TEXT");
    }

    /** Whether the type, or that of its elements, is that of a table's rows, as far as the name tells. */
    static boolean isRowOf(String type, String table) {
        String element = "." + element(type);
        return element.toLowerCase(Locale.ROOT).endsWith("." + table.toLowerCase(Locale.ROOT))
                || element.endsWith("." + Sql.quote(table));
    }

    /**
     * Whether an expression over values of the one means the same over those of the other: not where integers become
     * decimals, of which {@code n / 100} is another number, nor where texts become {@code CITEXT}, which compares
     * otherwise.
     */
    static boolean isOfOneKind(String type, String other) {
        return withoutArguments(type).equals(withoutArguments(other))
                || isInteger(type) && isInteger(other)
                || isPlainText(type) && isPlainText(other);
    }

    /** Whether somebody may say how the type's values are stored and compressed: they can be long. */
    static boolean isStoredAsToldTo(String type) {
        return isText(type) || isArray(type) || type.equals("JSONB") || type.equals("JSON") || type.equals("BYTEA");
    }

    /** Whether values of the type are equal that are not spelled alike, as 1.0 and 1 are. */
    static boolean isLoose(String type) {
        String element = withoutArguments(element(type));
        return LOOSE.contains(element) || isFloating(element);
    }

    /** Texts that compare with each other as they are. */
    static boolean isPlainText(String type) {
        return type.equals("TEXT") || type.startsWith("VARCHAR") && !isArray(type);
    }

    /**
     * Whether a foreign key can point from one type at another: an operator family compares them, or the one becomes the
     * other by itself.
     */
    static boolean canReference(String type, String target) {
        String from = withoutArguments(type);
        String to = withoutArguments(target);
        boolean numbers = isInteger(from) && isNumber(to) || isNumber(from) && isFloating(to);
        boolean texts = isText(from) && isPlainText(to) || isPlainText(from) && to.equals("CHAR");
        return from.equals(to) || numbers || texts || isMoment(from) && isMoment(to);
    }

    private static boolean isMoment(String type) {
        return type.equals("DATE") || type.startsWith("TIMESTAMP ") && !isArray(type);
    }

    /** The type of an array's elements; the type itself where it is none. */
    static String element(String type) {
        return isArray(type) ? type.substring(0, type.indexOf('[')) : type;
    }

    private static boolean isArray(String type) {
        return type.endsWith("]");
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
