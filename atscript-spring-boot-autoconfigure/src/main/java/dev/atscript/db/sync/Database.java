package dev.atscript.db.sync;

import dev.atscript.db.dialect.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A DataSource with its dialect: borrows a connection for each piece of work, and counts what is sent. */
final class Database {

    private final DataSource dataSource;
    private final Dialect dialect;
    private final AtomicInteger statements = new AtomicInteger();

    Database(DataSource dataSource, Dialect dialect) {
        this.dataSource = dataSource;
        this.dialect = dialect;
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
        return withConnection(connection -> {
            boolean autoCommit = connection.getAutoCommit();
            if (autoCommit) {
                return work.apply(jdbc(connection));
            }
            connection.setAutoCommit(true);
            try {
                return work.apply(jdbc(connection));
            } finally {
                connection.setAutoCommit(false);
            }
        });
    }

    /** Runs work in one transaction; see {@link Dialect#inTransaction}. */
    <T> T inTransaction(Function<JdbcOperations, T> work) {
        return withConnection(connection -> dialect.inTransaction(connection, () -> work.apply(jdbc(connection))));
    }

    boolean isMissingTable(DataAccessException failure) {
        SQLException cause = sqlException(failure);
        return cause != null && dialect.isMissingTable(cause);
    }

    boolean isBusy(DataAccessException failure) {
        SQLException cause = sqlException(failure);
        return cause != null && dialect.isBusy(cause);
    }

    /** What the database itself said. */
    static String messageOf(DataAccessException failure) {
        SQLException cause = sqlException(failure);
        return cause == null || cause.getMessage() == null ? String.valueOf(failure.getMessage()) : cause.getMessage();
    }

    private static @Nullable SQLException sqlException(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }

    private <T> T withConnection(ConnectionWork<T> work) {
        try (Connection connection = connect()) {
            return work.run(connection);
        } catch (SQLException ex) {
            throw new UncategorizedSQLException("Transaction", null, ex);
        }
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
                statements.incrementAndGet();
            }
        };
    }

    @FunctionalInterface
    private interface ConnectionWork<T> {
        T run(Connection connection) throws SQLException;
    }
}
