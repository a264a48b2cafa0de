package dev.atscript.db.sync;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/** The database refused a statement, of the plan or of what sync does around it; the transaction was rolled back. */
public final class SyncStatementException extends SyncException {

    private static final long serialVersionUID = 1L;

    private final String summary;
    private final String sql;
    private final String code;
    private final transient @Nullable SyncEntry entry;

    private SyncStatementException(
            String message,
            String summary,
            String sql,
            String code,
            @Nullable Throwable cause,
            @Nullable SyncEntry entry) {
        super(message, cause);
        this.summary = summary;
        this.sql = sql;
        this.code = code;
        this.entry = entry;
    }

    /** The database said no. */
    static SyncStatementException refused(String summary, String sql, DataAccessException cause, String remedy) {
        String message = withStatement(summary, sql) + System.lineSeparator() + "  database:  "
                + Database.messageOf(cause) + (remedy.isEmpty() ? "" : System.lineSeparator() + remedy);
        return new SyncStatementException(message, summary, sql, code(Database.sqlException(cause)), cause, null);
    }

    /** A query that must return no row returned one. */
    static SyncStatementException disproved(String summary, String sql) {
        return new SyncStatementException(withStatement(summary, sql), summary, sql, "", null, null);
    }

    /** The schema was another one each time that a plan was to be applied. */
    static SyncStatementException stale(int plans) {
        String message = "Nothing was applied, as somebody has changed the schema of the database " + plans
                + " times between the plan and its first statement: run again when nobody else changes it, and let a listener's"
                + " beforeApply leave it alone.";
        return new SyncStatementException(message, message, "", "", null, null);
    }

    /** The same, of that entry of the plan. */
    SyncStatementException of(@Nullable SyncEntry other) {
        return new SyncStatementException(String.valueOf(getMessage()), summary, sql, code, getCause(), other);
    }

    /** The same, after others were in the way each time it was tried. */
    SyncStatementException blocked(String where, int attempts, Duration timeout, List<String> holders) {
        return blocked(where, attempts, timeout, "everything was rolled back", sql, holders);
    }

    /** The same, after others kept the database from being read; the statement is of no interest. */
    SyncStatementException blockedReading(int attempts, Duration timeout, List<String> holders) {
        return blocked("", attempts, timeout, "nothing was changed", "", holders);
    }

    private SyncStatementException blocked(
            String where, int attempts, Duration timeout, String outcome, String statement, List<String> holders) {
        String what = "Others were in the way of the plan" + where + ", " + attempts
                + (attempts == 1 ? " time" : " times") + " for " + SyncLock.seconds(timeout) + "; " + outcome + "."
                + holders.stream()
                        .map(holder -> System.lineSeparator() + "  locked by: " + holder)
                        .collect(Collectors.joining());
        String remedy = System.lineSeparator() + "End what locks it, or give the plan more time by"
                + " atscript.db.ddl-lock-timeout and atscript.db.ddl-retries: as long as it waits for a table, whoever else"
                + " comes to that table waits too.";
        return new SyncStatementException(
                withStatement(what, statement) + remedy, what, statement, code, getCause(), entry);
    }

    /** The entry of the plan whose statement it was; null where it was none of an entry. */
    @Nullable
    SyncEntry entry() {
        return entry;
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

    @Override
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
