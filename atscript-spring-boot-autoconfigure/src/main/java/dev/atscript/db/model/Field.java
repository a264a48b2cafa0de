package dev.atscript.db.model;

import dev.atscript.lang.Annotation;
import dev.atscript.lang.Location;
import dev.atscript.lang.Property;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A leaf of a table's structure: what becomes a column.
 *
 * @param path names of the properties that lead to it, its own last
 * @param name physical name, prefix included
 * @param property the property itself
 * @param annotations those that count for this table: of a leaf inside an embedded table, the ones that describe the
 *     value and not the other table
 * @param leaf what it holds by its own type
 * @param nullable whether it, its type or anything above it is optional
 * @param renamedFrom previous physical names, newest first
 */
record Field(
        List<String> path,
        String name,
        Property property,
        List<Annotation> annotations,
        Shape.Leaf leaf,
        boolean nullable,
        List<String> renamedFrom) {

    /** As it is called in messages: {@code address.city}. */
    String label() {
        return String.join(".", path);
    }

    Location location() {
        return property.location();
    }

    boolean has(String annotation) {
        return Marks.has(annotations, annotation);
    }

    @Nullable
    Annotation find(String annotation) {
        return Marks.find(annotations, annotation);
    }

    boolean isTopLevel() {
        return path.size() == 1;
    }
}
