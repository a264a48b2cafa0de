package dev.atscript.db.sync;

import dev.atscript.db.dialect.DesiredSchema;
import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalView;
import dev.atscript.db.schema.QualifiedName;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;

/** The managed views that a safe run leaves as they are, since it leaves what they read as it is. */
final class WaitingViews {

    private final List<DesiredSchema.View> managed;
    private final Map<PhysicalView, DesiredSchema.View> successors;
    private final BiPredicate<PhysicalView, Change> isInTheWay;
    private final Set<QualifiedName> waiting = new HashSet<>();

    /**
     * None yet.
     *
     * @param managed the views of the model
     * @param successors the view of the model that each live view of ours is to become
     * @param isInTheWay whether a view has to be gone when a change is made
     */
    WaitingViews(
            List<DesiredSchema.View> managed,
            Map<PhysicalView, DesiredSchema.View> successors,
            BiPredicate<PhysicalView, Change> isInTheWay) {
        this.managed = managed;
        this.successors = Map.copyOf(successors);
        this.isInTheWay = isInTheWay;
    }

    /** Finds those that read what is left out by now. */
    void find(Map<QualifiedName, EntryDraft> tables) {
        managed.stream()
                .filter(view -> view.physical().uses().entrySet().stream()
                        .anyMatch(use -> isLeftOut(tables, use.getKey(), use.getValue())))
                .forEach(view -> waiting.add(view.name()));
    }

    private static boolean isLeftOut(Map<QualifiedName, EntryDraft> tables, QualifiedName name, Set<String> columns) {
        EntryDraft table = tables.get(name);
        return table != null && (table.skipsCreate() || columns.stream().anyMatch(table::skipsMakingOf));
    }

    /** Whether the view of the model is one of them. */
    boolean contains(DesiredSchema.View view) {
        return waiting.contains(view.name());
    }

    /** Whether a change needs one of them to be gone, which could not be made again. */
    boolean keepFrom(Change change) {
        return successors.entrySet().stream()
                .anyMatch(view -> contains(view.getValue()) && isInTheWay.test(view.getKey(), change));
    }
}
