package dev.atscript.db.sync;

import dev.atscript.db.dialect.Dialect;
import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalForeignKey;
import dev.atscript.db.schema.PhysicalSchema;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.QualifiedName;
import java.util.Map;

/** A table that others still point at cannot go; CASCADE, which would drop their foreign keys, is never sent. */
final class TableDrops {

    private final Map<QualifiedName, EntryDraft> drafts;
    private final PhysicalSchema after;
    private final Dialect dialect;

    TableDrops(Map<QualifiedName, EntryDraft> drafts, PhysicalSchema after, Dialect dialect) {
        this.drafts = drafts;
        this.after = after;
        this.dialect = dialect;
    }

    /** Drops the foreign keys between tables that go, and refuses to drop what a foreign key that stays points at. */
    void releaseOrRefuse() {
        for (PhysicalTable other : after.tables().values()) {
            for (PhysicalForeignKey key : other.foreignKeys()) {
                EntryDraft target = drafts.get(key.target());
                if (target != null && target.dropsTable() && !key.target().equals(other.name())) {
                    releaseOrRefuse(other, key, target);
                }
            }
        }
    }

    private void releaseOrRefuse(PhysicalTable other, PhysicalForeignKey key, EntryDraft target) {
        EntryDraft draft = drafts.get(other.name());
        if (draft != null && draft.dropsTable()) {
            if (!dialect.alterations().foreignKeysInCreateTable() && !draft.dropsForeignKey(key)) {
                draft.add(new Change.DropForeignKey(other.name(), key));
            }
        } else if (draft == null || !draft.dropsForeignKey(key)) {
            target.error("cannot be dropped, as " + Descriptions.foreignKey(key) + " of " + other.name()
                    + " points at it: drop that one first");
        }
    }
}
