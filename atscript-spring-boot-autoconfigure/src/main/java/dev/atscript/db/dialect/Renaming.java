package dev.atscript.db.dialect;

import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalForeignKey;
import dev.atscript.db.schema.PhysicalIndex;
import dev.atscript.db.schema.PhysicalSchema;
import dev.atscript.db.schema.QualifiedName;
import dev.atscript.db.schema.UnmanagedObject;
import java.util.List;

/** What follows when a table or a column gets another name, and which things can get one in place. */
public interface Renaming {

    /**
     * Something of a table or view that is not ours, after a rename, for which the database may rewrite its definition.
     *
     * @param object what is not ours
     * @param table the table or view it belongs to, by the name before
     * @param rename the rename of a table or column, that one or another; or of the view, be it by making it anew
     * @return the same with empty SQL where it cannot be told
     */
    UnmanagedObject afterRename(UnmanagedObject object, QualifiedName table, Change rename);

    /**
     * The tables after renames, with what only the database can tell of what is not ours of them: what {@link #afterRename}
     * has left empty.
     *
     * @param after the database after the renames
     * @param renames all that are made, in their order
     * @param query asks the database as it is
     */
    PhysicalSchema afterRenames(PhysicalSchema after, List<Change> renames, LiveQuery query);

    /** Whether an index of that definition stays correct when its table or one of its columns is renamed. */
    boolean followsRename(PhysicalIndex index);

    /** Whether indexes and constraints can get another name in place. */
    boolean renamesConstraints();

    /**
     * Whether a foreign key of ours gets the name that it would have if it were made now: wherever that costs nothing,
     * and otherwise where its name holds that of another table.
     *
     * @param table the table it belongs to, after renames
     * @param key as it is
     * @param wanted the name, which may be the one it has
     */
    boolean renamesForeignKey(QualifiedName table, PhysicalForeignKey key, String wanted);
}
