package dev.atscript.db.dialect;

import dev.atscript.db.schema.QualifiedName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** How sync works on connections: transactions, waiting for others, and what failures mean. */
public interface Sessions {

    /** The statements around the control table. */
    ControlTableSql controlTable();

    /**
     * Runs work in one transaction on a connection, set up so that statements of {@link Dialect#render} keep what they must
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

    /**
     * A query for one text that is another one once anybody has changed a table, a view, an index or a trigger; null where
     * no statement of a plan takes along what its table had not when the plan was made.
     */
    @Nullable
    String schemaStampQuery();

    /** Whether the failure says that a table does not exist. */
    boolean isMissingTable(SQLException failure);

    /** Whether the failure says that a column does not exist. */
    boolean isMissingColumn(SQLException failure);

    /**
     * Whether the failure says that somebody else was in the way, and the same may succeed later: a lock held for longer
     * than we wanted to wait, a deadlock, a conflict of transactions.
     */
    boolean isBusy(SQLException failure);
}
