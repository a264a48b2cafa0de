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
 * @param fieldLabels what messages call them, in the same order
 * @param keyFields those of the primary key
 * @param navigations its own properties that lead to other tables
 * @param byPath its leaves by the names of the properties that lead to them
 */
record Entity(
        Declaration declaration,
        Head head,
        List<Field> fields,
        List<String> fieldLabels,
        List<Field> keyFields,
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
        List<String> labels = fields.stream().map(Field::label).toList();
        List<Field> key = fields.stream().filter(field -> field.has("meta.id")).toList();
        return new Entity(declaration, head, fields, labels, key, navigations, byPath);
    }

    /** Whether the other is the same table. */
    boolean is(@Nullable Entity other) {
        return other != null && declaration.equals(other.declaration);
    }

    @Nullable
    Field field(List<String> path) {
        return byPath.get(path);
    }

    @Nullable
    Annotation find(String annotation) {
        return Marks.find(declaration.annotations(), annotation);
    }
}
