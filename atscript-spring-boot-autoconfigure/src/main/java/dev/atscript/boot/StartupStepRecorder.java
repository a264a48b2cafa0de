package dev.atscript.boot;

import dev.atscript.boot.AtscriptProperties.Phase;
import dev.atscript.db.sync.SyncStage;
import java.util.function.Consumer;
import org.springframework.core.metrics.ApplicationStartup;
import org.springframework.core.metrics.StartupStep;

/** Records the run as a step of the application's start, and its stages as steps inside. */
final class StartupStepRecorder implements RunRecorder {

    private static final String RUN = "atscript.db.sync";

    private final ApplicationStartup startup;

    StartupStepRecorder(ApplicationStartup startup) {
        this.startup = startup;
    }

    @Override
    public Runnable stage(String space, SyncStage stage) {
        return startup.start(RUN + "." + stage.id()).tag("space", space)::end;
    }

    @Override
    public Consumer<End> run(String space, Phase phase) {
        StartupStep step = startup.start(RUN).tag("space", space).tag("phase", phase.id());
        return end -> step.tag("outcome", end.outcome().name())
                .tag("dialect", end.dialect())
                .end();
    }
}
