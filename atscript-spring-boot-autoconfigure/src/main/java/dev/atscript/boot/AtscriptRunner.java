package dev.atscript.boot;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.SpringProperties;

/** Brings the database in line before any other runner, those of highest precedence included. */
public final class AtscriptRunner implements ApplicationRunner, PriorityOrdered {

    private static final Logger log = LoggerFactory.getLogger(AtscriptRunner.class);

    private final StartupSync sync;
    private final EarlyBeans earlyBeans;
    private volatile boolean begun;

    AtscriptRunner(StartupSync sync, EarlyBeans earlyBeans) {
        sync.requirePhase(AtscriptProperties.Phase.APPLICATION_RUNNER);
        if (DefaultLifecycleProcessor.ON_REFRESH_VALUE.equalsIgnoreCase(
                SpringProperties.getProperty(DefaultLifecycleProcessor.EXIT_PROPERTY_NAME))) {
            log.warn("The application ends before its runners (spring.context.exit=onRefresh), and so before the schema"
                    + " sync. To sync in such a start, set atscript.db.phase=database-initialization.");
        }
        this.sync = sync;
        this.earlyBeans = earlyBeans;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        begun = true;
        List<String> early = earlyBeans.names();
        if (!early.isEmpty()) {
            log.warn(
                    "These beans may have used the database before the schema sync, which only begins now: {}."
                            + " Set atscript.db.phase=database-initialization to sync before them.",
                    String.join(", ", early));
        }
        sync.run();
    }

    /** Whether its run is going on, or has ended. */
    boolean hasBegun() {
        return begun;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
