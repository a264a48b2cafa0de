package dev.atscript.db.dialect;

import dev.atscript.db.model.DbColumn;
import dev.atscript.db.model.DbDefault;
import dev.atscript.db.model.DbForeignKey;
import dev.atscript.db.model.DbIndex;
import dev.atscript.db.model.DbSchema;
import dev.atscript.db.model.DbTable;
import dev.atscript.db.model.DbView;
import dev.atscript.db.schema.Identity;
import dev.atscript.db.schema.PhysicalColumn;
import dev.atscript.db.schema.PhysicalForeignKey;
import dev.atscript.db.schema.PhysicalIndex;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.PhysicalView;
import dev.atscript.db.schema.PrimaryKey;
import dev.atscript.db.schema.QualifiedName;
import dev.atscript.lang.Diagnostic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Maps a model to tables: what is the same for all dialects, with what is not given by a {@link ColumnMapping}. */
public final class SchemaMapper {

    private final ColumnMapping mapping;
    private final ViewMapping views;
    private final Identifiers identifiers;

    /** Creates a mapper for a kind of database. */
    public SchemaMapper(ColumnMapping mapping, ViewMapping views, Identifiers identifiers) {
        this.mapping = mapping;
        this.views = views;
        this.identifiers = identifiers;
    }

    /** What the database should hold for a model. */
    public DesiredSchema map(DbSchema model) {
        Map<ColumnName, Typed> columns = new HashMap<>();
        Map<ColumnName, ColumnName> references = new HashMap<>();
        for (DbTable table : model.tables()) {
            QualifiedName name = name(table.namespace(), table.name());
            table.columns()
                    .forEach(column -> columns.put(new ColumnName(name, column.name()), new Typed(column, table)));
            for (DbForeignKey key : table.foreignKeys()) {
                QualifiedName target = name(key.targetNamespace(), key.targetTable());
                for (int i = 0; i < key.columns().size(); i++) {
                    references.putIfAbsent(
                            new ColumnName(name, key.columns().get(i)),
                            new ColumnName(target, key.targetColumns().get(i)));
                }
            }
        }
        TypeSource types = new TypeSource(columns, references);
        PreviousNames previous = new PreviousNames(identifiers, model);
        List<DesiredSchema.Table> tables = model.tables().stream()
                .map(table -> table(table, types, previous))
                .toList();
        List<Diagnostic> diagnostics = new ArrayList<>();
        Map<QualifiedName, PhysicalTable> physical = new HashMap<>();
        tables.forEach(table -> physical.putIfAbsent(table.name(), table.physical()));
        Set<ColumnName> unknown = unknownToViews(model, types);
        List<DesiredSchema.View> views = model.views().stream()
                .map(view -> view(view, physical, unknown, previous, diagnostics))
                .toList();
        diagnostics.addAll(new NameCollisions(identifiers).find(model, tables, views));
        return new DesiredSchema(tables, views, diagnostics);
    }

    /** Columns, by the names that the database has, that not all is known of. */
    private Set<ColumnName> unknownToViews(DbSchema model, TypeSource types) {
        Set<ColumnName> unknown = new HashSet<>();
        for (DbTable table : model.tables()) {
            QualifiedName name = name(table.namespace(), table.name());
            for (DbColumn column : table.columns()) {
                Typed typed = types.of(new ColumnName(name, column.name()), new Typed(column, table));
                if (!views.knows(typed.column())) {
                    unknown.add(new ColumnName(name, identifiers.fit(column.name())));
                }
            }
        }
        return unknown;
    }

    private DesiredSchema.View view(
            DbView view,
            Map<QualifiedName, PhysicalTable> tables,
            Set<ColumnName> unknown,
            PreviousNames previous,
            List<Diagnostic> diagnostics) {
        DbView.Definition definition = view.definition();
        ViewMapper.Mapped mapped = definition == null
                ? new ViewMapper.Mapped(external(view), null)
                : new ViewMapper(
                                views,
                                identifiers,
                                this::name,
                                tables,
                                (table, column) -> !unknown.contains(new ColumnName(table, column)),
                                diagnostics::add)
                        .map(view, definition);
        PhysicalView physical = mapped.view();
        boolean materialized = physical.materialized() && views.hasMaterializedViews();
        List<String> notes = physical.materialized() && !materialized
                ? List.of("a plain view: this database has no materialized ones")
                : List.of();
        return new DesiredSchema.View(
                new PhysicalView(
                        physical.name(),
                        materialized,
                        physical.definition(),
                        physical.columns(),
                        physical.uses(),
                        List.of()),
                definition == null,
                previous.of(view.namespace(), view.renamedFrom()),
                notes,
                mapped.trial(),
                view.location());
    }

    private PhysicalView external(DbView view) {
        return new PhysicalView(
                name(view.namespace(), view.name()),
                false,
                "",
                fit(view.columns().stream().map(DbView.Column::name).toList()),
                Map.of(),
                List.of());
    }

    private DesiredSchema.Table table(DbTable table, TypeSource types, PreviousNames previous) {
        QualifiedName name = name(table.namespace(), table.name());
        List<PhysicalColumn> columns = new ArrayList<>();
        Map<String, List<String>> columnsRenamedFrom = new LinkedHashMap<>();
        for (DbColumn column : table.columns()) {
            String columnName = identifiers.fit(column.name());
            Typed typed = types.of(new ColumnName(name, column.name()), new Typed(column, table));
            columns.add(column(columnName, column, typed));
            if (!column.renamedFrom().isEmpty()) {
                columnsRenamedFrom.put(
                        columnName,
                        column.renamedFrom().stream().map(identifiers::fit).toList());
            }
        }
        List<String> notes = new ArrayList<>();
        List<PhysicalIndex> indexes = new ArrayList<>();
        for (DbIndex index : table.indexes()) {
            if (index.kind() == DbIndex.Kind.GEO || index.kind() == DbIndex.Kind.VECTOR) {
                notes.add("no index for @db." + (index.kind() == DbIndex.Kind.GEO ? "index.geo" : "search.vector")
                        + " '" + index.name() + "': this database has none of that kind");
            } else {
                indexes.add(index(index, name));
            }
        }
        PhysicalTable physical = new PhysicalTable(
                name,
                columns,
                table.primaryKey().isEmpty() ? null : new PrimaryKey(null, fit(table.primaryKey())),
                indexes,
                table.foreignKeys().stream().map(key -> foreignKey(key, name)).toList(),
                List.of());
        return new DesiredSchema.Table(
                physical,
                previous.of(table.namespace(), table.renamedFrom()),
                columnsRenamedFrom,
                table.syncMethod(),
                notes,
                table.location());
    }

    private PhysicalColumn column(String name, DbColumn column, Typed typed) {
        String type = mapping.type(typed.column());
        return new PhysicalColumn(
                name,
                type,
                column.nullable(),
                mapping.defaultValue(column, type),
                mapping.collation(typed.column(), typed.table()),
                column.defaultValue() instanceof DbDefault.Increment increment
                        ? new Identity(increment.start() == null ? 1L : increment.start())
                        : null,
                false,
                mapping.zeroValue(column, type),
                column.defaultValue() instanceof DbDefault.JsonValue);
    }

    private PhysicalIndex index(DbIndex index, QualifiedName table) {
        PhysicalIndex.Kind kind = switch (index.kind()) {
            case UNIQUE -> PhysicalIndex.Kind.UNIQUE;
            case FULLTEXT -> PhysicalIndex.Kind.FULLTEXT;
            default -> PhysicalIndex.Kind.PLAIN;
        };
        List<PhysicalIndex.Part> parts = index.parts().stream()
                .map(part -> new PhysicalIndex.Part(
                        identifiers.fit(part.column()),
                        part.descending(),
                        kind == PhysicalIndex.Kind.FULLTEXT ? mapping.weight(part) : ""))
                .toList();
        return new PhysicalIndex(identifiers.fit(mapping.indexName(index, table.name())), kind, parts, "");
    }

    private PhysicalForeignKey foreignKey(DbForeignKey key, QualifiedName table) {
        List<String> columns = fit(key.columns());
        return new PhysicalForeignKey(
                mapping.foreignKeyName(table.name(), columns),
                columns,
                name(key.targetNamespace(), key.targetTable()),
                fit(key.targetColumns()),
                PhysicalForeignKey.Action.valueOf(key.onDelete().name()),
                PhysicalForeignKey.Action.valueOf(key.onUpdate().name()),
                "");
    }

    private QualifiedName name(@Nullable String namespace, String name) {
        return namespace == null || !identifiers.hasNamespaces()
                ? QualifiedName.of(identifiers.fit(name))
                : new QualifiedName(identifiers.fit(namespace), identifiers.fit(name));
    }

    private List<String> fit(List<String> names) {
        return names.stream().map(identifiers::fit).toList();
    }

    private record ColumnName(QualifiedName table, String column) {}

    /** The column that gives another one its type and collation, and the table that it is in. */
    private record Typed(DbColumn column, DbTable table) {}

    /** A foreign key's column is as the column that it points to, along the whole chain of references. */
    private record TypeSource(Map<ColumnName, Typed> columns, Map<ColumnName, ColumnName> references) {
        Typed of(ColumnName name, Typed column) {
            Set<ColumnName> seen = new HashSet<>();
            ColumnName current = name;
            while (references.containsKey(current) && seen.add(current)) {
                current = references.get(current);
            }
            return columns.getOrDefault(current, column);
        }
    }
}
