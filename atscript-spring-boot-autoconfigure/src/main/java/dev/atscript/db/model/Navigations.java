package dev.atscript.db.model;

import dev.atscript.lang.Annotation;
import dev.atscript.lang.Argument;
import dev.atscript.lang.Declaration;
import dev.atscript.lang.Location;
import dev.atscript.lang.Property;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks that navigations lead to tables, along foreign keys that exist (annotations.md, "Relations"). */
final class Navigations {

    private static final List<String> NAMES = List.of("db.rel.to", "db.rel.from", "db.rel.via");

    /** Stands for foreign keys with any alias or none. */
    private static final String ANY = "";

    /** A navigation, by its place, and the table that it leads to by foreign keys of one alias. */
    private record Way(
            Location location, Declaration target, @Nullable String alias) {}

    private final List<String> tableNames;
    private final References references;
    private final Problems problems;
    private final Map<Declaration, Map<Declaration, Map<String, Integer>>> foreignKeys = new HashMap<>();
    private final Map<Location, List<Entity>> tablesByNavigation = new HashMap<>();
    private final Map<Way, Boolean> ancestors = new HashMap<>();

    Navigations(Collection<Entity> tables, References references, Problems problems) {
        this.tableNames =
                tables.stream().map(table -> table.declaration().name()).toList();
        this.references = references;
        this.problems = problems;
        for (Entity table : tables) {
            for (Property navigation : table.navigations()) {
                tablesByNavigation
                        .computeIfAbsent(navigation.location(), location -> new ArrayList<>())
                        .add(table);
            }
        }
    }

    static boolean isNavigation(List<Annotation> annotations) {
        return Marks.findAny(annotations, "db.rel.to", "db.rel.from", "db.rel.via") != null;
    }

    void check(Entity entity) {
        for (Property property : entity.navigations()) {
            for (String name : NAMES) {
                Annotation annotation = Marks.find(property.annotations(), name);
                if (annotation != null) {
                    FieldChecks.withoutColumn(property.annotations(), name, false, problems);
                    check(entity, property, annotation);
                }
            }
        }
    }

    private void check(Entity entity, Property property, Annotation annotation) {
        Annotation foreignKey = Marks.find(property.annotations(), "db.rel.FK");
        if (foreignKey != null) {
            problems.report(
                    ModelProblem.FK_AND_NAVIGATION,
                    annotation.location(),
                    "'" + property.name() + "' cannot be a foreign key and a navigation",
                    "keep the key in a field of its own");
        }
        Declaration declaration = References.named(property.type());
        Entity target = declaration == null ? null : references.table(declaration);
        if (target == null) {
            problems.report(
                    ModelProblem.TARGET_NO_TABLE,
                    annotation.location(),
                    "@" + annotation.name() + " of '" + property.name() + "' must lead to a table, and "
                            + (declaration == null ? "its type" : declaration.name()) + " is none",
                    declaration == null ? null : "add @db.table to " + declaration.name());
            return;
        }
        switch (annotation.name()) {
            case "db.rel.to" -> follow(annotation, entity, target);
            case "db.rel.from" -> {
                if (!followsForAncestor(entity, property, annotation, target)) {
                    follow(annotation, target, entity);
                }
            }
            default -> via(annotation, entity, target);
        }
    }

    /** Checks that one foreign key leads from a table to another, the one of the navigation's alias if it has one. */
    private void follow(Annotation annotation, Entity from, Entity to) {
        String alias = ForeignKeys.alias(annotation);
        int matches = matches(from, to, alias);
        if (matches == 0) {
            problems.report(
                    ModelProblem.NAVIGATION_WITHOUT_FK,
                    alias == null ? annotation.location() : Marks.at(annotation, 0),
                    missing(from, to, alias),
                    "add " + (alias == null ? "@db.rel.FK" : "@db.rel.FK '" + alias + "'") + " to a field of "
                            + from.declaration().name() + " whose type is a key of "
                            + to.declaration().name());
        } else if (matches > 1) {
            problems.report(
                    ModelProblem.NAVIGATION_NEEDS_ALIAS,
                    annotation.location(),
                    "several foreign keys of " + from.declaration().name() + " point to "
                            + to.declaration().name(),
                    "name one: @" + annotation.name() + " 'alias'");
        }
    }

    private static String missing(Entity from, Entity to, @Nullable String alias) {
        return "no foreign key " + (alias == null ? "" : "'" + alias + "' ") + "of "
                + from.declaration().name() + " points to " + to.declaration().name();
    }

    private int matches(Entity from, Entity to, @Nullable String alias) {
        return foreignKeys
                .computeIfAbsent(from.declaration(), key -> aliases(from))
                .getOrDefault(to.declaration(), Map.of())
                .getOrDefault(alias == null ? ANY : alias, 0);
    }

    /** How many foreign keys a table has, by target and alias. */
    private Map<Declaration, Map<String, Integer>> aliases(Entity from) {
        Map<Declaration, Map<String, Integer>> aliases = new HashMap<>();
        for (ForeignKeys.Group group : ForeignKeys.groups(from, references)) {
            Map<String, Integer> counts = aliases.computeIfAbsent(group.target().declaration(), key -> new HashMap<>());
            counts.merge(ANY, 1, Integer::sum);
            if (group.alias() != null) {
                counts.merge(group.alias(), 1, Integer::sum);
            }
        }
        return aliases;
    }

    /** A table that inherits a navigation from another table is not pointed at itself. */
    private boolean followsForAncestor(Entity entity, Property property, Annotation annotation, Entity target) {
        String alias = ForeignKeys.alias(annotation);
        Way way = new Way(property.location(), target.declaration(), alias);
        return matches(target, entity, alias) == 0
                && ancestors.computeIfAbsent(
                        way,
                        key -> tablesByNavigation.getOrDefault(key.location(), List.of()).stream()
                                .anyMatch(other -> matches(target, other, alias) > 0));
    }

    private void via(Annotation annotation, Entity entity, Entity target) {
        Declaration junction = Marks.argument(annotation, 0) instanceof Argument.Name name
                        && name.path().size() == 1
                ? name.target()
                : null;
        Entity table = junction == null ? null : references.table(junction);
        if (table == null) {
            problems.report(
                    ModelProblem.TARGET_NO_TABLE,
                    Marks.at(annotation, 0),
                    "@db.rel.via must name a table",
                    problems.suggestion(text(annotation), tableNames));
            return;
        }
        for (Entity end : entity.is(target) ? List.of(entity) : List.of(entity, target)) {
            if (matches(table, end, null) == 0) {
                problems.report(
                        ModelProblem.NAVIGATION_WITHOUT_FK,
                        Marks.at(annotation, 0),
                        missing(table, end, null),
                        "add @db.rel.FK to a field of " + table.declaration().name() + " whose type is a key of "
                                + end.declaration().name());
            }
        }
    }

    private static String text(Annotation annotation) {
        return Marks.argument(annotation, 0) instanceof Argument.Name name ? String.join(".", name.path()) : "";
    }
}
