package dev.atscript.boot;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.PriorityOrdered;

/** Brings the database in line before any other runner, those of highest precedence included. */
public final class AtscriptRunner implements ApplicationRunner, PriorityOrdered {

    private final StartupSync sync;

    AtscriptRunner(StartupSync sync) {
        this.sync = sync;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        sync.run();
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
