package dev.atscript.boot;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.Ordered;

/** Brings the database in line before any other runner. */
public final class AtscriptRunner implements ApplicationRunner, Ordered {

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
