package dev.atscript.boot;

import dev.atscript.boot.SchemaSyncObservation.LowCardinality;
import io.micrometer.common.KeyValues;

/** Calls the observation {@code atscript.db.sync}, with the keys of {@link LowCardinality}. */
public class DefaultSchemaSyncObservationConvention implements SchemaSyncObservationConvention {

    @Override
    public String getName() {
        return "atscript.db.sync";
    }

    @Override
    public String getContextualName(SchemaSyncObservationContext context) {
        return "schema sync";
    }

    @Override
    public KeyValues getLowCardinalityKeyValues(SchemaSyncObservationContext context) {
        return KeyValues.of(
                LowCardinality.SPACE.withValue(context.getSpace()),
                LowCardinality.PHASE.withValue(context.getPhase()),
                LowCardinality.DIALECT.withValue(context.getDialect()),
                LowCardinality.OUTCOME.withValue(context.getOutcome()));
    }
}
