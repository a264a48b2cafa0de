package dev.atscript.db.dialect.postgres;

import dev.atscript.db.dialect.LiveQuery;
import dev.atscript.db.dialect.Renaming;
import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalForeignKey;
import dev.atscript.db.schema.PhysicalIndex;
import dev.atscript.db.schema.PhysicalSchema;
import dev.atscript.db.schema.QualifiedName;
import dev.atscript.db.schema.UnmanagedObject;
import java.util.List;

/** {@link Renaming} of PostgreSQL. */
final class PostgresRenaming implements Renaming {

    @Override
    public UnmanagedObject afterRename(UnmanagedObject object, QualifiedName table, Change rename) {
        return PostgresColumnObstacles.OF_COLUMNS.contains(object.kind())
                        && rename instanceof Change.RenameColumn column
                        && column.table().equals(table)
                        && column.from().equals(object.column())
                ? object.withColumn(column.to())
                : object;
    }

    /** Nothing is left: the database follows names itself. */
    @Override
    public PhysicalSchema afterRenames(PhysicalSchema after, List<Change> renames, LiveQuery query) {
        return after;
    }

    @Override
    public boolean followsRename(PhysicalIndex index) {
        return true;
    }

    @Override
    public boolean renamesConstraints() {
        return true;
    }

    @Override
    public boolean renamesForeignKey(QualifiedName table, PhysicalForeignKey key, String wanted) {
        return !key.name().equals(wanted);
    }
}
