package dev.atscript.db.dialect;

import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalColumn;
import dev.atscript.db.schema.PhysicalSchema;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.QualifiedName;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a database makes changes of what there is, and which ones it refuses. */
public interface Alterations {

    /**
     * How a change of an existing table can be made.
     *
     * @param change the change, no recreation
     * @param table the table as it is, after renames
     * @param live the database it is in
     */
    Way wayOf(Change change, PhysicalTable table, PhysicalSchema live);

    /**
     * Why a change cannot be made although the rows would allow it: what of the table that was not made by sync stands
     * in its way. Each is a sentence without the table's name at its beginning.
     *
     * @param change the change
     * @param table the table as it is, after renames; for a column, a name or an index that comes, as it will be
     */
    List<String> obstacles(Change change, PhysicalTable table);

    /** How a change of an existing table can be made. */
    enum Way {
        /** By statements that change the table. */
        IN_PLACE,
        /** By a new table that the rows are copied to; nothing can be lost by it. */
        RECREATE,
        /** By a new table, and the model has to say whether the rows are copied or dropped. */
        RECREATE_AS_CHOSEN
    }

    /** Why the database cannot make a change of an existing table; null where it can. */
    @Nullable
    String refusal(Change change);

    /**
     * A query that the database refuses where it would refuse a column of that type and default.
     *
     * @return null where sync knows that it refuses none
     */
    @Nullable
    String trialOf(PhysicalColumn column);

    /**
     * A query that the database refuses where a column of that type can never be empty, even an optional one.
     *
     * @return null where sync knows that it can
     */
    @Nullable
    String trialOfNull(PhysicalColumn column);

    /**
     * A query that the database refuses where a column of that type can be in no key, and in no plain or unique index.
     *
     * @return null where sync knows that it can
     */
    @Nullable
    String trialOfOrder(PhysicalColumn column);

    /**
     * A query for what keeps a column of that type out of every full text: the end of a sentence that begins with what the
     * column cannot be, and no row where nothing does.
     *
     * @return null where sync knows that nothing does
     */
    @Nullable
    String obstacleToFullText(PhysicalColumn column);

    /** Whether a column holds rows of one of the tables, so that its type is there when the table is. */
    boolean holdsRowsOf(PhysicalColumn column, Set<QualifiedName> tables);

    /**
     * Whether a foreign key or full text can keep the column, the key or the unique index that it stands on from changing
     * or going, so that it has to be taken off before and put back after; {@link #foreignKeysSurvive} tells more.
     */
    boolean dependentsBlockChanges();

    /** Whether a foreign key at either end of the column can stay while it changes, whichever end changes first. */
    boolean foreignKeysSurvive(Change.AlterColumn change);

    /**
     * Why a foreign key cannot point at a table, whatever its columns are; null where it can.
     *
     * @param table the table it belongs to, as it is; null for one that is created
     * @param target the table that it points at, as it is
     * @return a sentence without the target's name at its beginning
     */
    @Nullable
    String obstacleToReference(@Nullable PhysicalTable table, PhysicalTable target);

    /** Whether a foreign key can point from a column of a type at one of another. */
    boolean canReference(String type, String targetType);

    /** Whether the database numbers no column but the primary key, and so at most one of a table. */
    boolean numbersOnlyTheKey();

    /** Whether foreign keys are written inside CREATE TABLE; otherwise they are added after all tables exist. */
    boolean foreignKeysInCreateTable();
}
