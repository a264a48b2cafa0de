package dev.atscript.db.sync;

import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalIndex;
import dev.atscript.db.schema.PhysicalSchema;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.QualifiedName;
import dev.atscript.db.schema.UnmanagedObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tables that move to another namespace take their indexes along, and the names of those have to be free there. */
final class NamespaceMoves {

    private final PhysicalSchema live;
    private int steppedAside;

    NamespaceMoves(PhysicalSchema live) {
        this.live = live;
    }

    /**
     * What lets a table move.
     *
     * @param changes what has to be done before
     * @param table the table after that
     * @param obstacles why it cannot move
     */
    record Way(List<Change> changes, PhysicalTable table, List<String> obstacles) {}

    /** What lets a table, as it is now, move to the namespace of its new name. */
    Way wayOf(PhysicalTable table, QualifiedName to) {
        if (table.name().namespace().equals(to.namespace())) {
            return new Way(List.of(), table, List.of());
        }
        List<Change> changes = new ArrayList<>();
        List<PhysicalIndex> indexes = new ArrayList<>();
        for (PhysicalIndex index : table.indexes()) {
            if (isTaken(to.withName(index.name()))) {
                steppedAside++;
                String aside = PhysicalIndex.PREFIX + "was__" + steppedAside + "__" + index.name();
                changes.add(new Change.RenameIndex(table.name(), index, aside));
                indexes.add(index.withName(aside));
            } else {
                indexes.add(index);
            }
        }
        List<String> obstacles = table.unmanaged().stream()
                .filter(object ->
                        object.kind() == UnmanagedObject.Kind.INDEX || object.kind() == UnmanagedObject.Kind.UNIQUE)
                .filter(object -> isTaken(to.withName(object.name())))
                .map(object -> "cannot move from " + table.name() + ", as the name of its index " + object.name()
                        + ", which sync did not make, is taken there: rename that one before")
                .toList();
        return new Way(changes, table.withIndexes(indexes), obstacles);
    }

    private boolean isTaken(QualifiedName name) {
        return live.occupied().containsKey(name) || live.table(name) != null;
    }

    /**
     * The name on the way to another namespace and another name, where the usual one, the old name in the new
     * namespace, is taken.
     *
     * @param taken the names of tables when the table moves
     * @return null where none is needed
     */
    @Nullable
    static QualifiedName between(QualifiedName from, QualifiedName to, Set<QualifiedName> taken) {
        QualifiedName usual = to.withName(from.name());
        boolean isFree = usual.equals(from) || usual.equals(to) || !taken.contains(usual);
        if (isFree) {
            return null;
        }
        QualifiedName other = from.withName(to.name());
        return taken.contains(other) ? from.withName("__atscript_was_" + from.name()) : other;
    }

    /** Says of a table that goes, while one of its name comes in another namespace, how it moves there instead. */
    void tellHowToMove(EntryDraft dropped, Set<QualifiedName> created, long rows) {
        List<QualifiedName> homonyms = created.stream()
                .filter(name -> name.name().equals(dropped.name().name()))
                .toList();
        if (homonyms.size() != 1) {
            return;
        }
        QualifiedName other = homonyms.get(0);
        String namespace = dropped.name().namespace();
        String move = "say @db.table.renamed '" + (namespace.isEmpty() ? live.defaultNamespace() : namespace) + "."
                + dropped.name().name() + "' where " + other + " is declared";
        if (rows == 0) {
            dropped.note("to move it to " + other + " instead, " + move);
        } else {
            dropped.error("would go with " + DataChecks.amount(rows, "row", "rows") + ", and " + other
                    + " be made empty: to move it, " + move
                    + "; to lose the rows, take the table out of the model in a sync of its own before");
        }
    }
}
