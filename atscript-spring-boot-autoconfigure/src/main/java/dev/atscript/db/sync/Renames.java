package dev.atscript.db.sync;

import dev.atscript.db.dialect.DesiredSchema;
import dev.atscript.db.dialect.Dialect;
import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalColumn;
import dev.atscript.db.schema.PhysicalIndex;
import dev.atscript.db.schema.PhysicalSchema;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.QualifiedName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds the renames that are still to be made, and what the database is like after them: from there on, tables and
 * columns of the same name are the same.
 */
final class Renames {

    private final DesiredSchema desired;
    private final ControlState state;
    private final NamespaceMoves moves;
    private final Map<QualifiedName, TableSnapshot> snapshots;
    private final OtherOwners others;
    private final Dialect dialect;
    private final Map<QualifiedName, PhysicalTable> tables;
    private final List<Change> preparations = new ArrayList<>();
    private final List<Change> renames = new ArrayList<>();
    private final Map<QualifiedName, QualifiedName> liveTables = new HashMap<>();
    private final Map<QualifiedName, Map<String, String>> liveColumns = new HashMap<>();
    private final Map<QualifiedName, List<String>> errors = new HashMap<>();

    private Renames(DesiredSchema desired, PhysicalSchema live, ControlState state, Dialect dialect) {
        this.desired = desired;
        this.state = state;
        this.moves = new NamespaceMoves(live);
        this.snapshots = state.snapshots();
        this.others = state.others();
        this.dialect = dialect;
        this.tables = new TreeMap<>(live.tables());
    }

    static PlannedRenames find(DesiredSchema desired, PhysicalSchema live, ControlState state, Dialect dialect) {
        Renames renames = new Renames(desired, live, state, dialect);
        renames.renameTables();
        desired.tables().forEach(renames::renameColumns);
        List<Change> changes = new ArrayList<>(renames.preparations);
        changes.addAll(renames.renames);
        return new PlannedRenames(
                changes,
                live.withTables(renames.tables.values()),
                renames.liveTables,
                renames.liveColumns,
                renames.errors);
    }

    private void renameTables() {
        Map<QualifiedName, List<QualifiedName>> previous = new LinkedHashMap<>();
        List<QualifiedName> desiredNames =
                desired.tables().stream().map(DesiredSchema.Table::name).toList();
        Spellings<QualifiedName> spellings = new Spellings<>(tables.keySet(), desiredNames, this::key);
        AppliedNames names = new AppliedNames(state.trackedTables(), desiredNames);
        desired.tables()
                .forEach(table -> previous.put(
                        table.name(),
                        names.candidates(table.name(), table.renamedFrom()).stream()
                                .map(spellings::wanted)
                                .toList()));
        WantedRenames<QualifiedName> wanted = WantedRenames.of(previous, spellings.present(), (to, from) -> {
            TableSnapshot snapshot = snapshots.get(spellings.live(to));
            return snapshot != null && remembers(snapshot.renamedFrom(), AppliedNames.spelled(to, from));
        });
        Map<QualifiedName, QualifiedName> all = spellings.renames(wanted.renames());
        wanted.conflicts()
                .forEach((to, from) -> error(
                        to,
                        "cannot be renamed from " + from
                                + ", as both exist: drop or rename one of them by hand, or remove @db.table.renamed"));
        all.forEach((from, to) -> {
            others.ownerOf(from)
                    .ifPresent(owner -> error(
                            to,
                            "cannot be renamed from " + from + ", which the owner " + owner
                                    + " tracks too: rename it by hand once nobody needs the old name"));
            dropIndexesThatStayBehind(Objects.requireNonNull(tables.get(from)), from, Set.of());
            makeWay(from, to);
            liveTables.put(to, from);
        });
        for (RenameOrder.Step<QualifiedName> step :
                spellings.steps(wanted.renames(), name -> name.withName("__atscript_was_" + name.name()))) {
            QualifiedName last = all.getOrDefault(step.from(), step.to());
            QualifiedName between = moves.between(step.from(), step.to());
            if (between != null) {
                rename(step.from(), between, last);
            }
            rename(between == null ? step.from() : between, step.to(), last);
        }
    }

    private void rename(QualifiedName from, QualifiedName to, QualifiedName last) {
        moves.rename(from, to).forEach(obstacle -> error(last, obstacle));
        Change.RenameTable rename = new Change.RenameTable(from, to);
        renames.add(rename);
        tables.replaceAll((name, table) -> unmanagedAfter(rename, table));
        PhysicalTable renamed = Objects.requireNonNull(tables.remove(from));
        tables.put(to, renamed.withName(to));
        tables.replaceAll((name, table) -> retargeted(table, from, to));
    }

    /** Gives indexes other names for a while whose own are taken where their table moves to. */
    private void makeWay(QualifiedName from, QualifiedName to) {
        NamespaceMoves.Way way = moves.wayOf(Objects.requireNonNull(tables.get(from)), to);
        preparations.addAll(way.changes());
        tables.put(from, way.table());
    }

    private QualifiedName key(QualifiedName name) {
        return name.withName(dialect.key(name.name()));
    }

    private boolean remembers(List<String> names, String name) {
        return names.stream().map(dialect::key).anyMatch(dialect.key(name)::equals);
    }

    private PhysicalTable unmanagedAfter(Change rename, PhysicalTable table) {
        return table.unmanaged().isEmpty()
                ? table
                : table.withUnmanaged(table.unmanaged().stream()
                        .map(object -> dialect.renaming().afterRename(object, table.name(), rename))
                        .toList());
    }

    private static PhysicalTable retargeted(PhysicalTable table, QualifiedName from, QualifiedName to) {
        return pointsAt(table, from)
                ? table.withForeignKeys(table.foreignKeys().stream()
                        .map(key -> key.target().equals(from) ? key.withTarget(to) : key)
                        .toList())
                : table;
    }

    private static boolean pointsAt(PhysicalTable table, QualifiedName target) {
        return table.foreignKeys().stream().anyMatch(key -> key.target().equals(target));
    }

    private void renameColumns(DesiredSchema.Table desiredTable) {
        QualifiedName name = desiredTable.name();
        PhysicalTable table = tables.get(name);
        if (table == null) {
            return;
        }
        Map<String, List<String>> previous = new LinkedHashMap<>();
        Spellings<String> spellings = new Spellings<>(
                table.columns().stream().map(PhysicalColumn::name).toList(),
                desiredTable.physical().columns().stream()
                        .map(PhysicalColumn::name)
                        .toList(),
                dialect::key);
        for (PhysicalColumn column : desiredTable.physical().columns()) {
            List<String> names = desiredTable.columnsRenamedFrom().getOrDefault(column.name(), List.of());
            previous.put(column.name(), names.stream().map(spellings::wanted).toList());
        }
        WantedRenames<String> wanted = WantedRenames.of(previous, spellings.present(), (to, from) -> {
            TableSnapshot snapshot = snapshots.get(liveTables.getOrDefault(name, name));
            return snapshot != null
                    && remembers(snapshot.columnsRenamedFrom().getOrDefault(spellings.live(to), List.of()), from);
        });
        Map<String, String> all = spellings.renames(wanted.renames());
        wanted.conflicts()
                .forEach((to, from) -> error(
                        name,
                        "column " + to + " cannot be renamed from " + from
                                + ", as both exist: drop or rename one of them by hand, or remove @db.column.renamed"));
        Set<String> ours = new HashSet<>(spellings.present());
        ours.removeIf(column -> stays(liveTables.getOrDefault(name, name), spellings.live(column)));
        StructureNames.outside(previous, ours, all).forEach(error -> error(name, error));
        if (all.isEmpty()) {
            return;
        }
        dropIndexesThatStayBehind(table, liveTables.getOrDefault(name, name), all.keySet());
        Map<String, String> liveNames = new HashMap<>();
        all.forEach((from, to) -> {
            liveNames.put(to, from);
            others.ownerOfColumn(liveTables.getOrDefault(name, name), from)
                    .ifPresent(owner -> error(
                            name,
                            "column " + to + " cannot be renamed from " + from + ", which the owner " + owner
                                    + " needs too: rename it by hand once nobody needs the old name"
                                    + state.remedyIfRenamed(owner)));
        });
        liveColumns.put(name, liveNames);
        for (RenameOrder.Step<String> step : spellings.steps(wanted.renames(), column -> "__atscript_was_" + column)) {
            Change.RenameColumn rename = new Change.RenameColumn(name, step.from(), step.to());
            renames.add(rename);
            tables.replaceAll((key, old) -> unmanagedAfter(rename, old));
            tables.computeIfPresent(name, (key, old) -> TableEdits.apply(old, List.of(rename)));
            tables.replaceAll((key, other) -> key.equals(name) ? other : targetColumnRenamed(other, rename));
        }
    }

    /** Whether a column is not the model's alone, so that it does not go. */
    private boolean stays(QualifiedName table, String column) {
        TableSnapshot snapshot = snapshots.get(table);
        return snapshot != null && snapshot.keptColumns().contains(column)
                || others.ownerOfColumn(table, column).isPresent();
    }

    private static PhysicalTable targetColumnRenamed(PhysicalTable table, Change.RenameColumn rename) {
        return pointsAt(table, rename.table())
                ? table.withForeignKeys(table.foreignKeys().stream()
                        .map(key -> key.target().equals(rename.table())
                                ? key.renamedTargetColumns(
                                        column -> column.equals(rename.from()) ? rename.to() : column)
                                : key)
                        .toList())
                : table;
    }

    /** Drops, under the live names, indexes that a rename would leave with old names inside. */
    private void dropIndexesThatStayBehind(PhysicalTable table, QualifiedName liveName, Set<String> columns) {
        List<PhysicalIndex> kept = new ArrayList<>();
        for (PhysicalIndex index : table.indexes()) {
            // What an index calls a row by may be the key, which then gets its new name inside.
            boolean touched = columns.isEmpty()
                    || index.parts().stream().anyMatch(part -> columns.contains(part.column()))
                    || table.primaryKeyColumns().stream().anyMatch(columns::contains);
            if (touched && !dialect.renaming().followsRename(index)) {
                preparations.add(new Change.DropIndex(liveName, index));
            } else {
                kept.add(index);
            }
        }
        tables.put(table.name(), table.withIndexes(kept));
    }

    private void error(QualifiedName table, String message) {
        errors.computeIfAbsent(table, key -> new ArrayList<>()).add(message);
    }
}
