package dev.atscript.db.dialect.sqlite;

import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalColumn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What becomes of tables and columns by changes that are made one after the other. */
final class ColumnFates {

    /** A column of a table. */
    record Column(String table, String name) {}

    /**
     * A column that comes, goes, or gets another name.
     *
     * @param change the last change that does it
     * @param before null for one that comes
     * @param after null for one that goes
     */
    record Fate(
            Change change,
            @Nullable Column before,
            @Nullable Column after) {}

    private final List<Fate> all = new ArrayList<>();
    private final List<Fate> gone = new ArrayList<>();
    private final Map<Column, Fate> there = new LinkedHashMap<>();
    private final Map<String, String> tables = new LinkedHashMap<>();

    private ColumnFates() {}

    static ColumnFates of(List<Change> changes) {
        ColumnFates fates = new ColumnFates();
        changes.forEach(fates::add);
        fates.all.addAll(fates.gone);
        fates.there.values().stream().filter(ColumnFates::isOfName).forEach(fates.all::add);
        return fates;
    }

    private static boolean isOfName(Fate fate) {
        return fate.before() == null
                || fate.after() == null
                || !fate.before().name().equals(fate.after().name());
    }

    /** The columns that come, go, or get another name, be it that of one that goes. */
    List<Fate> all() {
        return all;
    }

    /** The name of a table before the changes. */
    String tableBefore(String table) {
        return tables.getOrDefault(table, table);
    }

    /** The name before the changes of the table that the column is of. */
    String tableBefore(Fate fate) {
        Column before = fate.before();
        return before == null ? tableBefore(Objects.requireNonNull(fate.after()).table()) : before.table();
    }

    /** Whether a column keeps its name, and that of its table. */
    boolean stays(Column column) {
        return !tables.containsValue(column.table())
                && !tables.containsKey(column.table())
                && all.stream().noneMatch(fate -> column.equals(fate.before()) || column.equals(fate.after()));
    }

    /** The columns that a table had, in their order, by the names that they get; one that goes keeps its own. */
    List<String> renamed(String tableBefore, List<String> columns) {
        return columns.stream()
                .map(column -> all.stream()
                        .filter(fate -> fate.after() != null && new Column(tableBefore, column).equals(fate.before()))
                        .map(fate -> fate.after().name())
                        .findFirst()
                        .orElse(column))
                .toList();
    }

    private void add(Change change) {
        String table = change.table().name();
        if (change instanceof Change.RenameTable rename) {
            renameTable(rename.from().name(), rename.to().name());
        } else if (change instanceof Change.AddColumn add) {
            come(change, new Column(table, add.column().name()));
        } else if (change instanceof Change.DropColumn drop) {
            go(change, new Column(table, drop.column().name()));
        } else if (change instanceof Change.RenameColumn rename) {
            Column from = new Column(table, rename.from());
            Column to = new Column(table, rename.to());
            Column before = before(from);
            there.remove(from);
            there.put(to, new Fate(change, before, to));
        } else if (change instanceof Change.RecreateTable recreation) {
            recreation.from().columns().stream()
                    .map(PhysicalColumn::name)
                    .filter(name -> recreation.to().column(name) == null)
                    .forEach(name -> go(change, new Column(table, name)));
            recreation.to().columns().stream()
                    .map(PhysicalColumn::name)
                    .filter(name -> recreation.from().column(name) == null)
                    .forEach(name -> come(change, new Column(table, name)));
        }
    }

    private void renameTable(String from, String to) {
        tables.put(to, tableBefore(from));
        tables.remove(from);
        for (Fate fate : List.copyOf(there.values())) {
            Column after = fate.after();
            if (after != null && after.table().equals(from)) {
                there.remove(after);
                Column moved = new Column(to, after.name());
                there.put(moved, new Fate(fate.change(), fate.before(), moved));
            }
        }
    }

    private void come(Change change, Column column) {
        there.put(column, new Fate(change, null, column));
    }

    private void go(Change change, Column column) {
        Column before = before(column);
        there.remove(column);
        if (before != null) {
            gone.add(new Fate(change, before, null));
        }
    }

    private @Nullable Column before(Column column) {
        Fate fate = there.get(column);
        return fate == null ? new Column(tableBefore(column.table()), column.name()) : fate.before();
    }
}
