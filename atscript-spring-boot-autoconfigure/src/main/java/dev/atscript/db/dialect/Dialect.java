package dev.atscript.db.dialect;

import dev.atscript.db.model.DbSchema;
import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalColumn;
import dev.atscript.db.schema.PhysicalForeignKey;
import dev.atscript.db.schema.PhysicalIndex;
import dev.atscript.db.schema.PhysicalSchema;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.QualifiedName;
import dev.atscript.db.schema.UnmanagedObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * All that is different between kinds of database. Implementations are stateless and safe for use by several threads.
 *
 * <p>To add a kind of database: implement this in a package of its own, name it in {@link Dialects}, and run the
 * contract suite against it.
 */
public interface Dialect {

    /** The name in hashes, plans and metrics, for example {@code postgres}. */
    String name();

    /** The databases that it speaks to. */
    SupportedDatabase database();

    /** Counts up whenever {@link #map} or {@link #render} would say something else of the same model. */
    int mappingVersion();

    /** What the database should hold for a model. Never fails: what cannot be mapped is a diagnostic of the result. */
    DesiredSchema map(DbSchema model);

    /** The same as the database spells it, where only that knows; asked in one statement at most. */
    DesiredSchema spell(DesiredSchema desired, JdbcOperations jdbc);

    /** Whether the default of a live column has the value of a wanted one's, although it is written in another way. */
    boolean sameDefault(PhysicalColumn live, PhysicalColumn wanted);

    /**
     * Reads what the database holds, in at most six statements, however many tables there are; SQLite, which cannot tell
     * the columns of its views together where one of them is broken, then needs one for each view.
     *
     * @param jdbc one connection
     * @param namespaces the namespaces to read, beside the default one
     * @param lockTimeout how long a statement waits for what somebody else has locked; zero for as long as it takes
     */
    PhysicalSchema introspect(JdbcOperations jdbc, Set<String> namespaces, Duration lockTimeout);

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
     * @param table the table as it is, after renames
     */
    List<String> obstacles(Change change, PhysicalTable table);

    /**
     * What is not ours of a table or view after a rename, by which the database may write anew what makes it.
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

    /** Whether a column holds rows of one of the tables, so that its type is there when the table is. */
    boolean holdsRowsOf(PhysicalColumn column, Set<QualifiedName> tables);

    /** Which views have to be gone when a change is made, or break by it. */
    ViewsInTheWay viewsInTheWay(Change change);

    /** Which views stand in the way of a change. */
    enum ViewsInTheWay {
        NONE,
        /** Those that read the changed column. */
        OF_THE_COLUMN,
        /** Those that count on the table's primary key. */
        OF_THE_KEY,
        /** Those that read a full-text index, where that is a table of its own. */
        OF_THE_INDEX,
        /** Those that read the table or view. */
        OF_THE_RELATION
    }

    /**
     * Whether the database knows what a view reads, and keeps that from going; otherwise only {@link #breakages} tells what
     * of somebody's views would not work any longer.
     */
    boolean keepsDependencies();

    /** The definitions of views in the database's own words, by name; read in one statement. */
    Map<QualifiedName, String> viewDefinitions(JdbcOperations jdbc, Set<QualifiedName> views);

    /**
     * What the database's words for a view depend on besides the view, so that those of two servers are compared only where
     * it is the same.
     */
    String viewSpelling(PhysicalSchema live);

    /** Whether a view can get another name in place. */
    boolean renamesViews();

    /**
     * Whether a view that is not materialized can get another definition in place, with other names for its columns, and more
     * columns behind them.
     */
    boolean replacesViews();

    /** What is equal for names that the database takes for one. */
    String key(String name);

    /** Whether an index of that definition stays correct when its table or one of its columns is renamed. */
    boolean followsRename(PhysicalIndex index);

    /** All names that an index takes, its own first. */
    IndexNames namesOf(PhysicalIndex index);

    /**
     * Names that an index takes.
     *
     * @param relations names that no table, view or index can have beside it
     * @param triggers names that no trigger can have beside it
     */
    record IndexNames(List<String> relations, List<String> triggers) {}

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

    /**
     * Whether a column serves a program that expects another type: it takes all values of that type, and compares and
     * sorts them as that one does.
     *
     * @param type the column's type
     * @param expected the type that is expected
     */
    boolean canStandFor(String type, String expected);

    /** Whether the database numbers no column but the primary key, and so at most one of a table. */
    boolean numbersOnlyTheKey();

    /** Whether foreign keys are written inside CREATE TABLE; otherwise they are added after all tables exist. */
    boolean foreignKeysInCreateTable();

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
     * A query of how far the numbering of a column has come, or may go, where a smaller type would not take that; it
     * answers 0 where it would.
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
     * A condition that holds for rows whose value is too long for a key or a plain or unique index, beyond doubt; others may be.
     *
     * @param column the column in SQL, of the table as it is
     * @param type its type
     * @return null where every value of the type fits
     */
    @Nullable
    String tooLongForIndex(String column, String type);

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
     * What a value is when it is looked for in the column that a foreign key points at.
     *
     * @param expression the value in SQL
     * @param type its type
     * @param targetType the type of that column
     * @return an expression to compare with that column; null where the database cannot compare them
     */
    @Nullable
    String sought(String expression, String type, String targetType);

    /** What has to exist before any of the changes, and does not: namespaces, extensions. */
    List<SqlStatement> prerequisites(List<Change> changes, PhysicalSchema live);

    /** Keeps others from writing to a table until the transaction ends; empty where the transaction does that by itself. */
    List<SqlStatement> lock(QualifiedName table);

    /** The statements that make a change, in order. */
    List<SqlStatement> render(Change change);

    /**
     * What the database would let be broken by changes, or mean something else after them: what is not ours, and it does not
     * look at.
     *
     * @param changes in the order in which they are made
     * @param query asks the live database
     */
    List<Breakage> breakages(List<RenderedChange> changes, LiveQuery query);

    /**
     * What the role that syncs may not do of changes, as far as the database tells.
     *
     * @param changes all of a plan
     * @param liveName the name that a table has now, by its name after renames
     * @param live the database
     * @param query asks the live database
     */
    List<MissingRight> missingRights(
            List<Change> changes, UnaryOperator<QualifiedName> liveName, PhysicalSchema live, LiveQuery query);

    /** Queries that must return no row when all changes are made, and before they are committed. */
    List<SqlStatement> finalProofs(List<Change> changes);

    /** The statements around the control table. */
    ControlTableSql controlTable();

    /**
     * Runs work in one transaction on a connection, set up so that statements of {@link #render} keep what they must
     * keep, and leaves the connection as it was found, whatever happens. The transaction is rolled back when the work
     * throws; no other transaction can write what it has read.
     *
     * @param lockTimeout how long a statement waits for what somebody else has locked; zero for as long as it takes
     * @throws SQLException if the transaction cannot begin or commit
     */
    <T> T inTransaction(Connection connection, Duration lockTimeout, Supplier<T> work) throws SQLException;

    /**
     * Runs one statement about the control table that commits by itself, so that a process that stands still keeps
     * nothing locked. It waits for what somebody else has locked no longer than {@link ControlTableSql#PATIENCE}.
     *
     * <p>Nothing of a session may be relied on where a pooler stands before the database: there the statement itself says
     * how long it waits. Otherwise the connection is set up so, and left as it was found.
     *
     * @throws SQLException if the connection cannot be set up
     */
    <T> T impatiently(Connection connection, Supplier<T> statement) throws SQLException;

    /**
     * Runs one query of what tables hold, which waits for what somebody else has locked no longer than that, and leaves the
     * connection as it was found. Readers that nobody can lock out wait as they do.
     *
     * @param lockTimeout how long the query waits; zero for as long as it takes
     * @throws SQLException if the connection cannot be set up
     */
    <T> T withLockTimeout(Connection connection, Duration lockTimeout, Supplier<T> query) throws SQLException;

    /** Who has locked something of these tables right now, one sentence each; empty where the database does not tell. */
    List<String> lockHolders(JdbcOperations jdbc, Set<QualifiedName> tables);

    /**
     * How a URL would be written whose connections share one database, where each connection to this one has a database of
     * its own; null where they share one already.
     */
    @Nullable
    String sharedUrl(String url);

    /**
     * A query for one text that is the same for all connections to one database and one default namespace, whatever their
     * URLs are, and another one for all others; it selects an empty text where the database cannot tell.
     */
    String placeQuery();

    /** Whether the failure says that a table does not exist. */
    boolean isMissingTable(SQLException failure);

    /** Whether the failure says that a column does not exist. */
    boolean isMissingColumn(SQLException failure);

    /**
     * Whether the failure says that somebody else was in the way, and the same may succeed later: a lock held for longer
     * than we wanted to wait, a deadlock, a conflict of transactions.
     */
    boolean isBusy(SQLException failure);

    /** The name as an SQL identifier. */
    String quote(String identifier);

    /** The name as an SQL identifier, with its namespace if it has one. */
    String quote(QualifiedName name);
}
