package dev.atscript.db.sync;

import dev.atscript.db.dialect.LiveQuery;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Counts rows for a plan on one connection, borrowed when it is first needed. It is given back each time it was kept for a
 * while: a pool of one has to serve the renewal of the lease between.
 */
final class CountingConnection implements LiveQuery, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(CountingConnection.class);

    /**
     * Classes of SQLSTATE, which SQLite has none of: features, values, constraints of types, names and types, limits; not rights
     * and resources.
     */
    private static final Set<String> AGAINST_THE_QUERY = Set.of("0A", "22", "23", "42", "54");

    private final Database database;
    private final Duration lockTimeout;
    private final LongSupplier nanoTime;
    private final Duration keep;
    private Database.@Nullable Borrowed connection;
    private long borrowedAt;

    /**
     * Creates it, and borrows nothing yet.
     *
     * @param options say how long a query waits for a table, and how long a connection is kept between queries
     */
    CountingConnection(Database database, LongSupplier nanoTime, SyncOptions options) {
        this.database = database;
        this.lockTimeout = options.ddlLockTimeout();
        this.nanoTime = nanoTime;
        this.keep = Lease.turn(options);
    }

    @Override
    public long number(String sql) {
        Long number = counted(jdbc -> jdbc.queryForObject(sql, Long.class));
        return number == null ? 0 : number;
    }

    @Override
    public List<String> texts(String sql) {
        return counted(jdbc -> jdbc.queryForList(sql, String.class));
    }

    @Override
    public @Nullable String refusal(String sql) {
        return Step.COUNT.of(() -> {
            try {
                each(jdbc -> jdbc.queryForList(sql, String.class));
                return null;
            } catch (DataAccessException ex) {
                SQLException cause = Database.sqlException(ex);
                boolean isAgainstTheQuery = cause != null
                        && (cause.getSQLState() == null
                                ? !database.isBusy(ex)
                                : AGAINST_THE_QUERY.contains(sqlClass(cause)));
                if (!isAgainstTheQuery) {
                    throw ex;
                }
                return Database.messageOf(ex).lines().findFirst().orElse("");
            }
        });
    }

    private static String sqlClass(SQLException cause) {
        String state = String.valueOf(cause.getSQLState());
        return state.substring(0, Math.min(2, state.length()));
    }

    private <T extends @Nullable Object> T counted(Function<JdbcOperations, T> query) {
        return Step.COUNT.of(() -> each(query));
    }

    private <T extends @Nullable Object> T each(Function<JdbcOperations, T> query) {
        if (connection == null) {
            connection = database.borrow();
            borrowedAt = nanoTime.getAsLong();
        }
        try {
            return connection.withLockTimeout(lockTimeout, query);
        } finally {
            if (nanoTime.getAsLong() - borrowedAt >= keep.toNanos()) {
                close();
            }
        }
    }

    @Override
    public void close() {
        Database.Borrowed kept = connection;
        connection = null;
        if (kept != null) {
            try {
                kept.close();
            } catch (SQLException ex) {
                // What it was borrowed for is done.
                log.debug("A connection was not given back", ex);
            }
        }
    }
}
