package dev.atscript.db.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes a {@link DbSchema} so that a person can read it and a test can compare it: one thing a line. */
public final class DbSchemaText {

    private DbSchemaText() {}

    /** All tables and views. */
    public static String of(DbSchema schema) {
        List<String> lines = new ArrayList<>();
        schema.tables().forEach(table -> table(table, lines));
        schema.views().forEach(view -> view(view, lines));
        return String.join("\n", lines);
    }

    private static void table(DbTable table, List<String> lines) {
        lines.add("table " + head(table.namespace(), table.name(), table.space(), table.renamedFrom())
                + (table.syncMethod() == null
                        ? ""
                        : " sync " + table.syncMethod().name().toLowerCase(Locale.ROOT))
                + options(table.nativeOptions()));
        table.columns().forEach(column -> lines.add("  " + column(column)));
        if (!table.primaryKey().isEmpty()) {
            lines.add("  key " + String.join(", ", table.primaryKey()));
        }
        table.indexes().forEach(index -> lines.add("  " + index(index)));
        table.foreignKeys().forEach(foreignKey -> lines.add("  " + foreignKey(foreignKey)));
    }

    private static String head(@Nullable String namespace, String name, String space, List<String> renamedFrom) {
        return (namespace == null ? "" : namespace + ".")
                + name
                + (space.equals(DbTable.DEFAULT_SPACE) ? "" : " in " + space)
                + (renamedFrom.isEmpty() ? "" : " was " + String.join(", ", renamedFrom));
    }

    private static String options(Map<String, String> options) {
        return options.isEmpty() ? "" : " " + new TreeMap<>(options);
    }

    private static String column(DbColumn column) {
        return column.name()
                + " "
                + type(column.type())
                + (column.nullable() ? " null" : "")
                + (column.collation() == null
                        ? ""
                        : " " + column.collation().name().toLowerCase(Locale.ROOT))
                + (column.defaultValue() == null ? "" : " = " + value(column.defaultValue()))
                + (column.renamedFrom().isEmpty() ? "" : " was " + String.join(", ", column.renamedFrom()))
                + options(column.nativeOptions());
    }

    private static String type(ColumnType type) {
        if (type instanceof ColumnType.Text text) {
            return text.fixed()
                    ? "char(" + text.maxLength() + ")"
                    : text.maxLength() == null ? "text" : "text(" + text.maxLength() + ")";
        } else if (type instanceof ColumnType.Int integer) {
            return "int" + integer.bits();
        } else if (type instanceof ColumnType.Floating floating) {
            return floating.single() ? "single" : "double";
        } else if (type instanceof ColumnType.Decimal decimal) {
            return decimal.precision() == null
                    ? "decimal"
                    : "decimal(" + decimal.precision() + "," + decimal.scale() + ")";
        }
        return type instanceof ColumnType.Bool ? "bool" : "json";
    }

    private static String value(DbDefault value) {
        if (value instanceof DbDefault.TextValue text) {
            return "'" + text.value() + "'";
        } else if (value instanceof DbDefault.NumberValue number) {
            return number.value().toPlainString();
        } else if (value instanceof DbDefault.BoolValue bool) {
            return String.valueOf(bool.value());
        } else if (value instanceof DbDefault.JsonValue json) {
            return "json " + json.json();
        } else if (value instanceof DbDefault.Increment increment) {
            return "increment" + (increment.start() == null ? "" : " from " + increment.start());
        }
        return value instanceof DbDefault.Uuid ? "uuid" : "now";
    }

    private static String index(DbIndex index) {
        List<String> parts = new ArrayList<>();
        for (DbIndex.Part part : index.parts()) {
            parts.add(part.column()
                    + (part.descending() ? " desc" : "")
                    + (part.weight() == null ? "" : " weight " + part.weight()));
        }
        return index.kind().name().toLowerCase(Locale.ROOT) + " index " + index.name() + " (" + String.join(", ", parts)
                + ")";
    }

    private static String foreignKey(DbForeignKey key) {
        return "fk (" + String.join(", ", key.columns()) + ") to "
                + (key.targetNamespace() == null ? "" : key.targetNamespace() + ".")
                + key.targetTable() + " (" + String.join(", ", key.targetColumns()) + ")"
                + action(" on delete ", key.onDelete())
                + action(" on update ", key.onUpdate());
    }

    private static String action(String event, DbForeignKey.Action action) {
        return action == DbForeignKey.Action.NO_ACTION
                ? ""
                : event + action.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static void view(DbView view, List<String> lines) {
        lines.add((view.definition() == null ? "external " : "")
                + (view.materialized() ? "materialized " : "")
                + "view " + head(view.namespace(), view.name(), view.space(), view.renamedFrom()));
        DbView.Definition definition = view.definition();
        if (definition != null) {
            lines.add("  from " + source(definition.entry()));
            definition
                    .joins()
                    .forEach(join -> lines.add("  " + (join.left() ? "left" : "inner") + " join "
                            + source(join.source()) + " on " + QueryText.of(join.condition())));
        }
        view.columns().forEach(column -> lines.add("  " + viewColumn(column)));
        if (definition != null && definition.filter() != null) {
            lines.add("  where " + QueryText.of(definition.filter()));
        }
        if (definition != null && definition.having() != null) {
            lines.add("  having " + QueryText.of(definition.having()));
        }
    }

    private static String source(DbView.Source source) {
        return (source.namespace() == null ? "" : source.namespace() + ".") + source.table() + " as "
                + source.declaration();
    }

    private static String viewColumn(DbView.Column column) {
        String from = column.source() == null ? "" : column.source() + "." + column.column();
        if (column.aggregate() != null) {
            from = column.aggregate().name().toLowerCase(Locale.ROOT) + "(" + (from.isEmpty() ? "*" : from) + ")";
        }
        return column.name() + " " + type(column.type()) + (column.nullable() ? " null" : "")
                + (from.isEmpty() ? "" : " = " + from);
    }
}
