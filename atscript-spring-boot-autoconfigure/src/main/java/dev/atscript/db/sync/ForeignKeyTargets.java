package dev.atscript.db.sync;

import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalForeignKey;
import dev.atscript.db.schema.PhysicalSchema;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.QualifiedName;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Sees to it that what a foreign key points at stays a key, as long as the foreign key stays, whoever made it. */
final class ForeignKeyTargets {

    private final Map<QualifiedName, EntryDraft> drafts;
    private final PhysicalSchema after;
    private final Set<PhysicalForeignKey> refused = new HashSet<>();

    ForeignKeyTargets(Map<QualifiedName, EntryDraft> drafts, PhysicalSchema after) {
        this.drafts = drafts;
        this.after = after;
    }

    /**
     * Refuses to take away what a foreign key needs that stays; where that stays because the run is safe, what it needs
     * is left out of the run too.
     *
     * @return foreign keys that keep something from being changed, which is said, or a column from being dropped
     */
    Set<PhysicalForeignKey> protect() {
        for (PhysicalTable table : after.tables().values()) {
            for (PhysicalForeignKey key : table.foreignKeys()) {
                EntryDraft target = drafts.get(key.target());
                if (target != null && !target.dropsTable() && stays(table, key)) {
                    protect(table, key, target);
                }
            }
        }
        return Set.copyOf(refused);
    }

    private boolean stays(PhysicalTable table, PhysicalForeignKey key) {
        EntryDraft draft = drafts.get(table.name());
        return draft == null || draft.keepsForeignKey(key);
    }

    private void protect(PhysicalTable table, PhysicalForeignKey key, EntryDraft target) {
        boolean losesColumn = target.changes().stream()
                .anyMatch(change -> change instanceof Change.DropColumn drop
                        && key.targetColumns().contains(drop.column().name()));
        if (losesColumn) {
            refused.add(key);
        } else if (!key.targetColumns().isEmpty() && !pointsAtKey(key)) {
            Set<String> columns = Set.copyOf(key.targetColumns());
            target.changes().stream()
                    .filter(change -> columns.equals(KeyChanges.lostBy(change)))
                    .findFirst()
                    .ifPresent(loss -> keep(table, key, target, loss));
        }
    }

    private void keep(PhysicalTable table, PhysicalForeignKey key, EntryDraft target, Change loss) {
        EntryDraft draft = drafts.get(table.name());
        if (draft != null && draft.skipsDropOf(key)) {
            target.skip(loss);
            return;
        }
        refused.add(key);
        String what = loss instanceof Change.DropIndex drop
                ? "index " + drop.index().name() + " cannot be dropped"
                : "the primary key (" + String.join(", ", key.targetColumns()) + ") cannot change";
        target.error(what + ", as " + Descriptions.foreignKey(key) + " of " + table.name()
                + " needs it: drop that one first");
    }

    /**
     * Refuses to make a table anew while a foreign key of it, or of a table that points at it, points at no key: the
     * database could not tell whether rows point nowhere.
     */
    void refuseUnprovable() {
        for (PhysicalTable table : after.tables().values()) {
            EntryDraft draft = drafts.get(table.name());
            List<PhysicalForeignKey> keys = table.foreignKeys().stream()
                    .filter(key -> draft == null || draft.keepsForeignKey(key))
                    .toList();
            concerned(table.name(), keys)
                    .ifPresent(made -> keys.stream()
                            .filter(key ->
                                    !refused.contains(key) && after.table(key.target()) != null && !pointsAtKey(key))
                            .forEach(key -> made.error(
                                    "has to be made anew, and rows could not be proved to point somewhere, as "
                                            + Descriptions.foreignKey(key) + " of " + table.name() + " points at "
                                            + key.target() + " (" + String.join(", ", key.targetColumns())
                                            + "), which is no key: drop or correct that one before")));
        }
    }

    /** The entry that makes a table anew, so that all foreign keys of this one are looked at. */
    private Optional<EntryDraft> concerned(QualifiedName table, List<PhysicalForeignKey> keys) {
        EntryDraft own = drafts.get(table);
        if (own != null && own.recreation().isPresent()) {
            return Optional.of(own);
        }
        return keys.stream()
                .flatMap(key -> Stream.ofNullable(drafts.get(key.target())))
                .filter(target -> target.recreation().isPresent())
                .findFirst();
    }

    /** Whether the foreign key will point at a key. */
    boolean pointsAtKey(PhysicalForeignKey key) {
        PhysicalTable table = after.table(key.target());
        EntryDraft draft = drafts.get(key.target());
        if (table == null) {
            return false;
        }
        List<Change> changes = draft == null
                ? List.of()
                : draft.changesInDetail().stream()
                        .filter(change -> change instanceof Change.ChangePrimaryKey
                                || change instanceof Change.DropIndex
                                || change instanceof Change.CreateIndex)
                        .toList();
        return key.columns().size() == key.targetColumns().size()
                && TableEdits.apply(table, changes).isKey(key.targetColumns());
    }
}
