package dev.atscript.boot;

import dev.atscript.boot.RunRecorders.Recording;
import dev.atscript.db.sync.AtscriptSchema;
import dev.atscript.db.sync.SchemaSync;
import dev.atscript.db.sync.SyncOptions;
import dev.atscript.db.sync.SyncPlan;
import dev.atscript.db.sync.SyncResult;
import dev.atscript.db.sync.SyncStage;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a strategy does with one space at the start, and what became of it. */
final class SpaceRun implements SchemaSyncStrategy.SpaceSync {

    private final SchemaSync sync;
    private final AtscriptSchema schema;
    private final ShutdownCancellation cancellation;
    private final Recording recording;
    private @Nullable SyncPlan planned;
    private @Nullable SyncResult result;
    private @Nullable RuntimeException failure;
    private boolean over;

    /**
     * Creates it.
     *
     * @param sync with the options of the start
     * @param recording to be told of stages outside of a run
     */
    SpaceRun(SchemaSync sync, AtscriptSchema schema, ShutdownCancellation cancellation, Recording recording) {
        this.sync = sync;
        this.schema = schema;
        this.cancellation = cancellation;
        this.recording = recording;
    }

    /** Lets the strategy decide. */
    void by(SchemaSyncStrategy strategy) {
        try {
            strategy.sync(this);
        } finally {
            over = true;
        }
    }

    /** Whether a run has succeeded. */
    boolean hasRun() {
        return result != null;
    }

    /** What became of it. A failure that the strategy has not passed on is one all the same. */
    SyncOutcome outcome(Instant at) {
        if (result != null) {
            return new SyncOutcome.Ran(at, result);
        }
        if (failure != null) {
            return recording.failed(at, Failures.explained(failure));
        }
        return planned == null ? new SyncOutcome.Skipped(at) : new SyncOutcome.Planned(at, planned);
    }

    @Override
    public String name() {
        return sync.space().name();
    }

    @Override
    public SyncOptions options() {
        return sync.options();
    }

    @Override
    public SyncPlan plan() {
        requireStart();
        planned = recording.stage(SyncStage.PLAN, () -> sync.plan(schema));
        return planned;
    }

    @Override
    public SyncResult run() {
        return run(() -> sync.run(schema));
    }

    @Override
    public SyncResult run(SyncPlan approved) {
        return run(() -> sync.run(schema, sync.options(), approved));
    }

    private SyncResult run(Supplier<SyncResult> run) {
        requireStart();
        try {
            result = cancellation.cancellable(sync, run);
            return result;
        } catch (RuntimeException ex) {
            failure = ex;
            throw ex;
        }
    }

    private void requireStart() {
        if (over) {
            throw new IllegalStateException(
                    "The start is over for this space; use the SchemaSync bean to plan and run later.");
        }
    }
}
