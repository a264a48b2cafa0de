package dev.atscript.boot;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.TypeHint;
import org.springframework.aot.hint.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what was written for a native image, back into what it was written of; conditions and proxies are left out. */
final class ReachabilityMetadata {

    private static final Map<String, MemberCategory> CATEGORIES = Map.of(
            "allPublicFields", MemberCategory.ACCESS_PUBLIC_FIELDS,
            "allDeclaredFields", MemberCategory.ACCESS_DECLARED_FIELDS,
            "allPublicConstructors", MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS,
            "allDeclaredConstructors", MemberCategory.INVOKE_DECLARED_CONSTRUCTORS,
            "allPublicMethods", MemberCategory.INVOKE_PUBLIC_METHODS,
            "allDeclaredMethods", MemberCategory.INVOKE_DECLARED_METHODS,
            "unsafeAllocated", MemberCategory.UNSAFE_ALLOCATED);

    private ReachabilityMetadata() {}

    static RuntimeHints read(InputStream metadata) {
        JsonNode json = JsonMapper.shared().readTree(metadata);
        RuntimeHints hints = new RuntimeHints();
        for (JsonNode entry : json.path("reflection")) {
            if (entry.path("type").isString()) {
                hints.reflection().registerType(type(entry.path("type")), hint -> read(entry, hint));
            }
        }
        for (JsonNode entry : json.path("resources")) {
            if (entry.has("glob")) {
                hints.resources().registerPattern(entry.path("glob").stringValue());
            }
        }
        return hints;
    }

    private static void read(JsonNode entry, TypeHint.Builder hint) {
        CATEGORIES.forEach((name, category) -> {
            if (entry.path(name).asBoolean(false)) {
                hint.withMembers(category);
            }
        });
        for (JsonNode field : entry.path("fields")) {
            hint.withField(field.path("name").stringValue());
        }
        for (JsonNode method : entry.path("methods")) {
            String name = method.path("name").stringValue();
            List<TypeReference> parameters = method.path("parameterTypes").values().stream()
                    .map(ReachabilityMetadata::type)
                    .toList();
            if (name.equals("<init>")) {
                hint.withConstructor(parameters, ExecutableMode.INVOKE);
            } else {
                hint.withMethod(name, parameters, ExecutableMode.INVOKE);
            }
        }
    }

    private static TypeReference type(JsonNode name) {
        return TypeReference.of(name.stringValue());
    }
}
