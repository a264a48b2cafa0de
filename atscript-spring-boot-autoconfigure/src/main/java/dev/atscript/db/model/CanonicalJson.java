package dev.atscript.db.model;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One text for equal JSON: without spaces, members by the length of their names and then by their letters, as
 * PostgreSQL keeps them, numbers with all digits they were written with and without exponent.
 */
public final class CanonicalJson {

    /** As many digits as a number may have. */
    private static final int MOST_DIGITS = 2_000;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNumberLength(MOST_DIGITS)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private CanonicalJson() {}

    /** The canonical text; the same text where it is no JSON. */
    public static String of(String json) {
        try {
            return of(parse(json));
        } catch (JacksonException ex) {
            return json;
        }
    }

    /** The value of a text; throws a {@link JacksonException} where it is no JSON. */
    public static JsonNode parse(String json) {
        return MAPPER.readTree(json);
    }

    static String of(JsonNode node) {
        return MAPPER.writeValueAsString(sorted(node));
    }

    /** The text as a JSON string. */
    static String quote(String text) {
        return MAPPER.writeValueAsString(text);
    }

    private static JsonNode sorted(JsonNode node) {
        if (node.isObject()) {
            Map<String, JsonNode> members =
                    new TreeMap<>(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
            node.properties().forEach(member -> members.put(member.getKey(), sorted(member.getValue())));
            ObjectNode result = MAPPER.createObjectNode();
            members.forEach(result::set);
            return result;
        }
        if (node.isArray()) {
            ArrayNode result = MAPPER.createArrayNode();
            node.forEach(item -> result.add(sorted(item)));
            return result;
        }
        return node;
    }
}
