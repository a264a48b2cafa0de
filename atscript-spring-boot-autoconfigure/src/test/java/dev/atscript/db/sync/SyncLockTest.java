package dev.atscript.db.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atscript.db.dialect.ControlTableSql;
import dev.atscript.db.dialect.Dialects;
import dev.atscript.testing.DatabaseKind;
import dev.atscript.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** The lock on time that passes only when a pod pauses; the lease's own time is the database's. */
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class SyncLockTest {

    private static final String LOCK_ROW =
            "SELECT \"value\" FROM \"" + ControlTableSql.TABLE + "\" WHERE \"_id\" = 'sync_lock'";

    @Parameter
    DatabaseKind kind;

    private TestDatabase testDatabase;
    private JdbcTemplate jdbc;
    private Database database;
    private final AtomicLong nanos = new AtomicLong();
    private final List<Duration> pauses = new ArrayList<>();
    private Runnable whilePausing = () -> {};

    private final Waiting waiting = new Waiting(nanos::get, duration -> {
        pauses.add(duration);
        nanos.addAndGet(duration.toNanos());
        whilePausing.run();
    });

    @BeforeEach
    void createControlTable() {
        testDatabase = kind.create();
        jdbc = new JdbcTemplate(testDatabase.dataSource());
        database = new Database(testDatabase.dataSource(), Dialects.of(testDatabase.dataSource()));
        new ControlTable(database, DbSpace.DEFAULT_OWNER).create();
    }

    @AfterEach
    void dropDatabase() {
        testDatabase.close();
    }

    @Test
    void isTakenAtOnceWhereNobodyHoldsItAndLeavesNoRowBehind() {
        try (SyncLock.Held held = lock("a").acquire()) {
            assertThat(held).isNotNull();
            assertThat(lock("b").read()).get().satisfies(lock -> {
                assertThat(lock.podId()).isEqualTo("a");
                assertThat(lock.expired()).isFalse();
                assertThat(Duration.between(lock.since(), lock.until())).isEqualTo(Duration.ofSeconds(30));
            });
        }
        assertThat(pauses).isEmpty();
        assertThat(jdbc.queryForList(LOCK_ROW)).isEmpty();
    }

    @Test
    void isWaitedForUntilItsHolderGivesItBack() {
        SyncLock.Held held = lock("a").acquire();
        whilePausing = () -> {
            if (pauses.size() == 3) {
                held.close();
            }
        };
        lock("b").acquire().close();
        assertThat(pauses).hasSize(3).containsOnly(Duration.ofMillis(500));
    }

    @Test
    void namesItsHolderWhenTheWaitIsOver() {
        lock("the-holder").acquire();
        assertThatThrownBy(() -> lock("b").acquire())
                .isInstanceOf(SyncLockException.class)
                .hasMessageContaining("No schema lock after 60 s")
                .hasMessageContaining("'the-holder'")
                .satisfies(failure ->
                        assertThat(((SyncLockException) failure).holder()).isPresent());
        assertThat(pauses).hasSize(120);
    }

    @Test
    void isTakenOverAtOnceWhenItsLeaseIsOver() {
        lock("a").acquire();
        expire();
        lock("b").acquire();
        assertThat(pauses).isEmpty();
        assertThat(lock("c").read()).get().extracting(SyncState.Lock::podId).isEqualTo("b");
    }

    @Test
    void hasAFreshTokenEachTimeSoThatAPodCannotGiveBackOrUseALaterLeaseOfItsOwnName() {
        SyncLock.Held first = lock("same").acquire();
        String firstToken = jdbc.queryForObject(LOCK_ROW, String.class);
        expire();
        SyncLock.Held second = lock("same").acquire();
        String secondToken = jdbc.queryForObject(LOCK_ROW, String.class);
        assertThat(secondToken).isNotEqualTo(firstToken);
        first.close();
        assertThat(jdbc.queryForObject(LOCK_ROW, String.class)).isEqualTo(secondToken);
        assertThatThrownBy(() -> database.inTransaction(each -> {
                    first.holdInTransaction(each);
                    return null;
                }))
                .isInstanceOf(SyncLockException.class)
                .hasMessageContaining("took it over");
        second.close();
        assertThat(jdbc.queryForList(LOCK_ROW)).isEmpty();
    }

    @Test
    void cannotBeTakenOverWhileItsHolderAppliesEvenWhenItsLeaseIsOver() {
        SyncLock.Held held = lock("a").acquire();
        expire();
        database.inTransaction(each -> {
            held.holdInTransaction(each);
            assertThatThrownBy(() -> new SyncLock(database, options("b", Duration.ofSeconds(1)), waiting).acquire())
                    .isInstanceOf(SyncLockException.class);
            return null;
        });
        assertThat(pauses).hasSize(2);
    }

    @Test
    void endsTheWaitWhenInterruptedAndLeavesTheThreadInterrupted() {
        lock("a").acquire();
        Waiting interrupted = new Waiting(nanos::get, duration -> {
            throw new InterruptedException();
        });
        assertThatThrownBy(() -> new SyncLock(database, options("b", Duration.ofSeconds(60)), interrupted).acquire())
                .isInstanceOf(SyncLockException.class)
                .hasMessageContaining("Interrupted")
                .hasMessageContaining("'a'");
        assertThat(Thread.interrupted()).isTrue();
    }

    private void expire() {
        jdbc.update("UPDATE \"" + ControlTableSql.TABLE
                + "\" SET \"expiresAt\" = \"lockedAt\" - 1 WHERE \"_id\" = 'sync_lock'");
    }

    private SyncLock lock(String podId) {
        return new SyncLock(database, options(podId, Duration.ofSeconds(60)), waiting);
    }

    private static SyncOptions options(String podId, Duration waitTimeout) {
        return SyncOptions.builder().podId(podId).waitTimeout(waitTimeout).build();
    }
}
