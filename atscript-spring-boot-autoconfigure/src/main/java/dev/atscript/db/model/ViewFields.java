package dev.atscript.db.model;

import dev.atscript.db.model.DbView.Aggregate;
import dev.atscript.lang.Annotation;
import dev.atscript.lang.Argument;
import dev.atscript.lang.Location;
import dev.atscript.lang.Property;
import dev.atscript.lang.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers which columns a managed view has: chains to columns in scope, columns of the entry table, aggregates. */
final class ViewFields {

    /**
     * A view column.
     *
     * @param taken the table it is taken from; null for {@code COUNT(*)}
     * @param held what a condition can compare it with; null for a native type
     * @param optional whether the view's field is optional
     */
    record ViewField(
            DbView.Column column, @Nullable Entity taken, ConditionTypes.@Nullable Held held, boolean optional) {}

    private final Scope scope;
    private final References references;
    private final Structures structures;
    private final Problems problems;
    private final List<ViewField> fields = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private boolean tooLarge;

    private ViewFields(Scope scope, References references, Structures structures, Problems problems) {
        this.scope = scope;
        this.references = references;
        this.structures = structures;
        this.problems = problems;
    }

    /** The properties that are columns of a view. */
    static List<Property> stored(Type.Structure structure, Structures structures) {
        return structure.properties().stream()
                .filter(property -> !property.pattern()
                        && !Marks.has(property.annotations(), "db.ignore")
                        && !Navigations.isNavigation(property.annotations())
                        && !(structures.shape(property.type()) instanceof Shape.None))
                .toList();
    }

    static List<ViewField> of(
            List<Property> stored, Scope scope, References references, Structures structures, Problems problems) {
        ViewFields viewFields = new ViewFields(scope, references, structures, problems);
        for (Property property : stored) {
            if (!viewFields.tooLarge) {
                viewFields.add(property);
            }
        }
        return viewFields.fields;
    }

    private void add(Property property) {
        for (Annotation annotation : property.annotations()) {
            if (annotation.name().startsWith("db.")
                    && DbAnnotations.CATALOGUE.find(annotation.name()).isEmpty()) {
                problems.report(
                        ModelProblem.UNKNOWN_VIEW_ANNOTATION,
                        annotation.location(),
                        "@" + annotation.name() + " is not known, and might compute '" + property.name()
                                + "', which would be a plain column here",
                        "remove it, or compute the field in an external view");
            }
        }
        List<Annotation> aggregates = property.annotations().stream()
                .filter(annotation -> aggregate(annotation) != null)
                .toList();
        if (aggregates.size() > 1) {
            problems.report(
                    ModelProblem.BAD_AGGREGATE,
                    aggregates.get(1).location(),
                    "'" + property.name() + "' has the aggregate @"
                            + aggregates.get(0).name() + " already",
                    "give each aggregate a field of its own");
        } else if (aggregates.size() == 1) {
            addAggregate(property, aggregates.get(0));
        } else {
            addColumns(property);
        }
    }

    private static @Nullable Aggregate aggregate(Annotation annotation) {
        return switch (annotation.name()) {
            case "db.agg.sum" -> Aggregate.SUM;
            case "db.agg.avg" -> Aggregate.AVG;
            case "db.agg.count" -> Aggregate.COUNT;
            case "db.agg.min" -> Aggregate.MIN;
            case "db.agg.max" -> Aggregate.MAX;
            default -> null;
        };
    }

    private static String name(Property property) {
        String column = Marks.text(Marks.find(property.annotations(), "db.column"), 0);
        return column == null ? property.name() : column;
    }

    static boolean isOptional(Property property) {
        return property.optional()
                || (property.type() instanceof Type.Union union
                        && union.options().stream().anyMatch(References::isNull));
    }

    private void addColumns(Property property) {
        Type.Chain chain = references.chain(property.type());
        Entity entity = chain == null ? scope.entry() : references.table(chain.root());
        List<String> path = chain == null ? List.of(property.name()) : References.names(chain);
        if (chain != null && (entity == null || !scope.contains(entity))) {
            problems.report(
                    ModelProblem.VIEW_FIELD_UNKNOWN,
                    property.location(),
                    "'" + property.name() + "' is taken from " + chain.root().name()
                            + ", which is not in scope; in scope: " + scope.names(),
                    entity == null
                            ? "add @db.table to " + chain.root().name() + " and join it"
                            : "join it: @db.view.joins " + chain.root().name() + ", `…`");
            return;
        }
        if (entity == null) {
            return;
        }
        Field field = entity.field(path);
        if (field != null) {
            add(property, name(property), entity, field);
            return;
        }
        List<Field> leaves = entity.fields().stream()
                .filter(leaf -> leaf.path().size() > path.size()
                        && leaf.path().subList(0, path.size()).equals(path))
                .toList();
        String prefix = String.join("__", path);
        for (Field leaf : leaves) {
            structures.countNested();
            add(property, name(property) + leaf.name().substring(prefix.length()), entity, leaf);
        }
        if (leaves.isEmpty()) {
            reportUnknown(property, entity, path);
        }
    }

    private void reportUnknown(Property property, Entity entity, List<String> path) {
        String asked = String.join(".", path);
        problems.report(
                ModelProblem.VIEW_FIELD_UNKNOWN,
                property.location(),
                "'" + property.name() + "' means the column '" + asked + "' of "
                        + entity.declaration().name() + ", which has none of that name",
                problems.suggestion(asked, entity.fieldLabels()));
    }

    private void add(Property property, String name, Entity entity, Field field) {
        boolean nullable = isOptional(property) || Columns.isNullable(field);
        ColumnType type = Columns.leaf(field, references).type();
        add(
                property,
                new DbView.Column(name, entity.declaration().name(), field.name(), null, type, nullable),
                entity,
                ConditionTypes.Held.of(field, references));
    }

    private void add(
            Property property, DbView.Column column, @Nullable Entity taken, ConditionTypes.@Nullable Held held) {
        if (fields.size() >= Flattener.MAX_COLUMNS || structures.exceeded()) {
            tooLarge = true;
            problems.report(
                    ModelProblem.TOO_LARGE,
                    property.location(),
                    structures.exceeded()
                            ? "the structures and unions that fields refer to add up to too much"
                            : "the view has more than " + Flattener.MAX_COLUMNS + " columns",
                    "take single fields of the structure");
        } else if (!names.add(column.name())) {
            problems.report(
                    ModelProblem.DUPLICATE_COLUMN,
                    property.location(),
                    "the view has a column '" + column.name() + "' already",
                    "give one of them another name");
        } else {
            fields.add(new ViewField(column, taken, held, isOptional(property)));
        }
    }

    private void addAggregate(Property property, Annotation annotation) {
        Aggregate aggregate = aggregate(annotation);
        for (Argument argument : annotation.arguments()) {
            if (argument instanceof Argument.Condition) {
                problems.report(
                        ModelProblem.BAD_AGGREGATE,
                        argument.location(),
                        "an aggregate with a condition is not supported",
                        "filter the whole view with @db.view.filter");
                return;
            }
        }
        String text = Marks.text(annotation, 0);
        if (aggregate == null || (aggregate != Aggregate.COUNT && text == null)) {
            return;
        }
        if (text == null || text.equals("*")) {
            countAll(property, aggregate, annotation);
            return;
        }
        Scope.Found found = source(property, List.of(text.split("\\.", -1)), Marks.at(annotation, 0));
        if (found != null && isAllowed(aggregate, found.field(), annotation)) {
            ColumnType type =
                    type(aggregate, Columns.leaf(found.field(), references).type());
            boolean asStored = aggregate == Aggregate.MIN || aggregate == Aggregate.MAX;
            add(
                    property,
                    new DbView.Column(
                            name(property),
                            found.entity().declaration().name(),
                            found.field().name(),
                            aggregate,
                            type,
                            isOptional(property)),
                    found.entity(),
                    asStored ? ConditionTypes.Held.of(found.field(), references) : new ConditionTypes.Held(type, null));
        }
    }

    private void countAll(Property property, Aggregate aggregate, Annotation annotation) {
        if (aggregate == Aggregate.COUNT) {
            ColumnType type = new ColumnType.Int(64);
            add(
                    property,
                    new DbView.Column(name(property), null, null, aggregate, type, isOptional(property)),
                    null,
                    new ConditionTypes.Held(type, null));
        } else {
            problems.report(
                    ModelProblem.BAD_AGGREGATE,
                    Marks.at(annotation, 0),
                    "@" + annotation.name() + " needs a field; only @db.agg.count counts '*'");
        }
    }

    /** The column that is aggregated: of the table that the field's type names, if any, else of the entry table. */
    private Scope.@Nullable Found source(Property property, List<String> path, Location location) {
        Type.Chain chain = references.chain(property.type());
        Entity named = chain == null ? null : references.table(chain.root());
        Field field = named != null && scope.contains(named) ? named.field(path) : null;
        if (named != null && field != null) {
            return new Scope.Found(named, field);
        }
        Scope.Found found = scope.find(path);
        if (found == null) {
            scope.reportUnknown(path, location, List.of(), problems);
        }
        return found;
    }

    private boolean isAllowed(Aggregate aggregate, Field field, Annotation annotation) {
        Shape.Leaf leaf = Columns.leaf(field, references);
        boolean numeric = leaf.type() instanceof ColumnType.Int
                || leaf.type() instanceof ColumnType.Floating
                || leaf.type() instanceof ColumnType.Decimal;
        boolean ordered = !(leaf.type() instanceof ColumnType.Json)
                || references.origin(field).has("db.pg.type");
        String needed = switch (aggregate) {
            case SUM, AVG -> numeric ? null : "a numeric field";
            case MIN, MAX -> ordered ? null : "values that are less and greater";
            case COUNT -> null;
        };
        if (needed != null) {
            problems.report(
                    ModelProblem.BAD_AGGREGATE,
                    Marks.at(annotation, 0),
                    aggregate.name().toLowerCase(Locale.ROOT) + " needs " + needed + ", and '" + field.label() + "' is "
                            + leaf.kind().words());
        }
        return needed == null;
    }

    private static ColumnType type(Aggregate aggregate, ColumnType source) {
        return switch (aggregate) {
            case COUNT -> new ColumnType.Int(64);
            case MIN, MAX -> source;
            case SUM ->
                source instanceof ColumnType.Int
                        ? new ColumnType.Int(64)
                        : source instanceof ColumnType.Decimal ? new ColumnType.Decimal(null, null) : source;
            case AVG ->
                source instanceof ColumnType.Decimal
                        ? new ColumnType.Decimal(null, null)
                        : new ColumnType.Floating(false);
        };
    }
}
