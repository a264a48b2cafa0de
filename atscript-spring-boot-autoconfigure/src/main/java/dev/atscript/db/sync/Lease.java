package dev.atscript.db.sync;

import dev.atscript.db.dialect.ControlTableSql;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * The schema lock while it is held. Its time begins anew every third of it, by a thread that nobody waits for: where a pool
 * has one connection only, the renewal gets it between two pieces of the run's work. While changes are applied, their
 * transaction keeps the lock, and nothing is renewed.
 */
final class Lease implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Lease.class);

    private static final int ATTEMPTS_TO_RELEASE = 10;
    private static final int RENEWALS_IN_A_LEASE = 3;

    /** So that a pool of one serves the renewal before it is late. */
    private static final int TURNS_IN_A_LEASE = 2 * RENEWALS_IN_A_LEASE;

    private final SyncLock lock;
    private final Database database;
    private final ControlTableSql sql;
    private final SyncOptions options;
    private final String token;
    private final Runnable endOfRenewal;
    private volatile boolean resting;

    Lease(SyncLock lock, Database database, SyncOptions options, Waiting waiting, String token) {
        this.lock = lock;
        this.database = database;
        this.sql = database.dialect().sessions().controlTable();
        this.options = options;
        this.token = token;
        this.endOfRenewal =
                waiting.repetition().begin(options.lockTtl().dividedBy(RENEWALS_IN_A_LEASE), this::renewUnlessResting);
    }

    /** Lets the lease's time begin anew after an attempt to apply, which may have taken longer than it. */
    void renewAfterAttempt() {
        try {
            renew();
        } catch (DataAccessException ex) {
            log.debug("The lease was not renewed; the next attempt will tell whether it is still ours", ex);
        }
    }

    private void renewUnlessResting() {
        try {
            if (!resting && !renew() && !resting) {
                resting = true;
                log.warn("The schema lock is no longer ours: its lease ran out. Nothing will be applied.");
            }
        } catch (RuntimeException ex) {
            if (!resting) {
                log.warn(
                        "The lease of the schema lock was not renewed, which is tried again: {}",
                        Database.messageOf(ex));
            }
        }
    }

    /** Whether the lock is still ours; its time begins anew then. */
    private boolean renew() {
        long ttl = options.lockTtl().toMillis();
        return database.impatiently(jdbc -> jdbc.update(sql.renewLock(), ttl, token, options.podId())) > 0;
    }

    /** How long whoever does several things keeps a connection that the renewal may be waiting for. */
    static Duration turn(SyncOptions options) {
        return options.lockTtl().dividedBy(TURNS_IN_A_LEASE);
    }

    /**
     * Runs work in one transaction, during which nobody can take the lock over, however long it lasts.
     *
     * @param lockTimeout see {@link Database#inTransaction}
     * @throws SyncLockException if somebody has taken the lock over already; the work was not begun
     */
    <T> T inTransaction(Duration lockTimeout, Function<JdbcOperations, T> work) {
        boolean rested = resting;
        resting = true;
        try {
            return database.inTransaction(lockTimeout, jdbc -> {
                hold(jdbc);
                return work.apply(jdbc);
            });
        } finally {
            resting = rested;
        }
    }

    private void hold(JdbcOperations jdbc) {
        if (jdbc.queryForList(sql.holdLock(), token, options.podId()).isEmpty()) {
            throw lost(jdbc);
        }
    }

    private SyncLockException lost(JdbcOperations jdbc) {
        Optional<SyncState.Lock> holder = lock.read(jdbc);
        return new SyncLockException(
                "The lock's lease of " + SyncLock.seconds(options.lockTtl())
                        + " ran out before this pod began to apply its plan, and "
                        + holder.map(other -> "pod '" + other.podId() + "' took it over")
                                .orElse("another pod took it over")
                        + "; nothing was applied. A pod that stands still for so long, whose statements run for so"
                        + " long while it plans, or who gives way to others after so long an attempt to apply, needs a"
                        + " longer atscript.db.lock-ttl.",
                holder);
    }

    /** Gives the lock back, if it is still ours. */
    @Override
    public void close() {
        resting = true;
        endOfRenewal.run();
        try {
            Database.uninterrupted(() -> release(ATTEMPTS_TO_RELEASE));
        } catch (RuntimeException ex) {
            // What the run did or threw counts, not this: the lease ends by itself.
            log.warn("The schema lock was not given back and stays until its lease ends: {}", Database.messageOf(ex));
        }
    }

    private void release(int attempts) {
        try {
            database.impatiently(jdbc -> jdbc.update(sql.releaseLock(), token, options.podId()));
        } catch (DataAccessException ex) {
            if (attempts == 1 || !database.isBusy(ex) && !Database.isLostConnection(ex)) {
                throw ex;
            }
            release(attempts - 1);
        }
    }
}
