package dev.atscript.db.sync;

import dev.atscript.db.dialect.Dialect;
import dev.atscript.db.dialect.Sessions;
import dev.atscript.db.schema.QualifiedName;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/** A DataSource with its dialect: borrows a connection for each piece of work, and counts what is sent. */
final class Database {

    private static final Logger log = LoggerFactory.getLogger(Database.class);

    private static final String CONNECTION_LOST = "08";
    private static final String SHUT_DOWN = "57P";

    private final DataSource dataSource;
    private final Dialect dialect;
    private final AtomicInteger statements = new AtomicInteger();
    private final Map<Thread, Statement> latest = new ConcurrentHashMap<>();

    Database(DataSource dataSource, Dialect dialect) {
        this.dataSource = outsideOfTransactions(dataSource);
        this.dialect = dialect;
    }

    /** A run commits by itself: it must not get the connection of a transaction that its caller has begun. */
    private static DataSource outsideOfTransactions(DataSource dataSource) {
        DataSource target =
                dataSource instanceof TransactionAwareDataSourceProxy proxy ? proxy.getTargetDataSource() : null;
        return target == null ? dataSource : outsideOfTransactions(target);
    }

    Dialect dialect() {
        return dialect;
    }

    /** How many statements were sent, transaction control not counted. */
    int statements() {
        return statements.get();
    }

    /** Runs work whose statements each stand for themselves. */
    <T> T each(Function<JdbcOperations, T> work) {
        try (Borrowed connection = borrow()) {
            return connection.each(work);
        } catch (SQLException ex) {
            throw failed(ex);
        }
    }

    /** Runs work in one transaction; see {@link Sessions#inTransaction}. */
    <T> T inTransaction(Duration lockTimeout, Function<JdbcOperations, T> work) {
        try (Borrowed connection = borrow()) {
            return connection.inTransaction(lockTimeout, work);
        } catch (SQLException ex) {
            throw failed(ex);
        }
    }

    /** One statement that waits for nobody; see {@link Sessions#impatiently}. */
    <T> T impatiently(Function<JdbcOperations, T> statement) {
        try (Borrowed connection = borrow()) {
            return dialect.sessions().impatiently(connection.connection, () -> connection.each(statement));
        } catch (SQLException ex) {
            throw failed(ex);
        }
    }

    /** Borrows a connection for several pieces of work. */
    Borrowed borrow() {
        Connection connection = connect();
        try {
            return new Borrowed(connection);
        } catch (SQLException ex) {
            try {
                connection.close();
            } catch (SQLException other) {
                ex.addSuppressed(other);
            }
            throw failed(ex);
        }
    }

    /** A connection until it is closed, which gives it back as it was. */
    final class Borrowed implements AutoCloseable {

        private final Connection connection;
        private final boolean autoCommit;

        /** A pool may give connections that are in a transaction already, where a dialect could not begin its own. */
        private Borrowed(Connection connection) throws SQLException {
            this.connection = connection;
            this.autoCommit = connection.getAutoCommit();
            if (!autoCommit) {
                connection.setAutoCommit(true);
            }
        }

        /** See {@link Database#each}. */
        <T> T each(Function<JdbcOperations, T> work) {
            try {
                return work.apply(jdbc(connection));
            } finally {
                latest.remove(Thread.currentThread());
            }
        }

        /** See {@link Sessions#withLockTimeout}. */
        <T> T withLockTimeout(Duration lockTimeout, Function<JdbcOperations, T> query) {
            try {
                return dialect.sessions().withLockTimeout(connection, lockTimeout, () -> query.apply(jdbc(connection)));
            } catch (SQLException ex) {
                throw failed(ex);
            } finally {
                latest.remove(Thread.currentThread());
            }
        }

        /** See {@link Database#inTransaction}. */
        <T> T inTransaction(Duration lockTimeout, Function<JdbcOperations, T> work) {
            try {
                return dialect.sessions().inTransaction(connection, lockTimeout, () -> work.apply(jdbc(connection)));
            } catch (SQLException ex) {
                throw failed(ex);
            } finally {
                latest.remove(Thread.currentThread());
            }
        }

        @Override
        public void close() throws SQLException {
            try (Connection closed = connection) {
                if (!autoCommit) {
                    closed.setAutoCommit(false);
                }
            }
        }
    }

    /**
     * Ends what a thread is doing here: its statement is cancelled, and it sends no other one until its interrupt is
     * cleared.
     */
    void interrupt(Thread thread) {
        thread.interrupt();
        Statement statement = latest.get(thread);
        if (statement != null) {
            try {
                statement.cancel();
            } catch (SQLException ex) {
                log.debug("The statement could not be cancelled, and ends by itself", ex);
            }
        }
    }

    /** Does what has to be done although the thread is interrupted, be it meanwhile, and leaves it interrupted. */
    static void uninterrupted(Runnable work) {
        boolean interrupted = false;
        boolean again = true;
        try {
            while (again) {
                interrupted |= Thread.interrupted();
                again = isEndedByInterrupt(work);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static boolean isEndedByInterrupt(Runnable work) {
        try {
            work.run();
            return false;
        } catch (RuntimeException ex) {
            if (Thread.currentThread().isInterrupted()) {
                return true;
            }
            throw ex;
        }
    }

    /** Who has locked something of these tables, in sentences; empty where nobody knows. */
    List<String> lockHolders(Set<QualifiedName> tables) {
        try {
            return each(jdbc -> dialect.sessions().lockHolders(jdbc, tables));
        } catch (DataAccessException ex) {
            log.debug("Nobody knows who is in the way", ex);
            return List.of();
        }
    }

    boolean isMissingTable(DataAccessException failure) {
        SQLException cause = sqlException(failure);
        return cause != null && dialect.sessions().isMissingTable(cause);
    }

    boolean isBusy(DataAccessException failure) {
        SQLException cause = sqlException(failure);
        return cause != null && dialect.sessions().isBusy(cause);
    }

    /** Whether a connection was lost on the way, where another one may be there. */
    static boolean isLostConnection(DataAccessException failure) {
        return failure instanceof DataAccessResourceFailureException
                && !(failure instanceof CannotGetJdbcConnectionException);
    }

    /** What the database itself said, if it was the database. */
    static String messageOf(RuntimeException failure) {
        SQLException cause = failure instanceof DataAccessException ? sqlException(failure) : null;
        return cause == null || cause.getMessage() == null ? String.valueOf(failure.getMessage()) : cause.getMessage();
    }

    /** The statement that failed; empty where it was none. */
    static String sqlOf(DataAccessException failure) {
        String sql = failure instanceof UncategorizedSQLException ex ? ex.getSql() : null;
        return sql == null ? "" : sql;
    }

    static @Nullable SQLException sqlException(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }

    private static UncategorizedSQLException failed(SQLException failure) {
        return new UncategorizedSQLException("Transaction", null, failure);
    }

    private Connection connect() {
        try {
            return dataSource.getConnection();
        } catch (SQLException ex) {
            throw new CannotGetJdbcConnectionException("The database cannot be reached: " + ex.getMessage(), ex);
        }
    }

    private JdbcOperations jdbc(Connection connection) {
        return new JdbcTemplate(new SingleConnectionDataSource(connection, true)) {
            @Override
            protected void applyStatementSettings(Statement statement) throws SQLException {
                super.applyStatementSettings(statement);
                latest.put(Thread.currentThread(), statement);
                if (Thread.currentThread().isInterrupted()) {
                    throw new SyncInterruptedException();
                }
                statements.incrementAndGet();
            }

            /** One exception for all that a database refuses, as only this one knows the statement. */
            @Override
            protected DataAccessException translateException(String task, @Nullable String sql, SQLException ex) {
                String state = String.valueOf(ex.getSQLState());
                return state.startsWith(CONNECTION_LOST) || state.startsWith(SHUT_DOWN)
                        ? new DataAccessResourceFailureException(String.valueOf(ex.getMessage()), ex)
                        : new UncategorizedSQLException(task, sql, ex);
            }
        };
    }
}
