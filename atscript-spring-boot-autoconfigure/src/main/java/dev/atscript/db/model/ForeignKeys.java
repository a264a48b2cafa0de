package dev.atscript.db.model;

import dev.atscript.db.model.DbForeignKey.Action;
import dev.atscript.lang.Annotation;
import dev.atscript.lang.Declaration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Answers which foreign keys a table has (annotations.md, "Relations"), and checks what they point at. */
final class ForeignKeys {

    /** A field of a foreign key. */
    record Member(Field field, References.Target target, Annotation annotation) {}

    /** The fields of one foreign key. */
    record Group(@Nullable String alias, List<Member> members) {
        Entity target() {
            return members.get(0).target().entity();
        }

        Annotation annotation() {
            return members.get(0).annotation();
        }

        Set<String> targetColumns() {
            return members.stream()
                    .map(member -> member.target().field().name())
                    .collect(Collectors.toSet());
        }
    }

    private final Entity entity;
    private final References references;
    private final Problems problems;

    private ForeignKeys(Entity entity, References references, Problems problems) {
        this.entity = entity;
        this.references = references;
        this.problems = problems;
    }

    static List<DbForeignKey> of(Entity entity, References references, Problems problems) {
        ForeignKeys foreignKeys = new ForeignKeys(entity, references, problems);
        entity.fields().forEach(foreignKeys::checkField);
        List<Group> groups = groups(entity, references);
        foreignKeys.checkAliases(groups);
        return groups.stream().map(foreignKeys::build).toList();
    }

    /**
     * The foreign keys of a table: fields of one alias and target, unaliased fields that together cover their target's
     * composite key, and every other field alone.
     */
    static List<Group> groups(Entity entity, References references) {
        Map<String, List<Member>> byName = new LinkedHashMap<>();
        for (Field field : entity.fields()) {
            Annotation annotation = field.find("db.rel.FK");
            References.Target target = references.target(field);
            if (annotation != null && target != null) {
                byName.computeIfAbsent(groupName(annotation, target), name -> new ArrayList<>())
                        .add(new Member(field, target, annotation));
            }
        }
        List<Group> groups = new ArrayList<>();
        for (List<Member> members : byName.values()) {
            String alias = alias(members.get(0).annotation());
            Group group = new Group(alias, members);
            if (alias != null || members.size() == 1 || coversKey(group)) {
                groups.add(group);
            } else {
                members.forEach(member -> groups.add(new Group(null, List.of(member))));
            }
        }
        return groups;
    }

    private static String groupName(Annotation annotation, References.Target target) {
        String alias = alias(annotation);
        return target.entity().declaration() + (alias == null ? "" : "\n" + alias);
    }

    static @Nullable String alias(Annotation annotation) {
        String alias = Marks.text(annotation, 0);
        return alias == null || alias.isBlank() ? null : alias;
    }

    private static boolean coversKey(Group group) {
        List<Field> key = group.target().keyFields();
        Set<String> names = key.stream().map(Field::name).collect(Collectors.toSet());
        return key.size() > 1 && group.members().size() == key.size() && names.equals(group.targetColumns());
    }

    private void checkField(Field field) {
        Annotation annotation = field.find("db.rel.FK");
        if (annotation == null) {
            for (String action : List.of("db.rel.onDelete", "db.rel.onUpdate")) {
                Annotation found = field.find(action);
                if (found != null) {
                    problems.report(
                            ModelProblem.ACTION_WITHOUT_FK,
                            found.location(),
                            "@" + action + " needs @db.rel.FK, and '" + field.label() + "' has none");
                }
            }
        } else {
            ForeignKeyTargets.check(entity, field, annotation, references, problems);
        }
    }

    private void checkAliases(List<Group> groups) {
        Map<String, Group> byAlias = new LinkedHashMap<>();
        Map<Declaration, Group> unaliased = new HashMap<>();
        for (Group group : groups) {
            Group other = group.alias() == null
                    ? unaliased.putIfAbsent(group.target().declaration(), group)
                    : byAlias.putIfAbsent(group.alias(), group);
            String target = group.target().declaration().name();
            if (other != null && group.alias() == null) {
                needsAlias(other, target);
                needsAlias(group, target);
            } else if (other != null) {
                problems.report(
                        ModelProblem.ALIAS_OF_TWO_TABLES,
                        Marks.at(group.annotation(), 0),
                        "alias '" + group.alias() + "' stands for a foreign key to "
                                + other.target().declaration().name() + ", and this field points to " + target,
                        "give one of them another alias");
            }
        }
    }

    private void needsAlias(Group group, String target) {
        problems.report(
                ModelProblem.FK_NEEDS_ALIAS,
                group.annotation().location(),
                "several foreign keys point to " + target + " and cannot be told apart",
                "give each an alias: @db.rel.FK 'alias'");
    }

    private DbForeignKey build(Group group) {
        ForeignKeyTargets.checkUnique(group, references, problems);
        List<String> columns =
                group.members().stream().map(member -> member.field().name()).toList();
        List<String> targetColumns = group.members().stream()
                .map(member -> member.target().field().name())
                .toList();
        return new DbForeignKey(
                columns,
                group.target().head().namespace(),
                group.target().head().name(),
                targetColumns,
                action(group, "db.rel.onDelete"),
                action(group, "db.rel.onUpdate"),
                group.annotation().location());
    }

    private Action action(Group group, String name) {
        Annotation first = null;
        for (Member member : group.members()) {
            Annotation annotation = member.field().find(name);
            if (annotation != null && first != null) {
                problems.report(
                        ModelProblem.SECOND_ACTION,
                        annotation.location(),
                        "@" + name + " stands at " + first.location() + " already for this foreign key",
                        "keep one of them");
            } else if (annotation != null) {
                first = annotation;
            }
        }
        Action action = action(first);
        if (first != null && action == Action.SET_NULL) {
            checkSetNull(group, first);
        } else if (first != null && action == Action.SET_DEFAULT) {
            checkSetDefault(group, first);
        }
        return action;
    }

    private static Action action(@Nullable Annotation annotation) {
        String text = Marks.text(annotation, 0);
        return switch (text == null ? "" : text) {
            case "cascade" -> Action.CASCADE;
            case "restrict" -> Action.RESTRICT;
            case "setNull" -> Action.SET_NULL;
            case "setDefault" -> Action.SET_DEFAULT;
            default -> Action.NO_ACTION;
        };
    }

    private void checkSetNull(Group group, Annotation annotation) {
        Set<String> required = new HashSet<>();
        group.members().stream()
                .filter(member -> !Columns.isNullable(member.field()))
                .forEach(member -> required.add("'" + member.field().label() + "'"));
        if (!required.isEmpty()) {
            problems.report(
                    ModelProblem.SET_NULL_ON_REQUIRED,
                    Marks.at(annotation, 0),
                    "'setNull' needs optional fields, and "
                            + String.join(" and ", required.stream().sorted().toList())
                            + (required.size() == 1 ? " is" : " are") + " required",
                    "make the field optional with ?, or choose another action");
        }
    }

    private void checkSetDefault(Group group, Annotation annotation) {
        for (Member member : group.members()) {
            if (!Defaults.isDeclared(member.field())) {
                problems.report(
                        ModelProblem.SET_DEFAULT_WITHOUT_DEFAULT,
                        Marks.at(annotation, 0),
                        "'setDefault' on '" + member.field().label() + "', which has no default: it sets null",
                        "add @db.default");
            }
        }
    }
}
