package dev.atscript.db.contract;

import dev.atscript.db.contract.GeneratedModel.Column;
import dev.atscript.db.contract.GeneratedModel.Groups;
import dev.atscript.db.contract.GeneratedModel.Index;
import dev.atscript.db.contract.GeneratedModel.Join;
import dev.atscript.db.contract.GeneratedModel.Reference;
import dev.atscript.db.contract.GeneratedModel.Table;
import dev.atscript.db.contract.GeneratedModel.Type;
import dev.atscript.db.contract.GeneratedModel.View;
import dev.atscript.db.dialect.Identifiers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes models and their parts by chance, rows for them, and changes of them. */
final class ModelGenerator {

    private static final List<String> NAMES = List.of(
            "name",
            "Order",
            "select",
            "it's",
            "a \"b\"",
            "a.b",
            "50%",
            "über",
            "ключ",
            "😀",
            "a;b--c",
            "_x",
            "rank",
            "x/*y",
            "a_very_long_name_that_is_longer_than_the_sixty_three_bytes_which_a_database_allows_it_to_have");

    /**
     * A changed model.
     *
     * @param edits what was done, in the end or in between
     */
    record Edited(GeneratedModel model, Set<ModelEdit> edits) {}

    private final Random random;
    private final UnaryOperator<String> physical;
    private final boolean namespaces;
    private int next = 1;

    private ModelGenerator(Random random, UnaryOperator<String> physical, boolean namespaces) {
        this.random = random;
        this.physical = physical;
        this.namespaces = namespaces;
    }

    /** A generator for what a database can do. */
    static ModelGenerator on(ContractDatabase database, Random random) {
        return database.dialect().equals("postgres")
                ? new ModelGenerator(random, new Identifiers(63, false, true, "pg_")::fit, true)
                : new ModelGenerator(random, UnaryOperator.identity(), false);
    }

    GeneratedModel model() {
        GeneratedModel model = new GeneratedModel();
        int tables = 1 + random.nextInt(3);
        for (int i = 0; i < tables; i++) {
            addTable(model);
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            addReference(model);
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            addView(model);
        }
        return model;
    }

    /**
     * One to four changes.
     *
     * @param first what is done in any case, if it fits
     */
    Edited edited(GeneratedModel before, ModelEdit first) {
        GeneratedModel model = before.copy();
        Set<ModelEdit> edits = EnumSet.noneOf(ModelEdit.class);
        String text = model.text();
        for (int wanted = 1 + random.nextInt(4), tries = 20; wanted > 0 && tries > 0; tries--) {
            ModelEdit edit = edits.isEmpty() && tries > 15 ? first : any(List.of(ModelEdit.values()));
            edit.make(this, model);
            model.settle();
            String edited = model.text();
            if (!edited.equals(text)) {
                edits.add(edit);
                text = edited;
                wanted--;
            }
        }
        model.tellFromWhatGoes(before, this::name);
        model.tellRenames(before);
        return new Edited(model, edits);
    }

    void addTable(GeneratedModel model) {
        int key = next++;
        Table table = new Table(key, name());
        table.namespace = namespace();
        table.method = random.nextInt(12) == 0 ? method() : table.method;
        Column id = new Column(next++, name(), oneIn(4) ? Type.SHORT : Type.LONG);
        id.inKey = true;
        id.increment = id.type == Type.LONG && oneIn(3);
        table.columns.add(id);
        if (oneIn(4)) {
            Column second = new Column(next++, name(), Type.INT);
            second.inKey = true;
            id.increment = false;
            table.columns.add(second);
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            addColumn(table);
        }
        model.tables.put(key, table);
    }

    /** Where a table is, on a database that has namespaces; null for the default one. */
    @Nullable
    String namespace() {
        return namespaces && oneIn(4) ? any(List.of("one", "Two 2")) : null;
    }

    @Nullable
    String method() {
        return any(Arrays.asList("recreate", "drop", null));
    }

    void addColumn(Table table) {
        Column column = new Column(next++, name(), oneIn(4) ? Type.TEXT : any(List.of(Type.values())));
        column.optional = random.nextBoolean();
        column.choice = oneIn(3) ? 1 + random.nextInt(4) : 0;
        column.collation = column.type.isText() && oneIn(4) ? collation() : null;
        table.columns.add(column);
        if (column.type == Type.TEXT ? oneIn(2) : oneIn(4)) {
            addIndex(List.of(column));
        }
    }

    @Nullable
    String collation() {
        return any(Arrays.asList("binary", "nocase", "unicode", null));
    }

    /** An index on one of the columns that can have one, and has none. */
    void addIndex(List<Column> columns) {
        List<Column> candidates = columns.stream()
                .filter(column -> column.type != Type.JSON && column.type != Type.BOOL && column.type != Type.CHOICE)
                .filter(column -> column.indexes.isEmpty())
                .toList();
        if (candidates.isEmpty()) {
            return;
        }
        Column column = any(candidates);
        boolean isText = column.reference == null && column.type == Type.TEXT;
        boolean isRank = column.name.toLowerCase(Locale.ROOT).startsWith("rank");
        column.indexes.add(
                switch (random.nextInt(isText && !isRank ? 6 : 3)) {
                    case 0 -> new Index("plain", "i" + column.key, direction());
                    case 1 -> new Index("plain", "shared", direction());
                    case 2 -> new Index("unique", "u" + column.key, "");
                    default -> new Index("fulltext", "search", weight());
                });
    }

    String direction() {
        return any(List.of("", "'desc'"));
    }

    String weight() {
        return any(List.of("", "2", "5", "10"));
    }

    /** A foreign key of new columns, of one or, to a composite key, of several. */
    void addReference(GeneratedModel model) {
        Table table = anyTable(model);
        Table target = anyTable(model);
        int key = next++;
        Reference reference = new Reference(key, target.key, Table.ROW, action(), action());
        for (Column part : target.primaryKey()) {
            Column column = new Column(next++, name(), Type.LONG);
            column.optional = true;
            column.reference = reference.to(target.key, part.key);
            table.columns.add(column);
        }
    }

    @Nullable
    String action() {
        return oneIn(2) ? null : any(List.of("cascade", "setNull", "restrict", "noAction"));
    }

    void addView(GeneratedModel model) {
        Table table = anyTable(model);
        List<Integer> columns = someColumns(table);
        if (columns.isEmpty()) {
            return;
        }
        View view = new View(next++, name(), table.key, columns);
        view.filtered = random.nextBoolean();
        view.materialized = oneIn(5);
        if (oneIn(3)) {
            join(model, view);
        }
        if (oneIn(3)) {
            group(model, view);
        }
        model.views.put(view.key, view);
    }

    void join(GeneratedModel model, View view) {
        List<Table> others = model.tables.values().stream()
                .filter(table -> table.key != view.table)
                .toList();
        if (others.isEmpty()) {
            return;
        }
        Table other = any(others);
        List<Integer> columns = someColumns(other);
        if (!columns.isEmpty()) {
            view.join = new Join(other.key, columns, any(List.of("inner", "left")));
        }
    }

    void group(GeneratedModel model, View view) {
        List<Column> numbers = model.tables.get(view.table).columns.stream()
                .filter(column -> column.reference == null && column.type.isInteger())
                .toList();
        Integer summed = numbers.isEmpty() || random.nextBoolean() ? null : any(numbers).key;
        view.groups = new Groups(summed, random.nextBoolean());
    }

    private List<Integer> someColumns(Table table) {
        return table.columns.stream()
                .filter(column -> random.nextBoolean())
                .map(column -> column.key)
                .toList();
    }

    /** Inserts for all tables, with references empty, which some rows then get to a row that there is. */
    List<String> rows(GeneratedModel model) {
        List<String> statements = new ArrayList<>();
        Map<Integer, Integer> counts = new HashMap<>();
        for (Table table : model.tables.values()) {
            int rows = random.nextInt(5);
            for (int row = 1; row <= rows; row++) {
                statements.add(insert(table, row));
            }
            counts.put(table.key, rows);
        }
        for (Table table : model.tables.values()) {
            Map<Integer, List<Column>> foreignKeys = new LinkedHashMap<>();
            for (Column column : table.columns) {
                Reference reference = column.reference;
                if (reference != null && counts.getOrDefault(reference.table(), 0) > 0) {
                    foreignKeys
                            .computeIfAbsent(reference.key(), key -> new ArrayList<>())
                            .add(column);
                }
            }
            foreignKeys.values().forEach(columns -> statements.add(pointing(model, table, columns)));
        }
        return statements;
    }

    private String pointing(GeneratedModel model, Table table, List<Column> foreignKey) {
        String values = foreignKey.stream()
                .map(column -> sql(column) + " = "
                        + Optional.ofNullable(column.reference)
                                .map(model::targetOf)
                                .map(target -> keyValue(target, 1))
                                .orElse("NULL"))
                .collect(Collectors.joining(", "));
        return "UPDATE " + sql(table) + " SET " + values + " WHERE rk % 2 = 0";
    }

    private String insert(Table table, int row) {
        List<String> names = new ArrayList<>(List.of("rk"));
        List<String> values = new ArrayList<>(List.of(Integer.toString(row)));
        for (Column column : table.columns) {
            if (column.reference == null) {
                names.add(sql(column));
                values.add(value(column, row));
            }
        }
        return "INSERT INTO " + sql(table) + " (" + String.join(", ", names) + ") VALUES (" + String.join(", ", values)
                + ")";
    }

    private String value(Column column, int row) {
        boolean unique = column.inKey || column.indexes.stream().anyMatch(index -> index.is("unique"));
        if (column.optional && oneIn(3)) {
            return "NULL";
        }
        return unique ? keyValue(column, row) : any(column.type.values);
    }

    private static String keyValue(Column column, int row) {
        return switch (column.type) {
            case TEXT, SHORT, LONGER -> "'k" + row + "'";
            case CHOICE, BOOL, JSON -> column.type.values.get(0);
            default -> Integer.toString(row * 3);
        };
    }

    /** A table as statements call it. */
    String sql(Table table) {
        String namespace = table.namespace == null ? "" : Identifier.quoted(table.namespace) + ".";
        return namespace + Identifier.quoted(physical.apply(table.name));
    }

    /** A column as statements call it. */
    String sql(Column column) {
        return Identifier.quoted(physical.apply(column.name));
    }

    /** A view as statements call it. */
    String sql(View view) {
        return Identifier.quoted(physical.apply(view.name));
    }

    Table anyTable(GeneratedModel model) {
        return any(List.copyOf(model.tables.values()));
    }

    String name() {
        String name = any(NAMES);
        return name.length() > 50 ? name.substring(0, 40) + next++ + name.substring(40) : name + next++;
    }

    /** A key that nothing has yet. */
    int next() {
        return next++;
    }

    boolean oneIn(int chances) {
        return random.nextInt(chances) == 0;
    }

    <T extends @Nullable Object> T any(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }
}
