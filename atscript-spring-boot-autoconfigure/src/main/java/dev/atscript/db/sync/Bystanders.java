package dev.atscript.db.sync;

import dev.atscript.db.dialect.Dialect;
import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalForeignKey;
import dev.atscript.db.schema.PhysicalIndex;
import dev.atscript.db.schema.PhysicalSchema;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.QualifiedName;
import dev.atscript.db.schema.UnmanagedObject;
import java.util.Map;

/** Looks after what is not ours: nothing of it goes with a column, and none of its names is taken. */
final class Bystanders {

    private final Map<QualifiedName, EntryDraft> drafts;
    private final Renames.Outcome renames;
    private final Dialect dialect;

    Bystanders(Map<QualifiedName, EntryDraft> drafts, Renames.Outcome renames, Dialect dialect) {
        this.drafts = drafts;
        this.renames = renames;
        this.dialect = dialect;
    }

    void protect(EntryDraft draft) {
        refuseWhereInherited(draft);
        for (Change change : draft.changes()) {
            if (change instanceof Change.DropColumn drop) {
                refuseWhereUsed(draft, drop);
                refuseWhereForeignKeyStands(draft, drop);
            } else if (change instanceof Change.DropTable drop) {
                tellWhatGoesToo(draft, drop.definition());
            } else if (change instanceof Change.CreateIndex create) {
                refuseWhereTaken(draft, create.index());
            }
        }
    }

    /** A change of a parent's column is one of the child's too, and neither can be made twice. */
    private void refuseWhereInherited(EntryDraft draft) {
        PhysicalTable table = renames.after().table(draft.name());
        if (table == null || !changesColumns(draft)) {
            return;
        }
        for (UnmanagedObject object : table.unmanaged()) {
            boolean both = object.kind() == UnmanagedObject.Kind.PARENT
                    && drafts.values().stream()
                            .anyMatch(
                                    parent -> parent.name().toString().equals(object.name()) && changesColumns(parent));
            if (both) {
                draft.error("inherits its columns from " + object.name()
                        + ", whose columns change as well: change both by hand, or let it no longer inherit");
            }
        }
    }

    private static boolean changesColumns(EntryDraft draft) {
        return draft.changes().stream()
                .anyMatch(change -> change instanceof Change.AddColumn
                        || change instanceof Change.DropColumn
                        || change instanceof Change.AlterColumn
                        || change instanceof Change.RenameColumn);
    }

    /** The database would drop an index, a constraint or the like together with the column, and say nothing. */
    private void refuseWhereUsed(EntryDraft draft, Change.DropColumn drop) {
        PhysicalTable table = renames.after().table(draft.name());
        if (table == null) {
            return;
        }
        String column = renames.liveColumn(draft.name(), drop.column().name());
        table.unmanaged().stream()
                .filter(object -> object.kind() == UnmanagedObject.Kind.USER_OF_COLUMN)
                .filter(object -> object.column().equals(column))
                .forEach(object -> draft.error("column " + drop.column().name() + " cannot be dropped, as "
                        + object.name() + ", which sync did not make, stands on it: drop that one first"));
    }

    /** A foreign key would go with the column at either of its ends, or stay and point at nothing. */
    private void refuseWhereForeignKeyStands(EntryDraft draft, Change.DropColumn drop) {
        String column = drop.column().name();
        for (PhysicalTable other : renames.after().tables().values()) {
            for (PhysicalForeignKey key : other.foreignKeys()) {
                boolean from = other.name().equals(draft.name())
                        && key.columns().contains(column)
                        && !dialect.foreignKeysInCreateTable();
                boolean to = key.target().equals(draft.name())
                        && key.targetColumns().contains(column)
                        && !(other.name().equals(draft.name()) && key.columns().contains(column));
                if ((from || to) && stays(other.name(), key)) {
                    draft.error("column " + column + " cannot be dropped, as " + Descriptions.foreignKey(key) + " of "
                            + other.name() + " stands on it: drop that one first");
                }
            }
        }
    }

    private boolean stays(QualifiedName table, PhysicalForeignKey key) {
        EntryDraft draft = drafts.get(table);
        return draft == null || !draft.dropsTable() && (!draft.dropsForeignKey(key) || draft.addsForeignKey(key));
    }

    private static void tellWhatGoesToo(EntryDraft draft, PhysicalTable table) {
        for (UnmanagedObject object : table.unmanaged()) {
            switch (object.kind()) {
                case INDEX -> draft.note("index " + object.name() + ", which sync did not make, goes with it");
                case TRIGGER -> draft.note("trigger " + object.name() + ", which sync did not make, goes with it");
                default -> {
                    // A part of the table itself.
                }
            }
        }
    }

    private void refuseWhereTaken(EntryDraft draft, PhysicalIndex index) {
        PhysicalSchema after = renames.after();
        for (PhysicalTable other : after.tables().values()) {
            boolean isElsewhere = !other.name().equals(draft.name())
                    && other.name().namespace().equals(draft.name().namespace());
            if (!isElsewhere) {
                continue;
            }
            for (PhysicalIndex taken : other.indexes()) {
                EntryDraft otherDraft = drafts.get(other.name());
                if (taken.name().equals(index.name()) && (otherDraft == null || !otherDraft.frees(taken))) {
                    draft.error("index " + index.name() + " cannot be created, as " + other.name()
                            + " has one of that name: drop or rename that one");
                }
            }
        }
    }
}
