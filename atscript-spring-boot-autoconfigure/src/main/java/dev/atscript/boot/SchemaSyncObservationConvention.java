package dev.atscript.boot;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * The name and the keys of the observation of the run at start-up. A bean of this type takes the place of
 * {@link DefaultSchemaSyncObservationConvention}.
 */
public interface SchemaSyncObservationConvention extends ObservationConvention<SchemaSyncObservationContext> {

    @Override
    default boolean supportsContext(Observation.Context context) {
        return context instanceof SchemaSyncObservationContext;
    }
}
