package dev.atscript.db.sync;

import dev.atscript.db.dialect.Dialect;
import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalForeignKey;
import dev.atscript.db.schema.PhysicalIndex;
import dev.atscript.db.schema.PhysicalSchema;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.QualifiedName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes foreign keys off while what they stand on changes, and puts them back: both ends of a foreign key cannot change
 * their type at one instant, and a key or unique index cannot go while a foreign key needs it.
 */
final class ForeignKeySuspension {

    private final Map<QualifiedName, EntryDraft> drafts;
    private final PhysicalSchema after;
    private final Dialect dialect;
    private final Map<QualifiedName, Set<String>> retyped = new HashMap<>();
    private final Map<QualifiedName, Set<Set<String>>> lostKeys = new HashMap<>();

    ForeignKeySuspension(Map<QualifiedName, EntryDraft> drafts, PhysicalSchema after, Dialect dialect) {
        this.drafts = drafts;
        this.after = after;
        this.dialect = dialect;
    }

    /**
     * Takes them off.
     *
     * @param refused foreign keys that what they stand on was already refused to change for
     */
    void suspend(Set<PhysicalForeignKey> refused) {
        drafts.values().forEach(this::findReasons);
        if (retyped.isEmpty() && lostKeys.isEmpty()) {
            return;
        }
        for (PhysicalTable table : after.tables().values()) {
            for (PhysicalForeignKey key : table.foreignKeys()) {
                if (!refused.contains(key) && isInTheWay(table.name(), key)) {
                    suspend(table.name(), key);
                }
            }
        }
    }

    private void findReasons(EntryDraft draft) {
        for (Change change : draft.changes()) {
            if (change instanceof Change.AlterColumn alter
                    && !dialect.alterations().foreignKeysSurvive(alter)) {
                retyped.computeIfAbsent(draft.name(), name -> new HashSet<>())
                        .add(alter.to().name());
            } else if (change instanceof Change.ChangePrimaryKey key && key.from() != null) {
                loses(draft, key.from().columns());
            } else if (change instanceof Change.DropIndex drop && drop.index().kind() == PhysicalIndex.Kind.UNIQUE) {
                loses(
                        draft,
                        drop.index().parts().stream()
                                .map(PhysicalIndex.Part::column)
                                .toList());
            }
        }
    }

    private void loses(EntryDraft draft, List<String> columns) {
        lostKeys.computeIfAbsent(draft.name(), name -> new HashSet<>()).add(Set.copyOf(columns));
    }

    private boolean isInTheWay(QualifiedName table, PhysicalForeignKey key) {
        Set<String> own = retyped.getOrDefault(table, Set.of());
        Set<String> target = retyped.getOrDefault(key.target(), Set.of());
        return key.columns().stream().anyMatch(own::contains)
                || key.targetColumns().stream().anyMatch(target::contains)
                || lostKeys.getOrDefault(key.target(), Set.of()).contains(Set.copyOf(key.targetColumns()));
    }

    private void suspend(QualifiedName table, PhysicalForeignKey key) {
        EntryDraft draft = drafts.get(table);
        if (draft == null) {
            EntryDraft target = drafts.get(key.target());
            if (target != null) {
                target.error("cannot be changed, as the foreign key " + key.name() + " of " + table
                        + ", a table that is not in the model, points at "
                        + String.join(", ", key.targetColumns())
                        + ": drop that one before, and make it again afterwards");
            }
            return;
        }
        if (draft.dropsForeignKey(key)) {
            return;
        }
        if (draft.dropsTable()) {
            // A table goes last, and what it points at may change before.
            draft.add(new Change.DropForeignKey(table, key), "what it stands on changes");
            return;
        }
        PhysicalForeignKey again = key;
        for (Change change : List.copyOf(draft.changes())) {
            if (change instanceof Change.RenameForeignKey rename
                    && rename.foreignKey().equals(key)) {
                again = key.withName(rename.to());
                draft.changes().remove(change);
            }
        }
        draft.add(new Change.DropForeignKey(table, key), "what it stands on changes");
        draft.add(new Change.AddForeignKey(table, again), "it was taken off while what it stands on changes");
    }
}
