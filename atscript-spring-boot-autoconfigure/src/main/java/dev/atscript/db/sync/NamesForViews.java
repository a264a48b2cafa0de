package dev.atscript.db.sync;

import dev.atscript.db.schema.PhysicalView;
import dev.atscript.db.schema.QualifiedName;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Which names views can have, and what stands in the way, once the tables that are renamed have theirs. */
final class NamesForViews {

    private final PlanningInput input;

    NamesForViews(PlanningInput input) {
        this.input = input;
    }

    /** Whether a table has that name. */
    boolean isTable(QualifiedName name) {
        return input.renames().after().table(name) != null;
    }

    /** Whether a view can get a name in place: that is free by then, even where a table takes the view's own before. */
    boolean canBeCalled(PhysicalView view, QualifiedName name) {
        boolean isFree = input.live().view(name) == null && occupant(name) == null;
        boolean isInCircle = isTable(view.name()) && input.live().table(name) != null;
        return input.dialect().viewChanges().renamesViews() && isFree && !isInCircle;
    }

    /**
     * What has that name and stays, in words; null if nothing has, or a view. A table that only waits to be dropped lets the view
     * wait.
     *
     * @param tables what becomes of the tables
     */
    @Nullable
    String occupant(QualifiedName name, Collection<EntryDraft> tables) {
        boolean tableGoes = tables.stream()
                .anyMatch(table -> table.name().equals(name) && (table.dropsTable() || table.skipsDrop()));
        return tableGoes ? null : occupant(name);
    }

    private @Nullable String occupant(QualifiedName name) {
        if (isTable(name)) {
            return "table";
        }
        return input.live().view(name) == null ? input.live().occupied().get(name) : null;
    }
}
