package dev.atscript.boot;

import dev.atscript.boot.AtscriptProperties.Phase;
import dev.atscript.db.model.DbTable;
import dev.atscript.db.sync.DbSpace;
import dev.atscript.db.sync.SchemaSyncListener;
import dev.atscript.db.sync.SyncOptions;
import dev.atscript.db.sync.SyncResult;
import dev.atscript.db.sync.SyncStage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;

/** All recorders of the application. What fails to be recorded is logged, and takes place all the same. */
final class RunRecorders {

    private static final Logger log = LoggerFactory.getLogger(RunRecorders.class);

    private final ObjectProvider<RunRecorder> recorders;

    RunRecorders(ObjectProvider<RunRecorder> recorders) {
        this.recorders = recorders;
    }

    /** Does the work of a stage that belongs to no space. */
    <T> T stage(SyncStage stage, Supplier<T> work) {
        return stage(DbTable.DEFAULT_SPACE, stage, work);
    }

    private <T> T stage(String space, SyncStage stage, Supplier<T> work) {
        Runnable end = begin(space, stage);
        try {
            return work.get();
        } finally {
            end.run();
        }
    }

    private Runnable begin(String space, SyncStage stage) {
        Consumer<SyncStage> end = begin(recorder -> {
            Runnable each = recorder.stage(space, stage);
            return ended -> each.run();
        });
        return () -> end.accept(stage);
    }

    /** The run of a space begins. */
    Recording run(String space, Phase phase) {
        return new Recording(space, phase);
    }

    private <T> Consumer<T> begin(Function<RunRecorder, Consumer<T>> beginning) {
        List<Consumer<T>> ends = recorders
                .orderedStream()
                .map(recorder -> unlessItFails(() -> beginning.apply(recorder)))
                .filter(Objects::nonNull)
                .toList();
        return end -> ends.forEach(each -> unlessItFails(() -> {
            each.accept(end);
            return true;
        }));
    }

    private static <T> @Nullable T unlessItFails(Supplier<T> recording) {
        try {
            return recording.get();
        } catch (RuntimeException ex) {
            log.warn("A part of the schema sync is not recorded, and takes place all the same: {}", ex.getMessage());
            log.debug("Why a part of the schema sync is not recorded", ex);
            return null;
        }
    }

    /** One run, while it is recorded. */
    final class Recording implements SchemaSyncListener {

        private final String space;
        private final Consumer<RunRecorder.End> end;
        private Runnable endOfStage = () -> {};
        private String dialect = RunRecorder.UNKNOWN;
        private int statements;
        private long begun;
        private @Nullable Duration duration;

        private Recording(String space, Phase phase) {
            this.space = space;
            this.end = begin(recorder -> recorder.run(space, phase));
        }

        /** The database is known now. */
        void in(DbSpace database) {
            dialect = database.dialect().name();
        }

        /** Does the work of a stage outside of a run. */
        <T> T stage(SyncStage stage, Supplier<T> work) {
            return RunRecorders.this.stage(space, stage, work);
        }

        @Override
        public void beforeRun(DbSpace database, SyncOptions options) {
            begun = System.nanoTime();
        }

        @Override
        public void beforeStage(SyncStage stage) {
            endOfStage = begin(space, stage);
        }

        @Override
        public void afterStage(SyncStage stage) {
            endOfStage.run();
        }

        @Override
        public void afterRun(SyncResult result) {
            statements = result.statements();
        }

        @Override
        public void afterFailure(RuntimeException cause, int sent) {
            statements = sent;
            duration = Duration.ofNanos(System.nanoTime() - begun);
        }

        /** That the run failed, with what it took if it had begun. */
        SyncOutcome.Failed failed(Instant at, RuntimeException cause) {
            return new SyncOutcome.Failed(at, cause, duration, duration == null ? null : statements);
        }

        void end(SyncOutcome outcome) {
            end.accept(new RunRecorder.End(outcome, dialect, statements));
        }
    }
}
