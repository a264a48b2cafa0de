package dev.atscript.db.sync;

import java.sql.SQLException;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;

/** What sync does beside the statements of a plan: says so, and what to do, where the database refuses it. */
enum Step {
    READ_STATE(
            "read its control table",
            "Sync needs to read \"__atscript_control\": grant that to its role, or give sync a role of its own"
                    + " (atscript.db.url, atscript.db.username, atscript.db.password)."),
    CREATE_CONTROL_TABLE(
            "create its control table",
            "Sync needs a connection that can write, and a role that may create tables in the default schema. Grant that,"
                    + " or give sync a role of its own (atscript.db.url, atscript.db.username, atscript.db.password)."),
    LOCK(
            "take its lock",
            "Sync needs a connection that can write, and a role that may write to \"__atscript_control\". Grant that, or"
                    + " give sync a role of its own (atscript.db.url, atscript.db.username, atscript.db.password)."),
    INTROSPECT("look at what the database holds", "Remove the cause that the database names, and run again."),
    COUNT(
            "count the rows that the changes would meet",
            "Sync needs to read the tables that it changes: grant that to its role, or give sync a role of its own"
                    + " (atscript.db.url, atscript.db.username, atscript.db.password)."),
    APPLY(
            "begin, record or commit the changes",
            "Everything was rolled back, unless the answer to the commit was lost: then all of it was done. Remove the cause"
                    + " that the database names, and run again.");

    /** What to do where the database says, by its SQLSTATE, that no right is missing. */
    private static final Map<String, String> REMEDIES = Map.of(
            "57014",
            "The database ended the statement, as by a statement_timeout of sync's role: lift that for the role, or give sync"
                    + " one of its own (atscript.db.url, atscript.db.username, atscript.db.password).",
            "55P03",
            "Somebody has locked what sync needs: end what locks it, or run again once it is done.",
            "3F000",
            "The default schema of the connection does not exist, or its role may not use it: create what its search_path"
                    + " names (spring.datasource.hikari.schema, currentSchema in the URL, the settings of the role), grant USAGE"
                    + " on it, name another one, or give sync a connection of its own (atscript.db.url,"
                    + " atscript.db.username, atscript.db.password).",
            "25006",
            "The connection is read-only, and sync needs a connection that can write: remove what makes it so"
                    + " (spring.datasource.hikari.read-only, a default_transaction_read_only, a standby in the URL), or give"
                    + " sync connections of its own (atscript.db.url, atscript.db.username, atscript.db.password).");

    private static final String RIGHT_IS_MISSING = "42501";

    private final String purpose;
    private final String remedy;

    Step(String purpose, String remedy) {
        this.purpose = purpose;
        this.remedy = remedy;
    }

    /**
     * Does the step's work.
     *
     * @throws SyncStatementException if the database refuses it
     * @throws DataAccessResourceFailureException if the database cannot be reached
     */
    <T> T of(Supplier<T> work) {
        try {
            return work.get();
        } catch (DataAccessResourceFailureException ex) {
            throw ex;
        } catch (DataAccessException ex) {
            throw refused(ex);
        }
    }

    private String remedy(DataAccessException failure) {
        SQLException cause = Database.sqlException(failure);
        String state = cause == null ? null : cause.getSQLState();
        if (state == null || state.equals(RIGHT_IS_MISSING)) {
            return remedy;
        }
        return REMEDIES.getOrDefault(state, this == COUNT ? INTROSPECT.remedy : remedy);
    }

    SyncStatementException refused(DataAccessException failure) {
        return SyncStatementException.refused(
                "The database refused to let sync " + purpose + (this == APPLY ? "." : "; nothing was changed."),
                Database.sqlOf(failure),
                failure,
                remedy(failure));
    }
}
