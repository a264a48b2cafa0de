package dev.atscript.db.sync;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/** The database refused a statement, of the plan or of what sync does around it; the transaction was rolled back. */
public final class SyncStatementException extends SyncException {

    private static final long serialVersionUID = 1L;

    private final String summary;
    private final String sql;
    private final String code;

    private SyncStatementException(
            String message, String summary, String sql, String code, @Nullable DataAccessException cause) {
        super(message, cause);
        this.summary = summary;
        this.sql = sql;
        this.code = code;
    }

    /** The database said no. */
    static SyncStatementException refused(String summary, String sql, DataAccessException cause, String remedy) {
        String message = withStatement(summary, sql) + System.lineSeparator() + "  database:  "
                + Database.messageOf(cause) + (remedy.isEmpty() ? "" : System.lineSeparator() + remedy);
        return new SyncStatementException(message, summary, sql, code(Database.sqlException(cause)), cause);
    }

    /** A query that must return no row returned one. */
    static SyncStatementException disproved(String summary, String sql) {
        return new SyncStatementException(withStatement(summary, sql), summary, sql, "", null);
    }

    private static String withStatement(String summary, String sql) {
        return sql.isEmpty() ? summary : summary + System.lineSeparator() + "  statement: " + sql;
    }

    private static String code(@Nullable SQLException cause) {
        if (cause == null) {
            return "";
        }
        return cause.getSQLState() == null ? "error " + cause.getErrorCode() : "SQLSTATE " + cause.getSQLState();
    }

    /** What happened, and to which table: a sentence without SQL and without values. */
    public String summary() {
        return summary;
    }

    /** The statement; empty where a transaction could not begin or end. */
    public String sql() {
        return sql;
    }

    /** The database's code for the failure, {@code SQLSTATE 42501}; empty where it named none. */
    public String code() {
        return code;
    }
}
