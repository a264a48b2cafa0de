package dev.atscript.db.model;

import dev.atscript.db.model.ViewFields.ViewField;
import dev.atscript.lang.Annotation;
import dev.atscript.lang.Argument;
import dev.atscript.lang.Declaration;
import dev.atscript.lang.Property;
import dev.atscript.lang.Query;
import dev.atscript.lang.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds views (annotations.md, "Views"): managed ones with what they select, external ones with their columns. */
final class Views {

    /** A join whose kind is not known before the view's fields are. */
    private record Draft(
            Entity entity, Query condition, @Nullable String kind) {}

    private final References references;
    private final List<String> tableNames;
    private final Structures structures;
    private final Problems problems;

    Views(List<String> tableNames, References references, Structures structures, Problems problems) {
        this.tableNames = tableNames;
        this.references = references;
        this.structures = structures;
        this.problems = problems;
    }

    /** The view; null where it cannot be told what it selects. */
    @Nullable
    DbView build(Declaration declaration, Entity.Head head) {
        Annotation entryAnnotation = Marks.find(declaration.annotations(), "db.view.for");
        if (entryAnnotation == null) {
            return external(declaration, head);
        }
        Entity entry = source(declaration, entryAnnotation, head);
        if (entry == null || !(declaration.type() instanceof Type.Structure structure)) {
            return null;
        }
        Scope scope = new Scope(entry);
        List<Draft> drafts = new ArrayList<>();
        for (Annotation join : Marks.all(declaration.annotations(), "db.view.joins")) {
            join(declaration, join, head, scope, drafts);
        }
        List<Property> stored = ViewFields.stored(structure, structures);
        if (stored.isEmpty()) {
            problems.report(
                    ModelProblem.NO_COLUMN,
                    declaration.location(),
                    "view '" + head.name() + "' has no column, and a view needs at least one");
        }
        List<ViewField> fields = ViewFields.of(stored, scope, references, structures, problems);
        DbView.Definition definition = new DbView.Definition(
                source(entry),
                joins(drafts, fields),
                condition(declaration, "db.view.filter", scope),
                having(declaration, fields));
        return view(
                declaration,
                head,
                definition,
                fields.stream().map(ViewField::column).toList());
    }

    private static DbView view(
            Declaration declaration,
            Entity.Head head,
            DbView.@Nullable Definition definition,
            List<DbView.Column> columns) {
        return new DbView(
                head.namespace(),
                head.name(),
                head.space(),
                head.renamedFrom(),
                Marks.has(declaration.annotations(), "db.view.materialized"),
                definition,
                columns,
                declaration.location());
    }

    private DbView external(Declaration declaration, Entity.Head head) {
        for (String name : List.of("db.view.joins", "db.view.filter", "db.view.having")) {
            for (Annotation annotation : Marks.all(declaration.annotations(), name)) {
                problems.report(
                        ModelProblem.VIEW_INCOMPLETE,
                        annotation.location(),
                        "@" + name + " needs @db.view.for, which names the entry table",
                        "add @db.view.for to " + declaration.name());
            }
        }
        List<DbView.Column> columns = Flattener.flatten(declaration, head, structures, problems).fields().stream()
                .map(field -> new DbView.Column(
                        field.name(), null, null, null, field.leaf().type(), field.nullable()))
                .toList();
        return view(declaration, head, null, columns);
    }

    /** The table that the annotation's first argument names. */
    private @Nullable Entity source(Declaration view, Annotation annotation, Entity.Head head) {
        if (!(Marks.argument(annotation, 0) instanceof Argument.Name name)) {
            return null;
        }
        Declaration found = name.path().size() == 1 ? name.target() : null;
        Entity entity = found == null ? null : references.table(found);
        String text = String.join(".", name.path());
        if (entity == null) {
            problems.report(
                    ModelProblem.VIEW_SOURCE_NO_TABLE,
                    name.location(),
                    "@" + annotation.name() + " needs a table, and "
                            + (found == null ? "there is none called " : "") + text
                            + (found == null ? "" : " is none"),
                    found == null ? problems.suggestion(text, tableNames) : "add @db.table to " + text);
        } else if (!entity.head().space().equals(head.space())) {
            problems.report(
                    ModelProblem.VIEW_ACROSS_SPACES,
                    name.location(),
                    text + " is in the space '" + entity.head().space() + "', and the view " + view.name() + " in '"
                            + head.space() + "'",
                    "give both the same @db.space");
        }
        return entity;
    }

    private static DbView.Source source(Entity entity) {
        return new DbView.Source(
                entity.declaration().name(),
                entity.head().namespace(),
                entity.head().name());
    }

    private void join(Declaration view, Annotation annotation, Entity.Head head, Scope scope, List<Draft> drafts) {
        Entity entity = source(view, annotation, head);
        if (entity == null || !(Marks.argument(annotation, 1) instanceof Argument.Condition condition)) {
            return;
        }
        if (!scope.add(entity)) {
            problems.report(
                    ModelProblem.VIEW_SOURCE_TWICE,
                    Marks.at(annotation, 0),
                    entity.declaration().name() + " is in the view already; in scope: " + scope.names(),
                    "join each table once");
            return;
        }
        drafts.add(new Draft(entity, resolve(condition.query(), scope), Marks.text(annotation, 2)));
    }

    /** LEFT where the annotation says so, or every field taken from the table is optional. */
    private static List<DbView.Join> joins(List<Draft> drafts, List<ViewField> fields) {
        Map<Declaration, Boolean> optional = new HashMap<>();
        for (ViewField field : fields) {
            if (field.taken() != null) {
                optional.merge(field.taken().declaration(), field.optional(), Boolean::logicalAnd);
            }
        }
        List<DbView.Join> joins = new ArrayList<>();
        for (Draft draft : drafts) {
            boolean left = draft.kind() == null
                    ? optional.getOrDefault(draft.entity().declaration(), false)
                    : draft.kind().equals("left");
            joins.add(new DbView.Join(source(draft.entity()), left, draft.condition()));
        }
        return joins;
    }

    private @Nullable Query condition(Declaration view, String name, Scope scope) {
        Annotation annotation = Marks.find(view.annotations(), name);
        return annotation != null && Marks.argument(annotation, 0) instanceof Argument.Condition condition
                ? resolve(condition.query(), scope)
                : null;
    }

    private Query resolve(Query query, Scope scope) {
        ConditionTypes.check(query, field -> held(scope.find(field.path())), problems);
        return Conditions.rewrite(query, field -> {
            Scope.Found found = scope.find(field.path());
            if (found == null) {
                scope.reportUnknown(field.path(), field.location(), tableNames, problems);
                return field;
            }
            List<String> path =
                    List.of(found.entity().declaration().name(), found.field().name());
            return new Query.Field(path, field.location());
        });
    }

    private ConditionTypes.@Nullable Held held(Scope.@Nullable Found found) {
        return found == null ? null : ConditionTypes.Held.of(found.field(), references);
    }

    /** Fields of HAVING are the view's own: their paths are {@code [column]}. */
    private @Nullable Query having(Declaration view, List<ViewField> fields) {
        Annotation annotation = Marks.find(view.annotations(), "db.view.having");
        if (annotation == null || !(Marks.argument(annotation, 0) instanceof Argument.Condition condition)) {
            return null;
        }
        if (fields.stream().allMatch(field -> field.column().aggregate() == null)) {
            problems.report(
                    ModelProblem.HAVING_WITHOUT_AGGREGATE,
                    annotation.location(),
                    "@db.view.having needs an aggregate, and " + view.name() + " has none",
                    "use @db.view.filter, or add a field with @db.agg.count");
        }
        Map<String, ConditionTypes.@Nullable Held> held = new LinkedHashMap<>();
        fields.forEach(field -> held.put(field.column().name(), field.held()));
        ConditionTypes.check(condition.query(), field -> held.get(ownName(field, view)), problems);
        return Conditions.rewrite(condition.query(), field -> having(field, view, held.keySet()));
    }

    private static String ownName(Query.Field field, Declaration view) {
        boolean qualified = field.path().size() > 1 && field.path().get(0).equals(view.name());
        return String.join(
                "__", qualified ? field.path().subList(1, field.path().size()) : field.path());
    }

    private Query.Field having(Query.Field field, Declaration view, Set<String> names) {
        String name = ownName(field, view);
        if (names.contains(name)) {
            return new Query.Field(List.of(name), field.location());
        }
        problems.report(
                ModelProblem.CONDITION_FIELD_UNKNOWN,
                field.location(),
                "'" + String.join(".", field.path()) + "' is no field of the view " + view.name(),
                problems.suggestion(String.join(".", field.path()), names));
        return field;
    }
}
