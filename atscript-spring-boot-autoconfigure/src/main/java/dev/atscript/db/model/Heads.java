package dev.atscript.db.model;

import dev.atscript.lang.Annotation;
import dev.atscript.lang.Declaration;
import dev.atscript.lang.Location;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers what interfaces say of themselves: which are tables, which views, and how they are called. */
final class Heads {

    private static final List<String> OF_TABLES = List.of("db.table.renamed", "db.sync.method");
    private static final List<String> OF_VIEWS = List.of(
            "db.view.for",
            "db.view.joins",
            "db.view.filter",
            "db.view.having",
            "db.view.materialized",
            "db.view.renamed");

    private Heads() {}

    static boolean isTable(Declaration declaration) {
        return Marks.has(declaration.annotations(), "db.table");
    }

    /** A view is marked so, or by its entry table. */
    static boolean isView(Declaration declaration) {
        return Marks.findAny(declaration.annotations(), "db.view", "db.view.for") != null;
    }

    static Entity.Head of(Declaration declaration, String annotation, Problems problems) {
        List<Annotation> annotations = declaration.annotations();
        Annotation marker = Marks.find(annotations, annotation);
        String name = Marks.text(marker, 0);
        String space = Marks.text(Marks.find(annotations, "db.space"), 0);
        for (Annotation named : annotations) {
            if (List.of(annotation, annotation + ".renamed", "db.schema", "db.pg.schema", "db.space")
                    .contains(named.name())) {
                FieldChecks.name(named, problems);
            }
        }
        return new Entity.Head(
                Marks.text(Marks.findAny(annotations, "db.pg.schema", "db.schema"), 0),
                name == null ? declaration.name() : name,
                space == null ? DbTable.DEFAULT_SPACE : space,
                Marks.texts(annotations, annotation + ".renamed"),
                marker == null ? declaration.location() : Marks.at(marker, 0));
    }

    /** Checks that table and view annotations stand where they can mean something. */
    static void check(Declaration declaration, Problems problems) {
        List<Annotation> annotations = declaration.annotations();
        boolean table = isTable(declaration);
        boolean view = isView(declaration);
        for (Annotation annotation : annotations) {
            String name = annotation.name();
            if ((name.equals("db.table") || name.equals("db.view") || name.equals("db.view.for"))
                    && declaration.kind() != Declaration.Kind.INTERFACE) {
                problems.report(
                        ModelProblem.NOT_AN_INTERFACE,
                        annotation.location(),
                        "@" + name + " needs an interface, and " + declaration.name() + " is a type",
                        "write it as interface " + declaration.name() + " { … }");
            } else if (table && (name.equals("db.view") || name.equals("db.view.for"))) {
                problems.report(
                        ModelProblem.TABLE_AND_VIEW,
                        annotation.location(),
                        declaration.name() + " cannot be both a table and a view",
                        "remove @db.table or @" + name);
            } else if (!table && OF_TABLES.contains(name) && !(view && name.equals("db.sync.method"))) {
                misplaced(ModelProblem.NOT_A_TABLE, annotation, "@db.table", declaration, problems);
            } else if (!view && !table && OF_VIEWS.contains(name)) {
                misplaced(ModelProblem.VIEW_INCOMPLETE, annotation, "@db.view", declaration, problems);
            }
        }
    }

    private static void misplaced(
            ModelProblem problem, Annotation annotation, String needed, Declaration declaration, Problems problems) {
        problems.report(
                problem,
                annotation.location(),
                "@" + annotation.name() + " needs " + needed + ", and " + declaration.name() + " has none",
                "add " + needed + " to " + declaration.name());
    }

    /** Collects the names of tables and views; a name given twice is an error at both places. */
    static final class Registry {

        private record Qualified(String space, String namespace, String name) {}

        private record Holder(Declaration declaration, Location location, boolean external) {}

        private final Map<Qualified, Holder> holders = new LinkedHashMap<>();
        private final Problems problems;

        Registry(Problems problems) {
            this.problems = problems;
        }

        /**
         * Adds a table or view.
         *
         * @param external whether it only describes a view that exists: any number of interfaces may do that
         */
        void add(Declaration declaration, Entity.Head head, boolean external) {
            String namespace = head.namespace() == null ? "" : head.namespace();
            Holder holder = new Holder(declaration, head.location(), external);
            Holder other = holders.putIfAbsent(new Qualified(head.space(), namespace, head.name()), holder);
            if (other != null && !(external && other.external())) {
                report(holder, other, head.name());
                report(other, holder, head.name());
            }
        }

        private void report(Holder holder, Holder other, String name) {
            problems.report(
                    ModelProblem.DUPLICATE_TABLE,
                    holder.location(),
                    "'" + name + "' is also the name of " + other.declaration().name() + " at " + other.location(),
                    "give each interface a table or view of its own");
        }
    }
}
