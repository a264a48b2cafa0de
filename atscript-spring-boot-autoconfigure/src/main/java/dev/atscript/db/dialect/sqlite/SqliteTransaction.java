package dev.atscript.db.dialect.sqlite;

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

    private SqliteTransaction() {}

    static <T> T run(Connection connection, Duration lockTimeout, Supplier<T> work) throws SQLException {
        int foreignKeys = pragma(connection, "foreign_keys");
        int legacyAlterTable = pragma(connection, "legacy_alter_table");
        int busyTimeout = pragma(connection, "busy_timeout");
        try {
            execute(connection, "PRAGMA foreign_keys = OFF");
            execute(connection, "PRAGMA legacy_alter_table = OFF");
            execute(connection, "PRAGMA busy_timeout = " + milliseconds(lockTimeout));
            execute(connection, "BEGIN IMMEDIATE");
            return inside(connection, work);
        } finally {
            execute(connection, "PRAGMA foreign_keys = " + foreignKeys);
            execute(connection, "PRAGMA legacy_alter_table = " + legacyAlterTable);
            execute(connection, "PRAGMA busy_timeout = " + busyTimeout);
        }
    }

    /** SQLite takes zero for not waiting at all. */
    private static int milliseconds(Duration lockTimeout) {
        return lockTimeout.isZero() ? Integer.MAX_VALUE : (int) Math.min(lockTimeout.toMillis(), Integer.MAX_VALUE);
    }

    private static <T> T inside(Connection connection, Supplier<T> work) throws SQLException {
        boolean done = false;
        try {
            T result = work.get();
            execute(connection, "COMMIT");
            done = true;
            return result;
        } finally {
            if (!done) {
                rollback(connection);
            }
        }
    }

    private static void rollback(Connection connection) throws SQLException {
        try {
            execute(connection, "ROLLBACK");
        } catch (SQLException ex) {
            // Some failures, a full disk for one, have already rolled back: then there is no transaction any more.
            if (!String.valueOf(ex.getMessage()).contains("no transaction is active")) {
                throw ex;
            }
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
