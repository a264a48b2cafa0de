package dev.atscript.db.sync;

import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalForeignKey;
import dev.atscript.db.schema.PhysicalIndex;
import dev.atscript.db.schema.PhysicalTable;

/**
 * What of a table only other owners have: the model does not want it, and has nothing of it to drop.
 *
 * @param others what they have
 * @param wanted the table as the model wants it
 * @param draft what a safe run makes of the table, and leaves out
 */
record OnlyOfOthers(OtherOwners others, PhysicalTable wanted, EntryDraft draft) {

    boolean haveColumn(String column) {
        return wanted.column(column) == null
                && !draft.skips(
                        Change.DropColumn.class, drop -> drop.column().name().equals(column))
                && others.ownerOfColumn(wanted.name(), column).isPresent();
    }

    boolean haveIndex(PhysicalIndex index) {
        return wanted.indexes().stream().noneMatch(own -> own.name().equals(index.name()))
                && !draft.skips(
                        Change.DropIndex.class, drop -> drop.index().name().equals(index.name()))
                && others.ownerOfIndex(wanted.name(), index, wanted.indexes()).isPresent();
    }

    boolean haveForeignKey(PhysicalForeignKey key) {
        return wanted.foreignKeys().stream().noneMatch(key::joinsSame)
                && !draft.skips(
                        Change.DropForeignKey.class, drop -> drop.foreignKey().joinsSame(key))
                && others.ownerOfForeignKey(wanted.name(), key, wanted.foreignKeys())
                        .isPresent();
    }
}
