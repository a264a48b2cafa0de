package dev.atscript.boot;

import dev.atscript.db.sync.DbSpace;
import dev.atscript.db.sync.SyncPlan;
import dev.atscript.db.sync.SyncState;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a space at one moment.
 *
 * @param name the space's name
 * @param space the space; null where the database cannot be reached
 * @param desiredHash the hash of what the database should hold; null likewise
 * @param state what the control table says; null where it could not be read
 * @param outcome how this pod's run ended; empty before its end
 * @param plan the run's plan, or one made just now; empty where none is known
 * @param drift whether the database is still as the last run left it
 * @param failure why the database could not be asked; null where it could
 */
record SpaceReport(
        String name,
        @Nullable DbSpace space,
        @Nullable String desiredHash,
        @Nullable SyncState state,
        Optional<SyncOutcome> outcome,
        Optional<SyncPlan> plan,
        Drift drift,
        @Nullable RuntimeException failure) {

    /**
     * Whether the database is still as the last run left it.
     *
     * @param status {@code none}, {@code drifted}, or {@code unknown}: nobody looked, or nothing is remembered to compare with
     * @param entries the tables and views that differ
     */
    record Drift(String status, List<String> entries) {
        static final Drift UNKNOWN = new Drift("unknown", List.of());
        static final Drift NONE = new Drift("none", List.of());
    }
}
