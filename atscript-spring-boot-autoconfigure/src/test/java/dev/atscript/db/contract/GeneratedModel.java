package dev.atscript.db.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model that is made by chance and can be changed. Tables and columns keep a key of their own through every rename, by
 * which the same column is found before and after.
 */
final class GeneratedModel {

    /** What a field holds, with the values that rows of it get. */
    enum Type {
        TEXT("string", "'x'", "'it''s'", "''", "'5'", "'ü \"q\"'"),
        SHORT("@expect.maxLength 12", "string", "'a'", "'1234'", "'b c'"),
        INT("number.int.int32", "0", "7", "-3", "2147483647"),
        LONG("number.int", "0", "12", "9007199254740993"),
        DOUBLE("number", "1.5", "-0.25", "3"),
        MONEY("@db.column.precision 12, 2", "decimal", "10.25", "0", "-1.5"),
        BOOL("boolean", "true", "false"),
        JSON("string[]", "'[\"a\"]'", "'[]'"),
        CHOICE("'a' | 'b'", "'a'", "'b'");

        final String annotation;
        final String text;
        final List<String> values;

        Type(String text, String... values) {
            boolean annotated = text.startsWith("@");
            this.annotation = annotated ? text : "";
            this.text = annotated ? values[0] : text;
            this.values = List.of(values).subList(annotated ? 1 : 0, values.length);
        }

        @Nullable
        String defaultText() {
            return switch (this) {
                case TEXT, SHORT -> "'it\\'s'";
                case INT, LONG -> "'4'";
                case DOUBLE -> "'-2.50'";
                case MONEY -> "'1.10'";
                case BOOL -> "'true'";
                case CHOICE -> "'b'";
                case JSON -> "'[\"d\", 1]'";
            };
        }
    }

    /** A field; one that points to another table is of the type of that table's key. */
    static final class Column {
        final int key;
        String name;
        Type type;
        boolean optional;
        boolean hasDefault;
        boolean inKey;
        boolean increment;

        @Nullable
        Integer target;

        @Nullable
        String action;

        final List<String> oldNames = new ArrayList<>();
        final List<String> indexes = new ArrayList<>();

        Column(int key, String name, Type type) {
            this.key = key;
            this.name = name;
            this.type = type;
        }

        Column copy() {
            Column copy = new Column(key, name, type);
            copy.optional = optional;
            copy.hasDefault = hasDefault;
            copy.inKey = inKey;
            copy.increment = increment;
            copy.target = target;
            copy.action = action;
            copy.indexes.addAll(indexes);
            return copy;
        }

        boolean isPlain() {
            return !inKey && target == null;
        }

        String field() {
            return "f" + key;
        }
    }

    static final class Table {
        final int key;
        String name;
        boolean recreates = true;
        final List<String> oldNames = new ArrayList<>();
        final List<Column> columns = new ArrayList<>();

        Table(int key, String name) {
            this.key = key;
            this.name = name;
        }

        Table copy() {
            Table copy = new Table(key, name);
            columns.forEach(column -> copy.columns.add(column.copy()));
            return copy;
        }

        @Nullable
        Column column(int columnKey) {
            return columns.stream()
                    .filter(column -> column.key == columnKey)
                    .findFirst()
                    .orElse(null);
        }

        List<Column> plainColumns() {
            return columns.stream().filter(Column::isPlain).toList();
        }
    }

    /** A view of some columns of a table. */
    record View(int key, String name, int table, List<Integer> columns, boolean filtered) {

        /** The view with the one column in the place of the other, and the other way round. */
        View exchanging(int one, int other) {
            List<Integer> exchanged = columns.stream()
                    .map(column -> column == one ? other : column == other ? one : column)
                    .toList();
            return new View(key, name, table, exchanged, filtered);
        }
    }

    final Map<Integer, Table> tables = new LinkedHashMap<>();
    final Map<Integer, View> views = new LinkedHashMap<>();

    GeneratedModel copy() {
        GeneratedModel copy = new GeneratedModel();
        tables.forEach((key, table) -> copy.tables.put(key, table.copy()));
        copy.views.putAll(views);
        return copy;
    }

    /** Takes a table out, and what refers to it. */
    void drop(int table) {
        tables.remove(table);
        views.values().removeIf(view -> view.table() == table);
        tables.values()
                .forEach(other -> other.columns.removeIf(column -> column.target != null && column.target == table));
        tables.values().forEach(other -> views.values().removeIf(view -> lacksColumn(view, other)));
    }

    private static boolean lacksColumn(View view, Table table) {
        return view.table() == table.key && view.columns().stream().anyMatch(column -> table.column(column) == null);
    }

    void drop(Table table, Column column) {
        table.columns.remove(column);
        views.values().removeIf(view -> lacksColumn(view, table));
    }

    /** The model as an {@code .as} file. */
    String text() {
        StringBuilder text = new StringBuilder();
        tables.values().forEach(table -> write(table, text));
        views.values().forEach(view -> write(view, text));
        return text.toString();
    }

    private void write(Table table, StringBuilder text) {
        text.append("@db.table ").append(quoted(table.name));
        table.oldNames.forEach(old -> text.append(" @db.table.renamed ").append(quoted(old)));
        if (table.recreates) {
            text.append(" @db.sync.method 'recreate'");
        }
        text.append("\ninterface T").append(table.key).append(" {\n");
        text.append("  @db.column 'rk' @db.index.unique rk: number.int.int32\n");
        table.columns.forEach(column -> write(column, text));
        text.append("}\n");
    }

    private void write(Column column, StringBuilder text) {
        text.append("  @db.column ").append(quoted(column.name));
        column.oldNames.forEach(old -> text.append(" @db.column.renamed ").append(quoted(old)));
        column.indexes.forEach(index -> text.append(' ').append(index));
        if (column.inKey) {
            text.append(" @meta.id");
        }
        if (column.increment) {
            text.append(" @db.default.increment");
        }
        if (column.hasDefault) {
            text.append(" @db.default ").append(column.type.defaultText());
        }
        if (column.target != null) {
            text.append(" @db.rel.FK 'k").append(column.key).append("'");
            text.append(column.action == null ? "" : " @db.rel.onDelete '" + column.action + "'");
        } else {
            text.append(' ').append(column.type.annotation);
        }
        text.append(' ').append(column.field()).append(column.optional ? "?: " : ": ");
        text.append(column.target == null ? column.type.text : keyOf(column.target))
                .append('\n');
    }

    private String keyOf(int table) {
        Column key = tables.get(table).columns.stream()
                .filter(column -> column.inKey)
                .findFirst()
                .orElseThrow();
        return "T" + table + "." + key.field();
    }

    private void write(View view, StringBuilder text) {
        text.append("@db.view ")
                .append(quoted(view.name()))
                .append(" @db.view.for T")
                .append(view.table());
        text.append(view.filtered() ? " @db.view.filter `rk > 0 and rk != null`" : "");
        text.append("\ninterface V").append(view.key()).append(" {\n");
        for (int i = 0; i < view.columns().size(); i++) {
            text.append("  c")
                    .append(i)
                    .append("?: T")
                    .append(view.table())
                    .append(".f")
                    .append(view.columns().get(i))
                    .append('\n');
        }
        text.append("}\n");
    }

    private static String quoted(String name) {
        return "'" + name.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
