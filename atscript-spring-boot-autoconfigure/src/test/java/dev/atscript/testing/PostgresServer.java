package dev.atscript.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * The one place that tests get PostgreSQL from: a container where Docker answers, an embedded server elsewhere. There is
 * one server in a JVM; it starts with the first database and stops with the JVM.
 *
 * <p>The server counts what it is sent (see {@link #statementsOf}), so a test can ask it rather than a driver.
 */
public final class PostgresServer {

    /** The tag of the container's image; an embedded server has the version that the build puts on the class path. */
    private static final String VERSION = System.getProperty("atscript.test.postgres.version", "18");

    private static final Map<String, String> SETTINGS = Map.of(
            "fsync", "off",
            "synchronous_commit", "off",
            "full_page_writes", "off",
            "max_connections", "200",
            "shared_preload_libraries", "pg_stat_statements",
            "pg_stat_statements.max", "20000");

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private static @Nullable PostgresServer instance;

    private final String host;
    private final int port;
    private final String username;
    private final String password;

    private PostgresServer(String host, int port, String username, String password) {
        this.host = host;
        this.port = port;
        this.username = username;
        this.password = password;
        maintenance().sql("CREATE EXTENSION IF NOT EXISTS pg_stat_statements").update();
    }

    /** A new database of the running server. */
    public static TestDatabase createDatabase() {
        PostgresServer server = server();
        String name = "test_" + DATABASES.incrementAndGet();
        server.maintenance().sql("CREATE DATABASE " + name).update();
        return new TestDatabase(
                name,
                server.jdbcUrl(name),
                server.username,
                server.password,
                server.dataSource(name),
                () -> server.maintenance()
                        .sql("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)")
                        .update());
    }

    /** The server's version, for example 180006 for 18.6. */
    public static int version() {
        return server().maintenance()
                .sql("SELECT current_setting('server_version_num')::int")
                .query(Integer.class)
                .single();
    }

    /**
     * What was executed in a database since it was created, or since {@link #forgetStatementsOf}, by the server's own
     * account.
     */
    public static List<CountedStatement> statementsOf(TestDatabase database) {
        return server().maintenance()
                .sql("""
                        SELECT query AS sql, sum(calls) AS calls, sum(shared_blks_hit + shared_blks_read) AS pages
                        FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid
                        WHERE d.datname = ? AND s.toplevel
                        GROUP BY query
                        ORDER BY query
                        """)
                .param(database.name())
                .query(CountedStatement.class)
                .list();
    }

    /**
     * Returns as soon as a connection of a database waits for what another one has locked.
     *
     * @param patience how long that may take; then it fails with what the connections did instead
     * @param possible fails where that cannot come any more
     */
    public static void awaitOneThatWaitsForALock(TestDatabase database, Duration patience, Runnable possible) {
        long start = System.nanoTime();
        List<Activity> seen = activities(database);
        while (seen.stream().noneMatch(Activity::isWaitingForALock)) {
            possible.run();
            if (System.nanoTime() - start > patience.toNanos()
                    || Thread.currentThread().isInterrupted()) {
                throw new AssertionError("No connection waits for a lock after " + patience + ": " + seen);
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            seen = activities(database);
        }
    }

    /** How many connections to a database wait for a lock. */
    public static long waitingForALock(TestDatabase database) {
        return activities(database).stream().filter(Activity::isWaitingForALock).count();
    }

    private static List<Activity> activities(TestDatabase database) {
        return server().maintenance()
                .sql("SELECT state, wait_event_type, query FROM pg_stat_activity WHERE datname = ?")
                .param(database.name())
                .query(Activity.class)
                .list();
    }

    private record Activity(
            @Nullable String state,
            @Nullable String waitEventType,
            @Nullable String query) {

        boolean isWaitingForALock() {
            return "Lock".equals(waitEventType);
        }
    }

    /** Starts counting anew. */
    public static void forgetStatementsOf(TestDatabase database) {
        server().maintenance()
                .sql("SELECT pg_stat_statements_reset(0, oid, 0) FROM pg_database WHERE datname = ?")
                .param(database.name())
                .query()
                .listOfRows();
    }

    /**
     * A statement that the server counted.
     *
     * @param sql its text, with a placeholder for each constant
     * @param calls how often it was executed
     * @param pages how many pages of tables and indexes it read
     */
    public record CountedStatement(String sql, long calls, long pages) {}

    private static synchronized PostgresServer server() {
        if (instance == null) {
            instance = isDockerThere() ? startContainer() : startEmbedded();
        }
        return instance;
    }

    /** Asks Testcontainers, which takes half a second, only where there is a sign of Docker. */
    public static boolean isDockerThere() {
        return hasSignOfDocker() && DockerClientFactory.instance().isDockerAvailable();
    }

    private static boolean hasSignOfDocker() {
        String home = System.getProperty("user.home");
        return System.getenv("DOCKER_HOST") != null
                || Stream.of(
                                Path.of("/var/run/docker.sock"),
                                Path.of(System.getenv().getOrDefault("XDG_RUNTIME_DIR", "/run"), "docker.sock"),
                                Path.of(home, ".docker/run/docker.sock"),
                                Path.of(home, ".docker/desktop/docker.sock"),
                                Path.of(home, ".testcontainers.properties"))
                        .anyMatch(Files::exists);
    }

    private static PostgresServer startContainer() {
        PostgreSQLContainer container = new PostgreSQLContainer("postgres:" + VERSION)
                .withEnv("POSTGRES_INITDB_ARGS", "--encoding=UTF8 --locale=C.UTF-8")
                .withCommand(Stream.concat(
                                Stream.of("postgres"),
                                SETTINGS.entrySet().stream()
                                        .flatMap(each -> Stream.of("-c", each.getKey() + "=" + each.getValue())))
                        .toArray(String[]::new));
        container.start();
        Runtime.getRuntime().addShutdownHook(new Thread(container::stop));
        return new PostgresServer(
                container.getHost(),
                container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
                container.getUsername(),
                container.getPassword());
    }

    /** The library stops its server with the JVM, and removes the server's data then. */
    private static PostgresServer startEmbedded() {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(1))
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("encoding", "UTF8");
        if (Integer.parseInt(VERSION) >= 17) {
            builder.setLocaleConfig("locale-provider", "builtin").setLocaleConfig("builtin-locale", "C.UTF-8");
        }
        SETTINGS.forEach(builder::setServerConfig);
        try {
            return new PostgresServer("localhost", builder.start().getPort(), "postgres", "postgres");
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded PostgreSQL did not start", e);
        }
    }

    private JdbcClient maintenance() {
        return JdbcClient.create(dataSource("postgres"));
    }

    private PGSimpleDataSource dataSource(String database) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(jdbcUrl(database));
        dataSource.setUser(username);
        dataSource.setPassword(password);
        return dataSource;
    }

    private String jdbcUrl(String database) {
        return "jdbc:postgresql://" + host + ":" + port + "/" + database;
    }
}
