package dev.atscript.db.sync;

import dev.atscript.db.dialect.Dialect;
import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalColumn;
import dev.atscript.db.schema.PhysicalForeignKey;
import dev.atscript.db.schema.PhysicalSchema;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.QualifiedName;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that a foreign key which is made, be it once more, joins columns that the database can compare. Where the
 * model does not know the foreign key, the model changes the type at one of its ends alone.
 */
final class ForeignKeyEnds {

    private final Map<QualifiedName, EntryDraft> drafts;
    private final PhysicalSchema after;
    private final Dialect dialect;

    ForeignKeyEnds(Map<QualifiedName, EntryDraft> drafts, PhysicalSchema after, Dialect dialect) {
        this.drafts = drafts;
        this.after = after;
        this.dialect = dialect;
    }

    void refuseIncomparable() {
        for (EntryDraft draft : drafts.values()) {
            for (Change change : draft.changes()) {
                if (change instanceof Change.AddForeignKey add) {
                    refuseTarget(draft, add.foreignKey());
                    refuseIncomparable(draft, add.foreignKey());
                }
            }
        }
    }

    private void refuseTarget(EntryDraft draft, PhysicalForeignKey key) {
        PhysicalTable target = after.table(key.target());
        String obstacle =
                target == null ? null : dialect.alterations().obstacleToReference(after.table(draft.name()), target);
        if (obstacle != null) {
            draft.error(Descriptions.foreignKey(key) + " cannot be made: " + key.target() + " " + obstacle);
        }
    }

    private void refuseIncomparable(EntryDraft draft, PhysicalForeignKey key) {
        for (int i = 0; i < key.columns().size(); i++) {
            String column = key.columns().get(i);
            String targetColumn = key.targetColumns().get(i);
            String own = type(draft.name(), column);
            String target = type(key.target(), targetColumn);
            if (own == null || target == null) {
                draft.error("column " + column + " cannot change its type, as " + Descriptions.foreignKey(key)
                        + " points by it at " + key.target()
                        + ", a table that is not in the model: drop that one before, and make it again afterwards");
            } else if (!dialect.alterations().canReference(own, target)) {
                draft.error(Descriptions.foreignKey(key) + " points by " + column + " at " + targetColumn + " of "
                        + key.target() + ", and the database cannot compare " + own + " with " + target
                        + ", which they become: give both one type, or drop that foreign key before");
            }
        }
    }

    /** The type that a column will have; null where that is not known. */
    private @Nullable String type(QualifiedName table, String name) {
        PhysicalColumn column = column(after.table(table), name);
        EntryDraft draft = drafts.get(table);
        for (Change change : draft == null ? List.<Change>of() : draft.changes()) {
            if (change instanceof Change.CreateTable create) {
                column = column(create.definition(), name);
            } else if (change instanceof Change.AddColumn add
                    && add.column().name().equals(name)) {
                column = add.column();
            } else if (change instanceof Change.AlterColumn alter
                    && alter.to().name().equals(name)) {
                column = alter.to();
            }
        }
        return column == null ? null : column.type();
    }

    private static @Nullable PhysicalColumn column(@Nullable PhysicalTable table, String name) {
        return table == null ? null : table.column(name);
    }
}
