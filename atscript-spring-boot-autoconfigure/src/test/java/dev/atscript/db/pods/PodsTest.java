package dev.atscript.db.pods;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.db.sync.AtscriptSchema;
import dev.atscript.db.sync.DbSpace;
import dev.atscript.db.sync.SchemaSync;
import dev.atscript.db.sync.SyncOptions;
import dev.atscript.db.sync.SyncPlan;
import dev.atscript.db.sync.SyncResult;
import dev.atscript.db.sync.SyncResult.Status;
import dev.atscript.db.sync.SyncStage;
import dev.atscript.db.sync.SyncState;
import dev.atscript.testing.DatabaseKind;
import dev.atscript.testing.PostgresServer;
import dev.atscript.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** sync.md, "The lock": one pod applies, the others wait, and whatever dies, nothing is half done. */
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class PodsTest {

    private static final boolean FULL = "full".equals(System.getProperty("campaign"));

    private static final Duration LONG_LEASE = Duration.ofSeconds(30);
    private static final Duration SHORT_LEASE = Duration.ofMillis(300);

    private static final String BEFORE = """
            @db.table 'users' interface User { @meta.id id: number.int, name: string, age?: number.int }
            @db.table 'tags' interface Tag { @meta.id id: number.int, @db.rel.FK userId: User.id }
            """;

    /** Renames, adds, makes required and drops: on SQLite a table is made anew by it. */
    private static final String AFTER = """
            @db.table 'users' interface User {
              @meta.id id: number.int, @db.column.renamed 'name' title: string, @db.default 7 age: number.int, @db.index.plain nick?: string }
            @db.table 'labels' @db.table.renamed 'tags' interface Tag { @meta.id id: number.int, @db.rel.FK userId: User.id }
            @db.table 'logs' interface Log { @meta.id id: number.int, @db.index.fulltext text: string }
            """;

    /** What a process tells of, beside the statements of its plan. */
    private static final List<String> STAGES = Stream.concat(
                    Stream.of("planning"),
                    EnumSet.range(SyncStage.CHECK, SyncStage.APPLY).stream()
                            .flatMap(stage -> Stream.of("before " + stage, "after " + stage)))
            .toList();

    @Parameter
    DatabaseKind kind;

    @TempDir
    Path folder;

    private Path before;
    private Path after;

    private final List<AutoCloseable> open = new ArrayList<>();

    @BeforeEach
    void writeTheModels() throws IOException {
        before = Files.writeString(folder.resolve("before.as"), BEFORE);
        after = Files.writeString(folder.resolve("after.as"), AFTER);
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    private <T extends AutoCloseable> T closedLater(T resource) {
        open.add(resource);
        return resource;
    }

    @Test
    void oneOfManyThreadsApplies() throws Exception {
        int pods = 50;
        ExecutorService threads = Executors.newFixedThreadPool(pods);
        open.add(threads::shutdownNow);
        for (int round = 0; round < (FULL ? 100 : 2); round++) {
            try (TestDatabase database = kind.create()) {
                AtscriptSchema schema = AtscriptSchema.load(before.toUri().toString());
                CyclicBarrier start = new CyclicBarrier(pods);
                Callable<Status> pod = () -> {
                    SchemaSync sync = new SchemaSync(DbSpace.of(database.dataSource()));
                    start.await();
                    return sync.run(schema).status();
                };
                List<Future<Status>> runs = IntStream.range(0, pods)
                        .mapToObj(i -> threads.submit(pod))
                        .toList();
                List<Status> results = new ArrayList<>();
                for (Future<Status> run : runs) {
                    results.add(run.get());
                }
                assertAppliedOnce(database, results);
            }
        }
    }

    @Test
    void oneOfManyProcessesApplies() throws Exception {
        List<Pod> pods = IntStream.range(0, 8)
                .mapToObj(i -> closedLater(Pod.start("pod-" + i)))
                .toList();
        pods.forEach(pod -> pod.awaitEvent("ready"));
        for (int round = 0; round < (FULL ? 100 : 3); round++) {
            try (TestDatabase database = kind.create()) {
                pods.forEach(pod -> pod.run(database, before, LONG_LEASE, null));
                List<Status> results = new ArrayList<>();
                for (Pod pod : pods) {
                    String end = pod.awaitEnd();
                    assertThat(end).startsWith("result ");
                    results.add(Status.valueOf(end.substring("result ".length())));
                }
                assertAppliedOnce(database, results);
            }
        }
    }

    private void assertAppliedOnce(TestDatabase database, List<Status> results) {
        assertThat(results).filteredOn(Status.SYNCED::equals).hasSize(1);
        assertThat(results).isSubsetOf(Status.SYNCED, Status.SYNCED_BY_PEER, Status.UP_TO_DATE);
        SyncState state = new SchemaSync(DbSpace.of(database.dataSource())).state();
        assertThat(state.history()).hasSize(1);
        assertThat(state.failure()).isEmpty();
        assertThat(state.lock()).isEmpty();
        if (kind == DatabaseKind.POSTGRES) {
            assertThat(PostgresServer.statementsOf(database))
                    .filteredOn(statement -> statement.sql().startsWith("CREATE TABLE \"users\""))
                    .singleElement()
                    .extracting(PostgresServer.CountedStatement::calls)
                    .isEqualTo(1L);
        }
    }

    /** It sleeps past its lease while it plans, as in a long collection of garbage, and finds that it is too late. */
    @Test
    void oneThatSleptPastItsLeaseAppliesNothing() throws Exception {
        Pod sleeper = closedLater(Pod.start("sleeper"));
        sleeper.awaitEvent("ready");
        for (int round = 0; round < (FULL ? 100 : 1); round++) {
            try (TestDatabase database = prepared()) {
                sleeper.run(database, after, SHORT_LEASE, "planning");
                sleeper.awaitEvent("planning");
                suspendBetweenWrites(sleeper, database);
                assertThat(run(database, after, Duration.ofSeconds(60)).status())
                        .isEqualTo(Status.SYNCED);
                SyncState state = state(database);
                sleeper.signal("CONT");
                sleeper.goOn();
                assertThat(sleeper.awaitEnd())
                        .startsWith("failed SyncLockException")
                        .contains("ran out before this pod began to apply its plan");
                assertThat(state(database))
                        .usingRecursiveComparison()
                        .ignoringFields("failure")
                        .isEqualTo(state);
                assertRowsAreThere(database, true);
            }
        }
    }

    /** In the middle of a renewal it would keep SQLite's file locked, which nobody but itself can open again. */
    private void suspendBetweenWrites(Pod sleeper, TestDatabase database) {
        sleeper.signal("STOP");
        while (kind == DatabaseKind.SQLITE && isBeingWritten(database)) {
            sleeper.signal("CONT");
            sleeper.signal("STOP");
        }
    }

    private static boolean isBeingWritten(TestDatabase database) {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            statement.execute("ROLLBACK");
            return false;
        } catch (SQLException busy) {
            return true;
        }
    }

    /** From the beginning of its transaction to the end nobody takes over, whatever the lease says. */
    @Test
    void oneThatSleepsWhileItAppliesIsWaitedFor() throws Exception {
        Pod sleeper = closedLater(Pod.start("sleeper"));
        sleeper.awaitEvent("ready");
        try (TestDatabase database = prepared()) {
            sleeper.run(database, after, SHORT_LEASE, "statement 1");
            sleeper.awaitEvent("statement 1");
            sleeper.signal("STOP");
            SyncOptions impatient =
                    options("other").waitTimeout(SHORT_LEASE.multipliedBy(3)).build();
            assertThat(failureOf(database, impatient)).contains("No schema lock after");
            sleeper.signal("CONT");
            sleeper.goOn();
            assertThat(sleeper.awaitEnd()).isEqualTo("result SYNCED");
            assertThat(run(database, after, LONG_LEASE).status()).isEqualTo(Status.UP_TO_DATE);
            assertRowsAreThere(database, true);
        }
    }

    private String failureOf(TestDatabase database, SyncOptions options) {
        try {
            return new SchemaSync(DbSpace.of(database.dataSource()))
                    .run(schema(after), options)
                    .status()
                    .name();
        } catch (RuntimeException ex) {
            return String.valueOf(ex.getMessage());
        }
    }

    /** Killed at a moment by chance: the database is as before or as after, and the next start converges. */
    @Test
    void oneThatIsKilledLeavesNothingHalfDone() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        for (int round = 0; round < (FULL ? 200 : 3); round++) {
            try (TestDatabase database = prepared();
                    Pod victim = Pod.start("victim")) {
                victim.awaitEvent("ready");
                int statements = new SchemaSync(DbSpace.of(database.dataSource()))
                        .plan(schema(after))
                        .statements()
                        .size();
                List<String> moments = new ArrayList<>(STAGES);
                IntStream.range(0, statements).forEach(i -> moments.add("statement " + i));
                String moment = moments.get(random.nextInt(moments.size()));
                victim.run(database, after, SHORT_LEASE, null);
                victim.awaitEvent(moment);
                victim.signal("KILL");
                String when = "seed " + seed + ", round " + round + ", " + moment;
                boolean done = isInLine(database, after);
                assertThat(isInLine(database, before)).as(when).isNotEqualTo(done);
                assertRowsAreThere(database, done);
                assertThat(run(database, after, Duration.ofSeconds(60)).status())
                        .as(when)
                        .isEqualTo(done ? Status.UP_TO_DATE : Status.SYNCED);
                assertThat(isInLine(database, after)).as(when).isTrue();
                assertRowsAreThere(database, true);
            }
        }
    }

    /** The same on a database that nobody has synced: not even the control table is there. */
    @Test
    void oneThatIsKilledAtItsFirstStartLeavesNothingHalfDone() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        for (int round = 0; round < (FULL ? 100 : 2); round++) {
            try (TestDatabase database = kind.create();
                    Pod victim = Pod.start("victim")) {
                victim.awaitEvent("ready");
                String moment = STAGES.get(random.nextInt(STAGES.size()));
                victim.run(database, before, SHORT_LEASE, null);
                victim.awaitEvent(moment);
                victim.signal("KILL");
                String when = "seed " + seed + ", round " + round + ", " + moment;
                assertThat(run(database, before, Duration.ofSeconds(60)).status())
                        .as(when)
                        .isIn(Status.SYNCED, Status.UP_TO_DATE);
                assertThat(isInLine(database, before)).as(when).isTrue();
                assertThat(state(database).history()).as(when).hasSize(1);
            }
        }
    }

    private TestDatabase prepared() {
        TestDatabase database = kind.create();
        run(database, before, LONG_LEASE);
        JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
        jdbc.update("INSERT INTO users (id, name, age) VALUES (1, 'ada', 36), (2, 'bob', 40)");
        jdbc.update("INSERT INTO tags (id, \"userId\") VALUES (7, 2)");
        return database;
    }

    private static void assertRowsAreThere(TestDatabase database, boolean after) {
        JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
        String name = after ? "title" : "name";
        assertThat(jdbc.queryForList("SELECT " + name + " FROM users WHERE age IN (36, 40) ORDER BY id", String.class))
                .containsExactly("ada", "bob");
        assertThat(jdbc.queryForObject(
                        "SELECT \"userId\" FROM " + (after ? "labels" : "tags") + " WHERE id = 7", Integer.class))
                .isEqualTo(2);
    }

    private boolean isInLine(TestDatabase database, Path model) {
        return new SchemaSync(DbSpace.of(database.dataSource()))
                        .plan(schema(model))
                        .status()
                == SyncPlan.Status.UP_TO_DATE;
    }

    private static AtscriptSchema schema(Path model) {
        return AtscriptSchema.load(model.toUri().toString());
    }

    private static SyncResult run(TestDatabase database, Path model, Duration lease) {
        return new SchemaSync(DbSpace.of(database.dataSource()))
                .run(schema(model), options("other").lockTtl(lease).build());
    }

    private static SyncOptions.Builder options(String podId) {
        return SyncOptions.builder().podId(podId).pollInterval(Duration.ofMillis(10));
    }

    private static SyncState state(TestDatabase database) {
        return new SchemaSync(DbSpace.of(database.dataSource())).state();
    }
}
