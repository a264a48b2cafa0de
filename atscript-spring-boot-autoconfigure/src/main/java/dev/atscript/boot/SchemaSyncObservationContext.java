package dev.atscript.boot;

import io.micrometer.observation.Observation;

/** What is known of the run at start-up while it is observed. */
public final class SchemaSyncObservationContext extends Observation.Context {

    private final String space;
    private final String phase;
    private String outcome = RunRecorder.UNKNOWN;
    private String dialect = RunRecorder.UNKNOWN;

    SchemaSyncObservationContext(String space, String phase) {
        this.space = space;
        this.phase = phase;
    }

    void end(String theOutcome, String theDialect) {
        outcome = theOutcome;
        dialect = theDialect;
    }

    /** The name of the space whose database it is. */
    public String getSpace() {
        return space;
    }

    /** When the application runs it, as {@code atscript.db.phase} says. */
    public String getPhase() {
        return phase;
    }

    /** How the run ended; {@code unknown} before its end. */
    public String getOutcome() {
        return outcome;
    }

    /** The kind of database; {@code unknown} before the run's end, and where it could not be reached. */
    public String getDialect() {
        return dialect;
    }
}
