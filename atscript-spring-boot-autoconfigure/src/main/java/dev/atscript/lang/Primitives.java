package dev.atscript.lang;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The built-in types and their tags. */
final class Primitives {

    /** For each path the tags that may follow it; every known path is a key. */
    private static final Map<String, Set<String>> TAGS = new LinkedHashMap<>();

    /** Names that are only types together with a tag. */
    private static final Set<String> CONTAINERS = Set.of("db", "mongo", "ui");

    /** The container whose tags are a plugin's own business. */
    private static final String OPEN = "ui";

    static {
        add("string", "email phone date isoDate uuid url ipv4 ipv6 ip char required");
        add("number", "positive negative single double int timestamp");
        add("number.single", "positive negative");
        add("number.double", "positive negative");
        add("number.int", "positive negative int8 int16 int32 int64 uint8 uint16 uint32 uint64");
        add("number.int.uint8", "byte");
        add("number.int.uint16", "port");
        add("number.timestamp", "created updated");
        add("boolean", "required true false");
        add("db", "vector geoPoint currencyCode");
        add("mongo", "objectId vector");
        add(OPEN, "");
        for (String name : List.of("decimal", "null", "undefined", "void", "never", "phantom")) {
            add(name, "");
        }
    }

    private Primitives() {}

    private static void add(String path, String tags) {
        Set<String> known = TAGS.computeIfAbsent(path, key -> new LinkedHashSet<>());
        for (String tag : tags.isEmpty() ? new String[0] : tags.split(" ")) {
            known.add(tag);
            TAGS.computeIfAbsent(path + "." + tag, key -> new LinkedHashSet<>());
        }
    }

    /** The names of all built-in types. */
    static List<String> names() {
        List<String> names = new ArrayList<>();
        for (String path : TAGS.keySet()) {
            if (path.indexOf('.') < 0) {
                names.add(path);
            }
        }
        return names;
    }

    static boolean contains(String name) {
        return name.indexOf('.') < 0 && TAGS.containsKey(name);
    }

    /** Whether the name is a type only together with a tag. */
    static boolean isContainer(String name) {
        return CONTAINERS.contains(name);
    }

    /** Whether any tag may follow the name. */
    static boolean isOpen(String name) {
        return name.equals(OPEN);
    }

    /** The first type whose last tag it is, as it is written; null where it is no tag. */
    static @Nullable String withTag(String tag) {
        for (String path : TAGS.keySet()) {
            if (path.endsWith("." + tag)) {
                return path;
            }
        }
        return null;
    }

    /** A type that has the tag some levels further down, as it is written; null where there is none. */
    static @Nullable String withDeeperTag(Type.Primitive primitive, String tag) {
        String start = path(primitive) + ".";
        for (String path : TAGS.keySet()) {
            if (path.startsWith(start) && path.endsWith("." + tag)) {
                return path;
            }
        }
        return null;
    }

    /** The type as it is written. */
    static String path(Type.Primitive primitive) {
        return primitive.name() + (primitive.tags().isEmpty() ? "" : "." + String.join(".", primitive.tags()));
    }

    /** The tags that may follow a built-in type and the tags it has. */
    static Set<String> tagsAfter(Type.Primitive primitive) {
        return TAGS.getOrDefault(path(primitive), Set.of());
    }
}
