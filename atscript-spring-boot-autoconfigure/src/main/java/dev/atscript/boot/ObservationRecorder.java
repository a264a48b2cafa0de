package dev.atscript.boot;

import dev.atscript.boot.AtscriptProperties.Phase;
import dev.atscript.db.sync.SyncStage;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.function.Consumer;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Records the run as an observation. The registry is asked for when the run begins: what it is made of may need the
 * database itself, in which case there is no registry before the database is initialized.
 */
final class ObservationRecorder implements RunRecorder {

    private static final SchemaSyncObservationConvention DEFAULT = new DefaultSchemaSyncObservationConvention();

    private final ObjectProvider<ObservationRegistry> registry;
    private final ObjectProvider<SchemaSyncObservationConvention> convention;

    ObservationRecorder(
            ObjectProvider<ObservationRegistry> registry, ObjectProvider<SchemaSyncObservationConvention> convention) {
        this.registry = registry;
        this.convention = convention;
    }

    @Override
    public Runnable stage(String space, SyncStage stage) {
        return () -> {};
    }

    @Override
    public Consumer<End> run(String space, Phase phase) {
        SchemaSyncObservationContext context = new SchemaSyncObservationContext(space, phase.id());
        Observation observation = SchemaSyncObservation.SYNC
                .observation(convention.getIfAvailable(), DEFAULT, () -> context, registry.getObject())
                .start();
        Observation.Scope scope = observation.openScope();
        return end -> {
            context.end(end.outcome().name(), end.dialect());
            if (end.outcome() instanceof SyncOutcome.Failed failed) {
                observation.error(failed.cause());
            }
            scope.close();
            observation.stop();
        };
    }
}
