package dev.atscript.boot;

import dev.atscript.db.dialect.UnsupportedDatabaseException;
import dev.atscript.db.sync.AtscriptSchemaException;
import dev.atscript.db.sync.SyncException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;

/** Finds the exception that people understand in what the container wrapped it in. */
final class Failures {

    private Failures() {}

    /** The exception whose message is for people, or the failure itself. */
    static RuntimeException explained(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            RuntimeException known = known(cause);
            if (known != null) {
                return known;
            }
        }
        return failure;
    }

    private static @Nullable RuntimeException known(Throwable cause) {
        if (cause instanceof DataAccessResourceFailureException) {
            return new UnreachableDatabaseException(cause, driversWord(cause));
        }
        if (cause instanceof AtscriptSchemaException
                || cause instanceof SyncException
                || cause instanceof UnsupportedDatabaseException
                || cause instanceof MissingLocationsException
                || cause instanceof AmbiguousDataSourceException
                || cause instanceof UnreachableDatabaseException) {
            return (RuntimeException) cause;
        }
        return null;
    }

    /** The innermost exception of JDBC: those around it are the pool's, those inside it lack the address. */
    private static Throwable driversWord(Throwable failure) {
        Throwable word = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            word = cause instanceof SQLException ? cause : word;
        }
        return word;
    }
}
