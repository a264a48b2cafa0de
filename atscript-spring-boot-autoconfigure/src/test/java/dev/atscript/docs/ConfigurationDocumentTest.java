package dev.atscript.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** {@code docs/configuration.md} names the properties that the build describes, with their defaults, and no others. */
class ConfigurationDocumentTest {

    private static final String[] OURS = {"atscript.db.", "management.endpoint.atscript.", "management.health.atscript."
    };

    @Test
    void namesEveryPropertyWithItsDefault() {
        Map<String, String> shown = new TreeMap<>();
        for (Table table : Page.of("docs/configuration.md").tables()) {
            table.rows().forEach(row -> shown.put(code(row.get(0)), code(row.get(1))));
        }
        Map<String, String> described = new TreeMap<>();
        for (String prefix : OURS) {
            SpringProperties.described(prefix).forEach((name, property) -> described.put(name, defaultOf(property)));
        }
        assertThat(shown).isEqualTo(described);
    }

    private static String code(String cell) {
        return cell.replace("`", "");
    }

    private static String defaultOf(JsonNode property) {
        JsonNode value = property.at("/defaultValue");
        return value.isArray()
                ? Stream.of(value)
                        .flatMap(JsonNode::valueStream)
                        .map(JsonNode::asString)
                        .collect(Collectors.joining(","))
                : value.asString("");
    }
}
