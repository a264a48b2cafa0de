package dev.atscript.db.model;

import dev.atscript.lang.Annotation;
import dev.atscript.lang.Declaration;
import dev.atscript.lang.Location;
import dev.atscript.lang.Property;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table whose columns are known by name, so that other tables can point at them.
 *
 * @param declaration the interface
 * @param head what it says of itself
 * @param fields its leaves in order of declaration
 * @param navigations its own properties that lead to other tables
 * @param byPath its leaves by the names of the properties that lead to them
 */
record Entity(
        Declaration declaration,
        Head head,
        List<Field> fields,
        List<Property> navigations,
        Map<List<String>, Field> byPath) {

    /**
     * What a table or view says of itself.
     *
     * @param location where its name is given
     */
    record Head(@Nullable String namespace, String name, String space, List<String> renamedFrom, Location location) {}

    static Entity of(Declaration declaration, Head head, List<Field> fields, List<Property> navigations) {
        Map<List<String>, Field> byPath = new LinkedHashMap<>();
        fields.forEach(field -> byPath.putIfAbsent(field.path(), field));
        return new Entity(declaration, head, fields, navigations, byPath);
    }

    /** Whether the other is the same table. */
    boolean is(@Nullable Entity other) {
        return other != null && declaration.equals(other.declaration);
    }

    List<Field> keyFields() {
        return fields.stream().filter(field -> field.has("meta.id")).toList();
    }

    @Nullable
    Field field(List<String> path) {
        return byPath.get(path);
    }

    List<String> fieldLabels() {
        return fields.stream().map(Field::label).toList();
    }

    @Nullable
    Annotation find(String annotation) {
        return Marks.find(declaration.annotations(), annotation);
    }
}
