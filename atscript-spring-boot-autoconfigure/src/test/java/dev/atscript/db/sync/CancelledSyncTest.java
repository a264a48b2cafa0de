package dev.atscript.db.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atscript.testing.BeforeStatement;
import dev.atscript.testing.CountingDataSource;
import dev.atscript.testing.EachDatabase;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A run that is cancelled ends at once, gives back its lock, and leaves nothing half done, whatever it was doing. */
@Timeout(60)
class CancelledSyncTest extends EachDatabase {

    static final AtscriptSchema USERS =
            Schemas.of("@db.table 'users' interface User { @meta.id id: number.int, name: string }");

    static final AtscriptSchema MORE_USERS = Schemas.of(
            "@db.table 'tags' interface Tag { @meta.id id: number.int }\n"
                    + "@db.table 'users' interface User { @meta.id id: number.int, @db.index.unique name: string, nick?: string }");

    private SchemaSync sync;

    private final CountDownLatch reached = new CountDownLatch(1);

    @BeforeEach
    void prepare() {
        sync = new SchemaSync(DbSpace.of(database.dataSource()));
        sync.run(USERS);
        jdbc.update("INSERT INTO users (id, name) VALUES (1, 'ada')");
    }

    @Test
    void whileItWaitsForTheLock() throws Exception {
        Lease held =
                new SyncLock(database(), SyncOptions.builder().podId("other").build(), Waiting.REAL).acquire();
        Waiting waiting = new Waiting(System::nanoTime, duration -> standStill(), (interval, task) -> () -> {});
        SchemaSync waits = new SchemaSync(DbSpace.of(database.dataSource()), waiting);
        assertCancelled(waits, waits);
        assertThat(sync.state().lock()).get().extracting(SyncState.Lock::podId).isEqualTo("other");
        held.close();
        assertNothingDone();
    }

    @Test
    void whileItPlans() throws Exception {
        CountingDataSource counting = new CountingDataSource(database.dataSource());
        counting.beforeEach(sql -> {
            if (sql.toLowerCase(Locale.ROOT).contains("group by")) {
                standStillUninterrupted();
            }
        });
        SchemaSync plans = new SchemaSync(DbSpace.of(counting));
        assertCancelled(plans, plans);
        assertNothingDone();
    }

    @Test
    void whileItApplies() throws Exception {
        SchemaSync applies = sync.withListener((BeforeStatement) (plan, index) -> {
            if (index == 1) {
                standStillUninterrupted();
            }
        });
        assertCancelled(applies, sync);
        assertNothingDone();
    }

    /** As where the network is gone: the process that ends does not wait for ever. */
    @Test
    void returnsThoughTheDatabaseDoesNotAnswer() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        CountingDataSource silent = new CountingDataSource(database.dataSource());
        silent.beforeEach(sql -> {
            if (sql.toLowerCase(Locale.ROOT).contains("group by")) {
                reached.countDown();
                Database.uninterrupted(() -> await(answer));
            }
        });
        AtomicLong nanos = new AtomicLong();
        Waiting clock = new Waiting(
                () -> nanos.addAndGet(Duration.ofSeconds(1).toNanos()), duration -> {}, (interval, task) -> () -> {});
        SchemaSync plans = new SchemaSync(DbSpace.of(silent), clock);
        FutureTask<SyncResult> run = start(plans, SyncOptions.defaults());
        reached.await();
        plans.cancel();
        assertThat(run.isDone()).isFalse();
        answer.countDown();
        assertInterrupted(run);
        assertNothingDone();
    }

    private static void await(CountDownLatch answer) {
        try {
            answer.await();
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(ex);
        }
    }

    /** It has found out by then that there is nothing to do. */
    @Test
    void whenItHasNothingMoreToDo() {
        SchemaSync cancelsItself = sync.withListener(new SchemaSyncListener() {
            @Override
            public void afterStage(SyncStage stage) {
                sync.cancel();
            }
        });
        assertThat(cancelsItself.run(USERS).status()).isEqualTo(SyncResult.Status.UP_TO_DATE);
        assertThat(Thread.interrupted())
                .as("its caller's thread is interrupted")
                .isFalse();
        assertNothingDone();
    }

    private void assertCancelled(SchemaSync running, SchemaSync cancelled) throws Exception {
        FutureTask<SyncResult> run = start(running, SyncOptions.defaults());
        reached.await();
        cancelled.cancel();
        assertInterrupted(run);
    }

    static FutureTask<SyncResult> start(SchemaSync sync, SyncOptions options) {
        FutureTask<SyncResult> run = new FutureTask<>(() -> sync.run(MORE_USERS, options));
        new Thread(run, "run").start();
        return run;
    }

    static void assertInterrupted(FutureTask<SyncResult> run) {
        assertThatThrownBy(run::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(SyncInterruptedException.class)
                .hasMessageContaining("nothing was changed");
    }

    private void assertNothingDone() {
        SyncState state = sync.state();
        assertThat(state.lock()).isEmpty();
        assertThat(state.failure()).isEmpty();
        assertThat(state.tracked()).containsExactly("users");
        assertThat(state.history()).hasSize(1);
        assertThat(sync.run(MORE_USERS).status()).as("the next run").isEqualTo(SyncResult.Status.SYNCED);
        assertThat(jdbc.queryForObject("SELECT name FROM users WHERE nick IS NULL", String.class))
                .isEqualTo("ada");
    }

    private Database database() {
        return new Database(
                database.dataSource(), DbSpace.of(database.dataSource()).dialect());
    }

    private void standStill() throws InterruptedException {
        reached.countDown();
        new CountDownLatch(1).await();
    }

    private void standStillUninterrupted() {
        try {
            standStill();
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }
}
