package dev.atscript.db.sync;

import dev.atscript.db.dialect.DesiredSchema;
import dev.atscript.db.schema.QualifiedName;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The managed views that a safe run leaves as they are, since it leaves what they read as it is. */
final class WaitingViews {

    private final List<DesiredSchema.View> managed;
    private final Set<QualifiedName> waiting = new HashSet<>();

    /**
     * None yet.
     *
     * @param managed the views of the model
     */
    WaitingViews(List<DesiredSchema.View> managed) {
        this.managed = managed;
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
}
