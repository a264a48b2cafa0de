package dev.atscript.db.sync;

import dev.atscript.db.schema.Change;
import java.util.Comparator;

/**
 * The order in which changes are made: what stands in the way goes first, what needs others comes last. Changes of one
 * rank keep the order they have.
 */
final class ChangeOrder implements Change.Cases<ChangeOrder.Rank> {

    static final Comparator<Change> COMPARATOR = Comparator.comparing(change -> change.accept(new ChangeOrder()));

    /** Ranks from first to last. */
    enum Rank {
        DROP_VIEW,
        RENAME_CONSTRAINT,
        DROP_FOREIGN_KEY,
        DROP_INDEX,
        FILL_COLUMN,
        DROP_PRIMARY_KEY,
        CREATE_TABLE,
        ADD_COLUMN,
        RESTRICT_COLUMN,
        ADD_PRIMARY_KEY,
        RELAX_COLUMN,
        RECREATE_TABLE,
        DROP_COLUMN,
        CREATE_INDEX,
        ADD_FOREIGN_KEY,
        DROP_TABLE,
        CREATE_VIEW
    }

    @Override
    public Rank createTable(Change.CreateTable change) {
        return Rank.CREATE_TABLE;
    }

    @Override
    public Rank dropTable(Change.DropTable change) {
        return Rank.DROP_TABLE;
    }

    @Override
    public Rank recreateTable(Change.RecreateTable change) {
        return Rank.RECREATE_TABLE;
    }

    @Override
    public Rank addColumn(Change.AddColumn change) {
        return Rank.ADD_COLUMN;
    }

    @Override
    public Rank dropColumn(Change.DropColumn change) {
        return Rank.DROP_COLUMN;
    }

    /**
     * A column must be required before it joins the key, and can be optional only after it has left it. One that is filled is in
     * no key yet, and may be of rows that replication finds by the key there is.
     */
    @Override
    public Rank alterColumn(Change.AlterColumn change) {
        if (change.fill() != null) {
            return Rank.FILL_COLUMN;
        }
        boolean relaxes = change.to().nullable() && !change.from().nullable();
        return relaxes ? Rank.RELAX_COLUMN : Rank.RESTRICT_COLUMN;
    }

    @Override
    public Rank changePrimaryKey(Change.ChangePrimaryKey change) {
        return change.to() == null ? Rank.DROP_PRIMARY_KEY : Rank.ADD_PRIMARY_KEY;
    }

    @Override
    public Rank createIndex(Change.CreateIndex change) {
        return Rank.CREATE_INDEX;
    }

    @Override
    public Rank dropIndex(Change.DropIndex change) {
        return Rank.DROP_INDEX;
    }

    @Override
    public Rank addForeignKey(Change.AddForeignKey change) {
        return Rank.ADD_FOREIGN_KEY;
    }

    @Override
    public Rank dropForeignKey(Change.DropForeignKey change) {
        return Rank.DROP_FOREIGN_KEY;
    }

    @Override
    public Rank renameIndex(Change.RenameIndex change) {
        return Rank.RENAME_CONSTRAINT;
    }

    @Override
    public Rank renameForeignKey(Change.RenameForeignKey change) {
        return Rank.RENAME_CONSTRAINT;
    }

    @Override
    public Rank renameTable(Change.RenameTable change) {
        return Rank.RENAME_CONSTRAINT;
    }

    @Override
    public Rank renameColumn(Change.RenameColumn change) {
        return Rank.RENAME_CONSTRAINT;
    }

    @Override
    public Rank createView(Change.CreateView change) {
        return Rank.CREATE_VIEW;
    }

    @Override
    public Rank dropView(Change.DropView change) {
        return Rank.DROP_VIEW;
    }

    @Override
    public Rank replaceView(Change.ReplaceView change) {
        return Rank.CREATE_VIEW;
    }

    @Override
    public Rank renameView(Change.RenameView change) {
        return Rank.RENAME_CONSTRAINT;
    }
}
