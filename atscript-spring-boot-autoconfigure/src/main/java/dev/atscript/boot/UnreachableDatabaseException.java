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
        super(
                isPools(root)
                        ? "No connection to the database was free: " + root.getMessage()
                        : "The database cannot be reached: " + root.getMessage(),
                cause);
        this.action = action(root);
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
        return "Check spring.datasource.url, or atscript.db.url if that is set, and the credentials, and that the database is"
                + " up. To start although it is not, set atscript.db.on-error=warn.";
    }

    /** What to do about it. */
    String action() {
        return action;
    }
}
