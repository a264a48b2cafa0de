package dev.atscript.db.model;

import dev.atscript.lang.Annotation;
import dev.atscript.lang.Location;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds a table from its fields, and checks what concerns the table as a whole. */
final class Tables {

    private Tables() {}

    static DbTable build(Entity entity, References references, Problems problems) {
        checkColumnNames(entity, problems);
        checkKey(entity, problems);
        checkSingle(entity, "db.default.increment", ModelProblem.SECOND_INCREMENT, problems);
        checkSingle(entity, "db.column.version", ModelProblem.SECOND_VERSION, problems);
        checkVersion(entity, problems);
        NativeNames.check(entity.declaration().annotations(), problems);
        Entity.Head head = entity.head();
        return new DbTable(
                head.namespace(),
                head.name(),
                head.space(),
                head.renamedFrom(),
                syncMethod(entity),
                entity.fields().stream()
                        .map(field -> Columns.of(field, references, problems))
                        .toList(),
                entity.keyFields().stream().map(Field::name).toList(),
                Indexes.of(entity, problems),
                ForeignKeys.of(entity, references, problems),
                Columns.nativeOptions(entity.declaration().annotations()),
                entity.declaration().location());
    }

    private static @Nullable SyncMethod syncMethod(Entity entity) {
        String method = Marks.text(entity.find("db.sync.method"), 0);
        return switch (method == null ? "" : method) {
            case "drop" -> SyncMethod.DROP;
            case "recreate" -> SyncMethod.RECREATE;
            default -> null;
        };
    }

    private static void checkColumnNames(Entity entity, Problems problems) {
        Map<String, Field> byName = new HashMap<>();
        for (Field field : entity.fields()) {
            Field other = byName.putIfAbsent(field.name(), field);
            if (other != null) {
                Annotation column = field.find("db.column");
                Location place = column == null ? field.location() : Marks.at(column, 0);
                problems.report(
                        ModelProblem.DUPLICATE_COLUMN,
                        place,
                        "'" + field.label() + "' and '" + other.label() + "' of "
                                + entity.declaration().name() + " have one column, '" + field.name() + "'",
                        "give one of them another name with @db.column");
            }
        }
    }

    private static void checkKey(Entity entity, Problems problems) {
        for (Field field : entity.keyFields()) {
            Annotation id = field.find("meta.id");
            if (id != null && field.nullable() && !Defaults.isDeclared(field)) {
                problems.report(
                        ModelProblem.OPTIONAL_KEY,
                        id.location(),
                        "'" + field.label() + "' is optional, and a key is never null: the column is made required",
                        "remove the ?, or give it a default such as @db.default.increment");
            }
        }
    }

    private static void checkSingle(Entity entity, String name, ModelProblem problem, Problems problems) {
        Field first = null;
        for (Field field : entity.fields()) {
            Annotation annotation = field.find(name);
            if (annotation != null && first != null) {
                problems.report(
                        problem,
                        annotation.location(),
                        "'" + first.label() + "' has @" + name + " already, and a table has at most one",
                        "remove one of them");
            } else if (annotation != null) {
                first = field;
            }
        }
    }

    private static void checkVersion(Entity entity, Problems problems) {
        for (Field field : entity.fields()) {
            Annotation version = field.find("db.column.version");
            if (version != null && field.leaf().kind() != Shape.Kind.INTEGER) {
                problems.report(
                        ModelProblem.BAD_VERSION,
                        version.location(),
                        "@db.column.version needs an integer field, and '" + field.label() + "' is "
                                + field.leaf().kind().words(),
                        "use number.int");
            } else if (version != null && field.nullable()) {
                problems.report(
                        ModelProblem.BAD_VERSION,
                        version.location(),
                        "@db.column.version needs a required field, and '" + field.label() + "' is optional",
                        "remove the ?");
            }
        }
    }
}
