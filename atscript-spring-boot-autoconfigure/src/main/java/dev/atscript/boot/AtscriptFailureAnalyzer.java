package dev.atscript.boot;

import dev.atscript.db.sync.AtscriptSchemaException;
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
            String action = Remedies.of(shown);
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
}
