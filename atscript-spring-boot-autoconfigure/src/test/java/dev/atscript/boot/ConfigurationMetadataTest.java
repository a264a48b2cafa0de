package dev.atscript.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.UrlResource;
import org.springframework.util.StringUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The metadata that editors read is in the built classes, hints included. */
class ConfigurationMetadataTest {

    private final JsonNode metadata = read();

    private static JsonNode read() {
        URL classes =
                AtscriptProperties.class.getProtectionDomain().getCodeSource().getLocation();
        try {
            return new JsonMapper()
                    .readTree(new UrlResource(new URL(classes, "META-INF/spring-configuration-metadata.json"))
                            .getContentAsString(StandardCharsets.UTF_8));
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    @Test
    void describesEveryProperty() {
        List<String> names = Arrays.stream(AtscriptProperties.class.getRecordComponents())
                .map(component -> "atscript.db." + kebab(component.getName()))
                .toList();
        assertThat(names)
                .allSatisfy(name ->
                        assertThat(property(name).at("/description").asString()).endsWith("."));
        assertThat(property("management.endpoint.atscript.show-values")
                        .at("/defaultValue")
                        .asString())
                .isEqualTo("never");
        assertThat(property("management.health.atscript.enabled")
                        .at("/defaultValue")
                        .asBoolean())
                .isTrue();
        assertThat(property("atscript.db.lock-ttl").at("/defaultValue").asString())
                .isEqualTo("30s");
    }

    @Test
    void hasTheHints() {
        assertThat(metadata.at("/hints").values().stream()
                        .map(hint -> hint.at("/name").asString()))
                .contains("atscript.db.locations", "atscript.db.on-error", "atscript.db.adopt", "atscript.db.backfill");
    }

    private JsonNode property(String name) {
        return metadata.at("/properties").values().stream()
                .filter(property -> property.at("/name").asString().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no metadata of " + name));
    }

    private static String kebab(String name) {
        return StringUtils.uncapitalize(name).replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
