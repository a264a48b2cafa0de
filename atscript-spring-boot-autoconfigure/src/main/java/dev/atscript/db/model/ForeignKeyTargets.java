package dev.atscript.db.model;

import dev.atscript.lang.Annotation;
import dev.atscript.lang.Type;
import java.util.List;
import java.util.Set;

/** Checks what foreign keys point at: a field of a table, in the same space, that identifies a row. */
final class ForeignKeyTargets {

    private ForeignKeyTargets() {}

    static void check(Entity entity, Field field, Annotation annotation, References references, Problems problems) {
        Type.Chain chain = references.chain(field.property().type());
        if (chain == null) {
            problems.report(
                    ModelProblem.FK_NEEDS_CHAIN,
                    annotation.location(),
                    "@db.rel.FK needs a type that names another table's field, and '" + field.label() + "' is "
                            + field.leaf().kind().words(),
                    "write the type as a chain, such as User.id");
            return;
        }
        Entity target = references.table(chain.root());
        if (target == null) {
            problems.report(
                    ModelProblem.TARGET_NO_TABLE,
                    annotation.location(),
                    "@db.rel.FK of '" + field.label() + "' points to " + References.text(chain) + ", and "
                            + chain.root().name() + " is no table",
                    "add @db.table to " + chain.root().name());
            return;
        }
        Field found = target.field(References.names(chain));
        if (found == null || !isUnique(found)) {
            problems.report(
                    ModelProblem.TARGET_NOT_UNIQUE,
                    annotation.location(),
                    References.text(chain) + " is "
                            + (found == null ? "no column" : "neither @meta.id nor @db.index.unique")
                            + ", and a foreign key must point at a field that identifies a row",
                    key(target));
        }
        if (!target.head().space().equals(entity.head().space())) {
            problems.report(
                    ModelProblem.FK_ACROSS_SPACES,
                    annotation.location(),
                    "'" + field.label() + "' is in the space '" + entity.head().space() + "' and points to "
                            + References.text(chain) + " in the space '"
                            + target.head().space()
                            + "': no foreign key leads from one database to another",
                    "remove @db.rel.FK, or move one of the tables");
        }
    }

    private static boolean isUnique(Field field) {
        return field.has("meta.id") || field.has("db.index.unique");
    }

    private static String key(Entity target) {
        List<Field> key = target.keyFields();
        return key.isEmpty()
                ? "mark a field of " + target.declaration().name() + " with @meta.id or @db.index.unique"
                : "key of " + target.declaration().name() + ": "
                        + Problems.listed(key.stream().map(Field::label));
    }

    /** Checks that the columns pointed at are, together, a key or a unique index. */
    static void checkUnique(ForeignKeys.Group group, References references, Problems problems) {
        Entity target = group.target();
        Set<String> columns = group.targetColumns();
        if (columns.size() < group.members().size()) {
            problems.report(
                    ModelProblem.FK_NEEDS_ALIAS,
                    group.members().get(group.members().size() - 1).annotation().location(),
                    "two fields of one foreign key point to one field of "
                            + target.declaration().name(),
                    "give each foreign key an alias of its own");
            return;
        }
        boolean allMarked = group.members().stream()
                .allMatch(member -> isUnique(member.target().field()));
        if (allMarked && !references.uniqueSets(target).contains(columns)) {
            problems.report(
                    ModelProblem.TARGET_NOT_UNIQUE,
                    group.annotation().location(),
                    String.join(", ", columns.stream().sorted().toList()) + " of "
                            + target.declaration().name()
                            + " does not identify a row: a foreign key must cover a whole key or unique index",
                    key(target));
        }
    }
}
