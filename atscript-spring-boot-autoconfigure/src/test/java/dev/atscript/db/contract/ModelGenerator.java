package dev.atscript.db.contract;

import dev.atscript.db.contract.GeneratedModel.Column;
import dev.atscript.db.contract.GeneratedModel.Table;
import dev.atscript.db.contract.GeneratedModel.Type;
import dev.atscript.db.contract.GeneratedModel.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.UnaryOperator;

/** Makes models, rows for them, and changes of them, by chance. */
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

    private final Random random;
    private final UnaryOperator<String> physical;
    private int next = 1;

    /**
     * A generator.
     *
     * @param physical a name as the database has it: long ones are shortened
     */
    ModelGenerator(Random random, UnaryOperator<String> physical) {
        this.random = random;
        this.physical = physical;
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

    /** One to four changes. */
    GeneratedModel edited(GeneratedModel model) {
        GeneratedModel edited = model.copy();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            edit(edited, model);
        }
        return edited;
    }

    private void edit(GeneratedModel model, GeneratedModel before) {
        Table table = any(List.copyOf(model.tables.values()));
        switch (random.nextInt(16)) {
            case 0, 1 -> addColumn(table);
            case 2 -> dropColumn(model, table);
            case 3 -> rename(table, before);
            case 4 -> swapColumns(model, table, before);
            case 5 -> toggle(table);
            case 6 -> changeType(table);
            case 7 -> index(table);
            case 8 -> renameTable(table, before);
            case 9 -> swapTables(model, before);
            case 10 -> {
                if (model.tables.size() > 1) {
                    model.drop(table.key);
                }
            }
            case 11 -> addTable(model);
            case 12 -> addReference(model);
            case 13 -> changeReference(model);
            case 14 -> changeViews(model);
            default -> changeKey(model, table);
        }
    }

    private void addTable(GeneratedModel model) {
        int key = next++;
        Table table = new Table(key, name());
        Column id = new Column(next++, name(), random.nextInt(4) == 0 ? Type.SHORT : Type.LONG);
        id.inKey = true;
        id.increment = id.type == Type.LONG && random.nextInt(3) == 0;
        table.columns.add(id);
        for (int i = random.nextInt(4); i > 0; i--) {
            addColumn(table);
        }
        model.tables.put(key, table);
    }

    private void addColumn(Table table) {
        Column column = new Column(next++, name(), any(List.of(Type.values())));
        column.optional = random.nextBoolean();
        column.hasDefault = random.nextInt(3) == 0;
        table.columns.add(column);
        if (random.nextInt(4) == 0) {
            index(table);
        }
    }

    private void dropColumn(GeneratedModel model, Table table) {
        List<Column> candidates =
                table.columns.stream().filter(column -> !column.inKey).toList();
        if (!candidates.isEmpty()) {
            model.drop(table, any(candidates));
        }
    }

    private void rename(Table table, GeneratedModel before) {
        rename(table, any(table.columns), name(), before);
    }

    private static void rename(Table table, Column column, String name, GeneratedModel before) {
        Table old = before.tables.get(table.key);
        Column was = old == null ? null : old.column(column.key);
        column.name = name;
        column.oldNames.clear();
        if (was != null && !was.name.equals(name)) {
            column.oldNames.add(was.name);
        }
    }

    /** Views go on to show what they have shown, by its new name, or keep their words. */
    private void swapColumns(GeneratedModel model, Table table, GeneratedModel before) {
        Column one = any(table.columns);
        Column other = any(table.columns);
        String name = one.name;
        rename(table, one, other.name, before);
        rename(table, other, name, before);
        if (random.nextBoolean()) {
            model.views.replaceAll(
                    (key, view) -> view.table() == table.key ? view.exchanging(one.key, other.key) : view);
        }
    }

    private void toggle(Table table) {
        List<Column> candidates = table.plainColumns();
        if (!candidates.isEmpty()) {
            Column column = any(candidates);
            if (random.nextBoolean()) {
                column.optional = !column.optional;
            } else {
                column.hasDefault = !column.hasDefault;
            }
        }
    }

    private void changeType(Table table) {
        List<Column> candidates = table.plainColumns();
        if (!candidates.isEmpty()) {
            Column column = any(candidates);
            column.type = any(List.of(Type.values()));
            column.indexes.removeIf(index -> index.startsWith("@db.index.fulltext"));
        }
    }

    private void index(Table table) {
        List<Column> candidates = table.columns.stream()
                .filter(column -> column.type != Type.JSON && column.type != Type.BOOL && column.type != Type.CHOICE)
                .toList();
        if (candidates.isEmpty()) {
            return;
        }
        Column column = any(candidates);
        if (!column.indexes.isEmpty() && random.nextBoolean()) {
            column.indexes.remove(0);
        } else if (column.indexes.isEmpty()) {
            boolean isText = column.target == null && column.type == Type.TEXT;
            boolean isRank = column.name.toLowerCase(Locale.ROOT).startsWith("rank");
            column.indexes.add(
                    switch (random.nextInt(isText && !isRank ? 4 : 3)) {
                        case 0 -> "@db.index.plain 'i" + column.key + "', 'desc'";
                        case 1 -> "@db.index.plain 'shared'";
                        case 2 -> "@db.index.unique 'u" + column.key + "'";
                        default -> "@db.index.fulltext 'search'";
                    });
        }
    }

    private void renameTable(Table table, GeneratedModel before) {
        rename(table, name(), before);
    }

    private static void rename(Table table, String name, GeneratedModel before) {
        Table old = before.tables.get(table.key);
        table.name = name;
        table.oldNames.clear();
        if (old != null && !old.name.equals(name)) {
            table.oldNames.add(old.name);
        }
    }

    private void swapTables(GeneratedModel model, GeneratedModel before) {
        Table one = any(List.copyOf(model.tables.values()));
        Table other = any(List.copyOf(model.tables.values()));
        String name = one.name;
        rename(one, other.name, before);
        rename(other, name, before);
    }

    private void addReference(GeneratedModel model) {
        Table table = any(List.copyOf(model.tables.values()));
        List<Table> targets = model.tables.values().stream()
                .filter(target ->
                        target.columns.stream().filter(column -> column.inKey).count() == 1)
                .toList();
        if (targets.isEmpty()) {
            return;
        }
        Table target = any(targets);
        Column column = new Column(next++, name(), Type.LONG);
        column.target = target.key;
        column.optional = true;
        column.action = random.nextBoolean() ? null : any(List.of("cascade", "setNull", "restrict"));
        table.columns.add(column);
    }

    private void changeReference(GeneratedModel model) {
        for (Table table : model.tables.values()) {
            for (Column column : table.columns) {
                if (column.target != null) {
                    column.action = any(List.of("cascade", "setNull", "restrict", "noAction"));
                    return;
                }
            }
        }
    }

    private void addView(GeneratedModel model) {
        Table table = any(List.copyOf(model.tables.values()));
        List<Integer> columns = new ArrayList<>();
        table.columns.stream().filter(column -> random.nextBoolean()).forEach(column -> columns.add(column.key));
        if (!columns.isEmpty()) {
            int key = next++;
            model.views.put(key, new View(key, name(), table.key, columns, random.nextBoolean()));
        }
    }

    private void changeViews(GeneratedModel model) {
        if (model.views.isEmpty() || random.nextBoolean()) {
            addView(model);
            return;
        }
        View view = any(List.copyOf(model.views.values()));
        if (random.nextBoolean()) {
            model.views.remove(view.key());
        } else {
            model.views.put(
                    view.key(), new View(view.key(), view.name(), view.table(), view.columns(), !view.filtered()));
        }
    }

    /** Another column joins the key or leaves it, where nobody points at the table; or the key begins to be numbered. */
    private void changeKey(GeneratedModel model, Table table) {
        boolean isTarget = model.tables.values().stream()
                .flatMap(other -> other.columns.stream())
                .anyMatch(column -> column.target != null && column.target == table.key);
        Column first = table.columns.get(0);
        List<Column> candidates = table.columns.stream()
                .filter(column -> column != first && column.target == null && column.type == Type.INT)
                .toList();
        if (first.type == Type.LONG && random.nextBoolean()) {
            first.increment = !first.increment
                    && table.columns.stream().filter(column -> column.inKey).count() == 1;
        } else if (!isTarget && !candidates.isEmpty()) {
            Column column = any(candidates);
            column.inKey = !column.inKey;
            column.optional = false;
            first.increment = false;
        }
    }

    /** Inserts for all tables, those that nobody has to wait for first; references stay empty or point to a row there is. */
    List<String> rows(GeneratedModel model) {
        List<String> statements = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        for (Table table : model.tables.values()) {
            int rows = random.nextInt(5);
            for (int row = 1; row <= rows; row++) {
                statements.add(insert(table, row));
            }
            keys.add(table.key + ":" + rows);
        }
        for (Table table : model.tables.values()) {
            for (Column column : table.columns) {
                if (column.target != null && keys.stream().anyMatch(key -> key.matches(column.target + ":[1-9]"))) {
                    statements.add("UPDATE " + Identifier.quoted(physical.apply(table.name)) + " SET "
                            + Identifier.quoted(physical.apply(column.name)) + " = "
                            + keyValue(model.tables.get(column.target).columns.get(0), 1) + " WHERE rk % 2 = 0");
                }
            }
        }
        return statements;
    }

    private String insert(Table table, int row) {
        List<String> names = new ArrayList<>(List.of("rk"));
        List<String> values = new ArrayList<>(List.of(Integer.toString(row)));
        for (Column column : table.columns) {
            if (column.target == null) {
                names.add(Identifier.quoted(physical.apply(column.name)));
                values.add(value(column, row));
            }
        }
        return "INSERT INTO " + Identifier.quoted(physical.apply(table.name)) + " (" + String.join(", ", names)
                + ") VALUES (" + String.join(", ", values) + ")";
    }

    private String value(Column column, int row) {
        boolean unique =
                column.inKey || column.indexes.stream().anyMatch(index -> index.startsWith("@db.index.unique"));
        if (column.optional && random.nextInt(3) == 0) {
            return "NULL";
        }
        return unique ? keyValue(column, row) : any(column.type.values);
    }

    private static String keyValue(Column column, int row) {
        return switch (column.type) {
            case TEXT, SHORT -> "'k" + row + "'";
            case CHOICE, BOOL, JSON -> column.type.values.get(0);
            default -> Integer.toString(row * 3);
        };
    }

    private String name() {
        String name = any(NAMES);
        return name.length() > 50 ? name.substring(0, 40) + next++ + name.substring(40) : name + next++;
    }

    private <T> T any(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }
}
