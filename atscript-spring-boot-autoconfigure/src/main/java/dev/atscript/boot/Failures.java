package dev.atscript.boot;

import dev.atscript.db.report.PlanJson;
import dev.atscript.db.sync.AtscriptSchemaException;
import dev.atscript.db.sync.SyncException;
import dev.atscript.db.sync.SyncPlanException;
import dev.atscript.db.sync.SyncStatementException;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.dao.DataAccessResourceFailureException;

/** Finds the exception that people understand in what the container wrapped it in. */
final class Failures {

    private Failures() {}

    /** The exception whose message is for people, or the failure itself. */
    static RuntimeException explained(RuntimeException failure) {
        RuntimeException found = find(failure);
        return found == null ? failure : found;
    }

    /** The exception whose message is for people; null where there is none. */
    static @Nullable RuntimeException find(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            RuntimeException known = known(cause);
            if (known != null) {
                return known;
            }
        }
        return null;
    }

    private static @Nullable RuntimeException known(Throwable cause) {
        if (cause instanceof DataAccessResourceFailureException) {
            return new UnreachableDatabaseException(cause, driversWord(cause));
        }
        if (cause instanceof BindException bind && WrongPropertyException.isOurs(bind)) {
            return WrongPropertyException.of(bind);
        }
        return cause instanceof RuntimeException known
                        && (known instanceof SpaceSyncException || Remedies.of(known) != null)
                ? known
                : null;
    }

    /** The innermost exception of JDBC: those around it are the pool's, those inside it lack the address. */
    private static Throwable driversWord(Throwable failure) {
        Throwable word = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            word = cause instanceof SQLException ? cause : word;
        }
        return word;
    }

    /**
     * What a failure says.
     *
     * @param values whether its readers may see values: those of rows, which databases like to quote, and literals
     */
    static String text(RuntimeException failure, boolean values) {
        RuntimeException known = find(failure);
        if (values && known instanceof SyncPlanException ex) {
            return ex.messageWithValues();
        }
        if (values) {
            return String.valueOf((known == null ? failure : known).getMessage());
        }
        if (known == null) {
            return "It failed with a " + failure.getClass().getSimpleName() + ", whose message may hold values.";
        }
        if (known instanceof SpaceSyncException ex) {
            return ex.around(text(ex.failure(), false));
        }
        if (known instanceof SyncStatementException ex) {
            return lines(
                    ex.summary(),
                    ex.sql().isEmpty() ? "" : "  statement: " + new PlanJson(false).message(ex.sql()),
                    ex.code().isEmpty() ? "" : "  database:  " + ex.code());
        }
        if (known instanceof AtscriptSchemaException ex) {
            return "The .as files have errors:" + System.lineSeparator() + places(ex);
        }
        return known instanceof SyncException ex ? ex.summary() : String.valueOf(known.getMessage());
    }

    private static String places(AtscriptSchemaException failure) {
        List<String> places = failure.diagnostics().stream()
                .map(problem -> "  " + problem.location() + " " + problem.code())
                .toList();
        return String.join(System.lineSeparator(), places);
    }

    private static String lines(String... lines) {
        return Stream.of(lines).filter(line -> !line.isEmpty()).collect(Collectors.joining(System.lineSeparator()));
    }
}
