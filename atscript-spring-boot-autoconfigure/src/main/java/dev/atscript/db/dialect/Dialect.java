package dev.atscript.db.dialect;

import dev.atscript.db.model.DbSchema;
import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalColumn;
import dev.atscript.db.schema.PhysicalIndex;
import dev.atscript.db.schema.PhysicalSchema;
import dev.atscript.db.schema.QualifiedName;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * All that is different between kinds of database: itself the names, both sides of the comparison and the statements, and
 * in its parts what else the planner and a run ask. Implementations are stateless and safe for use by several threads.
 *
 * <p>To add a kind of database: implement this in a package of its own, with a public constructor without parameters,
 * name it in {@code META-INF/services/dev.atscript.db.dialect.Dialect}, and run the contract suite against it.
 */
public interface Dialect {

    /** The name in hashes, plans and metrics, for example {@code postgres}. */
    String name();

    /** The databases that it speaks to. */
    SupportedDatabase database();

    /** Incremented whenever {@link #map} or {@link #render} says something else of the same model. */
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

    /** What is equal for names that the database takes for one. */
    String key(String name);

    /** All names that an index takes, its own first. */
    IndexNames namesOf(PhysicalIndex index);

    /**
     * Names that an index takes.
     *
     * @param relations names that no table, view or index can have beside it
     * @param triggers names that no trigger can have beside it
     */
    record IndexNames(List<String> relations, List<String> triggers) {}

    /** What has to exist before any of the changes, and does not: namespaces, extensions. */
    List<SqlStatement> prerequisites(List<Change> changes, PhysicalSchema live);

    /** Keeps others from writing to a table until the transaction ends; empty where the transaction does that by itself. */
    List<SqlStatement> lock(QualifiedName table);

    /** The statements that make a change, in order. */
    List<SqlStatement> render(Change change);

    /**
     * What is not ours and would be broken by changes, or mean something else after them, without the database's noticing.
     *
     * @param changes in the order in which they are made
     * @param live the database
     * @param query asks the live database
     */
    List<Breakage> breakages(List<RenderedChange> changes, PhysicalSchema live, LiveQuery query);

    /**
     * The privileges that the role which syncs lacks for changes, as far as the database can tell.
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

    /** The name as an SQL identifier. */
    String quote(String identifier);

    /** The name as an SQL identifier, with its namespace if it has one. */
    String quote(QualifiedName name);

    /** How a database makes changes of what there is, and which ones it refuses. */
    Alterations alterations();

    /** What follows when a table or a column gets another name, and which things can get one in place. */
    Renaming renaming();

    /** How a database takes it when views change, or what they read. */
    ViewChanges viewChanges();

    /** What becomes of values when columns, keys and foreign keys change, as SQL about the rows that are there. */
    Values values();

    /** How sync works on connections: transactions, waiting for others, and what failures mean. */
    Sessions sessions();
}
