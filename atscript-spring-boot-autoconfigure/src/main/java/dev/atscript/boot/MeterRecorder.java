package dev.atscript.boot;

import dev.atscript.boot.AtscriptProperties.Phase;
import dev.atscript.db.model.DbTable;
import dev.atscript.db.sync.SyncStage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/**
 * Records the run with meters. It asks for no registry, as the run may come before there can be one: what was recorded until
 * a registry is bound is told to it then.
 */
final class MeterRecorder implements RunRecorder, MeterBinder {

    private static final String SPACE = "space";

    private final SyncOutcomes outcomes;
    private final List<Consumer<MeterRegistry>> recorded = new ArrayList<>();
    private final List<MeterRegistry> registries = new ArrayList<>();

    /** The spaces with gauges. The default one has them before its run. */
    private final Set<String> measured = ConcurrentHashMap.newKeySet();

    MeterRecorder(SyncOutcomes outcomes) {
        this.outcomes = outcomes;
        measured.add(DbTable.DEFAULT_SPACE);
    }

    @Override
    public synchronized void bindTo(MeterRegistry registry) {
        gauges(DbTable.DEFAULT_SPACE, registry);
        registries.add(registry);
        recorded.forEach(recording -> recording.accept(registry));
    }

    private void gauges(String space, MeterRegistry registry) {
        gauge("atscript.db.drift", space, Finding::drift)
                .description("Whether the database has drifted from what the last sync left: 0 no, 1 yes, NaN unknown")
                .register(registry);
        gauge("atscript.db.pending.changes", space, Finding::pendingChanges)
                .description("Changes that the schema needs and that wait to be made")
                .baseUnit("changes")
                .register(registry);
    }

    /** What the last run or look found: the database itself is not asked. */
    private Gauge.Builder<SyncOutcomes> gauge(String name, String space, ToDoubleFunction<Finding> value) {
        return Gauge.builder(name, outcomes, all -> value.applyAsDouble(all.finding(space)))
                .tag(SPACE, space);
    }

    @Override
    public Runnable stage(String space, SyncStage stage) {
        long start = System.nanoTime();
        return () -> {
            Duration duration = Duration.ofNanos(System.nanoTime() - start);
            record(registry -> timer(stage).tag(SPACE, space).register(registry).record(duration));
        };
    }

    private static Timer.Builder timer(SyncStage stage) {
        return stage == SyncStage.LOCK
                ? Timer.builder("atscript.db.lock.wait").description("Time until the schema lock was taken or given up")
                : Timer.builder("atscript.db.stage")
                        .description("Time that a stage of the schema sync took")
                        .tag("stage", stage.id());
    }

    @Override
    public Consumer<End> run(String space, Phase phase) {
        if (measured.add(space)) {
            record(registry -> gauges(space, registry));
        }
        return end -> record(registry -> Counter.builder("atscript.db.statements")
                .description("Statements that the runs of the schema sync sent to the database")
                .baseUnit("statements")
                .tag(SPACE, space)
                .register(registry)
                .increment(end.statements()));
    }

    /** Kept for registries that are bound later: a start has one run for each space, with a few stages. */
    private synchronized void record(Consumer<MeterRegistry> recording) {
        recorded.add(recording);
        registries.forEach(recording);
    }
}
