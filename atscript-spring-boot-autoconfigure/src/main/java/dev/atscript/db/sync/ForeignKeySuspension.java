package dev.atscript.db.sync;

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
    private final Map<QualifiedName, Set<String>> touched = new HashMap<>();

    ForeignKeySuspension(Map<QualifiedName, EntryDraft> drafts, PhysicalSchema after) {
        this.drafts = drafts;
        this.after = after;
    }

    void suspend() {
        drafts.values().forEach(this::findTouchedColumns);
        if (touched.isEmpty()) {
            return;
        }
        for (PhysicalTable table : after.tables().values()) {
            EntryDraft draft = drafts.get(table.name());
            if (draft == null || draft.dropsTable()) {
                continue;
            }
            for (PhysicalForeignKey key : table.foreignKeys()) {
                if (isTouched(table.name(), key) && !draft.dropsForeignKey(key)) {
                    draft.add(new Change.DropForeignKey(table.name(), key));
                    draft.add(new Change.AddForeignKey(table.name(), key));
                }
            }
        }
    }

    private void findTouchedColumns(EntryDraft draft) {
        for (Change change : draft.changes()) {
            if (change instanceof Change.AlterColumn alter && alter.aspects().contains(Change.Aspect.TYPE)) {
                touch(draft, List.of(alter.to().name()));
            } else if (change instanceof Change.ChangePrimaryKey key && key.from() != null) {
                touch(draft, key.from().columns());
            } else if (change instanceof Change.DropIndex drop && drop.index().kind() == PhysicalIndex.Kind.UNIQUE) {
                touch(
                        draft,
                        drop.index().parts().stream()
                                .map(PhysicalIndex.Part::column)
                                .toList());
            }
        }
    }

    private void touch(EntryDraft draft, List<String> columns) {
        touched.computeIfAbsent(draft.name(), name -> new HashSet<>()).addAll(columns);
    }

    private boolean isTouched(QualifiedName table, PhysicalForeignKey key) {
        Set<String> own = touched.getOrDefault(table, Set.of());
        Set<String> target = touched.getOrDefault(key.target(), Set.of());
        return key.columns().stream().anyMatch(own::contains)
                || key.targetColumns().stream().anyMatch(target::contains);
    }
}
