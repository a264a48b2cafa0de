package dev.atscript.db.sync;

import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalForeignKey;
import dev.atscript.db.schema.PhysicalIndex;
import dev.atscript.db.schema.PhysicalTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** What a table is like after a change: changes as pure functions on tables. */
final class TableEdits implements Change.Cases<PhysicalTable> {

    private final PhysicalTable table;

    private TableEdits(PhysicalTable table) {
        this.table = table;
    }

    /** The table after these changes of it, in this order. */
    static PhysicalTable apply(PhysicalTable table, List<Change> changes) {
        PhysicalTable result = table;
        for (Change change : changes) {
            result = change.accept(new TableEdits(result));
        }
        return result;
    }

    /** A new table without the indexes and foreign keys that a safe run leaves out. */
    static PhysicalTable withoutSkipped(PhysicalTable table, EntryDraft draft) {
        return table.withIndexes(minus(
                        table.indexes(),
                        index -> draft.skips(
                                Change.CreateIndex.class,
                                create -> create.index().equals(index))))
                .withForeignKeys(minus(
                        table.foreignKeys(),
                        key -> draft.skips(
                                Change.AddForeignKey.class,
                                add -> add.foreignKey().equals(key))));
    }

    @Override
    public PhysicalTable addColumn(Change.AddColumn change) {
        return table.withColumns(plus(table.columns(), change.column()));
    }

    /** Foreign keys of a column go with it, whoever made them. */
    @Override
    public PhysicalTable dropColumn(Change.DropColumn change) {
        String name = change.column().name();
        return table.withColumns(minus(table.columns(), column -> column.name().equals(name)))
                .withForeignKeys(minus(table.foreignKeys(), key -> key.columns().contains(name)));
    }

    @Override
    public PhysicalTable alterColumn(Change.AlterColumn change) {
        return table.withColumns(
                map(table.columns(), column -> column.name().equals(change.to().name()) ? change.to() : column));
    }

    @Override
    public PhysicalTable renameColumn(Change.RenameColumn change) {
        UnaryOperator<String> rename = name -> name.equals(change.from()) ? change.to() : name;
        return new PhysicalTable(
                table.name(),
                map(table.columns(), column -> column.withName(rename.apply(column.name()))),
                table.primaryKey() == null
                        ? null
                        : new dev.atscript.db.schema.PrimaryKey(
                                table.primaryKey().name(),
                                map(table.primaryKey().columns(), rename),
                                table.primaryKey().deviation()),
                map(table.indexes(), index -> renamed(index, rename)),
                map(table.foreignKeys(), key -> renamed(key, change, rename)),
                table.unmanaged(),
                table.otherKeys().stream().map(key -> map(key, rename)).toList());
    }

    private static PhysicalIndex renamed(PhysicalIndex index, Function<String, String> rename) {
        return new PhysicalIndex(
                index.name(),
                index.kind(),
                map(
                        index.parts(),
                        part -> new PhysicalIndex.Part(rename.apply(part.column()), part.descending(), part.weight())),
                index.deviation());
    }

    private static PhysicalForeignKey renamed(
            PhysicalForeignKey key, Change.RenameColumn change, UnaryOperator<String> rename) {
        PhysicalForeignKey renamed = key.renamedColumns(rename);
        return key.target().equals(change.table()) ? renamed.renamedTargetColumns(rename) : renamed;
    }

    @Override
    public PhysicalTable changePrimaryKey(Change.ChangePrimaryKey change) {
        return table.withPrimaryKey(change.to());
    }

    @Override
    public PhysicalTable createIndex(Change.CreateIndex change) {
        return table.withIndexes(plus(table.indexes(), change.index()));
    }

    @Override
    public PhysicalTable dropIndex(Change.DropIndex change) {
        return table.withIndexes(minus(table.indexes(), index -> index.equals(change.index())));
    }

    @Override
    public PhysicalTable renameIndex(Change.RenameIndex change) {
        return table.withIndexes(
                map(table.indexes(), index -> index.equals(change.index()) ? index.withName(change.to()) : index));
    }

    @Override
    public PhysicalTable addForeignKey(Change.AddForeignKey change) {
        return table.withForeignKeys(plus(table.foreignKeys(), change.foreignKey()));
    }

    @Override
    public PhysicalTable dropForeignKey(Change.DropForeignKey change) {
        List<PhysicalForeignKey> left = new ArrayList<>(table.foreignKeys());
        left.remove(change.foreignKey());
        return table.withForeignKeys(left);
    }

    @Override
    public PhysicalTable renameForeignKey(Change.RenameForeignKey change) {
        return table.withForeignKeys(
                map(table.foreignKeys(), key -> key.equals(change.foreignKey()) ? key.withName(change.to()) : key));
    }

    @Override
    public PhysicalTable renameTable(Change.RenameTable change) {
        return table.withName(change.to());
    }

    @Override
    public PhysicalTable createTable(Change.CreateTable change) {
        return change.definition();
    }

    /** Not what the new table is like: a change that is made beside it may come before it. */
    @Override
    public PhysicalTable recreateTable(Change.RecreateTable change) {
        return apply(table, change.reasons());
    }

    @Override
    public PhysicalTable dropTable(Change.DropTable change) {
        throw new IllegalArgumentException("There is no table after " + change);
    }

    @Override
    public PhysicalTable createView(Change.CreateView change) {
        throw new IllegalArgumentException("No change of a table: " + change);
    }

    @Override
    public PhysicalTable dropView(Change.DropView change) {
        throw new IllegalArgumentException("No change of a table: " + change);
    }

    @Override
    public PhysicalTable replaceView(Change.ReplaceView change) {
        throw new IllegalArgumentException("No change of a table: " + change);
    }

    @Override
    public PhysicalTable renameView(Change.RenameView change) {
        throw new IllegalArgumentException("No change of a table: " + change);
    }

    private static <T> List<T> plus(List<T> items, T item) {
        List<T> result = new ArrayList<>(items);
        result.add(item);
        return result;
    }

    private static <T> List<T> minus(List<T> items, Predicate<T> gone) {
        return items.stream().filter(gone.negate()).toList();
    }

    private static <T> List<T> map(List<T> items, Function<T, T> change) {
        return items.stream().map(change).toList();
    }
}
