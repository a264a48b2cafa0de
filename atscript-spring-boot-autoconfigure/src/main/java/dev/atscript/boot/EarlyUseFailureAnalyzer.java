package dev.atscript.boot;

import dev.atscript.db.dialect.Dialects;
import io.r2dbc.spi.R2dbcException;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.util.ClassUtils;

/** Says, where something has looked for tables before the sync could make them, how to let the sync come first. */
final class EarlyUseFailureAnalyzer implements FailureAnalyzer {

    /** By its name, as an application may well have no Hibernate. */
    private static final String VALIDATION = "org.hibernate.tool.schema.spi.SchemaManagementException";

    private static final boolean R2DBC =
            ClassUtils.isPresent("io.r2dbc.spi.R2dbcException", EarlyUseFailureAnalyzer.class.getClassLoader());

    private final BeanFactory beans;

    EarlyUseFailureAnalyzer(BeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        String bean = null;
        Throwable missing = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BeanCreationException creation && creation.getBeanName() != null) {
                bean = creation.getBeanName();
            }
            missing = saysWhatIsMissing(cause) ? cause : missing;
        }
        return missing != null && isSyncStillToCome() ? analysis(failure, bean, missing) : null;
    }

    private static boolean saysWhatIsMissing(Throwable cause) {
        return cause.getClass().getName().equals(VALIDATION)
                || cause instanceof SQLException sql && isOfAMissingTableOrColumn(sql)
                || R2DBC && Reactive.saysWhatIsMissing(cause);
    }

    private static boolean isOfAMissingTableOrColumn(SQLException failure) {
        return Dialects.all().stream()
                .anyMatch(dialect -> dialect.sessions().isMissingTable(failure)
                        || dialect.sessions().isMissingColumn(failure));
    }

    /** A context that could not be refreshed has no singletons any more; a command has no phase to choose. */
    private boolean isSyncStillToCome() {
        return !CommandRunListener.isIn(beans)
                && beans instanceof ConfigurableListableBeanFactory all
                && Arrays.stream(all.getBeanNamesForType(AtscriptRunner.class, true, false))
                        .anyMatch(name -> !hasBegun(all.getSingleton(name)));
    }

    private static boolean hasBegun(@Nullable Object singleton) {
        return singleton instanceof AtscriptRunner runner && runner.hasBegun();
    }

    /**
     * The analysis.
     *
     * @param bean what was being made; null where that is not known, as where a bean was started, or told of an event
     */
    private static FailureAnalysis analysis(Throwable failure, @Nullable String bean, Throwable missing) {
        String where = bean == null ? indented(failure) : "";
        return new FailureAnalysis(
                (bean == null ? "The application" : "The bean '" + bean + "'")
                        + " used the database before the schema sync, which comes later: as an ApplicationRunner, when all"
                        + " beans have been made (atscript.db.phase=application-runner)." + System.lineSeparator()
                        + where + indented(missing),
                "Set atscript.db.phase=database-initialization, so that the schema is synced before Hibernate, Quartz, Spring"
                        + " Session and all that has a JdbcTemplate or JdbcClient; what has only the DataSource needs"
                        + " @DependsOnDatabaseInitialization then. Or let a bean of the application use the database later: in"
                        + " an ApplicationRunner, or when the ApplicationReadyEvent comes. If the same fails then, the .as files"
                        + " do not declare what is asked for.",
                missing);
    }

    private static String indented(Throwable cause) {
        return System.lineSeparator()
                + String.valueOf(cause.getMessage()).indent(2).stripTrailing();
    }

    /** Of an application that has R2DBC. */
    private static final class Reactive {

        static boolean saysWhatIsMissing(Throwable cause) {
            return cause instanceof R2dbcException failure
                    && isOfAMissingTableOrColumn(
                            new SQLException(failure.getMessage(), failure.getSqlState(), failure.getErrorCode()));
        }
    }
}
