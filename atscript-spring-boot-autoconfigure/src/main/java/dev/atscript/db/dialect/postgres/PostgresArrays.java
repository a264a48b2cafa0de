package dev.atscript.db.dialect.postgres;

import dev.atscript.db.model.CanonicalJson;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Writes JSON as PostgreSQL writes arrays.
 *
 * @see <a href="https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO">Array input and output syntax</a>
 */
final class PostgresArrays {

    private PostgresArrays() {}

    /** The text of an array; JSON that is none stays as it is. */
    static String ofJson(String json) {
        JsonNode node = CanonicalJson.parse(json);
        return node.isArray() ? element(node) : json;
    }

    private static String element(JsonNode node) {
        if (node.isArray()) {
            return node.values().stream().map(PostgresArrays::element).collect(Collectors.joining(",", "{", "}"));
        }
        if (node.isNull()) {
            return "NULL";
        }
        if (node.isNumber() || node.isBoolean()) {
            return CanonicalJson.of(node.toString());
        }
        return quoted(node.isString() ? node.asString() : node.toString());
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
