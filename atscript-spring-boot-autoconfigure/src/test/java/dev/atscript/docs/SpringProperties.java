package dev.atscript.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.boot.Applications;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.boot.env.PropertiesPropertySourceLoader;
import org.springframework.boot.env.PropertySourceLoader;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Properties that a page shows: each is one that Boot or this project describes, and ours can be bound.
 *
 * @param place where they are shown
 * @param values them, by name
 */
record SpringProperties(String place, Map<String, String> values) {

    private static final List<JsonNode> KNOWN = known();

    /** Of modules of Boot that no test here has. */
    private static final Set<String> OF_OTHERS = Set.of("spring.jpa.hibernate.ddl-auto");

    private static List<JsonNode> known() {
        List<JsonNode> known = new ArrayList<>();
        try {
            Resource[] files = new PathMatchingResourcePatternResolver()
                    .getResources("classpath*:META-INF/spring-configuration-metadata.json");
            for (Resource file : files) {
                new JsonMapper()
                        .readTree(file.getContentAsString(StandardCharsets.UTF_8))
                        .at("/properties")
                        .forEach(known::add);
            }
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        return known;
    }

    /** What the build says of properties that begin so, by name. */
    static Map<String, JsonNode> described(String prefix) {
        Map<String, JsonNode> described = new TreeMap<>();
        for (JsonNode property : KNOWN) {
            String name = property.at("/name").asString();
            if (name.startsWith(prefix)) {
                described.put(name, property);
            }
        }
        return described;
    }

    static SpringProperties ofProperties(Block block) {
        return of(block, new PropertiesPropertySourceLoader());
    }

    static SpringProperties ofYaml(Block block) {
        return of(block, new YamlPropertySourceLoader());
    }

    static SpringProperties of(String place, String name, String value) {
        return new SpringProperties(place, Map.of(name, value));
    }

    private static SpringProperties of(Block block, PropertySourceLoader loader) {
        Map<String, String> values = new TreeMap<>();
        try {
            Resource text = new ByteArrayResource(block.text().getBytes(StandardCharsets.UTF_8));
            for (PropertySource<?> source : loader.load(block.place(), text)) {
                for (String name : ((EnumerablePropertySource<?>) source).getPropertyNames()) {
                    values.put(name, String.valueOf(source.getProperty(name)));
                }
            }
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        return new SpringProperties(block.toString(), values);
    }

    void check() {
        assertThat(values).as(place).isNotEmpty();
        assertThat(values.keySet()).as(place).allMatch(SpringProperties::isKnown, "is a property that is described");
        Applications.properties(values).locations();
    }

    private static boolean isKnown(String name) {
        return OF_OTHERS.contains(name)
                || KNOWN.stream().anyMatch(property -> {
                    String known = property.at("/name").asString();
                    boolean isMap = property.at("/type").asString().startsWith("java.util.Map<");
                    boolean isList = property.at("/type").asString().startsWith("java.util.");
                    return name.equals(known)
                            || isMap && name.startsWith(known + ".")
                            || isList && name.startsWith(known + "[");
                });
    }
}
