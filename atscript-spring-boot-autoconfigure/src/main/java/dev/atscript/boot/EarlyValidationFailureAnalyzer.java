package dev.atscript.boot;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/** Says, where Hibernate has looked for tables before the sync could make them, how to let it come first. */
final class EarlyValidationFailureAnalyzer implements FailureAnalyzer {

    /** By its name, as an application may well have no Hibernate. */
    private static final String VALIDATION = "org.hibernate.tool.schema.spi.SchemaManagementException";

    private final BeanFactory beans;

    EarlyValidationFailureAnalyzer(BeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause.getClass().getName().equals(VALIDATION) && isSyncStillToCome()) {
                return analysis(cause);
            }
        }
        return null;
    }

    private boolean isSyncStillToCome() {
        return beans instanceof ListableBeanFactory all
                && all.getBeanNamesForType(AtscriptRunner.class, true, false).length > 0;
    }

    private static FailureAnalysis analysis(Throwable validation) {
        return new FailureAnalysis(
                "Hibernate compared its entities with the database before the schema sync, which comes later: as an"
                        + " ApplicationRunner, when all beans have been made (atscript.db.phase=application-runner)."
                        + System.lineSeparator() + System.lineSeparator() + "  " + validation.getMessage(),
                "Set atscript.db.phase=database-initialization, so that the schema is synced before Hibernate looks at it. If"
                        + " Hibernate objects then too, an entity and the .as files say different things of the same table.",
                validation);
    }
}
