package dev.atscript.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * The shapes of JSON objects that a page has tables of, each below a heading with the shape's name: field, type, when it is
 * there, meaning.
 */
final class JsonShapes {

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern LINK = Pattern.compile("\\[([^]]+)]\\(#([^)]+)\\)");
    private static final String KINDS = "kinds of change";

    private final Map<String, Map<String, Field>> shapes = new TreeMap<>();
    private final Map<String, String> definitions = new TreeMap<>();
    private final Set<String> seen = new TreeSet<>();

    private record Field(String type, boolean always) {}

    private JsonShapes() {}

    static JsonShapes ofPage(String name) {
        JsonShapes shapes = new JsonShapes();
        String heading = "";
        for (String line : lines(Path.of("..", name))) {
            if (line.startsWith("### ")) {
                heading = line.substring(4).toLowerCase(Locale.ROOT);
            } else if (line.startsWith("| `") && !heading.isEmpty()) {
                shapes.add(heading, line);
            }
        }
        return shapes;
    }

    private static List<String> lines(Path page) {
        try {
            return Files.readAllLines(page);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private void add(String heading, String line) {
        List<String> cells =
                Arrays.stream(line.substring(1).split("\\|")).map(String::strip).toList();
        if (cells.get(0).equals("`kind`") && heading.equals(KINDS)) {
            return;
        }
        if (heading.equals(KINDS)) {
            codes(cells.get(0)).forEach(kind -> definitions.put(kind, link(cells.get(1))));
            return;
        }
        shapes.computeIfAbsent(heading, name -> new LinkedHashMap<>())
                .put(
                        codes(cells.get(0)).iterator().next(),
                        new Field(cells.get(1), cells.get(2).equals("always")));
    }

    private static Set<String> codes(String cell) {
        return CODE.matcher(cell).results().map(match -> match.group(1)).collect(Collectors.toSet());
    }

    /** The shape that a link leads to. */
    private static String link(String cell) {
        Matcher link = LINK.matcher(cell);
        assertThat(link.matches()).as(cell).isTrue();
        assertThat(link.group(2)).isIn(link.group(1).replace(' ', '-'), KINDS.replace(' ', '-'));
        return link.group(1);
    }

    Set<String> kindsOfChange() {
        return definitions.keySet();
    }

    /** The values that a field can have. */
    Set<String> values(String shape, String field) {
        return codes(shapes.get(shape).get(field).type());
    }

    /** The fields, as {@code shape.field}, that no object had that was checked. */
    Set<String> unseen() {
        Set<String> all = new TreeSet<>();
        shapes.forEach((shape, fields) -> fields.keySet().forEach(field -> all.add(shape + "." + field)));
        all.removeAll(seen);
        return all;
    }

    /** Fails unless the object has all that is always there, and nothing that has no row in its table. */
    void check(String shape, JsonNode object) {
        assertThat(shapes).as("the table of " + shape).containsKey(shape);
        assertThat(object.isObject()).as(shape + ": " + object).isTrue();
        Map<String, Field> fields = shapes.get(shape);
        fields.forEach((name, field) -> assertThat(object.has(name) || !field.always())
                .as(shape + "." + name + " of " + object)
                .isTrue());
        object.properties().forEach(property -> {
            String path = shape + "." + property.getKey();
            assertThat(fields).as(path).containsKey(property.getKey());
            seen.add(path);
            checkType(path, fields.get(property.getKey()).type(), property.getValue(), object);
        });
    }

    private void checkType(String path, String type, JsonNode value, JsonNode owner) {
        if (type.startsWith("list of ")) {
            assertThat(value.isArray()).as(path).isTrue();
            value.values().forEach(each -> checkType(path, type.substring("list of ".length()), each, owner));
        } else if (type.startsWith("map of ")) {
            assertThat(value.isObject()).as(path).isTrue();
            value.values().forEach(each -> checkType(path, type.substring("map of ".length()), each, owner));
        } else if (type.startsWith("one of ")) {
            assertThat(codes(type)).as(path).contains(value.asString());
        } else if (type.startsWith("[")) {
            checkLinked(path, link(type), value, owner);
        } else {
            checkSimple(path, type, value);
        }
    }

    private void checkLinked(String path, String shape, JsonNode value, JsonNode owner) {
        switch (shape) {
            case "kind" -> assertThat(definitions).as(path).containsKey(value.asString());
            case "definition" -> check(definitions.get(owner.get("kind").asString()), value);
            default -> check(shape, value);
        }
    }

    private static void checkSimple(String path, String type, JsonNode value) {
        switch (type) {
            case "text" -> assertThat(value.isString()).as(path + ": " + value).isTrue();
            case "number" ->
                assertThat(value.isIntegralNumber()).as(path + ": " + value).isTrue();
            case "boolean" ->
                assertThat(value.isBoolean()).as(path + ": " + value).isTrue();
            case "time" -> assertThat(Instant.parse(value.asString())).as(path).isNotNull();
            default -> throw new AssertionError(path + ": the type '" + type + "' is not known");
        }
    }
}
