package dev.atscript.db.dialect.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.jdbc.core.ConnectionCallback;

/**
 * A transaction whose statements do not queue for long behind what somebody else has locked: whoever comes after them
 * would queue too.
 *
 * @see <a href="https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-LOCK-TIMEOUT">lock_timeout</a>
 */
final class PostgresTransaction {

    private PostgresTransaction() {}

    static <T> T run(Connection connection, Duration lockTimeout, Supplier<T> work) throws SQLException {
        return run(connection, same -> {
            limitWaiting(same, lockTimeout);
            return work.get();
        });
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

    private static void limitWaiting(Connection connection, Duration lockTimeout) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL lock_timeout = " + Math.min(lockTimeout.toMillis(), Integer.MAX_VALUE));
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
