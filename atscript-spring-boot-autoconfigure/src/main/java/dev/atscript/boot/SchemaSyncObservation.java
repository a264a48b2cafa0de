package dev.atscript.boot;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/** The observation of the run at start-up. */
public enum SchemaSyncObservation implements ObservationDocumentation {

    /** From before the database is asked for until the outcome is known. */
    SYNC {
        @Override
        public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
            return DefaultSchemaSyncObservationConvention.class;
        }

        @Override
        public KeyName[] getLowCardinalityKeyNames() {
            return LowCardinality.values();
        }
    };

    /** The keys that have few values. */
    public enum LowCardinality implements KeyName {
        /** Which database: the name of its space. */
        SPACE("space"),
        /** When the application runs it: {@code application-runner} or {@code database-initialization}. */
        PHASE("phase"),
        /** The kind of database; {@code unknown} until it has been reached. */
        DIALECT("dialect"),
        /**
         * How it ended: {@code up-to-date}, {@code synced}, {@code synced-by-peer}, {@code superseded}, {@code dry-run} or
         * {@code failed}; {@code unknown} before its end.
         */
        OUTCOME("outcome");

        private final String key;

        LowCardinality(String key) {
            this.key = key;
        }

        @Override
        public String asString() {
            return key;
        }
    }
}
