package dev.atscript.db.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atscript.testing.DatabaseKind;
import dev.atscript.testing.EachDatabase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** What a plan counts it counts on one connection, which a pool of one can lend to the renewal of the lease between. */
class PlanCountsTest extends EachDatabase {

    private static final int TABLES = 6;

    private static final int DIALECT = 1;
    private static final int CONTROL_TABLE = 1;
    private static final int INTROSPECTION = 1;
    private static final int COUNTS = 1;
    private static final int SCHEMA = 1;

    private static final int RIGHTS = 1;

    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    private PoolOfOne pool;
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicReference<Runnable> renewal = new AtomicReference<>();

    /** Lends one connection at a time, to who asked first. */
    private static final class PoolOfOne extends DelegatingDataSource {
        private final Semaphore permit = new Semaphore(1, true);
        private final AtomicInteger lent = new AtomicInteger();

        PoolOfOne(DataSource target) {
            super(target);
        }

        @Override
        public Connection getConnection() throws SQLException {
            permit.acquireUninterruptibly();
            lent.incrementAndGet();
            Connection connection = super.getConnection();
            return (Connection) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                        try {
                            return method.invoke(connection, arguments);
                        } catch (InvocationTargetException ex) {
                            throw ex.getCause();
                        } finally {
                            if (method.getName().equals("close")) {
                                permit.release();
                            }
                        }
                    });
        }
    }

    @BeforeEach
    void syncTables() {
        pool = new PoolOfOne(database.dataSource());
        sync(nanos::get).run(Schemas.of(tables("a?: string")));
        pool.lent.set(0);
    }

    private SchemaSync sync(LongSupplier nanoTime) {
        return new SchemaSync(DbSpace.of(pool), new Waiting(nanoTime, duration -> {}, (interval, task) -> {
            renewal.set(task);
            return () -> {};
        }));
    }

    /** Each table's change takes a count. */
    private static String tables(String field) {
        StringBuilder model = new StringBuilder();
        for (int i = 0; i < TABLES; i++) {
            model.append("@db.table 't").append(i).append("' interface T").append(i);
            model.append(" { @meta.id id: number.int, ").append(field).append(" }\n");
        }
        return model.toString();
    }

    @Test
    void areMadeOnOneConnection() {
        assertThat(sync(nanos::get).plan(Schemas.of(tables("a: string"))).hasErrors())
                .isFalse();
        assertThat(pool.lent).hasValue(DIALECT + CONTROL_TABLE + INTROSPECTION + COUNTS);
    }

    @Test
    void giveTheirConnectionBackOnceTheyKeptItForAPartOfTheTimeBetweenRenewals() {
        Duration step = SyncOptions.defaults().lockTtl().dividedBy(6);
        sync(() -> nanos.addAndGet(step.toNanos())).plan(Schemas.of(tables("a: string")));
        assertThat(pool.lent)
                .hasValue(DIALECT
                        + CONTROL_TABLE
                        + INTROSPECTION
                        + TABLES
                        + (kind == DatabaseKind.SQLITE ? SCHEMA : RIGHTS));
    }

    @Test
    void letTheRenewalHaveTheOnlyConnectionBetween() throws Exception {
        AtomicReference<CompletableFuture<Void>> renewed = new AtomicReference<>();
        SchemaSync sync = sync(() -> {
            if (renewal.get() != null && renewed.get() == null && pool.permit.availablePermits() == 0) {
                expire();
                renewed.set(CompletableFuture.runAsync(renewal.get()));
                while (!pool.permit.hasQueuedThreads()) {
                    Thread.onSpinWait();
                }
            }
            return nanos.addAndGet(TEN_SECONDS.toNanos());
        });
        renewal.set(null);
        assertThat(sync.run(Schemas.of(tables("a: string"))).status()).isEqualTo(SyncResult.Status.SYNCED);
        renewed.get().get(10, TimeUnit.SECONDS);
    }

    @Test
    void endTheRunWhereSomebodyHasTakenTheLockOver() {
        SchemaSync sync = sync(() -> {
            if (renewal.get() != null) {
                jdbc.update("UPDATE \"__atscript_control\" SET \"value\" = 'another', \"lockedBy\" = 'b'"
                        + " WHERE \"_id\" = 'sync_lock'");
            }
            return nanos.get();
        });
        renewal.set(null);
        assertThatThrownBy(() -> sync.run(Schemas.of(tables("a: string"))))
                .isInstanceOf(SyncLockException.class)
                .hasMessageContaining("'b' took it over")
                .hasMessageContaining("atscript.db.lock-ttl");
    }

    private void expire() {
        jdbc.update("UPDATE \"__atscript_control\" SET \"expiresAt\" = 0 WHERE \"_id\" = 'sync_lock'");
    }
}
