package dev.atscript.boot;

import dev.atscript.db.dialect.UnsupportedDatabaseException;
import dev.atscript.db.sync.AtscriptSchemaException;
import dev.atscript.db.sync.EmptySchemaException;
import dev.atscript.db.sync.SyncInterruptedException;
import dev.atscript.db.sync.SyncLockException;
import dev.atscript.db.sync.SyncPlanException;
import dev.atscript.db.sync.SyncStateException;
import dev.atscript.db.sync.SyncStatementException;
import dev.atscript.db.sync.SyncSupersededException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;

/** Says what failed and what to do about it, for every failure of this project that stops a start. */
final class AtscriptFailureAnalyzer implements FailureAnalyzer, Ordered {

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        SpaceSyncException ofASpace = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Throwable shown = cause instanceof BindException bind && WrongPropertyException.isOurs(bind)
                    ? WrongPropertyException.of(bind)
                    : cause;
            ofASpace = cause instanceof SpaceSyncException found ? found : ofASpace;
            String action = action(shown);
            if (action != null) {
                String description = description(shown);
                return new FailureAnalysis(
                        ofASpace == null ? description : ofASpace.around(description), action, cause);
            }
        }
        return null;
    }

    /** Before Boot's own, which say less of our properties. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    private static String description(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        return cause instanceof AtscriptSchemaException
                ? "The .as files have errors:" + System.lineSeparator() + System.lineSeparator() + message
                : message;
    }

    private static @Nullable String action(Throwable cause) {
        if (cause instanceof AtscriptSchemaException) {
            return "Correct the .as files. 'java -jar <application>.jar db check' compiles them without a database.";
        }
        if (cause instanceof SyncPlanException) {
            return "Do for each error what it says, in the .as files or in the database, and start again."
                    + " 'java -jar <application>.jar db sync --dry-run' shows the whole plan.";
        }
        if (cause instanceof UnconfiguredSpaceException ex) {
            return ex.action();
        }
        if (cause instanceof SharedDatabaseException ex) {
            return ex.action();
        }
        if (cause instanceof SyncLockException) {
            return "Start again when the pod that holds the lock has ended. If that pod is gone, its lease ends by"
                    + " itself and nothing needs to be removed by hand. If its migration takes long, raise"
                    + " atscript.db.wait-timeout.";
        }
        if (cause instanceof SyncInterruptedException) {
            return "The application was told to end while its schema was being synced. Start it again: the next start does"
                    + " what is left.";
        }
        if (cause instanceof SyncStatementException) {
            return "The database is as it was. Remove the cause that the database names, and start again.";
        }
        if (cause instanceof SyncSupersededException) {
            return "Deploy a build that knows the newer schema, or one that the database serves too. To really change the"
                    + " database back, and lose what that loses, run 'java -jar <application>.jar db sync' with this build.";
        }
        if (cause instanceof SyncStateException) {
            return "The database is as it was. Correct the row, and start again.";
        }
        if (cause instanceof WrongPropertyException) {
            return "Correct the property, and start again.";
        }
        if (cause instanceof EmptySchemaException) {
            return "Set atscript.db.locations to where the .as files are. To really drop the last tables, run once with"
                    + " atscript.db.force=true.";
        }
        if (cause instanceof MissingLocationsException) {
            return "Put .as files there, or set atscript.db.locations to where they are. To start without them, set"
                    + " atscript.db.fail-on-missing-locations=false or atscript.db.enabled=false.";
        }
        if (cause instanceof AmbiguousDataSourceException) {
            return "Mark the DataSource to migrate with @AtscriptDataSource, or one of them with @Primary.";
        }
        if (cause instanceof UnreachableDatabaseException) {
            return "Check spring.datasource.url, or atscript.db.url if that is set, and the credentials, and that the database is up. To start although it"
                    + " is not, set atscript.db.on-error=warn.";
        }
        if (cause instanceof UnsupportedDatabaseException) {
            return "Use one of the supported databases, mark another DataSource with @AtscriptDataSource, or set"
                    + " atscript.db.enabled=false.";
        }
        return null;
    }
}
