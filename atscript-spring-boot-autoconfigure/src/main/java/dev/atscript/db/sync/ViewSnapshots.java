package dev.atscript.db.sync;

import dev.atscript.db.dialect.DesiredSchema;
import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalSchema;
import dev.atscript.db.schema.PhysicalView;
import dev.atscript.db.schema.QualifiedName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of views from run to run.
 *
 * @param server what tells the server's words for views from those of another one
 * @param state what was remembered before
 * @param live the views there are
 * @param successors the managed view that each live view of ours is to become
 * @param drafts what is planned, by the view's name
 * @param renames the renames that the plan begins with
 */
record ViewSnapshots(
        String server,
        ControlState state,
        PhysicalSchema live,
        Map<QualifiedName, DesiredSchema.View> successors,
        Map<QualifiedName, EntryDraft> drafts,
        PlannedRenames renames) {

    /**
     * What is to be remembered once the plan is applied; a view that is made anew, or follows a name, has no text yet.
     *
     * @param kept the live views of ours that are not dropped
     * @param managed the views of the model
     */
    List<ViewSnapshot> of(Set<QualifiedName> kept, List<DesiredSchema.View> managed) {
        List<ViewSnapshot> snapshots = new ArrayList<>();
        kept.forEach(name -> snapshots.add(ofKept(name)));
        managed.stream()
                .filter(view -> has(view, Change.CreateView.class))
                .forEach(view -> snapshots.add(snapshot(view, predecessor(view), null)));
        return snapshots;
    }

    private ViewSnapshot ofKept(QualifiedName name) {
        ViewSnapshot before = state.viewSnapshots().get(name);
        DesiredSchema.View successor = successors.get(name);
        PhysicalView view = Objects.requireNonNull(live.view(name));
        boolean skipped = drafts.values().stream().anyMatch(draft -> draft.skipsDropOf(name));
        boolean isReplaced = successor != null && has(successor, Change.ReplaceView.class);
        String text = isReplaced || followsNames(view) ? null : view.definition();
        if (successor != null && !skipped) {
            return snapshot(successor, before, text);
        }
        if (before == null || renames.rename(view)) {
            return new ViewSnapshot(
                    name, "", text, view.materialized(), server, before == null ? List.of() : before.renamedFrom());
        }
        return text == null ? before.withText(null, server) : before;
    }

    /** Whether the database says a view in other words afterwards, as what it reads gets another name. */
    private boolean followsNames(PhysicalView view) {
        return renames.changes().stream()
                .anyMatch(change -> change instanceof Change.RenameTable rename && view.uses(rename.from())
                        || change instanceof Change.RenameColumn && view.uses(renames.liveName(change.table())));
    }

    private boolean has(DesiredSchema.View view, Class<? extends Change> change) {
        EntryDraft draft = Objects.requireNonNull(drafts.get(view.name()));
        return draft.changes().stream().anyMatch(change::isInstance);
    }

    private @Nullable ViewSnapshot predecessor(DesiredSchema.View view) {
        return successors.entrySet().stream()
                .filter(entry -> entry.getValue().equals(view))
                .map(entry -> state.viewSnapshots().get(entry.getKey()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private ViewSnapshot snapshot(DesiredSchema.View view, @Nullable ViewSnapshot before, @Nullable String text) {
        Set<String> renamedFrom = new LinkedHashSet<>();
        if (before != null) {
            renamedFrom.addAll(before.renamedFrom());
        }
        renamedFrom.addAll(AppliedNames.toRemember(view.name(), view.renamedFrom()));
        return new ViewSnapshot(
                view.name(),
                view.physical().definition(),
                text,
                view.physical().materialized(),
                server,
                List.copyOf(renamedFrom));
    }
}
