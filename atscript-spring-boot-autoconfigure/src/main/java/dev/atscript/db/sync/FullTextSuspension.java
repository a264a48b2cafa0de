package dev.atscript.db.sync;

import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalIndex;
import dev.atscript.db.schema.PhysicalTable;
import java.util.List;

/**
 * Takes full-text indexes off while the type of a column of theirs changes, and puts them back: the expression that they
 * stand on is one of the old type.
 */
final class FullTextSuspension {

    private final EntryDraft draft;

    FullTextSuspension(EntryDraft draft) {
        this.draft = draft;
    }

    void suspend(PhysicalTable actual) {
        for (PhysicalIndex index : actual.indexes()) {
            if (index.kind() == PhysicalIndex.Kind.FULLTEXT && isRetyped(index) && !isDropped(index)) {
                suspend(index);
            }
        }
    }

    private boolean isRetyped(PhysicalIndex index) {
        return draft.changes().stream()
                .anyMatch(change -> change instanceof Change.AlterColumn alter
                        && alter.aspects().contains(Change.Aspect.TYPE)
                        && index.parts().stream()
                                .anyMatch(
                                        part -> part.column().equals(alter.to().name())));
    }

    private boolean isDropped(PhysicalIndex index) {
        return draft.changes().stream()
                .anyMatch(change ->
                        change instanceof Change.DropIndex drop && drop.index().equals(index));
    }

    private void suspend(PhysicalIndex index) {
        PhysicalIndex again = index;
        for (Change change : List.copyOf(draft.changes())) {
            if (change instanceof Change.RenameIndex rename && rename.index().equals(index)) {
                again = index.withName(rename.to());
                draft.changes().remove(change);
            }
        }
        draft.add(new Change.DropIndex(draft.name(), index), "what it stands on changes");
        draft.add(new Change.CreateIndex(draft.name(), again), "it was taken off while what it stands on changes");
    }
}
