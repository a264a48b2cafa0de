package dev.atscript.db.dialect;

import dev.atscript.db.model.DbView;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.PhysicalView;
import dev.atscript.db.schema.QualifiedName;
import dev.atscript.lang.Diagnostic;
import dev.atscript.lang.Query;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes what a managed view selects: physical names everywhere, each column under the name of the view's field. */
final class ViewMapper {

    private final ViewMapping mapping;
    private final Identifiers identifiers;
    private final BiFunction<@Nullable String, String, QualifiedName> names;
    private final Map<QualifiedName, PhysicalTable> tables;
    private final BiPredicate<QualifiedName, String> knows;
    private final Consumer<Diagnostic> diagnostics;

    /** A table in FROM, and what it is called in the rest of the statement. */
    private record Source(QualifiedName table, String alias) {}

    private final Map<String, Source> sources = new LinkedHashMap<>();
    private final Map<QualifiedName, Set<String>> uses = new TreeMap<>();
    private final Map<String, ViewMapping.Value> values = new LinkedHashMap<>();

    /**
     * Creates a mapper for one view.
     *
     * @param names a namespace and a name as the database has them
     * @param tables the model's tables
     * @param knows what {@link ViewMapping#knows} says of a table's column
     */
    ViewMapper(
            ViewMapping mapping,
            Identifiers identifiers,
            BiFunction<@Nullable String, String, QualifiedName> names,
            Map<QualifiedName, PhysicalTable> tables,
            BiPredicate<QualifiedName, String> knows,
            Consumer<Diagnostic> diagnostics) {
        this.mapping = mapping;
        this.identifiers = identifiers;
        this.names = names;
        this.tables = tables;
        this.knows = knows;
        this.diagnostics = diagnostics;
    }

    /** A view, and the query of {@link DesiredSchema.View#trial}. */
    record Mapped(PhysicalView view, @Nullable String trial) {}

    Mapped map(DbView view, DbView.Definition definition) {
        addSource(definition.entry());
        definition.joins().forEach(join -> addSource(join.source()));
        view.columns().forEach(column -> values.put(column.name(), value(column)));
        String select = select(view, definition, this::from);
        PhysicalView physical = new PhysicalView(
                names.apply(view.namespace(), view.name()),
                view.materialized(),
                select,
                view.columns().stream()
                        .map(column -> identifiers.fit(column.name()))
                        .toList(),
                uses,
                List.of());
        return new Mapped(physical, isKnown() ? null : select(view, definition, this::fromNothing) + "\nLIMIT 0");
    }

    /** Whether sync knows all that is read, or the database knows nothing of it. */
    private boolean isKnown() {
        return !tables.keySet().containsAll(uses.keySet())
                || uses.entrySet().stream()
                        .allMatch(used -> table(used.getKey()).columns().stream()
                                .filter(column -> used.getValue().contains(column.name()))
                                .allMatch(column -> knows.test(used.getKey(), column.name())));
    }

    private PhysicalTable table(QualifiedName name) {
        return Objects.requireNonNull(tables.get(name));
    }

    /** A table's own name serves as its alias, unless another source of the view has the same in another namespace. */
    private void addSource(DbView.Source source) {
        QualifiedName table = names.apply(source.namespace(), source.table());
        boolean taken =
                sources.values().stream().anyMatch(other -> other.alias().equals(table.name()));
        sources.put(source.declaration(), new Source(table, taken ? table.toString() : table.name()));
        uses.put(table, new LinkedHashSet<>());
    }

    private String select(DbView view, DbView.Definition definition, Function<DbView.Source, String> from) {
        StringBuilder sql = new StringBuilder(PhysicalView.SELECT);
        sql.append(values.entrySet().stream()
                .map(column -> column.getValue().sql() + " AS " + Sql.quote(identifiers.fit(column.getKey())))
                .collect(Collectors.joining(PhysicalView.BETWEEN_COLUMNS)));
        sql.append("\nFROM ").append(from.apply(definition.entry()));
        for (DbView.Join join : definition.joins()) {
            sql.append(join.left() ? "\nLEFT JOIN " : "\nINNER JOIN ").append(from.apply(join.source()));
            sql.append(" ON ").append(condition(join.condition()));
        }
        if (definition.filter() != null) {
            sql.append("\nWHERE ").append(condition(definition.filter()));
        }
        List<String> groups = groups(view);
        if (!groups.isEmpty()) {
            sql.append("\nGROUP BY ").append(String.join(", ", groups));
        }
        if (definition.having() != null) {
            sql.append("\nHAVING ")
                    .append(new ConditionSql(mapping, this::ownField, diagnostics).write(definition.having()));
        }
        return sql.toString();
    }

    private String from(DbView.Source source) {
        Source found = source(source.declaration());
        QualifiedName table = found.table();
        String name = Sql.quote(table);
        return found.alias().equals(table.name()) ? name : name + " AS " + Sql.quote(found.alias());
    }

    /** A row of the same types, so that no table need be there. */
    private String fromNothing(DbView.Source source) {
        Source found = source(source.declaration());
        return table(found.table()).columns().stream()
                .map(column -> mapping.none(column) + " AS " + Sql.quote(column.name()))
                .collect(Collectors.joining(", ", "(SELECT ", ") AS " + Sql.quote(found.alias())));
    }

    private List<String> groups(DbView view) {
        boolean aggregates = view.columns().stream().anyMatch(column -> column.aggregate() != null);
        List<String> groups = new ArrayList<>();
        for (DbView.Column column : view.columns()) {
            if (aggregates && column.aggregate() == null) {
                groups.add(own(column.name()).sql());
            }
        }
        Collections.sort(groups);
        return groups;
    }

    private ViewMapping.Value value(DbView.Column column) {
        if (column.source() == null || column.column() == null) {
            return new ViewMapping.Value("COUNT(*)", null);
        }
        ViewMapping.Value value = column(column.source(), column.column());
        DbView.Aggregate aggregate = column.aggregate();
        if (aggregate == null) {
            return value;
        }
        boolean ofOtherKind = aggregate == DbView.Aggregate.COUNT || aggregate == DbView.Aggregate.AVG;
        return new ViewMapping.Value(mapping.aggregate(aggregate, value), ofOtherKind ? null : value.column());
    }

    private String condition(Query query) {
        return new ConditionSql(mapping, this::field, diagnostics).write(query);
    }

    /** A resolved field: declaration and column. */
    private ViewMapping.Value field(Query.Field field) {
        return column(field.path().get(0), field.path().get(1));
    }

    /** A field of the view itself: HAVING takes expressions where not every database takes names. */
    private ViewMapping.Value ownField(Query.Field field) {
        return own(field.path().get(0));
    }

    private ViewMapping.Value own(String name) {
        return Objects.requireNonNull(values.get(name), name);
    }

    private ViewMapping.Value column(String declaration, String column) {
        Source source = source(declaration);
        String name = identifiers.fit(column);
        uses.computeIfAbsent(source.table(), table -> new LinkedHashSet<>()).add(name);
        PhysicalTable table = tables.get(source.table());
        return new ViewMapping.Value(
                Sql.quote(source.alias()) + "." + Sql.quote(name), table == null ? null : table.column(name));
    }

    private Source source(String declaration) {
        Source source = sources.get(declaration);
        if (source == null) {
            throw new IllegalStateException("No source " + declaration);
        }
        return source;
    }
}
