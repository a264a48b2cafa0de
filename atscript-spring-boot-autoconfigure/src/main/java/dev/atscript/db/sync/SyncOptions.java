package dev.atscript.db.sync;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How to plan and run.
 *
 * @param force ignore the stored hash and introspect
 * @param safe leave out every destructive change, apply the rest
 * @param podId who holds the lock, for people and for the lock's row
 * @param lockTtl the lock's lease
 * @param waitTimeout longest wait for another pod
 * @param pollInterval how often a waiting pod looks
 * @param ddlLockTimeout how long a statement of the plan waits for what others have locked, before everything is rolled
 *     back so that nobody queues behind it; zero for as long as it takes
 * @param ddlRetries how often the plan is begun again after that, with pauses between
 * @param backfill what to do where a required column has no value for rows that exist
 * @param adopt what to do if a table that is taken over has columns that the model does not know, or if sync did not make
 *     the view that has a declared name
 * @param failOnExternalViews whether an external view that is missing, or lacks a column, keeps a run from being made
 * @param schemaVersion the schema's version, a dotted number, by which an older build is told from a newer one; null to
 *     compare the times when the files were modified
 * @param onSuperseded what to do where a newer build has changed the database since
 */
public record SyncOptions(
        boolean force,
        boolean safe,
        String podId,
        Duration lockTtl,
        Duration waitTimeout,
        Duration pollInterval,
        Duration ddlLockTimeout,
        int ddlRetries,
        Backfill backfill,
        Adopt adopt,
        boolean failOnExternalViews,
        @Nullable String schemaVersion,
        OnSuperseded onSuperseded) {

    /** What to do where a required column has no value for rows that exist. */
    public enum Backfill {
        /** Nothing: the plan has an error that counts the rows. */
        NONE,
        /** The rows get the type's zero value: 0, false, empty text, {@code []} or {@code {}}. */
        ZERO_VALUES
    }

    /** What to do with columns, of a table that is taken over, that the model does not know. */
    public enum Adopt {
        /** Nothing: the plan has an error that lists them. */
        ERROR,
        /** Leave them, and remember that they are not ours. */
        KEEP,
        /** Drop them. */
        DROP
    }

    /** What to do where a newer build has changed the database since. */
    public enum OnSuperseded {
        /** Change nothing, and go on if the database has everything that this schema needs. */
        KEEP,
        /** Change nothing, and fail. */
        FAIL,
        /** Change the database back. */
        SYNC
    }

    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(24);

    public SyncOptions {
        requireCountable("lockTtl", lockTtl);
        requireCountable("pollInterval", pollInterval);
        requireCountableOrZero("waitTimeout", waitTimeout);
        requireCountableOrZero("ddlLockTimeout", ddlLockTimeout);
        if (ddlRetries < 0) {
            throw new IllegalArgumentException("ddlRetries must not be negative, but is " + ddlRetries);
        }
        if (schemaVersion != null && !isSchemaVersion(schemaVersion)) {
            throw new IllegalArgumentException(
                    "schemaVersion must be numbers with dots between, but is '" + schemaVersion + "'");
        }
        if (podId.isBlank()) {
            throw new IllegalArgumentException("podId must not be blank");
        }
    }

    private static void requireCountable(String name, Duration duration) {
        if (!isCountable(duration)) {
            throw new IllegalArgumentException(name + " must be between 1 ms and 24 days, but is " + duration);
        }
    }

    private static void requireCountableOrZero(String name, Duration duration) {
        if (!duration.isZero()) {
            requireCountable(name, duration);
        }
    }

    /** Whether a duration can be a timeout, from 1 ms to 24 days: databases take shorter ones for none. */
    public static boolean isCountable(Duration duration) {
        return duration.compareTo(SHORTEST) >= 0 && duration.compareTo(LONGEST) <= 0;
    }

    /** Whether a text is a {@link #schemaVersion()}: numbers with dots between. */
    public static boolean isSchemaVersion(String text) {
        return SchemaOrder.isVersion(text);
    }

    /** All defaults: a lease of 30 s, a wait of at most 60 s, a look each 500 ms, eleven attempts of 3 s, a random pod id. */
    public static SyncOptions defaults() {
        return builder().build();
    }

    /** A builder that starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that starts from these options. */
    public Builder toBuilder() {
        return builder()
                .force(force)
                .safe(safe)
                .podId(podId)
                .lockTtl(lockTtl)
                .waitTimeout(waitTimeout)
                .pollInterval(pollInterval)
                .ddlLockTimeout(ddlLockTimeout)
                .ddlRetries(ddlRetries)
                .backfill(backfill)
                .adopt(adopt)
                .failOnExternalViews(failOnExternalViews)
                .schemaVersion(schemaVersion)
                .onSuperseded(onSuperseded);
    }

    /** Collects options. */
    public static final class Builder {
        private boolean force;
        private boolean safe;
        private String podId = UUID.randomUUID().toString();
        private Duration lockTtl = Duration.ofSeconds(30);
        private Duration waitTimeout = Duration.ofSeconds(60);
        private Duration pollInterval = Duration.ofMillis(500);
        private Duration ddlLockTimeout = Duration.ofSeconds(3);
        private int ddlRetries = 10;
        private Backfill backfill = Backfill.NONE;
        private Adopt adopt = Adopt.ERROR;
        private boolean failOnExternalViews;
        private @Nullable String schemaVersion;
        private OnSuperseded onSuperseded = OnSuperseded.KEEP;

        private Builder() {}

        /** See {@link SyncOptions#force()}. */
        public Builder force(boolean value) {
            force = value;
            return this;
        }

        /** See {@link SyncOptions#safe()}. */
        public Builder safe(boolean value) {
            safe = value;
            return this;
        }

        /** See {@link SyncOptions#podId()}. */
        public Builder podId(String value) {
            podId = value;
            return this;
        }

        /** See {@link SyncOptions#lockTtl()}. */
        public Builder lockTtl(Duration value) {
            lockTtl = value;
            return this;
        }

        /** See {@link SyncOptions#waitTimeout()}. */
        public Builder waitTimeout(Duration value) {
            waitTimeout = value;
            return this;
        }

        /** See {@link SyncOptions#pollInterval()}. */
        public Builder pollInterval(Duration value) {
            pollInterval = value;
            return this;
        }

        /** See {@link SyncOptions#ddlLockTimeout()}. */
        public Builder ddlLockTimeout(Duration value) {
            ddlLockTimeout = value;
            return this;
        }

        /** See {@link SyncOptions#ddlRetries()}. */
        public Builder ddlRetries(int value) {
            ddlRetries = value;
            return this;
        }

        /** See {@link SyncOptions#backfill()}. */
        public Builder backfill(Backfill value) {
            backfill = value;
            return this;
        }

        /** See {@link SyncOptions#adopt()}. */
        public Builder adopt(Adopt value) {
            adopt = value;
            return this;
        }

        /** See {@link SyncOptions#failOnExternalViews()}. */
        public Builder failOnExternalViews(boolean value) {
            failOnExternalViews = value;
            return this;
        }

        /** See {@link SyncOptions#schemaVersion()}. */
        public Builder schemaVersion(@Nullable String value) {
            schemaVersion = value;
            return this;
        }

        /** See {@link SyncOptions#onSuperseded()}. */
        public Builder onSuperseded(OnSuperseded value) {
            onSuperseded = value;
            return this;
        }

        /**
         * The options.
         *
         * @throws IllegalArgumentException if a duration or number is too small, the pod id is blank or the version is none
         */
        public SyncOptions build() {
            return new SyncOptions(
                    force,
                    safe,
                    podId,
                    lockTtl,
                    waitTimeout,
                    pollInterval,
                    ddlLockTimeout,
                    ddlRetries,
                    backfill,
                    adopt,
                    failOnExternalViews,
                    schemaVersion,
                    onSuperseded);
        }
    }
}
