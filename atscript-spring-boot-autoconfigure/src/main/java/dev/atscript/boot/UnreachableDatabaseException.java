package dev.atscript.boot;

import java.sql.SQLTransientConnectionException;

/** There is no connection to the database. */
final class UnreachableDatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String action;

    /**
     * Creates the exception.
     *
     * @param root what the driver said or, where no driver was asked, the pool
     */
    UnreachableDatabaseException(Throwable cause, Throwable root) {
        super(problem(root) + ": " + root.getMessage(), cause);
        this.action = action(root);
    }

    private static String problem(Throwable root) {
        return isPools(root)
                ? "No connection to the database was free"
                : isOfOneConnection(root) ? "No connection to the database is left" : "The database cannot be reached";
    }

    /** Spring's DataSource of a single connection names the property by which that survives its first user. */
    private static boolean isOfOneConnection(Throwable root) {
        return String.valueOf(root.getMessage()).contains("suppressClose");
    }

    /** The innermost exception is the pool's own where nothing is wrong with the database. */
    private static boolean isPools(Throwable root) {
        return root instanceof SQLTransientConnectionException;
    }

    private static String action(Throwable root) {
        if (isPools(root)) {
            return "Find who holds the connections while the application starts: with"
                    + " spring.datasource.hikari.leak-detection-threshold=2s the pool logs where each was taken. A run needs"
                    + " one at a time. Give that one back, raise spring.datasource.hikari.maximum-pool-size, or give sync"
                    + " connections of its own (atscript.db.url, atscript.db.username, atscript.db.password).";
        }
        if (String.valueOf(root.getMessage()).contains("read-only")) {
            return "Sync needs a connection that can write: remove spring.datasource.hikari.read-only, or give sync"
                    + " connections of its own (atscript.db.url, atscript.db.username, atscript.db.password).";
        }
        if (isOfOneConnection(root)) {
            return "Sync closes a connection after use, as applications do: let the SingleConnectionDataSource suppress that"
                    + " (new SingleConnectionDataSource(url, true)), or use a pool, or give sync connections of its own"
                    + " (atscript.db.url, atscript.db.username, atscript.db.password).";
        }
        return "Check spring.datasource.url, or atscript.db.url if that is set, and the credentials, and that the database is"
                + " up. To start although it is not, set atscript.db.on-error=warn.";
    }

    /** What to do about it. */
    String action() {
        return action;
    }
}
