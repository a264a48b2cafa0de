package dev.atscript.db.sync;

import dev.atscript.db.dialect.DesiredSchema;
import dev.atscript.db.schema.PhysicalSchema;
import dev.atscript.db.schema.QualifiedName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What becomes of the views there are.
 *
 * @param own those that sync made, and nobody else counts on
 * @param successors the managed view that each of them is to become; absent for one that goes
 * @param conflicts old name by new name of renames that cannot be made, as both are there
 */
record ViewSuccession(
        Set<QualifiedName> own,
        Map<QualifiedName, DesiredSchema.View> successors,
        Map<QualifiedName, QualifiedName> conflicts) {

    ViewSuccession {
        own = Collections.unmodifiableSet(own);
        successors = Collections.unmodifiableMap(successors);
    }

    static ViewSuccession of(List<DesiredSchema.View> managed, PhysicalSchema live, ControlState state) {
        Set<QualifiedName> own = own(live, state);
        Map<QualifiedName, List<QualifiedName>> previous = new LinkedHashMap<>();
        Map<QualifiedName, DesiredSchema.View> byName = new LinkedHashMap<>();
        managed.forEach(view -> byName.put(view.name(), view));
        AppliedNames names = new AppliedNames(state.trackedViews(), byName.keySet());
        managed.forEach(view -> previous.put(view.name(), names.candidates(view.name(), view.renamedFrom())));
        WantedRenames<QualifiedName> wanted = WantedRenames.of(previous, own, (to, from) -> {
            ViewSnapshot snapshot = state.viewSnapshots().get(to);
            return snapshot != null && snapshot.renamedFrom().contains(AppliedNames.spelled(to, from));
        });
        Map<QualifiedName, DesiredSchema.View> successors = new LinkedHashMap<>();
        for (QualifiedName name : own) {
            DesiredSchema.View successor = byName.get(wanted.renames().getOrDefault(name, name));
            if (successor != null) {
                successors.put(name, successor);
            }
        }
        return new ViewSuccession(own, successors, wanted.conflicts());
    }

    private static Set<QualifiedName> own(PhysicalSchema live, ControlState state) {
        Set<QualifiedName> own = new TreeSet<>(state.trackedViews());
        own.retainAll(live.views().keySet());
        own.removeAll(state.trackedByOthers());
        return own;
    }

    /** Whether a view of ours goes, or gets another name. */
    boolean leaves(QualifiedName name) {
        DesiredSchema.View successor = successors.get(name);
        return own.contains(name) && (successor == null || !successor.name().equals(name));
    }

    /** Whether a view of ours keeps its name. */
    boolean keepsName(QualifiedName name) {
        return own.contains(name) && !leaves(name);
    }
}
