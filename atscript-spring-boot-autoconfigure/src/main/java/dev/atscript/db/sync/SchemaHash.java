package dev.atscript.db.sync;

import dev.atscript.db.dialect.DesiredSchema;
import dev.atscript.db.dialect.Dialect;
import dev.atscript.db.dialect.Fnv1a;
import dev.atscript.db.schema.PhysicalColumn;
import dev.atscript.db.schema.PhysicalForeignKey;
import dev.atscript.db.schema.PhysicalIndex;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.QualifiedName;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The hash of what a database should hold: 64-bit FNV-1a over a canonical text of everything that decides a statement,
 * and of nothing else. Every part is written with its length, so that no two schemas have one text.
 */
final class SchemaHash {

    private final StringBuilder text = new StringBuilder();

    private SchemaHash() {}

    static String of(DesiredSchema schema, Dialect dialect) {
        SchemaHash hash = new SchemaHash();
        hash.add(dialect.name());
        hash.add(Integer.toString(dialect.mappingVersion()));
        Set<QualifiedName> tables =
                schema.tables().stream().map(DesiredSchema.Table::name).collect(Collectors.toSet());
        hash.add(
                schema.tables().stream()
                        .sorted(Comparator.comparing(DesiredSchema.Table::name))
                        .toList(),
                table -> {
                    hash.table(table.physical());
                    hash.renames(table, tables);
                });
        Set<QualifiedName> views =
                schema.views().stream().map(DesiredSchema.View::name).collect(Collectors.toSet());
        hash.add(
                schema.views().stream()
                        .sorted(Comparator.comparing(DesiredSchema.View::name))
                        .toList(),
                view -> {
                    hash.view(view);
                    hash.add(view.renamedFrom().stream().filter(views::contains).toList(), hash::name);
                });
        return Fnv1a.hex(hash.text.toString());
    }

    private void view(DesiredSchema.View view) {
        name(view.name());
        add(Boolean.toString(view.external()));
        add(Boolean.toString(view.physical().materialized()));
        add(view.physical().selection());
        add(view.physical().columns().stream().sorted().toList(), this::add);
    }

    /**
     * A rename between names that both are there afterwards, as in a swap, is a difference that the names alone do not
     * show; every other rename shows in the names.
     */
    private void renames(DesiredSchema.Table table, Set<QualifiedName> tables) {
        add(table.renamedFrom().stream().filter(tables::contains).toList(), this::name);
        List<String> columns = table.physical().columns().stream()
                .map(PhysicalColumn::name)
                .sorted()
                .toList();
        add(
                columns,
                column -> add(
                        table.columnsRenamedFrom().getOrDefault(column, List.of()).stream()
                                .filter(columns::contains)
                                .toList(),
                        this::add));
    }

    private void name(QualifiedName name) {
        add(name.namespace());
        add(name.name());
    }

    private void table(PhysicalTable table) {
        name(table.name());
        add(
                table.columns().stream()
                        .sorted(Comparator.comparing(PhysicalColumn::name))
                        .toList(),
                this::column);
        add(table.primaryKeyColumns(), this::add);
        add(
                table.indexes().stream()
                        .sorted(Comparator.comparing(PhysicalIndex::name))
                        .toList(),
                this::index);
        add(
                table.foreignKeys().stream()
                        .sorted(Comparator.comparing(PhysicalForeignKey::name)
                                .thenComparing(key -> String.join("\n", key.columns())))
                        .toList(),
                this::foreignKey);
    }

    private void column(PhysicalColumn column) {
        add(column.name());
        add(column.type());
        add(Boolean.toString(column.nullable()));
        add(column.defaultValue());
        add(column.collation());
        add(column.identity() == null ? null : String.valueOf(column.identity().start()));
    }

    private void index(PhysicalIndex index) {
        add(index.name());
        add(index.kind().name());
        add(index.parts(), part -> {
            add(part.column());
            add(Boolean.toString(part.descending()));
            add(part.weight());
        });
    }

    private void foreignKey(PhysicalForeignKey key) {
        add(key.name());
        add(key.columns(), this::add);
        name(key.target());
        add(key.targetColumns(), this::add);
        add(key.onDelete().name());
        add(key.onUpdate().name());
    }

    private <T> void add(List<T> items, java.util.function.Consumer<T> each) {
        count(items);
        items.forEach(each);
    }

    private void count(Collection<?> items) {
        text.append(items.size()).append('*');
    }

    private void add(@Nullable String part) {
        if (part == null) {
            text.append('-');
        } else {
            text.append(part.length()).append(':').append(part);
        }
    }
}
