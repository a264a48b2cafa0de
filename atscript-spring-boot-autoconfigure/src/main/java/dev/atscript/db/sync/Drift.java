package dev.atscript.db.sync;

import dev.atscript.db.dialect.DesiredSchema;
import dev.atscript.db.dialect.Dialect;
import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalSchema;
import dev.atscript.db.schema.PhysicalView;
import dev.atscript.db.schema.QualifiedName;
import dev.atscript.lang.Location;
import dev.atscript.lang.SourceFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * What is no longer as the last run left it, by what is remembered: whatever this build's model says, and whether a newer one
 * has been here since.
 *
 * @param dialect the database's
 * @param state what is remembered
 */
record Drift(Dialect dialect, ControlState state) {

    private static final Location NOWHERE = new Location(new SourceFile("", ""), 1, 1, 0);

    /** Whether all tables and views of ours are remembered, as they are unless another tool made them. */
    boolean isKnown() {
        Set<QualifiedName> remembered = new HashSet<>(state.snapshots().keySet());
        remembered.addAll(state.viewSnapshots().keySet());
        return state.stored().isPresent() && remembered.containsAll(state.tracked());
    }

    /**
     * The tables and views that are not as they were left, by name.
     *
     * @param patience say how long to wait for a table
     */
    List<QualifiedName> find(Database database, SyncOptions patience, LongSupplier nanoTime) {
        PhysicalSchema live = Step.INTROSPECT.of(
                () -> database.each(jdbc -> dialect.introspect(jdbc, namespaces(), patience.ddlLockTimeout())));
        List<QualifiedName> drifted = new ArrayList<>(tables(database, live, patience, nanoTime));
        state.viewSnapshots().values().stream()
                .filter(view -> hasDrifted(view, live))
                .map(ViewSnapshot::view)
                .forEach(drifted::add);
        return drifted.stream().sorted().toList();
    }

    private Set<String> namespaces() {
        Set<String> namespaces = new HashSet<>();
        state.tracked().forEach(name -> namespaces.add(name.namespace()));
        namespaces.remove("");
        return namespaces;
    }

    private List<QualifiedName> tables(
            Database database, PhysicalSchema live, SyncOptions patience, LongSupplier nanoTime) {
        try (CountingConnection counting = new CountingConnection(database, nanoTime, patience)) {
            PlanningInput input =
                    PlanningInput.of(dialect, asLeft(), live, withoutViews(), SyncOptions.defaults(), counting);
            return new Planner(input, counting)
                    .plan("").plan().entries().stream()
                            .filter(Drift::hasDrifted)
                            .map(SyncEntry::name)
                            .toList();
        }
    }

    private DesiredSchema asLeft() {
        List<DesiredSchema.Table> tables = state.snapshots().values().stream()
                .map(snapshot ->
                        new DesiredSchema.Table(snapshot.asLeft(), List.of(), Map.of(), null, List.of(), NOWHERE))
                .toList();
        return new DesiredSchema(tables, List.of(), List.of());
    }

    /** Of views, no more is remembered than their text: planning would drop them. */
    private ControlState withoutViews() {
        return new ControlState(
                state.owner(),
                state.stored(),
                state.snapshots().keySet(),
                state.snapshots(),
                Map.of(),
                state.others(),
                state.history(),
                state.failure());
    }

    private static boolean hasDrifted(SyncEntry entry) {
        boolean isForNames =
                !entry.changes().isEmpty() && entry.changes().stream().allMatch(change -> isOfNames(change.change()));
        return entry.status() != SyncEntry.Status.IN_SYNC && !entry.advisory() && !isForNames;
    }

    /** Whether a change is only to names of indexes and keys, which sync leaves where they would cost rows. */
    private static boolean isOfNames(Change change) {
        return change.parts().stream()
                .allMatch(part -> part instanceof Change.RenameIndex || part instanceof Change.RenameForeignKey);
    }

    private boolean hasDrifted(ViewSnapshot snapshot, PhysicalSchema live) {
        PhysicalView view = live.view(snapshot.view());
        return view == null
                || !snapshot.isHeldAs(view)
                || snapshot.text() != null
                        && !snapshot.isOf(view, dialect.viewChanges().viewSpelling(live));
    }
}
