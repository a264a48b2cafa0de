package dev.atscript.db.dialect.postgres;

import dev.atscript.db.dialect.Sql;
import dev.atscript.db.model.CanonicalJson;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Default expressions, each in one spelling, whether the model or {@code pg_get_expr} wrote it. */
final class PostgresDefaults {

    static final String UUID = "gen_random_uuid()::text";

    static final String NOW_MILLIS = "floor(extract(epoch FROM now()) * 1000)::bigint";

    static final String NOW_TEXT = "to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')";

    private static final Map<String, String> KNOWN = Map.of(
            fingerprint(UUID), UUID,
            fingerprint(NOW_MILLIS), NOW_MILLIS,
            fingerprint(NOW_TEXT), NOW_TEXT);

    /** Up to the end, so that no operator takes what is cast. */
    private static final Pattern LAST_CAST = Pattern.compile(
            "::(?:[\\w$]+|\"(?:[^\"]|\"\")++\")(?:[.](?:[\\w$]+|\"(?:[^\"]|\"\")++\"))?"
                    + "(?: varying| precision| (?:year|month|day|hour|minute|second)(?: to (?:month|hour|minute|second))?)?"
                    + "(?:\\([-\\d,]*\\))?(?: with(?:out)? time zone)?(?:\\[])*(?: COLLATE (?:[\\w$.]|\"(?:[^\"]|\"\")++\")+)?$");

    private static final Pattern TEXT = Pattern.compile("'(?:[^']|'')*+'|E'(?:[^'\\\\]|''|\\\\.)*+'");

    private PostgresDefaults() {}

    /**
     * The one spelling of what the catalogue tells.
     *
     * @param expression what {@code pg_get_expr} says
     * @param type the column's canonical type
     * @return null for no default
     */
    static @Nullable String canonical(@Nullable String expression, String type) {
        if (expression == null) {
            return null;
        }
        String known = KNOWN.get(fingerprint(expression));
        if (known != null) {
            return known.equals(UUID) ? uuid(type) : known;
        }
        String bare = withoutCasts(expression);
        if (bare.equalsIgnoreCase("NULL")) {
            return null;
        }
        String text = unquote(bare);
        if (text == null) {
            text = isNumber(bare) || bare.equals("true") || bare.equals("false") ? bare : null;
        }
        return text == null ? expression : literal(text, type);
    }

    /** What makes a random UUID of a type. */
    static String uuid(String type) {
        return type.equals("UUID") ? "gen_random_uuid()" : UUID;
    }

    /** The one spelling of a constant of a type. */
    static String literal(String value, String type) {
        if (PostgresTypes.isNumber(type) && isNumber(value)) {
            return Sql.literal(new BigDecimal(value));
        }
        if (type.equals("BOOLEAN")) {
            return value.equals("t") || value.equals("true") ? "true" : "false";
        }
        return quoted(type.equals("JSONB") || type.equals("JSON") ? CanonicalJson.of(value) : value);
    }

    private static String quoted(String text) {
        return text.indexOf('\\') < 0 ? Sql.literal(text) : "E" + Sql.literal(text.replace("\\", "\\\\"));
    }

    /** The expression without what PostgreSQL adds when it prints: casts, parentheses, spaces, case of keywords. */
    private static String fingerprint(String expression) {
        StringBuilder result = new StringBuilder();
        boolean inText = false;
        for (int i = 0; i < expression.length(); i++) {
            char c = expression.charAt(i);
            if (c == '\'') {
                inText = !inText;
            }
            if (inText) {
                result.append(c);
            } else if (expression.startsWith("::", i)) {
                i = endOfCast(expression, i) - 1;
            } else if (!Character.isWhitespace(c) && c != '(' && c != ')') {
                result.append(Character.toLowerCase(c));
            }
        }
        return result.toString();
    }

    private static int endOfCast(String expression, int start) {
        int at = start + 2;
        while (at < expression.length()
                && (Character.isLetterOrDigit(expression.charAt(at)) || "_.\"".indexOf(expression.charAt(at)) >= 0)) {
            at++;
        }
        return at;
    }

    private static String withoutCasts(String expression) {
        String text = expression.strip();
        while (true) {
            String before = text;
            if (text.startsWith("(") && closing(text, 0) == text.length() - 1) {
                text = text.substring(1, text.length() - 1).strip();
            }
            Matcher cast = LAST_CAST.matcher(text);
            if (cast.find() && cast.start() > 0) {
                text = text.substring(0, cast.start()).strip();
            }
            if (text.startsWith("- ")) {
                text = "-" + text.substring(2);
            }
            if (text.equals(before)) {
                return text;
            }
        }
    }

    private static int closing(String text, int open) {
        int depth = 0;
        boolean inText = false;
        for (int i = open; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'') {
                inText = !inText;
            } else if (!inText && c == '(') {
                depth++;
            } else if (!inText && c == ')' && --depth == 0) {
                return i;
            }
        }
        return -1;
    }

    private static @Nullable String unquote(String literal) {
        if (!TEXT.matcher(literal).matches()) {
            return null;
        }
        String inner = literal.substring(literal.indexOf('\'') + 1, literal.length() - 1)
                .replace("''", "'");
        return literal.startsWith("E") ? inner.replace("\\\\", "\\") : inner;
    }

    private static boolean isNumber(String text) {
        if (text.isEmpty() || "+-.0123456789".indexOf(text.charAt(0)) < 0) {
            return false;
        }
        try {
            return new BigDecimal(text.toLowerCase(Locale.ROOT)).scale() > Integer.MIN_VALUE;
        } catch (NumberFormatException ex) {
            return false;
        }
    }
}
