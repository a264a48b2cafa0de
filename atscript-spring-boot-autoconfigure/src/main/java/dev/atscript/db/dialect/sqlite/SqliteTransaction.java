package dev.atscript.db.dialect.sqlite;

import dev.atscript.db.dialect.ControlTableSql;
import dev.atscript.db.dialect.Sessions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * A write transaction with foreign keys off, so that replacing a table does not delete the rows that refer to it. The
 * pragma has no effect inside a transaction and a pool keeps it, hence off before and restored after.
 *
 * @see <a href="https://www.sqlite.org/lang_altertable.html#otheralter">Making other kinds of table schema changes</a>
 */
final class SqliteTransaction {

    /** How long SQLite waits by itself, which nothing can end; longer waits are made of these. */
    private static final long SLICE_MILLIS = 100;

    /** Primary result codes; the extended ones hold them in their last byte. */
    private static final int SQLITE_BUSY = 5;

    private static final int SQLITE_LOCKED = 6;

    private SqliteTransaction() {}

    static <T> T run(Connection connection, Duration lockTimeout, Supplier<T> work) throws SQLException {
        int foreignKeys = pragma(connection, "foreign_keys");
        int legacyAlterTable = pragma(connection, "legacy_alter_table");
        int busyTimeout = pragma(connection, "busy_timeout");
        try {
            execute(connection, "PRAGMA foreign_keys = OFF");
            execute(connection, "PRAGMA legacy_alter_table = OFF");
            execute(connection, "PRAGMA busy_timeout = " + Math.min(milliseconds(lockTimeout), SLICE_MILLIS));
            patiently(connection, "BEGIN IMMEDIATE", lockTimeout);
            return inside(connection, lockTimeout, work);
        } finally {
            execute(connection, "PRAGMA foreign_keys = " + foreignKeys);
            execute(connection, "PRAGMA legacy_alter_table = " + legacyAlterTable);
            execute(connection, "PRAGMA busy_timeout = " + busyTimeout);
        }
    }

    /** See {@link Sessions#impatiently}. */
    static <T> T impatiently(Connection connection, Supplier<T> statement) throws SQLException {
        int busyTimeout = pragma(connection, "busy_timeout");
        try {
            execute(connection, "PRAGMA busy_timeout = " + ControlTableSql.PATIENCE.toMillis());
            return statement.get();
        } finally {
            execute(connection, "PRAGMA busy_timeout = " + busyTimeout);
        }
    }

    /** Zero stands for no limit, while SQLite takes it for not waiting at all. */
    private static long milliseconds(Duration lockTimeout) {
        return lockTimeout.isZero() ? Long.MAX_VALUE : Math.max(1, lockTimeout.toMillis());
    }

    /** Executes what may have to wait for other connections, unless the thread is interrupted. */
    private static void patiently(Connection connection, String sql, Duration lockTimeout) throws SQLException {
        for (long left = milliseconds(lockTimeout); ; left -= SLICE_MILLIS) {
            try {
                execute(connection, sql);
                return;
            } catch (SQLException ex) {
                if (!isBusy(ex)
                        || left <= SLICE_MILLIS
                        || Thread.currentThread().isInterrupted()) {
                    throw ex;
                }
            }
        }
    }

    private static <T> T inside(Connection connection, Duration lockTimeout, Supplier<T> work) throws SQLException {
        try {
            T result = work.get();
            patiently(connection, "COMMIT", lockTimeout);
            return result;
        } catch (SQLException | RuntimeException | Error failure) {
            rollback(connection, failure);
            throw failure;
        }
    }

    /** Whether a statement failed because of another connection's transaction. */
    static boolean isBusy(SQLException failure) {
        int primaryCode = failure.getErrorCode() & 0xff;
        return primaryCode == SQLITE_BUSY || primaryCode == SQLITE_LOCKED;
    }

    /** What fails here must not hide why. Some failures, a full disk for one, have already rolled back. */
    private static void rollback(Connection connection, Throwable failure) {
        try {
            execute(connection, "ROLLBACK");
        } catch (SQLException ex) {
            failure.addSuppressed(ex);
        }
    }

    private static int pragma(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("PRAGMA " + name)) {
            return result.next() ? result.getInt(1) : 0;
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
