package dev.atscript.boot;

import dev.atscript.db.sync.SyncPlan;
import dev.atscript.db.sync.SyncPlanException;
import dev.atscript.db.sync.SyncResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

    /** The application's {@link SchemaSyncStrategy} neither ran nor planned. */
    record Skipped(Instant at) implements SyncOutcome {
        @Override
        public String name() {
            return "skipped";
        }

        @Override
        public Optional<SyncPlan> plan() {
            return Optional.empty();
        }
    }

    /**
     * It failed; the database is as it was.
     *
     * @param duration how long it took; null where it had not begun
     * @param statements how many statements it sent; null likewise
     */
    record Failed(
            Instant at,
            RuntimeException cause,
            @Nullable Duration duration,
            @Nullable Integer statements) implements SyncOutcome {

        /** Before it had begun. */
        Failed(Instant at, RuntimeException cause) {
            this(at, cause, null, null);
        }

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
