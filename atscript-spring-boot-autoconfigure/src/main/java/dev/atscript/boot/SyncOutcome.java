package dev.atscript.boot;

import dev.atscript.db.sync.SyncPlan;
import dev.atscript.db.sync.SyncPlanException;
import dev.atscript.db.sync.SyncResult;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** How this pod's run ended. */
sealed interface SyncOutcome {

    /** What it is called while there is none. */
    String NOT_YET = "not-yet";

    /** What it is called for people and programs. */
    String name();

    /** When it ended. */
    Instant at();

    /** The plan it had, if it had one. */
    Optional<SyncPlan> plan();

    /** It succeeded. */
    record Ran(Instant at, SyncResult result) implements SyncOutcome {
        @Override
        public String name() {
            return result.status().name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        @Override
        public Optional<SyncPlan> plan() {
            return result.plan();
        }
    }

    /** It was a dry run. */
    record Planned(Instant at, SyncPlan dryRun) implements SyncOutcome {
        @Override
        public String name() {
            return "dry-run";
        }

        @Override
        public Optional<SyncPlan> plan() {
            return Optional.of(dryRun);
        }
    }

    /** It failed; the database is as it was. */
    record Failed(Instant at, RuntimeException cause) implements SyncOutcome {
        @Override
        public String name() {
            return "failed";
        }

        @Override
        public Optional<SyncPlan> plan() {
            return cause instanceof SyncPlanException ex ? Optional.of(ex.plan()) : Optional.empty();
        }
    }
}
