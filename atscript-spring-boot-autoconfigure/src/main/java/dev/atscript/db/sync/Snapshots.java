package dev.atscript.db.sync;

import dev.atscript.db.dialect.DesiredSchema;
import dev.atscript.db.schema.PhysicalForeignKey;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.QualifiedName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is remembered of tables from run to run. */
final class Snapshots {

    private final ControlState state;
    private final Map<QualifiedName, Set<String>> newlyKept = new HashMap<>();
    private final Map<QualifiedName, Set<String>> dropped = new HashMap<>();

    Snapshots(ControlState state) {
        this.state = state;
    }

    /** Columns of a table that are not ours and stay. */
    Set<String> keptColumns(QualifiedName table, QualifiedName liveName) {
        TableSnapshot snapshot = previous(table, liveName);
        return snapshot == null ? Set.of() : Set.copyOf(snapshot.keptColumns());
    }

    /** Those of a table's foreign keys, by the names they have now, that sync manages. */
    List<PhysicalForeignKey> ownForeignKeys(QualifiedName table, PhysicalTable live) {
        TableSnapshot snapshot = previous(table, live.name());
        List<PhysicalForeignKey> keys = live.foreignKeys();
        return ForeignKeyMatch.ours(keys, snapshot == null ? List.of() : snapshot.takenOverOf(keys));
    }

    /** The foreign keys that the model of the last sync wanted of a table, by the names they had then. */
    List<PhysicalForeignKey> wantedForeignKeys(QualifiedName table, QualifiedName liveName) {
        TableSnapshot snapshot = previous(table, liveName);
        return snapshot == null ? List.of() : snapshot.table().foreignKeys();
    }

    void keep(QualifiedName table, String column) {
        newlyKept.computeIfAbsent(table, name -> new HashSet<>()).add(column);
    }

    /** Whether a column is not ours, and was only left by a safe run. */
    boolean isUndecided(QualifiedName table, QualifiedName liveName, String column) {
        TableSnapshot snapshot = previous(table, liveName);
        return snapshot != null && snapshot.isUndecided(column);
    }

    /** Remembers that a column is to go that is not ours, as long as a safe run leaves it. */
    void drop(QualifiedName table, String column) {
        dropped.computeIfAbsent(table, name -> new HashSet<>()).add(column);
    }

    /** Those of them that a table still has. */
    List<String> undecided(PhysicalTable table) {
        return dropped.getOrDefault(table.name(), Set.of()).stream()
                .filter(column -> table.column(column) != null)
                .sorted()
                .toList();
    }

    /** What is to be remembered when the plan is applied: all desired tables, and tracked ones that a safe run leaves. */
    List<TableSnapshot> of(DesiredSchema desired, PlannedRenames renames) {
        Map<QualifiedName, TableSnapshot> result = new TreeMap<>();
        for (DesiredSchema.Table table : desired.tables()) {
            TableSnapshot before = previous(table.name(), renames.liveName(table.name()));
            result.put(table.name(), snapshot(table, before, renames));
        }
        return List.copyOf(result.values());
    }

    /** What is remembered of a table that stays although it is no longer desired. */
    TableSnapshot leftOver(PhysicalTable table) {
        TableSnapshot before = state.snapshots().get(table.name());
        return before != null
                ? before
                : new TableSnapshot(
                        table.withUnmanaged(List.of()),
                        null,
                        List.of(),
                        Map.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        false);
    }

    private TableSnapshot snapshot(DesiredSchema.Table table, @Nullable TableSnapshot before, PlannedRenames renames) {
        Set<String> renamedFrom = new LinkedHashSet<>();
        Map<String, List<String>> columnsRenamedFrom = new TreeMap<>();
        Set<String> kept = new LinkedHashSet<>(newlyKept.getOrDefault(table.name(), Set.of()));
        boolean adopted = renames.after().table(table.name()) != null;
        if (before != null) {
            if (renames.liveName(table.name()).equals(table.name())) {
                renamedFrom.addAll(before.renamedFrom());
            }
            before.columnsRenamedFrom().forEach((column, names) -> {
                if (isSameColumn(table, column, renames)) {
                    columnsRenamedFrom.put(column, names);
                }
            });
            before.keptColumns().stream()
                    .filter(column -> table.physical().column(column) == null)
                    .forEach(kept::add);
            adopted = before.adopted();
        } else if (state.tracked().contains(table.name())) {
            adopted = false;
        }
        renamedFrom.addAll(AppliedNames.toRemember(table.name(), table.renamedFrom()));
        table.columnsRenamedFrom()
                .forEach((column, names) -> columnsRenamedFrom.merge(column, names, Snapshots::union));
        return new TableSnapshot(
                table.physical(),
                null,
                List.copyOf(renamedFrom),
                columnsRenamedFrom,
                List.copyOf(kept),
                List.of(),
                takenOver(table, renames),
                adopted);
    }

    private static List<PhysicalForeignKey> takenOver(DesiredSchema.Table table, PlannedRenames renames) {
        PhysicalTable there = renames.after().table(table.name());
        return there == null
                ? List.of()
                : ForeignKeyMatch.of(table.physical().foreignKeys(), there.foreignKeys())
                        .takenOver();
    }

    /** Whether a column has been and stays one: neither goes, nor comes, nor gets its name now. */
    private static boolean isSameColumn(DesiredSchema.Table table, String column, PlannedRenames renames) {
        PhysicalTable there = renames.after().table(table.name());
        return there != null
                && there.column(column) != null
                && table.physical().column(column) != null
                && renames.liveColumn(table.name(), column).equals(column);
    }

    private @Nullable TableSnapshot previous(QualifiedName table, QualifiedName liveName) {
        TableSnapshot snapshot = state.snapshots().get(liveName);
        return snapshot == null ? state.snapshots().get(table) : snapshot;
    }

    private static List<String> union(List<String> one, List<String> other) {
        Set<String> all = new LinkedHashSet<>(Objects.requireNonNull(one));
        all.addAll(other);
        return new ArrayList<>(all);
    }
}
