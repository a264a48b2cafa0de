package dev.atscript.db.sync;

import dev.atscript.db.model.SyncMethod;
import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalForeignKey;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.PrimaryKey;
import dev.atscript.db.schema.QualifiedName;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps foreign keys that were written without the columns they point at from following a primary key to other columns:
 * they are written anew with those they point at now.
 */
final class KeyFollowers {

    private final Map<QualifiedName, EntryDraft> drafts;
    private final PlanningInput input;

    KeyFollowers(Map<QualifiedName, EntryDraft> drafts, PlanningInput input) {
        this.drafts = drafts;
        this.input = input;
    }

    /**
     * Makes them again with columns, or refuses to change the primary key.
     *
     * @param refused foreign keys that the primary key was already refused to change for
     */
    void hold(Set<PhysicalForeignKey> refused) {
        for (PhysicalTable table : input.renames().after().tables().values()) {
            for (PhysicalForeignKey key : table.foreignKeys()) {
                EntryDraft target = drafts.get(key.target());
                boolean isOther = !key.target().equals(table.name());
                boolean isWhole = key.columns().size() == key.targetColumns().size();
                if (key.followsKey() && isOther && isWhole && target != null && !refused.contains(key)) {
                    target.changes().stream()
                            .filter(Change.ChangePrimaryKey.class::isInstance)
                            .map(Change.ChangePrimaryKey.class::cast)
                            .filter(KeyFollowers::moves)
                            .findFirst()
                            .ifPresent(change -> hold(table.name(), key, target, change));
                }
            }
        }
    }

    /** Whether the key has other columns afterwards, or the same in another order. */
    private static boolean moves(Change.ChangePrimaryKey change) {
        return change.from() != null && !columns(change.to()).equals(columns(change.from()));
    }

    private static List<String> columns(@Nullable PrimaryKey key) {
        return key == null ? List.of() : key.columns();
    }

    private void hold(QualifiedName table, PhysicalForeignKey key, EntryDraft target, Change.ChangePrimaryKey change) {
        EntryDraft draft = drafts.get(table);
        if (draft == null || input.syncMethod(table) == SyncMethod.DROP && draft.keepsForeignKey(key)) {
            target.error("the primary key cannot change from (" + String.join(", ", columns(change.from())) + ") to ("
                    + String.join(", ", columns(change.to())) + "), as " + Descriptions.foreignKey(key) + " of " + table
                    + (draft == null
                            ? ", a table that is not in the model,"
                            : ", which @db.sync.method 'drop' would empty,")
                    + " says REFERENCES without columns and would follow it: write that one with columns before");
            return;
        }
        boolean isMadeAnew = draft.changes().stream()
                .anyMatch(other -> other instanceof Change.RenameForeignKey rename
                        && rename.foreignKey().equals(key));
        if (draft.keepsForeignKey(key) && !draft.dropsForeignKey(key) && !isMadeAnew) {
            draft.add(new Change.DropForeignKey(table, key));
            draft.add(new Change.AddForeignKey(table, key.withColumnsNamed()));
        }
    }
}
