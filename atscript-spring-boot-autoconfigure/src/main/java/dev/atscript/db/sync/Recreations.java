package dev.atscript.db.sync;

import dev.atscript.db.dialect.Alterations.Way;
import dev.atscript.db.model.SyncMethod;
import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalSchema;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.QualifiedName;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Decides which tables are made anew, and whether their rows are copied: where one change cannot be made in place. */
final class Recreations {

    private final PlanningInput input;
    private final Snapshots snapshots;
    private final PhysicalSchema after;
    private final RowCounts counts;

    /** The tables that have an index of a name, by that name. */
    private final Map<String, Set<QualifiedName>> tablesByIndex = new HashMap<>();

    Recreations(PlanningInput input, Snapshots snapshots, RowCounts counts) {
        this.input = input;
        this.snapshots = snapshots;
        this.after = input.renames().after();
        this.counts = counts;
        after.tables()
                .values()
                .forEach(table -> table.indexes()
                        .forEach(index -> tablesByIndex
                                .computeIfAbsent(index.name(), name -> new HashSet<>())
                                .add(table.name())));
    }

    /** How a change can be made. */
    Way wayOf(EntryDraft draft, Change change) {
        PhysicalTable actual = after.table(draft.name());
        return actual == null || change instanceof Change.DropTable
                ? Way.IN_PLACE
                : input.dialect().alterations().wayOf(change, actual, input.live());
    }

    /** Leaves the name of a foreign key as it is where a new table would be made for that alone, and lose something by it. */
    void leaveNamesThatCost(EntryDraft draft) {
        PhysicalTable actual = after.table(draft.name());
        List<Change> byRecreation = draft.changes().stream()
                .filter(change -> wayOf(draft, change) != Way.IN_PLACE)
                .toList();
        boolean forNamesAlone = byRecreation.stream().allMatch(Change.RenameForeignKey.class::isInstance);
        if (actual == null || byRecreation.isEmpty() || !forNamesAlone) {
            return;
        }
        Change recreation =
                new Change.RecreateTable(actual, TableEdits.apply(actual, byRecreation), true, byRecreation);
        boolean losesRows = input.syncMethod(draft.name()) == SyncMethod.DROP;
        if (losesRows
                || !input.dialect().alterations().obstacles(recreation, actual).isEmpty()) {
            draft.changes().removeAll(byRecreation);
        }
    }

    /** Whether the table is made anew and stays empty, so that it does not matter what its rows hold. */
    boolean losesAllRows(EntryDraft draft) {
        return input.syncMethod(draft.name()) == SyncMethod.DROP
                && draft.changes().stream().anyMatch(change -> wayOf(draft, change) != Way.IN_PLACE);
    }

    /** Puts changes together in one recreation, if one of them cannot be made in place. */
    void recreateWhereNeeded(EntryDraft draft) {
        PhysicalTable actual = after.table(draft.name());
        List<Change> changes = draft.changes().stream()
                .filter(change ->
                        !isRename(change) && !input.renames().makes(change) && !waitsForItsName(draft, change))
                .toList();
        Way way = changes.stream()
                .map(change -> wayOf(draft, change))
                .max(Comparator.naturalOrder())
                .orElse(Way.IN_PLACE);
        if (actual == null || way == Way.IN_PLACE) {
            return;
        }
        SyncMethod method = input.syncMethod(draft.name());
        if (way == Way.RECREATE_AS_CHOSEN && method == null) {
            draft.error("needs attention: " + Descriptions.typeChanges(changes)
                    + ", and this database cannot change a type in place: say @db.sync.method 'recreate' to copy the rows"
                    + " to a new table, or 'drop' to start with an empty one");
            return;
        }
        String causes = changes.stream()
                .filter(change -> wayOf(draft, change) != Way.IN_PLACE)
                .map(Descriptions::ofChange)
                .collect(Collectors.joining(", "));
        recreate(draft, actual, changes, method != SyncMethod.DROP);
        draft.recreation()
                .ifPresent(
                        change -> draft.remarks().explains(change, "this database cannot do it in place: " + causes));
    }

    private void recreate(EntryDraft draft, PhysicalTable actual, List<Change> changes, boolean keepRows) {
        PhysicalTable made = TableEdits.apply(actual, changes);
        Change.RecreateTable recreation = new Change.RecreateTable(actual, made, keepRows, changes);
        draft.merge(changes, recreation);
        if (!keepRows) {
            refuseToEmptyWhatIsOfOthers(draft);
            draft.remarks().destroys(recreation, Descriptions.amount(counts.rows(draft.name()), "row", "rows"));
        }
    }

    private void refuseToEmptyWhatIsOfOthers(EntryDraft draft) {
        String remedy = ": say @db.sync.method 'recreate' to copy the rows";
        Optional<String> owner = input.state().others().ownerOf(draft.name());
        boolean isOwnAlone = input.options().adopt() == SyncOptions.Adopt.DROP || !isSomebodys(draft.name());
        if (owner.isPresent()) {
            draft.error("cannot be emptied, as the owner " + owner.get() + " tracks it too" + remedy);
        } else if (!isOwnAlone && !input.options().safe()) {
            draft.error("cannot be emptied, as sync did not make all of it" + remedy
                    + ", or set atscript.db.adopt to drop");
        }
    }

    /** Whether a table, or a column of it that stays, was there before sync. */
    private boolean isSomebodys(QualifiedName table) {
        QualifiedName liveName = input.renames().liveName(table);
        Set<QualifiedName> tracked = input.state().trackedTables();
        return !tracked.contains(table) && !tracked.contains(liveName)
                || snapshots.keptColumns(table, liveName).stream()
                        .anyMatch(
                                column -> Objects.requireNonNull(input.tables().get(table))
                                                .physical()
                                                .column(column)
                                        == null);
    }

    /** An index whose name another table's has, as after a swap of tables, is made when all tables are. */
    private boolean waitsForItsName(EntryDraft draft, Change change) {
        return change instanceof Change.CreateIndex create
                && tablesByIndex.getOrDefault(create.index().name(), Set.of()).stream()
                        .anyMatch(table -> !table.equals(draft.name()));
    }

    private static boolean isRename(Change change) {
        return change instanceof Change.RenameTable || change instanceof Change.RenameColumn;
    }
}
