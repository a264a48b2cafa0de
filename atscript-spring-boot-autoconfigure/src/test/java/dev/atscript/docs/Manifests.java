package dev.atscript.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What manifests of Kubernetes say of an application: its command line, its environment, its probes. */
final class Manifests {

    /** What is asked while a run lasts; {@code TrafficGateTest} knows the answers. */
    private static final Set<String> PROBES = Set.of("/actuator/health/liveness", "/actuator/health/readiness");

    private static final String OPTIONS = "JAVA_TOOL_OPTIONS";

    private Manifests() {}

    static void check(Block block) {
        Map<String, String> values =
                new TreeMap<>(SpringProperties.ofYaml(block).values());
        Shell.application(block, values(values, "(?:.*\\.)?args\\[\\d+]"));
        List<String> variables = values(values, "(?:.*\\.)?env\\[\\d+]\\.name");
        if (variables.contains(OPTIONS)) {
            Shell.virtualMachine(block, values(values, "(?:.*\\.)?env\\[" + variables.indexOf(OPTIONS) + "]\\.value"));
        }
        Set<String> known = SpringProperties.described("").keySet().stream()
                .map(Manifests::uniform)
                .collect(Collectors.toSet());
        assertThat(known)
                .as(block.toString())
                .containsAll(variables.stream()
                        .filter(name -> !name.equals(OPTIONS))
                        .map(Manifests::uniform)
                        .toList());
        assertThat(PROBES).as(block.toString()).containsAll(values(values, "(?:.*\\.)?httpGet\\.path"));
    }

    private static List<String> values(Map<String, String> values, String names) {
        return values.entrySet().stream()
                .filter(entry -> entry.getKey().matches(names))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** What is equal for the name of a property and of its environment variable. */
    private static String uniform(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
