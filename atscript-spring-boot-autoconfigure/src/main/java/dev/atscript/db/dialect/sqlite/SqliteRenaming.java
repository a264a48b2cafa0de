package dev.atscript.db.dialect.sqlite;

import dev.atscript.db.dialect.LiveQuery;
import dev.atscript.db.dialect.Renaming;
import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalForeignKey;
import dev.atscript.db.schema.PhysicalIndex;
import dev.atscript.db.schema.PhysicalSchema;
import dev.atscript.db.schema.QualifiedName;
import dev.atscript.db.schema.UnmanagedObject;
import java.util.List;

/** {@link Renaming} of SQLite. */
final class SqliteRenaming implements Renaming {

    @Override
    public UnmanagedObject afterRename(UnmanagedObject object, QualifiedName table, Change rename) {
        return FollowedRename.of(object, table, rename);
    }

    @Override
    public PhysicalSchema afterRenames(PhysicalSchema after, List<Change> renames, LiveQuery query) {
        return FollowedTriggers.of(
                after,
                renames.stream()
                        .flatMap(rename -> rename.accept(new SqliteRenderer()).stream())
                        .toList(),
                query);
    }

    @Override
    public boolean followsRename(PhysicalIndex index) {
        return index.kind() != PhysicalIndex.Kind.FULLTEXT;
    }

    @Override
    public boolean renamesConstraints() {
        return false;
    }

    @Override
    public boolean renamesForeignKey(QualifiedName table, PhysicalForeignKey key, String wanted) {
        return !key.name().equals(wanted) && !key.name().startsWith(table.name() + "__");
    }
}
