package dev.atscript.db.contract;

import static dev.atscript.db.contract.GeneratedModel.quoted;

import dev.atscript.db.contract.GeneratedModel.Column;
import dev.atscript.db.contract.GeneratedModel.Default;
import dev.atscript.db.contract.GeneratedModel.Groups;
import dev.atscript.db.contract.GeneratedModel.Join;
import dev.atscript.db.contract.GeneratedModel.Reference;
import dev.atscript.db.contract.GeneratedModel.Table;
import dev.atscript.db.contract.GeneratedModel.View;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Writes a generated model as an {@code .as} file. */
final class GeneratedText {

    private final GeneratedModel model;
    private final StringBuilder text = new StringBuilder();

    GeneratedText(GeneratedModel model) {
        this.model = model;
        model.tables.values().forEach(this::write);
        model.views.values().forEach(this::write);
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private void write(Table table) {
        text.append("@db.table ").append(quoted(table.name));
        text.append(table.namespace == null ? "" : " @db.schema " + quoted(table.namespace));
        text.append(table.oldName == null ? "" : " @db.table.renamed " + quoted(table.oldName));
        text.append(table.method == null ? "" : " @db.sync.method '" + table.method + "'");
        text.append("\ninterface T").append(table.key).append(" {\n");
        text.append("  @db.column 'rk' @db.index.unique rk: number.int.int32\n");
        Set<Integer> foreignKeys = new HashSet<>();
        table.columns.forEach(column -> write(column, foreignKeys));
        text.append("}\n");
    }

    private void write(Column column, Set<Integer> foreignKeys) {
        text.append("  @db.column ").append(quoted(column.name));
        text.append(column.oldName == null ? "" : " @db.column.renamed " + quoted(column.oldName));
        column.indexes.forEach(index -> text.append(' ').append(index));
        text.append(column.inKey ? " @meta.id" : "");
        text.append(column.increment ? " @db.default.increment" : "");
        Default defaultValue = column.defaultValue();
        text.append(defaultValue == null ? "" : " " + defaultValue.annotation());
        Reference reference = column.reference;
        if (reference != null) {
            text.append(" @db.rel.FK 'k").append(reference.key()).append("'");
            text.append(foreignKeys.add(reference.key()) ? reference.actions() : "");
        } else {
            text.append(column.collation == null ? "" : " @db.column.collate '" + column.collation + "'");
            text.append(' ').append(column.type.annotation);
        }
        text.append(' ').append(column.field()).append(column.optional ? "?: " : ": ");
        text.append(
                        reference == null
                                ? column.type.text
                                : "T" + reference.table() + "."
                                        + model.targetOf(reference).field())
                .append('\n');
    }

    private void write(View view) {
        String table = "T" + view.table;
        text.append("@db.view ")
                .append(quoted(view.name))
                .append(" @db.view.for ")
                .append(table);
        text.append(view.oldName == null ? "" : " @db.view.renamed " + quoted(view.oldName));
        text.append(view.materialized ? " @db.view.materialized" : "");
        Join join = view.join;
        if (join != null) {
            String other = "T" + join.table();
            text.append(" @db.view.joins %s, `%s.rk = %s.rk`, '%s'".formatted(other, other, table, join.kind()));
        }
        text.append(view.filtered ? " @db.view.filter `%1$s.rk > 0 and %1$s.rk != null`".formatted(table) : "");
        Groups groups = view.groups;
        text.append(groups != null && groups.having() ? " @db.view.having `n > 1`" : "");
        text.append("\ninterface V").append(view.key).append(" {\n");
        write("c", table, view.columns);
        if (join != null) {
            write("j", "T" + join.table(), join.columns());
        }
        if (groups != null) {
            text.append("  @db.agg.count n: number.int\n");
            text.append(groups.summed() == null ? "" : "  @db.agg.sum 'f" + groups.summed() + "' s?: number.int\n");
        }
        text.append("}\n");
    }

    private void write(String prefix, String table, List<Integer> columns) {
        for (int i = 0; i < columns.size(); i++) {
            text.append("  %s%d?: %s.f%d\n".formatted(prefix, i, table, columns.get(i)));
        }
    }
}
