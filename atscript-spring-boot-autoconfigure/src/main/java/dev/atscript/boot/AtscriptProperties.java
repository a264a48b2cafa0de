package dev.atscript.boot;

import dev.atscript.db.model.DbTable;
import dev.atscript.db.sync.SyncOptions;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * How the database is kept in step with the {@code .as} files.
 *
 * @param enabled Whether to compare the .as files with the database at start-up and to migrate it.
 * @param locations Resource patterns of the .as files. Those of jars on the class path are found with classpath*:, those
 *     of a folder with file:.
 * @param failOnMissingLocations Whether the start fails if a location has no .as file. It is more often a wrong location
 *     than intended, and the tables of files that are gone are dropped.
 * @param url JDBC URL to migrate with, where that needs credentials of its own; the connections are used by the sync
 *     only, without a pool. By default the application's DataSource is used.
 * @param username User who migrates, at atscript.db.url or, without it, at the URL of the application's DataSource.
 * @param password Password of that user.
 * @param owner Whose tables these are, where several applications share one database: an owner never drops what another
 *     one tracks. By default the value of spring.application.name, else 'default'.
 * @param phase When to migrate: as the first ApplicationRunner, when the web server is up and answers probes, or while the
 *     context is made, before all beans that need the tables.
 * @param dryRun Whether to log the plan only, and to change nothing.
 * @param force Whether to introspect the database even if the stored hash says that it is in step, and to allow that
 *     the last table is dropped.
 * @param safe Whether to leave out every change that loses stored data and to apply the rest. What is left out stays
 *     pending until a run without it.
 * @param onError What a failed run means for the application. Errors in .as files fail the start in any case.
 * @param trafficGate Whether a web application answers every request with 503 and Retry-After until the run at start-up
 *     is over, except those of the actuator. Without, requests may find the database as it was before.
 * @param podId Name of this pod in the lock and in the history. By default a random UUID.
 * @param lockTtl Lease of the lock that lets one pod at a time migrate, renewed while the pod lives: it is how long others
 *     wait for a pod that died.
 * @param waitTimeout Longest wait for another pod that holds the lock.
 * @param pollInterval How often a waiting pod looks whether the lock is free.
 * @param ddlLockTimeout How long a statement of the plan waits for a table that others are using. Then everything is
 *     rolled back and begun again a little later, so that others do not queue behind it; 0 waits for as long as it takes.
 * @param ddlRetries How often the plan is begun again when others were in its way.
 * @param backfill What to do where a required column has no value for rows that exist.
 * @param adopt What to do if a table that sync did not make has columns that the .as files do not know, or if sync did not
 *     make the view that has a declared name.
 * @param failOnExternalViews Whether an external view that is missing, or lacks a column that the .as files name, fails
 *     the run. Otherwise it is only reported.
 * @param schemaVersion Version of the schema, numbers with dots between, for example the build number: a pod with a
 *     smaller one than the database's never changes it back. Without, the newest modification time of the .as files tells.
 * @param onSuperseded What to do where a newer build has changed the database since, as in a roll-back.
 * @param spaces Databases of the spaces that tables belong to by @db.space, by the space's name.
 */
@ConfigurationProperties(prefix = AtscriptProperties.PREFIX, ignoreUnknownFields = false)
public record AtscriptProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue(AtscriptProperties.DEFAULT_LOCATION) List<String> locations,
        @DefaultValue("true") boolean failOnMissingLocations,
        @Nullable String url,
        @Nullable String username,
        @Nullable String password,
        @Nullable String owner,
        @DefaultValue("application-runner") Phase phase,
        @DefaultValue("false") boolean dryRun,
        @DefaultValue("false") boolean force,
        @DefaultValue("false") boolean safe,
        @DefaultValue("fail") OnError onError,
        @DefaultValue("true") boolean trafficGate,
        @Nullable String podId,
        @DefaultValue("30s") Duration lockTtl,
        @DefaultValue("60s") Duration waitTimeout,
        @DefaultValue("500ms") Duration pollInterval,
        @DefaultValue("3s") Duration ddlLockTimeout,
        @DefaultValue("10") int ddlRetries,
        @DefaultValue("none") SyncOptions.Backfill backfill,
        @DefaultValue("error") SyncOptions.Adopt adopt,
        @DefaultValue("false") boolean failOnExternalViews,
        @Nullable String schemaVersion,
        @DefaultValue("keep") SyncOptions.OnSuperseded onSuperseded,
        @DefaultValue Map<String, Space> spaces) {

    static final String PREFIX = "atscript.db";

    private static final String COUNTABLE = "between 1ms and 24d";

    static final String DEFAULT_LOCATION = "classpath*:atscript/**/*.as";

    static final String SPACES = PREFIX + ".spaces";

    /**
     * The database of a space, and what is different there.
     *
     * @param dataSource Name of the DataSource bean that leads to the space's database.
     * @param url JDBC URL to migrate the space's database with, where no DataSource bean is to be used for that.
     * @param username User who migrates, at the URL or, without it, at that of the DataSource bean.
     * @param password Password of that user.
     * @param owner Whose tables these are, instead of what atscript.db.owner says.
     * @param safe Whether to leave out every change that loses stored data, instead of what atscript.db.safe says.
     * @param adopt What to do with unknown columns of tables that sync did not make, instead of what atscript.db.adopt says.
     */
    public record Space(
            @Nullable String dataSource,
            @Nullable String url,
            @Nullable String username,
            @Nullable String password,
            @Nullable String owner,
            @Nullable Boolean safe,
            SyncOptions.@Nullable Adopt adopt) {

        static final Space NOTHING = new Space(null, null, null, null, null, null, null);

        /** Whether it says which database it is, or who migrates there. */
        boolean tellsOfADatabase() {
            return StringUtils.hasText(dataSource) || StringUtils.hasText(url) || username != null || password != null;
        }

        /** This and, where it says nothing, the other. */
        Space or(Space other) {
            return new Space(
                    dataSource == null ? other.dataSource : dataSource,
                    url == null ? other.url : url,
                    username == null ? other.username : username,
                    password == null ? other.password : password,
                    owner == null ? other.owner : owner,
                    safe == null ? other.safe : safe,
                    adopt == null ? other.adopt : adopt);
        }

        /** The options of a run in this space. */
        SyncOptions over(SyncOptions options) {
            return options.toBuilder()
                    .safe(safe == null ? options.safe() : safe)
                    .adopt(adopt == null ? options.adopt() : adopt)
                    .build();
        }

        /** Without the password. */
        @Override
        public String toString() {
            return "a space of " + PREFIX;
        }
    }

    /** When to migrate. */
    public enum Phase {
        /** As the first ApplicationRunner: the web server is up, and the traffic gate keeps requests away. */
        APPLICATION_RUNNER,
        /** While the context is made, before JPA, Quartz, Spring Session and what else needs the tables. */
        DATABASE_INITIALIZATION;

        /** The name as the property has it. */
        String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** What a failed run means for the application. */
    public enum OnError {
        /** It does not start. */
        FAIL,
        /** It starts; the failure is logged, and seen at the endpoint. */
        WARN
    }

    public AtscriptProperties {
        locations = List.copyOf(locations);
        spaces = Collections.unmodifiableMap(new LinkedHashMap<>(spaces));
    }

    /** What the properties of one space begin with. */
    static String prefix(String space) {
        boolean plain = space.matches("[a-z0-9-]+");
        return space.equals(DbTable.DEFAULT_SPACE) ? PREFIX : SPACES + "." + (plain ? space : "[" + space + "]");
    }

    /**
     * The options of a run.
     *
     * @throws WrongPropertyException if a duration is too short, a number too small, or the version is none
     */
    SyncOptions toOptions(Environment environment) {
        Range range = new Range(environment);
        range.require("lock-ttl", SyncOptions.isCountable(lockTtl), COUNTABLE);
        range.require("poll-interval", SyncOptions.isCountable(pollInterval), COUNTABLE);
        range.require("wait-timeout", isCountableOrZero(waitTimeout), "0, or " + COUNTABLE);
        range.require("ddl-lock-timeout", isCountableOrZero(ddlLockTimeout), "0, or " + COUNTABLE);
        range.require("ddl-retries", ddlRetries >= 0, "0 or more");
        range.require(
                "schema-version",
                schemaVersion == null || SyncOptions.isSchemaVersion(schemaVersion),
                "numbers with dots between, for example 2.10.0 or 2026.11.26");
        SyncOptions.Builder options = SyncOptions.builder()
                .force(force)
                .safe(safe)
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
        return podId == null || podId.isBlank()
                ? options.build()
                : options.podId(podId).build();
    }

    /** The locations alone, where the other properties need not be known yet, as when an application is built. */
    static List<String> locations(Environment environment) {
        return Binder.get(environment)
                .bind(PREFIX + ".locations", Bindable.listOf(String.class))
                .orElse(List.of(DEFAULT_LOCATION));
    }

    private static boolean isCountableOrZero(Duration duration) {
        return duration.isZero() || SyncOptions.isCountable(duration);
    }

    /** What is required of values that could be bound; the environment knows how they were written, and where. */
    private record Range(Environment environment) {

        void require(String name, boolean right, String expected) {
            if (!right) {
                throw WrongPropertyException.outOfRange(
                        PREFIX + "." + name, environment, "but has to be " + expected + ".");
            }
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return PREFIX + " of " + locations;
    }
}
