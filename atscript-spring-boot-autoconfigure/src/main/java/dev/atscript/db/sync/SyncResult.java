package dev.atscript.db.sync;

import java.time.Duration;
import java.util.Optional;

/**
 * What a run did.
 *
 * @param status how it ended
 * @param hash the desired schema's hash
 * @param plan what was applied; empty where the hash already told that there is nothing to do
 * @param pendingChanges changes that safe runs left out and that wait for an unsafe one
 * @param statements how many statements the run sent to the database, all of them
 * @param duration how long it took, waiting included
 */
public record SyncResult(
        Status status, String hash, Optional<SyncPlan> plan, int pendingChanges, int statements, Duration duration) {

    /** How a run ended. */
    public enum Status {
        /** Nothing to do. */
        UP_TO_DATE,
        /** This run applied changes, or found none and stored the hash. */
        SYNCED,
        /** Another pod applied them while this one waited. */
        SYNCED_BY_PEER,
        /** A newer build has changed the database since; nothing was done. */
        SUPERSEDED
    }
}
