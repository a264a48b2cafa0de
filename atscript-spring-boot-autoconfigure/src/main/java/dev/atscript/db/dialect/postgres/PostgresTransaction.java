package dev.atscript.db.dialect.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.jdbc.core.ConnectionCallback;

/**
 * A transaction whose statements do not queue for long behind what somebody else has locked: whoever comes after them
 * would queue too. Nor does it keep for long what it has locked itself, where its client stands still or is gone without a
 * word.
 *
 * @see <a href="https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-LOCK-TIMEOUT">lock_timeout</a>
 * @see <a
 *     href="https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-IDLE-IN-TRANSACTION-SESSION-TIMEOUT">
 *     idle_in_transaction_session_timeout</a>
 */
final class PostgresTransaction {

    private static final Duration SILENCE = Duration.ofMinutes(1);

    /**
     * Lets the server end the transaction whose client has said nothing for a minute: a host that lost its power closes no
     * connection, and the server would notice it after two hours. A limit that the server has already stays.
     */
    static final String LIMIT_SILENCE = "pg_catalog.set_config('idle_in_transaction_session_timeout',"
            + " CASE pg_catalog.current_setting('idle_in_transaction_session_timeout') WHEN '0' THEN '"
            + SILENCE.toMillis()
            + "' ELSE pg_catalog.current_setting('idle_in_transaction_session_timeout') END, true)";

    /**
     * What the server's or the role's settings must not do to a change. Where rows are hidden from the role, a statement
     * that looks for lost values fails instead of finding none. A limit on the time of a statement is one for the
     * application's queries: it would end each attempt to apply the same plan, after the tables were locked that long.
     *
     * @see <a href="https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-ROW-SECURITY">row_security</a>
     */
    private static final String WHOLE_WORK = """
            pg_catalog.set_config('row_security', 'off', true), pg_catalog.set_config('statement_timeout', '0', true),
            CASE WHEN pg_catalog.current_setting('transaction_timeout', true) IS NOT NULL THEN pg_catalog.set_config('transaction_timeout', '0', true) END""";

    /**
     * Numbers that become text keep all their digits, a backslash in a text is one, whatever old applications expect, and the
     * server says a view in the words it has for everybody.
     */
    private static final String SPELLING = """
            pg_catalog.set_config('standard_conforming_strings', 'on', true),
            pg_catalog.set_config('quote_all_identifiers', 'off', true), pg_catalog.set_config('extra_float_digits', '1', true),
            pg_catalog.set_config('IntervalStyle', 'postgres', true),
            pg_catalog.set_config('bytea_output', 'hex', true)""";

    private PostgresTransaction() {}

    static <T> T run(Connection connection, Duration lockTimeout, Supplier<T> work) throws SQLException {
        return run(connection, same -> {
            limit(same, lockTimeout);
            return work.get();
        });
    }

    /**
     * Runs one query that reads tables, with the rights and the zone of the session. The limit is set before the query and not in it: the server
     * waits for the tables that a statement names before it executes any of it.
     */
    static <T> T runQuery(Connection connection, Duration lockTimeout, Supplier<T> query) throws SQLException {
        return run(connection, same -> {
            try (Statement statement = same.createStatement()) {
                statement.execute("SELECT pg_catalog.set_config('lock_timeout', '" + millis(lockTimeout) + "', true), "
                        + LIMIT_SILENCE + ", " + SPELLING);
            }
            return query.get();
        });
    }

    /** What the server takes for it. Zero stands for no limit there as well, and what is shorter than it counts must not. */
    static String millis(Duration lockTimeout) {
        return String.valueOf(
                lockTimeout.isZero() ? 0 : Math.max(1, Math.min(Integer.MAX_VALUE, lockTimeout.toMillis())));
    }

    /** Runs work that waits as long as the session says, and whose settings end with it. */
    static <T> T run(Connection connection, ConnectionCallback<T> work) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try {
            T result = work.doInConnection(connection);
            connection.commit();
            connection.setAutoCommit(autoCommit);
            return result;
        } catch (SQLException | RuntimeException | Error failure) {
            rollback(connection, autoCommit, failure);
            throw failure;
        }
    }

    private static void limit(Connection connection, Duration lockTimeout) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // What was committed while it waited for a lock, it has to see, whatever the pool says of isolation.
            statement.execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED");
            statement.execute("SELECT pg_catalog.set_config('lock_timeout', '" + millis(lockTimeout) + "', true), "
                    + LIMIT_SILENCE + ", " + SPELLING + ", " + WHOLE_WORK);
        }
    }

    /** What fails here must not hide why: a pool may have closed the connection after the first failure. */
    private static void rollback(Connection connection, boolean autoCommit, Throwable failure) {
        try {
            connection.rollback();
            connection.setAutoCommit(autoCommit);
        } catch (SQLException ex) {
            failure.addSuppressed(ex);
        }
    }
}
