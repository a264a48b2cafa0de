package dev.atscript.db.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A model that is made by chance and can be changed. Tables, columns and views keep a key of their own through every rename,
 * by which the same one is found before and after.
 */
final class GeneratedModel {

    /** What a field holds, with the values that rows of it get. */
    enum Type {
        TEXT("", "string", "'x'", "'it''s'", "''", "'5'", "'ü \"q\"'"),
        SHORT("@expect.maxLength 12", "string", "'a'", "'1234'", "'b c'"),
        LONGER("@expect.maxLength 40", "string", "'a'", "'1234'", "'a longer one'"),
        INT("", "number.int.int32", "0", "3", "-3", "2147483647"),
        LONG("", "number.int", "0", "3", "9007199254740993"),
        DOUBLE("", "number", "1.5", "-0.25", "3"),
        MONEY("@db.column.precision 12, 2", "decimal", "10.25", "0", "-1.5"),
        FINER("@db.column.precision 14, 4", "decimal", "10.25", "0", "-1.5"),
        ROUGH("@db.column.precision 8, 1", "decimal", "10.5", "0", "-1.5"),
        BOOL("", "boolean", "true", "false"),
        JSON("", "string[]", "'[\"a\"]'", "'[]'"),
        CHOICE("", "'a' | 'b'", "'a'", "'b'");

        final String annotation;
        final String text;
        final List<String> values;

        Type(String annotation, String text, String... values) {
            this.annotation = annotation;
            this.text = text;
            this.values = List.of(values);
        }

        boolean isText() {
            return this == TEXT || this == SHORT || this == LONGER;
        }

        boolean isInteger() {
            return this == INT || this == LONG;
        }

        boolean isDecimal() {
            return this == MONEY || this == FINER || this == ROUGH;
        }

        /** Whether SQLite keeps texts in a column of it. */
        boolean isKeptAsText() {
            return isText() || this == JSON || this == CHOICE;
        }

        List<Default> defaults() {
            return switch (this) {
                case TEXT -> List.of(Default.of("it's"), Default.of(""), Default.UUID, Default.NOW);
                case SHORT, LONGER -> List.of(Default.of("it's"), Default.of("4"));
                case INT -> List.of(Default.of("4"), Default.of("-7"));
                case LONG -> List.of(Default.of("4"), Default.of("9007199254740993"), Default.NOW);
                case DOUBLE -> List.of(Default.of("-2.50"), Default.of("4"));
                case MONEY, FINER, ROUGH -> List.of(Default.of("1.10"), Default.of("-2"));
                case BOOL -> List.of(Default.of("true"), Default.of("false"));
                case CHOICE -> List.of(Default.of("b"), Default.of("a"));
                case JSON -> List.of(Default.of("[\"d\", 1]"), Default.of("[]"));
            };
        }
    }

    /**
     * A default.
     *
     * @param value what a row gets; null where each gets its own
     */
    record Default(String annotation, @Nullable String value) {

        static final Default UUID = new Default("@db.default.uuid", null);
        static final Default NOW = new Default("@db.default.now", null);

        static Default of(String value) {
            return new Default("@db.default " + quoted(value), value);
        }
    }

    /**
     * A column's part of an index.
     *
     * @param argument a direction or a weight; empty for none
     */
    record Index(String kind, String name, String argument) {

        boolean is(String other) {
            return kind.equals(other);
        }

        Index with(String other) {
            return new Index(kind, name, other);
        }

        @Override
        public String toString() {
            return "@db.index." + kind + " '" + name + "'" + (argument.isEmpty() ? "" : ", " + argument);
        }
    }

    /**
     * A column's part of a foreign key; all parts of one have its key and its actions.
     *
     * @param column a key, or {@link Table#ROW}
     */
    record Reference(
            int key,
            int table,
            int column,
            @Nullable String onDelete,
            @Nullable String onUpdate) {

        Reference to(int otherTable, int otherColumn) {
            return new Reference(key, otherTable, otherColumn, onDelete, onUpdate);
        }

        Reference doing(@Nullable String deleted, @Nullable String updated) {
            return new Reference(key, table, column, deleted, updated);
        }

        String actions() {
            return (onDelete == null ? "" : " @db.rel.onDelete '" + onDelete + "'")
                    + (onUpdate == null ? "" : " @db.rel.onUpdate '" + onUpdate + "'");
        }
    }

    /** A field; one that points to another table is of the type of what it points to. */
    static final class Column {
        final int key;
        String name;
        Type type;
        boolean optional;
        boolean inKey;
        boolean increment;

        /** Which of the type's defaults; 0 for none. */
        int choice;

        @Nullable
        String collation;

        @Nullable
        Reference reference;

        @Nullable
        String oldName;

        final List<Index> indexes = new ArrayList<>();

        Column(int key, String name, Type type) {
            this.key = key;
            this.name = name;
            this.type = type;
        }

        Column copy() {
            Column copy = new Column(key, name, type);
            copy.optional = optional;
            copy.choice = choice;
            copy.collation = collation;
            copy.inKey = inKey;
            copy.increment = increment;
            copy.reference = reference;
            copy.indexes.addAll(indexes);
            return copy;
        }

        boolean isPlain() {
            return !inKey && reference == null;
        }

        boolean pointsTo(int table) {
            return reference != null && reference.table() == table;
        }

        boolean isPartOf(int foreignKey) {
            return reference != null && reference.key() == foreignKey;
        }

        @Nullable
        Default defaultValue() {
            List<Default> defaults = type.defaults();
            return choice == 0 || !isPlain() ? null : defaults.get((choice - 1) % defaults.size());
        }

        String field() {
            return key == Table.ROW ? "rk" : "f" + key;
        }
    }

    static final class Table {

        /** The key of the column that numbers the rows, which every table has and no change touches. */
        static final int ROW = 0;

        final int key;
        String name;

        @Nullable
        String namespace;

        /** How to make what needs a new table; null for not said. */
        @Nullable
        String method = "recreate";

        @Nullable
        String oldName;

        final List<Column> columns = new ArrayList<>();

        Table(int key, String name) {
            this.key = key;
            this.name = name;
        }

        Table copy() {
            Table copy = new Table(key, name);
            copy.namespace = namespace;
            copy.method = method;
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

        /** Whether a column has the name of one that was there before and goes. */
        private boolean takesOver(Column column, Table before) {
            return before.columns.stream().anyMatch(gone -> column(gone.key) == null && gone.name.equals(column.name));
        }

        List<Column> plainColumns() {
            return columns.stream().filter(Column::isPlain).toList();
        }

        List<Column> primaryKey() {
            return columns.stream().filter(column -> column.inKey).toList();
        }

        String qualified() {
            return (namespace == null ? "public" : namespace) + "." + name;
        }

        private @Nullable String nameIn(Table old) {
            if (namespace == null && old.namespace == null) {
                return old.name.equals(name) ? null : old.name;
            }
            return old.qualified().equals(qualified()) ? null : old.qualified();
        }
    }

    /** What a view takes from another table. */
    record Join(int table, List<Integer> columns, String kind) {}

    /**
     * How a view groups: it counts, and sums where there is a column for it.
     *
     * @param summed a column's key
     */
    record Groups(@Nullable Integer summed, boolean having) {}

    /** A view of some columns of a table. */
    static final class View {
        final int key;
        String name;
        final int table;
        List<Integer> columns;
        boolean filtered;
        boolean materialized;

        @Nullable
        Join join;

        @Nullable
        Groups groups;

        @Nullable
        String oldName;

        View(int key, String name, int table, List<Integer> columns) {
            this.key = key;
            this.name = name;
            this.table = table;
            this.columns = columns;
        }

        View copy() {
            View copy = new View(key, name, table, columns);
            copy.filtered = filtered;
            copy.materialized = materialized;
            copy.join = join;
            copy.groups = groups;
            return copy;
        }

        /** Shows the one column in the place of the other, and the other way round. */
        void exchange(int one, int other) {
            columns = columns.stream()
                    .map(column -> column == one ? other : column == other ? one : column)
                    .toList();
        }
    }

    final Map<Integer, Table> tables = new LinkedHashMap<>();
    final Map<Integer, View> views = new LinkedHashMap<>();

    GeneratedModel copy() {
        GeneratedModel copy = new GeneratedModel();
        tables.forEach((key, table) -> copy.tables.put(key, table.copy()));
        views.forEach((key, view) -> copy.views.put(key, view.copy()));
        return copy;
    }

    Stream<Column> columns() {
        return tables.values().stream().flatMap(table -> table.columns.stream());
    }

    /** Takes out of the model what refers to nothing any more, and the numbering of a key of several columns. */
    void settle() {
        for (Table table : tables.values()) {
            table.columns.removeIf(column -> column.reference != null && !tables.containsKey(column.reference.table()));
            Column first = table.columns.get(0);
            first.increment &= table.primaryKey().size() == 1;
        }
        views.values().removeIf(view -> !has(view.table, view.columns));
        for (View view : views.values()) {
            Join join = view.join;
            if (join != null && !has(join.table(), join.columns())) {
                view.join = null;
            }
            Groups groups = view.groups;
            Integer summed = groups == null ? null : groups.summed();
            if (summed != null && !(has(view.table, List.of(summed)) && isSummable(view.table, summed))) {
                view.groups = null;
            }
        }
    }

    private boolean has(int table, List<Integer> columns) {
        Table found = tables.get(table);
        return found != null && columns.stream().allMatch(column -> found.column(column) != null);
    }

    private boolean isSummable(int table, int column) {
        Column found = Objects.requireNonNull(tables.get(table).column(column));
        return found.reference == null && found.type.isInteger();
    }

    /** Gives other names to new tables and columns that would be taken for what goes, as they have its name. */
    void tellFromWhatGoes(GeneratedModel before, Supplier<String> names) {
        for (Table table : tables.values()) {
            Table old = before.tables.get(table.key);
            boolean takesOver = before.tables.values().stream()
                    .anyMatch(gone ->
                            !tables.containsKey(gone.key) && gone.qualified().equals(table.qualified()));
            if (old == null && takesOver) {
                table.name = names.get();
            }
            for (Column column : table.columns) {
                if (old != null && old.column(column.key) == null && table.takesOver(column, old)) {
                    column.name = names.get();
                }
            }
        }
    }

    /** Says the names that things had before. */
    void tellRenames(GeneratedModel before) {
        for (Table table : tables.values()) {
            Table old = before.tables.get(table.key);
            table.oldName = old == null ? null : table.nameIn(old);
            for (Column column : table.columns) {
                Column was = old == null ? null : old.column(column.key);
                column.oldName = was == null || was.name.equals(column.name) ? null : was.name;
            }
        }
        for (View view : views.values()) {
            View old = before.views.get(view.key);
            view.oldName = old == null || old.name.equals(view.name) ? null : old.name;
        }
    }

    Type typeOf(Column column) {
        Reference reference = column.reference;
        return reference == null ? column.type : typeOf(targetOf(reference));
    }

    Column targetOf(Reference reference) {
        if (reference.column() == Table.ROW) {
            return new Column(Table.ROW, "rk", Type.INT);
        }
        return Objects.requireNonNull(tables.get(reference.table()).column(reference.column()));
    }

    /** The model as an {@code .as} file. */
    String text() {
        return new GeneratedText(this).toString();
    }

    static String quoted(String name) {
        return "'" + name.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
