package dev.atscript.db.dialect;

import dev.atscript.db.schema.PhysicalColumn;
import dev.atscript.db.schema.PhysicalIndex;
import dev.atscript.db.schema.PhysicalSchema;
import dev.atscript.db.schema.PhysicalTable;
import org.jspecify.annotations.Nullable;

/** What becomes of values when columns, keys and foreign keys change, as SQL about the rows that are there. */
public interface Values {

    /**
     * Whether a column serves a program that expects another type: it takes all values of that type, and compares and
     * sorts them as that one does.
     *
     * @param type the column's type
     * @param expected the type that is expected
     */
    boolean canStandFor(String type, String expected);

    /**
     * Which values of a column would not survive a change of its type.
     *
     * @param expression the column in SQL
     * @param from the column as it is
     * @param to the column as it should be
     * @param live the database it is in
     * @return a condition that is true for such values, or fails on them; null where the new type holds every value
     *     of the old one
     */
    @Nullable
    String lossyCondition(String expression, PhysicalColumn from, PhysicalColumn to, PhysicalSchema live);

    /**
     * Whether a change of type is destructive: the new type is for fewer values than the old one.
     *
     * @param from the column as it is
     * @param to the column as it should be
     * @param live the database it is in
     */
    default boolean isNarrowing(PhysicalColumn from, PhysicalColumn to, PhysicalSchema live) {
        return lossyCondition("x", from, to, live) != null;
    }

    /**
     * A query for the highest number that a column's sequence has reached, or may reach, if a smaller type cannot hold it;
     * otherwise for 0.
     *
     * @param table the table in SQL
     * @param column the column's name
     * @param from the column as it is
     * @param to the column as it should be
     * @return null where the new type takes any number of the old one
     */
    @Nullable
    String numberBeyond(String table, String column, PhysicalColumn from, PhysicalColumn to);

    /**
     * A condition that holds for rows whose value is certainly too long for a key or a plain or unique index; others may be.
     *
     * @param column the column in SQL, of the table as it is
     * @param type its type
     * @return null where every value of the type fits
     */
    @Nullable
    String tooLongForIndex(String column, String type);

    /**
     * A condition that holds for rows whose value a column takes, but not as the only one of the primary key.
     *
     * @param column the column in SQL, of the table as it is
     * @param type its type
     * @return null where a key takes all that the column does
     */
    default @Nullable String unfitForKey(String column, String type) {
        return null;
    }

    /**
     * A query that the database refuses where a row's texts are too long for a full-text index.
     *
     * @param rows a query of the index's columns as they will be
     * @return null where an index takes all of them
     */
    default @Nullable String trialOfFullText(PhysicalIndex index, String rows) {
        return null;
    }

    /** What to do about values that would not survive a change of a column's type, in the words of an error. */
    default String remedyForLoss(PhysicalColumn from, PhysicalColumn to) {
        return "correct them, or choose a type that holds them";
    }

    /** Whether a change of type fails on every value that would not survive it, so that none is cut, rounded or replaced. */
    boolean refusesLoss(PhysicalColumn from, PhysicalColumn to);

    /**
     * Counts the rows of a table for which a condition of {@link #lossyCondition} is true or fails, and finds some of
     * the values it fails for.
     *
     * @param table the table in SQL
     * @param expression the column in SQL
     */
    RowCount countRows(String table, String expression, String condition, LiveQuery query);

    /**
     * The rows that a table's keys and foreign keys are about, as something to select from: its own, without those that
     * tables which inherit from it lend it.
     *
     * @param table the table as it is
     * @param sql its name in SQL
     */
    String ownRows(PhysicalTable table, String sql);

    /**
     * What a column's value will be when the column is changed, as an expression that compares as the changed column
     * does. It may fail on values that do not survive.
     *
     * @param expression the column in SQL
     * @param from the column as it is
     * @param to the column as it should be
     */
    String converted(String expression, PhysicalColumn from, PhysicalColumn to);

    /**
     * A value as a column of a type compares it, where that is not said by the value itself.
     *
     * @param expression an expression over a row of the table, in SQL
     * @param type the column's type
     */
    default String compared(String expression, String type) {
        return expression;
    }

    /**
     * What a value is when it is looked for in the column that a foreign key points at.
     *
     * @param expression the value in SQL
     * @param type its type
     * @param targetType the type of that column
     * @return an expression to compare with that column; null where the database cannot compare them
     */
    @Nullable
    String sought(String expression, String type, String targetType);
}
