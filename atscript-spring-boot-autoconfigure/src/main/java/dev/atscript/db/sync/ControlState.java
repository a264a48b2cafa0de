package dev.atscript.db.sync;

import dev.atscript.db.schema.QualifiedName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All that the control table says for one owner.
 *
 * @param owner whose
 * @param stored the hash stored last; empty before the first run
 * @param tracked the tables and views of this owner
 * @param snapshots what is remembered of them, by name
 * @param viewSnapshots likewise of views
 * @param others what other owners have
 * @param history what was applied, oldest first
 * @param failure the last failure since
 */
record ControlState(
        String owner,
        Optional<StoredHash> stored,
        Set<QualifiedName> tracked,
        Map<QualifiedName, TableSnapshot> snapshots,
        Map<QualifiedName, ViewSnapshot> viewSnapshots,
        OtherOwners others,
        List<SyncState.Applied> history,
        Optional<SyncState.Failure> failure) {
    ControlState {
        tracked = Set.copyOf(tracked);
        snapshots = Map.copyOf(snapshots);
        viewSnapshots = Map.copyOf(viewSnapshots);
        history = List.copyOf(history);
    }

    /** What a newer build than that one has applied last; empty where it is the newest itself, or nobody can tell. */
    Optional<SyncState.Applied> newerThan(String hash, SchemaOrder order) {
        if (history.isEmpty() || stored.isEmpty()) {
            return Optional.empty();
        }
        SyncState.Applied last = history.get(history.size() - 1);
        boolean wasBefore = !last.hash().equals(hash)
                && history.stream().anyMatch(applied -> applied.hash().equals(hash));
        return order.isOlderThan(last.order()).orElse(wasBefore) ? Optional.of(last) : Optional.empty();
    }

    /** Names that sync gave to tables: what has one now may be a view of somebody's. */
    Set<QualifiedName> trackedTables() {
        return trackedBut(viewSnapshots.keySet(), snapshots.keySet());
    }

    /** Names that sync gave to views: what has one now may be a table of somebody's. */
    Set<QualifiedName> trackedViews() {
        return trackedBut(snapshots.keySet(), viewSnapshots.keySet());
    }

    /** A name without any snapshot, as another tool leaves it, may be either. */
    private Set<QualifiedName> trackedBut(Set<QualifiedName> others, Set<QualifiedName> these) {
        return tracked.stream()
                .filter(name -> these.contains(name) || !others.contains(name))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The tables and views of other owners. */
    Set<QualifiedName> trackedByOthers() {
        return others.tracked().keySet();
    }

    /** What to do about another owner's, where that may be this application by a former name; empty once this one has synced. */
    String remedyIfRenamed(String otherOwner) {
        return history.isEmpty() && tracked.isEmpty()
                ? ", or set atscript.db.owner to " + otherOwner + " if this application was called so before"
                : "";
    }

    static final ControlState EMPTY = new ControlState(
            DbSpace.DEFAULT_OWNER,
            Optional.empty(),
            Set.of(),
            Map.of(),
            Map.of(),
            OtherOwners.NONE,
            List.of(),
            Optional.empty());
}
