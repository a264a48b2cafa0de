package dev.atscript.db.sync;

import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalForeignKey;
import dev.atscript.db.schema.PhysicalIndex;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.QualifiedName;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Leaves out of a safe run what needs something that the run leaves out, and what needs that, and so on: what stands on a
 * column that does not come yet, or not yet with its type; what points at a key that does not come yet; and what takes away
 * what has no successor yet.
 */
final class WaitingChanges {

    private final Map<QualifiedName, EntryDraft> drafts;
    private final PlanningInput input;
    private final ViewPlanner views;

    WaitingChanges(Map<QualifiedName, EntryDraft> drafts, PlanningInput input, ViewPlanner views) {
        this.drafts = drafts;
        this.input = input;
        this.views = views;
    }

    void leaveOut() {
        boolean more = input.options().safe();
        while (more) {
            views.waiting().find(drafts);
            more = false;
            for (EntryDraft draft : drafts.values()) {
                more |= leaveOut(draft);
            }
            for (PhysicalTable table : input.renames().after().tables().values()) {
                for (PhysicalForeignKey key : table.foreignKeys()) {
                    more |= leaveOutOtherEnd(table.name(), key);
                }
            }
        }
    }

    private boolean leaveOut(EntryDraft draft) {
        List<Change> waiting = draft.changes().stream()
                .filter(change -> waits(draft, change) && !input.renames().makes(change))
                .toList();
        waiting.forEach(draft::skip);
        return leaveOutForeignKeysOfNewTable(draft) || !waiting.isEmpty();
    }

    private boolean waits(EntryDraft draft, Change change) {
        if (change instanceof Change.CreateTable) {
            return views.stays(draft.name());
        } else if (draft.skipsCreate()) {
            return true;
        } else if (change instanceof Change.AddColumn add) {
            return add.column().identity() != null && staysNumbered(draft);
        } else if (change instanceof Change.AlterColumn alter) {
            return relaxesKeyThatStays(draft, alter)
                    || views.keepFrom(alter)
                    || alter.to().identity() != null && staysNumbered(draft);
        } else if (change instanceof Change.ChangePrimaryKey key) {
            return key.to() != null
                            && key.to().columns().stream()
                                    .anyMatch(column -> draft.skipsMakingOf(column) || draft.skipsRequiring(column))
                    || staysNumbered(draft)
                    || losesKeyBeforeItsSuccessor(draft, key);
        } else if (change instanceof Change.CreateIndex create) {
            return waits(draft, create.index());
        } else if (change instanceof Change.DropIndex drop) {
            return draft.skips(Change.CreateIndex.class, create -> hasSameName(create.index(), drop.index()))
                    || losesKeyBeforeItsSuccessor(draft, drop);
        } else if (change instanceof Change.AddForeignKey add) {
            return waits(draft, add.foreignKey());
        } else if (change instanceof Change.DropForeignKey drop) {
            return !isRetyped(draft, drop.foreignKey())
                    && draft.skips(
                            Change.AddForeignKey.class,
                            add -> add.foreignKey()
                                    .columns()
                                    .equals(drop.foreignKey().columns()));
        }
        return false;
    }

    /** Whether a column at either end gets another type, which the foreign key may not survive. */
    private boolean isRetyped(EntryDraft draft, PhysicalForeignKey key) {
        EntryDraft target = drafts.get(key.target());
        return key.columns().stream().anyMatch(draft::changesTypeOf)
                || target != null && key.targetColumns().stream().anyMatch(target::changesTypeOf);
    }

    /** Whether the key has to stay as it is, as the database goes on to number it. */
    private boolean staysNumbered(EntryDraft draft) {
        return input.dialect().alterations().numbersOnlyTheKey()
                && (draft.skips(Change.DropColumn.class, drop -> drop.column().identity() != null)
                        || draft.skips(
                                Change.AlterColumn.class,
                                alter -> alter.from().identity() != null
                                        && alter.to().identity() == null));
    }

    /** A key's columns hold no null. */
    private static boolean relaxesKeyThatStays(EntryDraft draft, Change.AlterColumn change) {
        return change.to().nullable()
                && draft.skips(
                        Change.ChangePrimaryKey.class,
                        key -> key.from() != null
                                && key.from().columns().contains(change.to().name()));
    }

    private static boolean waits(EntryDraft draft, PhysicalIndex index) {
        return index.parts().stream().anyMatch(part -> draft.skipsMakingOf(part.column()))
                || draft.skips(Change.DropIndex.class, drop -> hasSameName(drop.index(), index));
    }

    private static boolean losesKeyBeforeItsSuccessor(EntryDraft draft, Change change) {
        Set<String> lost = KeyChanges.lostBy(change);
        return !lost.isEmpty()
                && draft.skips(Change.class, other -> KeyChanges.madeBy(other).equals(lost));
    }

    private boolean waits(EntryDraft draft, PhysicalForeignKey key) {
        EntryDraft target = drafts.get(key.target());
        return key.columns().stream().anyMatch(draft::skipsMakingOf)
                || target != null
                        && (target.skipsCreate()
                                || key.targetColumns().stream().anyMatch(target::skipsMakingOf)
                                || target.skips(Change.class, change -> makesTarget(change, key)));
    }

    private static boolean makesTarget(Change change, PhysicalForeignKey key) {
        return !key.targetColumns().isEmpty() && KeyChanges.madeBy(change).equals(Set.copyOf(key.targetColumns()));
    }

    /** The table is made without them; they are changes of their own then. */
    private boolean leaveOutForeignKeysOfNewTable(EntryDraft draft) {
        if (!input.dialect().alterations().foreignKeysInCreateTable()) {
            return false;
        }
        List<PhysicalForeignKey> waiting = draft.changes().stream()
                .filter(Change.CreateTable.class::isInstance)
                .flatMap(change -> ((Change.CreateTable) change).definition().foreignKeys().stream())
                .filter(key -> waits(draft, key))
                .toList();
        if (waiting.isEmpty()) {
            return false;
        }
        draft.replaceAll(change -> change instanceof Change.CreateTable create
                ? new Change.CreateTable(create.definition()
                        .withForeignKeys(create.definition().foreignKeys().stream()
                                .filter(key -> !waiting.contains(key))
                                .toList()))
                : change);
        waiting.forEach(key -> draft.skip(new Change.AddForeignKey(draft.name(), key)));
        return true;
    }

    /** The columns that a foreign key joins change their type together. */
    private boolean leaveOutOtherEnd(QualifiedName table, PhysicalForeignKey key) {
        EntryDraft own = drafts.get(table);
        EntryDraft target = drafts.get(key.target());
        if (own == null || target == null || !own.keepsForeignKey(key)) {
            return false;
        }
        boolean more = false;
        for (int i = 0; i < Math.min(key.columns().size(), key.targetColumns().size()); i++) {
            String column = key.columns().get(i);
            String targetColumn = key.targetColumns().get(i);
            more |= own.skipsTypeOf(column) && skipTypeOf(target, targetColumn);
            more |= target.skipsTypeOf(targetColumn) && skipTypeOf(own, column);
        }
        return more;
    }

    private static boolean skipTypeOf(EntryDraft draft, String column) {
        List<Change> found = draft.changes().stream()
                .filter(change -> change instanceof Change.AlterColumn alter
                        && alter.to().name().equals(column)
                        && alter.aspects().contains(Change.Aspect.TYPE))
                .toList();
        found.forEach(draft::skip);
        return !found.isEmpty();
    }

    private static boolean hasSameName(PhysicalIndex one, PhysicalIndex other) {
        return one.name().equals(other.name());
    }
}
