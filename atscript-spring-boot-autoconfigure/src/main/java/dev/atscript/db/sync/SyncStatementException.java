package dev.atscript.db.sync;

/** The database refused a statement of the plan; the transaction was rolled back. */
public final class SyncStatementException extends SyncException {

    private static final long serialVersionUID = 1L;

    private final String sql;

    SyncStatementException(String message, String sql, Throwable cause) {
        super(message, cause);
        this.sql = sql;
    }

    SyncStatementException(String message, String sql) {
        super(message);
        this.sql = sql;
    }

    /** The statement. */
    public String sql() {
        return sql;
    }
}
