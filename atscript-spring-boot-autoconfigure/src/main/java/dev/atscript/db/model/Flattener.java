package dev.atscript.db.model;

import dev.atscript.lang.Annotation;
import dev.atscript.lang.Declaration;
import dev.atscript.lang.Property;
import dev.atscript.lang.Type;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Answers which columns a table's structure has: its leaves, nested ones as {@code parent__child} at any depth. */
final class Flattener {

    private static final int MAX_DEPTH = 32;
    static final int MAX_COLUMNS = 2000;
    private static final int MAX_OLD_NAMES = 64;

    /** What identifies or links the rows of an embedded table stays with that table. */
    private static final List<String> NOT_EMBEDDED = List.of(
            "meta.id",
            "db.default.increment",
            "db.default.uuid",
            "db.column.version",
            "db.column.dimension",
            "db.rel.FK",
            "db.rel.onDelete",
            "db.rel.onUpdate",
            "db.index",
            "db.index.plain",
            "db.index.unique",
            "db.index.fulltext",
            "db.index.geo",
            "db.search.vector",
            "db.search.filter");

    /**
     * What surrounds a property.
     *
     * @param prefixes physical prefixes: the present one, then previous ones, newest first
     * @param embedded whether an embedded table is among the surroundings
     */
    private record Surroundings(List<String> path, List<String> prefixes, boolean nullable, boolean embedded) {}

    private final Declaration table;
    private final Structures structures;
    private final Problems problems;
    private final List<Field> fields = new ArrayList<>();
    private final List<Property> navigations = new ArrayList<>();
    private boolean tooLarge;

    private Flattener(Declaration table, Structures structures, Problems problems) {
        this.table = table;
        this.structures = structures;
        this.problems = problems;
    }

    static Entity flatten(Declaration table, Entity.Head head, Structures structures, Problems problems) {
        Flattener flattener = new Flattener(table, structures, problems);
        if (table.type() instanceof Type.Structure structure) {
            flattener.structure(structure, new Surroundings(List.of(), List.of(""), false, false));
        }
        if (flattener.fields.isEmpty() && !flattener.tooLarge && Heads.isTable(table)) {
            problems.report(
                    ModelProblem.NO_COLUMN,
                    table.location(),
                    "table '" + head.name() + "' has no column, and a table needs at least one");
        }
        return Entity.of(table, head, flattener.fields, flattener.navigations);
    }

    private void structure(Type.Structure structure, Surroundings surroundings) {
        for (Property property : structure.properties()) {
            if (!surroundings.path().isEmpty()) {
                structures.countNested();
            }
            if (!tooLarge && fields.size() >= MAX_COLUMNS) {
                tooLarge(table.name() + " has more than " + MAX_COLUMNS + " columns", property);
            } else if (!tooLarge && structures.exceeded()) {
                tooLarge("the structures and unions that fields refer to add up to too much", property);
            }
            if (tooLarge) {
                return;
            }
            property(property, surroundings);
        }
    }

    private void property(Property property, Surroundings surroundings) {
        List<Annotation> annotations = property.annotations();
        if (property.pattern()) {
            problems.report(
                    ModelProblem.PATTERN_IN_TABLE,
                    property.location(),
                    "pattern property " + property.name() + " of a table has no column",
                    "give the properties a field of their own: a structure with pattern keys is one JSON column");
        } else if (Marks.has(annotations, "db.ignore")) {
            FieldChecks.withoutColumn(annotations, "db.ignore", surroundings.embedded(), problems);
        } else if (Navigations.isNavigation(annotations)) {
            if (!surroundings.embedded()) {
                navigations.add(property);
            }
        } else {
            stored(property, structures.shape(property.type()), surroundings);
        }
    }

    private void stored(Property property, Shape shape, Surroundings surroundings) {
        boolean single =
                Marks.has(property.annotations(), "db.json") || Marks.has(property.annotations(), "db.encrypted");
        if (shape instanceof Shape.Leaf leaf) {
            leaf(property, leaf, surroundings);
        } else if (shape instanceof Shape.Nested nested) {
            if (single || structures.isRecursive(nested.structure())) {
                leaf(property, Shapes.json(Shape.Kind.OBJECT).withNullable(nested.nullable()), surroundings);
            } else {
                nested(property, nested, surroundings);
            }
        } else if (shape instanceof Shape.Endless) {
            problems.report(
                    ModelProblem.ENDLESS_TYPE,
                    property.location(),
                    "type of '" + property.name() + "' refers only to itself and never says what it is");
        }
    }

    private void nested(Property property, Shape.Nested nested, Surroundings surroundings) {
        FieldChecks.flattened(property, problems);
        if (surroundings.path().size() >= MAX_DEPTH) {
            tooLarge("structures of " + table.name() + " are nested more than " + MAX_DEPTH + " deep", property);
            return;
        }
        List<String> prefixes = new ArrayList<>();
        for (String name : names(property, surroundings, property.name())) {
            prefixes.add(name + "__");
        }
        boolean embedded =
                nested.declaration() != null && Marks.has(nested.declaration().annotations(), "db.table");
        structure(
                nested.structure(),
                new Surroundings(
                        path(property, surroundings),
                        prefixes,
                        surroundings.nullable() || property.optional() || nested.nullable(),
                        surroundings.embedded() || embedded));
    }

    private void leaf(Property property, Shape.Leaf leaf, Surroundings surroundings) {
        List<Annotation> annotations = property.annotations();
        Shape.Leaf refined = ColumnTypes.refine(leaf, annotations, false);
        String column = Marks.text(Marks.find(annotations, "db.column"), 0);
        List<String> names = names(property, surroundings, column == null ? property.name() : column);
        boolean nullable = surroundings.nullable() || property.optional() || leaf.nullable();
        List<Annotation> counting = surroundings.embedded()
                ? annotations.stream()
                        .filter(annotation -> !NOT_EMBEDDED.contains(annotation.name()))
                        .toList()
                : annotations;
        Field field = new Field(
                path(property, surroundings),
                names.get(0),
                property,
                counting,
                refined,
                nullable,
                names.subList(1, names.size()));
        FieldChecks.leaf(field, leaf, problems);
        fields.add(field);
    }

    /**
     * The present physical name, then all previous ones that prefixes and names could have made; it is one of these where the
     * model says so, as of a column that was outside of the structure.
     */
    private static List<String> names(Property property, Surroundings surroundings, String name) {
        List<String> locals = Marks.texts(property.annotations(), "db.column.renamed");
        boolean isPrevious = locals.contains(name);
        List<String> all = isPrevious
                ? locals
                : Stream.concat(Stream.of(name), locals.stream()).toList();
        Set<String> previous = new LinkedHashSet<>();
        String now = surroundings.prefixes().get(0) + name;
        for (String prefix : surroundings.prefixes()) {
            for (String local : all) {
                boolean isNow = (prefix + local).equals(now) && !isPrevious;
                if (!isNow && previous.size() < MAX_OLD_NAMES) {
                    previous.add(prefix + local);
                }
            }
        }
        return Stream.concat(Stream.of(now), previous.stream()).toList();
    }

    private static List<String> path(Property property, Surroundings surroundings) {
        List<String> path = new ArrayList<>(surroundings.path());
        path.add(property.name());
        return List.copyOf(path);
    }

    private void tooLarge(String message, Property property) {
        tooLarge = true;
        problems.report(
                ModelProblem.TOO_LARGE, property.location(), message, "keep the structure in one column with @db.json");
    }
}
