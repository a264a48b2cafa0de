package dev.atscript.db.model;

import dev.atscript.lang.Annotation;
import dev.atscript.lang.Argument;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers what column a field becomes. */
final class Columns {

    /** Native options that make a foreign key's column comparable with the one it points to. */
    private static final List<String> OF_THE_TYPE = List.of(
            "db.pg.type",
            "db.pg.collate",
            "db.mysql.type",
            "db.mysql.collate",
            "db.mysql.charset",
            "db.mysql.unsigned");

    private Columns() {}

    static DbColumn of(Field field, References references, Problems problems) {
        Field origin = references.origin(field);
        Shape.Leaf leaf = leaf(field, references);
        boolean nullable = isNullable(field);
        return new DbColumn(
                field.name(),
                leaf.type(),
                nullable,
                Defaults.of(field, leaf, nullable, problems),
                ZeroValues.of(leaf, field.has("db.encrypted")),
                collation(field, references),
                field.renamedFrom(),
                nativeOptions(field, origin),
                field.location(),
                Defaults.location(field));
    }

    /** What the field's column holds: of a foreign key, what the column it points to holds. */
    static Shape.Leaf leaf(Field field, References references) {
        return isStoredAsWritten(field) ? references.origin(field).leaf() : field.leaf();
    }

    /** Keys and generated integers are never null, however they are written. */
    static boolean isNullable(Field field) {
        return field.nullable() && !field.has("meta.id") && !field.has("db.default.increment");
    }

    private static boolean isStoredAsWritten(Field field) {
        return !field.has("db.encrypted") && !field.has("db.json");
    }

    /** How the field's column compares: a foreign key's like the one that it points to. */
    static DbColumn.@Nullable Collation collation(Field field, References references) {
        String collation = Marks.text(references.origin(field).find("db.column.collate"), 0);
        return collation == null || !(leaf(field, references).type() instanceof ColumnType.Text)
                ? null
                : DbColumn.Collation.valueOf(collation.toUpperCase(Locale.ROOT));
    }

    private static Map<String, String> nativeOptions(Field field, Field origin) {
        Map<String, String> options = new LinkedHashMap<>();
        for (Annotation annotation : origin.annotations()) {
            if (OF_THE_TYPE.contains(annotation.name())) {
                put(options, annotation);
            }
        }
        nativeOptions(field.annotations()).forEach(options::put);
        return options;
    }

    /** The native options among the annotations; an option without an argument is {@code true}. */
    static Map<String, String> nativeOptions(List<Annotation> annotations) {
        Map<String, String> options = new LinkedHashMap<>();
        for (Annotation annotation : annotations) {
            if ((annotation.name().startsWith("db.pg.") && !annotation.name().equals("db.pg.schema"))
                    || annotation.name().startsWith("db.mysql.")) {
                put(options, annotation);
            }
        }
        return options;
    }

    private static void put(Map<String, String> options, Annotation annotation) {
        Argument argument = Marks.argument(annotation, 0);
        if (argument == null) {
            options.put(annotation.name(), "true");
        } else if (argument instanceof Argument.Text text) {
            options.put(annotation.name(), text.value());
        }
    }
}
