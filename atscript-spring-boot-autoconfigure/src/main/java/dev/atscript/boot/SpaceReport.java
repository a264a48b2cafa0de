package dev.atscript.boot;

import dev.atscript.db.sync.DbSpace;
import dev.atscript.db.sync.SyncPlan;
import dev.atscript.db.sync.SyncState;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a space at one moment.
 *
 * @param name the space's name
 * @param look what its database told; null where that could not be asked
 * @param outcome how this pod's run ended; empty before its end
 * @param plan the run's plan, or one made just now; empty where none is known
 * @param drift whether the database is still as the last run left it
 * @param failure why the database could not be asked; null where it could
 */
record SpaceReport(
        String name,
        @Nullable Look look,
        Optional<SyncOutcome> outcome,
        Optional<SyncPlan> plan,
        Drift drift,
        @Nullable RuntimeException failure) {

    /**
     * What a space's database told.
     *
     * @param space the space
     * @param desiredHash the hash of what the database should hold
     * @param state what the control table says
     */
    record Look(DbSpace space, String desiredHash, SyncState state) {}

    /**
     * Whether the database is still as the last run left it.
     *
     * @param status whether it is, as far as somebody looked
     * @param entries the tables and views that differ
     */
    record Drift(Status status, List<String> entries) {

        static final Drift UNKNOWN = new Drift(Status.UNKNOWN, List.of());

        enum Status {
            NONE,
            DRIFTED,
            /** Nobody looked, or nothing is remembered to compare with. */
            UNKNOWN;

            @Override
            public String toString() {
                return name().toLowerCase(Locale.ROOT);
            }
        }

        static Drift of(List<String> entries) {
            return new Drift(entries.isEmpty() ? Status.NONE : Status.DRIFTED, entries);
        }
    }
}
