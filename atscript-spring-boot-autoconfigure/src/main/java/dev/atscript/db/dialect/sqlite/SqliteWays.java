package dev.atscript.db.dialect.sqlite;

import dev.atscript.db.dialect.Alterations.Way;
import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalColumn;
import dev.atscript.db.schema.PhysicalSchema;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.UnmanagedObject;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which changes SQLite makes in place.
 *
 * @see <a href="https://www.sqlite.org/lang_altertable.html">ALTER TABLE</a>
 */
final class SqliteWays implements Change.Cases<Way> {

    private static final Pattern CONSTANT = Pattern.compile("'(?:[^']|'')*+'|[-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?");

    private final PhysicalTable table;
    private final PhysicalSchema live;

    SqliteWays(PhysicalTable table, PhysicalSchema live) {
        this.table = table;
        this.live = live;
    }

    @Override
    public Way addColumn(Change.AddColumn change) {
        PhysicalColumn column = change.column();
        String defaultValue = column.defaultValue();
        boolean constant = defaultValue == null || isConstant(defaultValue);
        boolean filled = column.nullable() || defaultValue != null;
        return constant && filled && column.identity() == null ? Way.IN_PLACE : Way.RECREATE;
    }

    @Override
    public Way dropColumn(Change.DropColumn change) {
        String name = change.column().name();
        boolean inKey = table.primaryKeyColumns().contains(name);
        boolean inForeignKey =
                table.foreignKeys().stream().anyMatch(key -> key.columns().contains(name));
        boolean inUnique = table.unmanaged().stream()
                .anyMatch(object -> object.kind() == UnmanagedObject.Kind.UNIQUE
                        && new NamesInSql(object.sql()).containsColumn(name));
        return inKey || inForeignKey || inUnique ? Way.RECREATE : Way.IN_PLACE;
    }

    @Override
    public Way alterColumn(Change.AlterColumn change) {
        Set<Change.Aspect> aspects = change.aspects();
        if (aspects.contains(Change.Aspect.TYPE)) {
            return Way.RECREATE_AS_CHOSEN;
        }
        boolean inPlace = aspects.equals(EnumSet.of(Change.Aspect.NULLABILITY))
                && Versions.atLeast(live.serverVersion(), 3, 53)
                && !table.primaryKeyColumns().contains(change.to().name());
        return inPlace ? Way.IN_PLACE : Way.RECREATE;
    }

    @Override
    public Way changePrimaryKey(Change.ChangePrimaryKey change) {
        return Way.RECREATE;
    }

    @Override
    public Way addForeignKey(Change.AddForeignKey change) {
        return Way.RECREATE;
    }

    @Override
    public Way dropForeignKey(Change.DropForeignKey change) {
        return Way.RECREATE;
    }

    @Override
    public Way renameForeignKey(Change.RenameForeignKey change) {
        return Way.RECREATE;
    }

    @Override
    public Way createTable(Change.CreateTable change) {
        return Way.IN_PLACE;
    }

    @Override
    public Way dropTable(Change.DropTable change) {
        return Way.IN_PLACE;
    }

    @Override
    public Way renameTable(Change.RenameTable change) {
        return Way.IN_PLACE;
    }

    @Override
    public Way recreateTable(Change.RecreateTable change) {
        return Way.IN_PLACE;
    }

    @Override
    public Way renameColumn(Change.RenameColumn change) {
        return Way.IN_PLACE;
    }

    @Override
    public Way createIndex(Change.CreateIndex change) {
        return Way.IN_PLACE;
    }

    @Override
    public Way dropIndex(Change.DropIndex change) {
        return Way.IN_PLACE;
    }

    @Override
    public Way renameIndex(Change.RenameIndex change) {
        return Way.IN_PLACE;
    }

    @Override
    public Way createView(Change.CreateView change) {
        return Way.IN_PLACE;
    }

    @Override
    public Way dropView(Change.DropView change) {
        return Way.IN_PLACE;
    }

    @Override
    public Way renameView(Change.RenameView change) {
        return Way.IN_PLACE;
    }

    @Override
    public Way replaceView(Change.ReplaceView change) {
        return Way.IN_PLACE;
    }

    static boolean isConstant(String defaultValue) {
        return CONSTANT.matcher(defaultValue).matches();
    }
}
