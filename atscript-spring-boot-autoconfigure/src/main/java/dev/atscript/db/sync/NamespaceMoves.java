package dev.atscript.db.sync;

import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalIndex;
import dev.atscript.db.schema.PhysicalSchema;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.QualifiedName;
import dev.atscript.db.schema.UnmanagedObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tables that move to another namespace take along what belongs to them, and the names of all that have to be free there.
 * Knows which names are taken at each point of the renames.
 */
final class NamespaceMoves {

    // https://www.postgresql.org/docs/current/sql-createtable.html: names that the database gives by itself.
    private static final List<String> OWN_ENDINGS = List.of("_pkey", "_seq");

    private final PhysicalSchema live;
    private final Map<QualifiedName, String> occupied;
    private final Map<QualifiedName, List<String>> companions = new HashMap<>();
    private final Set<QualifiedName> claimed = new HashSet<>();
    private int steppedAside;

    NamespaceMoves(PhysicalSchema live) {
        this.live = live;
        this.occupied = new HashMap<>(live.occupied());
        live.tables().forEach((name, table) -> {
            occupied.put(name, "table");
            companions.put(
                    name,
                    table.unmanaged().stream()
                            .filter(object -> object.kind() == UnmanagedObject.Kind.COMPANION)
                            .map(UnmanagedObject::name)
                            .toList());
        });
    }

    /**
     * What lets a table move.
     *
     * @param changes what has to be done before
     * @param table the table after that
     */
    record Way(List<Change> changes, PhysicalTable table) {}

    /** What lets the indexes of a table, as it is now, move to the namespace of its new name. */
    Way wayOf(PhysicalTable table, QualifiedName to) {
        if (table.name().namespace().equals(to.namespace())) {
            return new Way(List.of(), table);
        }
        List<Change> changes = new ArrayList<>();
        List<PhysicalIndex> indexes = new ArrayList<>();
        for (PhysicalIndex index : table.indexes()) {
            QualifiedName there = to.withName(index.name());
            if (occupied.containsKey(there) || !claimed.add(there)) {
                steppedAside++;
                String aside = PhysicalIndex.PREFIX + "was__" + steppedAside + "__" + index.name();
                changes.add(new Change.RenameIndex(table.name(), index, aside));
                indexes.add(index.withName(aside));
            } else {
                indexes.add(index);
            }
        }
        return new Way(changes, table.withIndexes(indexes));
    }

    /**
     * Makes a rename as far as names go, the next one in order.
     *
     * @return why it cannot be made
     */
    List<String> rename(QualifiedName from, QualifiedName to) {
        List<String> obstacles = new ArrayList<>();
        List<String> names = companions.getOrDefault(from, List.of());
        boolean moves = !from.namespace().equals(to.namespace());
        for (String name : moves ? names : List.<String>of()) {
            String occupant = occupied.get(to.withName(name));
            if (occupant != null) {
                obstacles.add("cannot move from " + from + ", as it takes the name " + name + " along, and there is "
                        + Descriptions.withArticle(occupant) + " called " + to.withName(name)
                        + ": rename one of them before");
            }
        }
        names.forEach(name -> occupied.remove(from.withName(name)));
        occupied.remove(from);
        occupied.put(to, "table");
        List<String> renamed = new ArrayList<>();
        for (String name : names) {
            String now = followed(name, from.name(), to);
            occupied.put(to.withName(now), now.endsWith("_seq") ? "sequence" : "index");
            renamed.add(now);
        }
        companions.remove(from);
        companions.put(to, renamed);
        return obstacles;
    }

    /** The name that something which belongs to a table has after a rename: those that the database gave follow. */
    private String followed(String name, String from, QualifiedName to) {
        boolean given = name.startsWith(from + "_") && OWN_ENDINGS.stream().anyMatch(name::endsWith);
        String now = given ? to.name() + name.substring(from.length()) : name;
        if (name.equals("_" + from)) {
            now = "_" + to.name();
        }
        return occupied.containsKey(to.withName(now)) ? name : now;
    }

    /**
     * The name on the way to another namespace and another name, where the usual one, the old name in the new
     * namespace, is taken.
     *
     * @return null where none is needed
     */
    @Nullable
    QualifiedName between(QualifiedName from, QualifiedName to) {
        QualifiedName usual = to.withName(from.name());
        boolean isFree = usual.equals(from) || usual.equals(to) || !occupied.containsKey(usual);
        if (isFree) {
            return null;
        }
        QualifiedName other = from.withName(to.name());
        return occupied.containsKey(other) ? from.withName("__atscript_was_" + from.name()) : other;
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
            dropped.error("would go with " + Descriptions.amount(rows, "row", "rows") + ", and " + other
                    + " be made empty: to move it, " + move
                    + "; to lose the rows, take the table out of the model in a sync of its own before");
        }
    }
}
