package dev.atscript.db.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atscript.db.dialect.ControlTableSql;
import dev.atscript.db.dialect.Dialects;
import dev.atscript.testing.CountingDataSource;
import dev.atscript.testing.DatabaseKind;
import dev.atscript.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.sqlite.Function;

/** The lock on time that passes only when a pod pauses; the lease's own time is the database's. */
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class SyncLockTest {

    private static final Duration PATIENCE = Duration.ofMillis(100);

    private static final String LOCK_ROW =
            "SELECT \"value\" FROM \"" + ControlTableSql.TABLE + "\" WHERE \"_id\" = 'sync_lock'";

    private static final String LEASE_AT_ITS_END =
            "UPDATE \"" + ControlTableSql.TABLE + "\" SET \"expiresAt\" = \"lockedAt\"";

    private static final String EXPIRE =
            "UPDATE \"" + ControlTableSql.TABLE + "\" SET \"expiresAt\" = \"lockedAt\" - 1 WHERE \"_id\" = 'sync_lock'";

    @Parameter
    DatabaseKind kind;

    private TestDatabase testDatabase;
    private JdbcTemplate jdbc;
    private Database database;
    private final AtomicLong nanos = new AtomicLong();
    private final List<Duration> pauses = new ArrayList<>();
    private final List<Runnable> renewals = new ArrayList<>();
    private Runnable whilePausing = () -> {};

    private final Waiting waiting = new Waiting(
            nanos::get,
            duration -> {
                pauses.add(duration);
                nanos.addAndGet(duration.toNanos());
                whilePausing.run();
            },
            this::repeat);

    private Runnable repeat(Duration interval, Runnable renewal) {
        assertThat(interval).isEqualTo(Duration.ofSeconds(10));
        renewals.add(renewal);
        return () -> renewals.remove(renewal);
    }

    /** A third of the lease goes by for all that is held. */
    private void letRenewalsHappen() {
        List.copyOf(renewals).forEach(Runnable::run);
    }

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
        try (Lease held = lock("a").acquire()) {
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
        Lease held = lock("a").acquire();
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
        Lease first = lock("same").acquire();
        String firstToken = jdbc.queryForObject(LOCK_ROW, String.class);
        expire();
        Lease second = lock("same").acquire();
        String secondToken = jdbc.queryForObject(LOCK_ROW, String.class);
        assertThat(secondToken).isNotEqualTo(firstToken);
        first.close();
        assertThat(jdbc.queryForObject(LOCK_ROW, String.class)).isEqualTo(secondToken);
        assertThatThrownBy(() -> first.inTransaction(PATIENCE, each -> {
                    throw new AssertionError("begun without the lock");
                }))
                .isInstanceOf(SyncLockException.class)
                .hasMessageContaining("took it over");
        second.close();
        assertThat(jdbc.queryForList(LOCK_ROW)).isEmpty();
    }

    @Test
    void cannotBeTakenOverWhileItsHolderAppliesEvenWhenItsLeaseIsOver() {
        Lease held = lock("a").acquire();
        expire();
        held.inTransaction(PATIENCE, each -> {
            assertThatThrownBy(() -> new SyncLock(database, options("b", Duration.ofSeconds(1)), waiting).acquire())
                    .isInstanceOf(SyncLockException.class);
            return null;
        });
        assertThat(pauses).hasSize(2);
    }

    @Test
    void endsTheWaitWhenInterruptedAndLeavesTheThreadInterrupted() {
        lock("a").acquire();
        Waiting interrupted = new Waiting(
                nanos::get,
                duration -> {
                    throw new InterruptedException();
                },
                this::repeat);
        assertThatThrownBy(() -> new SyncLock(database, options("b", Duration.ofSeconds(60)), interrupted).acquire())
                .isInstanceOf(SyncInterruptedException.class)
                .hasMessageContaining("interrupted while it waited for the lock")
                .hasMessageContaining("'a'");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void isRenewedEachThirdOfItsLeaseSoThatItIsNotTakenOver() {
        Lease held = lock("a").acquire();
        for (int i = 0; i < 4; i++) {
            expire();
            letRenewalsHappen();
            assertThat(lock("b").read()).get().satisfies(lock -> {
                assertThat(lock.podId()).isEqualTo("a");
                assertThat(lock.expired()).isFalse();
            });
        }
        held.inTransaction(PATIENCE, each -> null);
        held.close();
        assertThat(renewals).as("nothing is renewed any more").isEmpty();
        assertThat(jdbc.queryForList(LOCK_ROW)).isEmpty();
    }

    @Test
    void renewsNoLeaseThatSomebodyElseHas() {
        Lease slept = lock("a").acquire();
        expire();
        Lease other = lock("b").acquire();
        Runnable renewalOfTheSlept = renewals.get(0);
        expire();
        renewalOfTheSlept.run();
        assertThat(lock("c").read()).get().satisfies(lock -> {
            assertThat(lock.podId()).isEqualTo("b");
            assertThat(lock.expired()).isTrue();
        });
        assertThatThrownBy(() -> slept.inTransaction(PATIENCE, each -> {
                    throw new AssertionError("begun without the lock");
                }))
                .isInstanceOf(SyncLockException.class)
                .hasMessageContaining("'b' took it over");
        slept.close();
        other.inTransaction(PATIENCE, each -> null);
    }

    @Test
    void isNotRenewedWhileItsTransactionKeepsItAndIsAgainAfterOneThatFailed() {
        Lease held = lock("a").acquire();
        assertThatThrownBy(() -> held.inTransaction(PATIENCE, each -> {
                    int before = database.statements();
                    letRenewalsHappen();
                    assertThat(database.statements()).isEqualTo(before);
                    throw new IllegalStateException("the work fails");
                }))
                .hasMessage("the work fails");
        expire();
        letRenewalsHappen();
        assertThat(lock("b").read()).get().extracting(SyncState.Lock::expired).isEqualTo(false);
    }

    /** A process can stand still at any moment, also before the answer to a statement of the lock has come. */
    @Test
    void keepsNothingLockedWhileItsHolderStandsStill() {
        CountingDataSource dataSource = new CountingDataSource(testDatabase.dataSource());
        Database holders = new Database(dataSource, database.dialect());
        ControlTableSql sql = database.dialect().sessions().controlTable();
        List<String> stood = new ArrayList<>();
        dataSource.afterEach(text -> {
            if (List.of(sql.acquireLock(), sql.renewLock(), sql.releaseLock()).contains(text)) {
                database.inTransaction(PATIENCE, each -> each.update(EXPIRE));
                stood.add(text);
            }
        });
        Lease held = new SyncLock(holders, options("a", Duration.ofSeconds(60)), waiting).acquire();
        letRenewalsHappen();
        lock("b").acquire();
        held.close();
        assertThat(stood).containsExactly(sql.acquireLock(), sql.renewLock(), sql.releaseLock());
        assertThat(pauses).isEmpty();
    }

    /** Whoever it is: a session that somebody forgot, for one. */
    @Test
    void waitsForNobodyWhoKeepsItsRow() {
        Lease held = lock("a").acquire();
        database.inTransaction(PATIENCE, each -> {
            each.update(EXPIRE);
            letRenewalsHappen();
            held.close();
            return null;
        });
        assertThat(lock("b").read()).get().extracting(SyncState.Lock::expired).isEqualTo(true);
    }

    /** The pods' clocks have no say: the lease's times are the database's, which here is an hour off. */
    @ParameterizedTest
    @ValueSource(longs = {-1, 1})
    void isJudgedByTheDatabasesClockAlone(long hoursAhead) {
        DataSource skewed = kind == DatabaseKind.SQLITE ? skewedSqlite(hoursAhead) : skewedPostgres(hoursAhead);
        database = new Database(skewed, database.dialect());
        Lease held = lock("a").acquire();
        SyncState.Lock lock = lock("b").read().orElseThrow();
        assertThat(Duration.between(Instant.now(), lock.since()).toMinutes())
                .isBetween(hoursAhead * 60 - 5, hoursAhead * 60 + 5);
        assertThat(lock.expired()).isFalse();
        assertThatThrownBy(() -> lock("b").acquire())
                .isInstanceOf(SyncLockException.class)
                .hasMessageContaining("'a'");
        jdbc.update(LEASE_AT_ITS_END);
        letRenewalsHappen();
        assertThat(lock("b").read()).get().extracting(SyncState.Lock::expired).isEqualTo(false);
        held.close();
        lock("b").acquire();
        jdbc.update(LEASE_AT_ITS_END);
        lock("c").acquire().close();
    }

    private DataSource skewedPostgres(long hoursAhead) {
        jdbc.execute("CREATE FUNCTION clock_timestamp() RETURNS timestamptz LANGUAGE sql AS"
                + " $$ SELECT pg_catalog.clock_timestamp() + interval '" + hoursAhead + " h' $$");
        return preparing(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET search_path = public, pg_catalog");
            }
        });
    }

    private DataSource skewedSqlite(long hoursAhead) {
        Function julianday = new Function() {
            @Override
            protected void xFunc() throws SQLException {
                result(System.currentTimeMillis() / 86_400_000.0 + 2_440_587.5 + hoursAhead / 24.0);
            }
        };
        return preparing(connection -> Function.create(connection, "julianday", julianday));
    }

    private interface Preparation {
        void of(Connection connection) throws SQLException;
    }

    private DataSource preparing(Preparation preparation) {
        return new DelegatingDataSource(testDatabase.dataSource()) {
            @Override
            public Connection getConnection() throws SQLException {
                Connection connection = super.getConnection();
                preparation.of(connection);
                return connection;
            }
        };
    }

    /** What the TypeScript tool writes: times with fractions, and no token. */
    @Test
    void isWaitedForAndTakenOverFromAToolThatWritesNoToken() {
        jdbc.execute("DROP TABLE \"" + ControlTableSql.TABLE + "\"");
        jdbc.execute("CREATE TABLE \"" + ControlTableSql.TABLE + "\" (\"_id\" text PRIMARY KEY, \"value\" text,"
                + " \"lockedBy\" text, \"lockedAt\" double precision, \"expiresAt\" double precision)");
        double now = System.currentTimeMillis();
        jdbc.update(
                "INSERT INTO \"" + ControlTableSql.TABLE
                        + "\" (\"_id\", \"lockedBy\", \"lockedAt\", \"expiresAt\") VALUES ('sync_lock', 'node-7', ?, ?)",
                now - 0.25,
                now + 3_600_000.5);
        assertThatThrownBy(() -> new SyncLock(database, options("b", Duration.ofSeconds(1)), waiting).acquire())
                .isInstanceOf(SyncLockException.class)
                .hasMessageContaining("'node-7'");
        expire();
        lock("b").acquire().close();
        assertThat(jdbc.queryForList(LOCK_ROW)).isEmpty();
    }

    private void expire() {
        jdbc.update(EXPIRE);
    }

    private SyncLock lock(String podId) {
        return new SyncLock(database, options(podId, Duration.ofSeconds(60)), waiting);
    }

    private static SyncOptions options(String podId, Duration waitTimeout) {
        return SyncOptions.builder().podId(podId).waitTimeout(waitTimeout).build();
    }
}
