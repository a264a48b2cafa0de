package dev.atscript.db.model;

import dev.atscript.db.model.DefaultValues.Answer;
import dev.atscript.db.model.Shape.Kind;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads defaults of JSON columns. Numbers alone are read without Jackson, which takes long to start. */
final class JsonDefaults {

    private JsonDefaults() {}

    static Answer read(String text, Kind kind) {
        JsonNode node;
        try {
            node = CanonicalJson.parse(text);
        } catch (JacksonException e) {
            return Answer.mismatch("'" + text + "' (" + e.getOriginalMessage() + ")", "JSON");
        }
        if (node.isMissingNode()) {
            return Answer.mismatch("an empty text", "JSON");
        }
        String expected = expected(kind, node);
        if (expected != null && !node.isNull()) {
            return Answer.mismatch("'" + text + "'", expected);
        }
        String canonical = CanonicalJson.of(node);
        String half = DefaultValues.halfCharacter(canonical);
        return half == null ? Answer.of(new DbDefault.JsonValue(canonical)) : Answer.wrong(half);
    }

    private static @Nullable String expected(Kind kind, JsonNode node) {
        return switch (kind) {
            case OBJECT -> node.isObject() ? null : "a JSON object";
            case ARRAY -> node.isArray() ? null : "a JSON array";
            case NUMBERS, VECTOR -> node.isArray() && areNumbers(node) ? null : "a JSON array of numbers";
            case GEO_POINT ->
                node.isArray() && node.size() == 2 && areNumbers(node)
                        ? null
                        : "a JSON array of longitude and latitude";
            default -> null;
        };
    }

    private static boolean areNumbers(JsonNode array) {
        for (JsonNode element : array) {
            if (!element.isNumber()) {
                return false;
            }
        }
        return true;
    }

    /** Whether the text is a number by JSON's grammar, and its exponent one that can be told. */
    static boolean isNumber(String text) {
        int at = text.startsWith("-") ? 1 : 0;
        int integer = digits(text, at);
        if (integer == at || (integer > at + 1 && text.charAt(at) == '0')) {
            return false;
        }
        int end = integer;
        if (end < text.length() && text.charAt(end) == '.') {
            int fraction = digits(text, end + 1);
            if (fraction == end + 1) {
                return false;
            }
            end = fraction;
        }
        if (end < text.length() && (text.charAt(end) == 'e' || text.charAt(end) == 'E')) {
            int sign = end + 1 < text.length() && "+-".indexOf(text.charAt(end + 1)) >= 0 ? end + 2 : end + 1;
            int exponent = digits(text, sign);
            if (exponent == sign || exponent - sign > 9) {
                return false;
            }
            end = exponent;
        }
        return end == text.length();
    }

    private static int digits(String text, int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }
}
