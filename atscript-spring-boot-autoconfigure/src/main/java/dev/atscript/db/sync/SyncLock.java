package dev.atscript.db.sync;

import dev.atscript.db.dialect.ControlTableSql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * The lease that lets one pod at a time change a database: a row of the control table, taken by one atomic statement that
 * succeeds if there is no row or its time is over by the database's clock. Every acquisition has a token of its own, so
 * that a pod whose lease was taken over cannot mistake the new one for its own.
 */
final class SyncLock {

    private static final Logger log = LoggerFactory.getLogger(SyncLock.class);

    private static final String ROW = "sync_lock";

    private static final Duration LOG_INTERVAL = Duration.ofSeconds(10);

    private final Database database;
    private final ControlTableSql sql;
    private final SyncOptions options;
    private final Waiting waiting;

    SyncLock(Database database, SyncOptions options, Waiting waiting) {
        this.database = database;
        this.sql = database.dialect().sessions().controlTable();
        this.options = options;
        this.waiting = waiting;
    }

    /** {@link #acquire(Runnable)} where nothing has to be made before. */
    Lease acquire() {
        return acquire(() -> {});
    }

    /**
     * Takes the lock, waiting for it if another pod holds it.
     *
     * @param prepare makes what the lock needs; called again as long as somebody else keeps the database busy
     * @throws SyncLockException if it is not to be had in time
     * @throws SyncInterruptedException if the thread is interrupted
     * @throws SyncStatementException if the database does not let us take it
     */
    Lease acquire(Runnable prepare) {
        String token = UUID.randomUUID().toString();
        long start = waiting.nanoTime().getAsLong();
        long lastLog = 0;
        boolean logged = false;
        Optional<SyncState.Lock> holder = Optional.empty();
        while (!tryPrepare(prepare) || !tryAcquire(token)) {
            Duration waited = Duration.ofNanos(waiting.nanoTime().getAsLong() - start);
            Optional<SyncState.Lock> known = holder;
            holder = read().or(() -> known);
            if (waited.compareTo(options.waitTimeout()) >= 0) {
                throw timeout(holder, waited);
            }
            if (!logged || waited.toNanos() - lastLog >= LOG_INTERVAL.toNanos()) {
                logged = true;
                lastLog = waited.toNanos();
                log.info("Waiting for the schema lock: {}", describe(holder));
            }
            waiting.pauseFor(options.pollInterval(), " while it waited for the lock: " + describe(holder));
        }
        return new Lease(this, database, options, waiting, token);
    }

    private boolean tryPrepare(Runnable prepare) {
        try {
            prepare.run();
            return true;
        } catch (DataAccessException ex) {
            if (database.isBusy(ex)) {
                return false;
            }
            throw ex instanceof DataAccessResourceFailureException ? ex : Step.CREATE_CONTROL_TABLE.refused(ex);
        }
    }

    private boolean tryAcquire(String token) {
        try {
            long ttl = options.lockTtl().toMillis();
            return database.impatiently(jdbc -> jdbc.update(sql.acquireLock(), token, options.podId(), ttl)) > 0;
        } catch (DataAccessException ex) {
            if (database.isBusy(ex)) {
                return false;
            }
            giveBack(token, ex);
            throw ex instanceof DataAccessResourceFailureException ? ex : Step.LOCK.refused(ex);
        }
    }

    /** It may have been taken, and the answer be lost. */
    private void giveBack(String token, DataAccessException failure) {
        try {
            Database.uninterrupted(
                    () -> database.impatiently(jdbc -> jdbc.update(sql.releaseLock(), token, options.podId())));
        } catch (RuntimeException ex) {
            failure.addSuppressed(ex);
        }
    }

    private SyncLockException timeout(Optional<SyncState.Lock> holder, Duration waited) {
        return new SyncLockException(
                "No schema lock after " + seconds(waited) + ": " + describe(holder)
                        + ". If that pod is alive, its run takes longer than atscript.db.wait-timeout allows;"
                        + " if it is not, the lock frees itself at the end of its lease.",
                holder);
    }

    /** Who holds the lock; empty where nobody does, or the row cannot be read right now. */
    Optional<SyncState.Lock> read() {
        try {
            return database.impatiently(this::read);
        } catch (DataAccessException ex) {
            if (database.isMissingTable(ex) || database.isBusy(ex)) {
                return Optional.empty();
            }
            throw ex;
        }
    }

    Optional<SyncState.Lock> read(JdbcOperations jdbc) {
        return jdbc
                .query(
                        sql.readLock(),
                        (rs, row) -> new SyncState.Lock(
                                String.valueOf(rs.getString("lockedBy")),
                                time(rs, "lockedAt"),
                                time(rs, "expiresAt"),
                                rs.getInt("expired") == 1))
                .stream()
                .findFirst();
    }

    /** SQLite gives back as text what somebody wrote as one, and no text is ever over. */
    private static Instant time(ResultSet rs, String column) throws SQLException {
        Object value = rs.getObject(column);
        if (value == null) {
            return Instant.EPOCH;
        }
        if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
            return Instant.ofEpochMilli(number.longValue());
        }
        throw new SyncStateException(
                ROW,
                new IllegalArgumentException(column + " is '" + value + "', and has to be a time in milliseconds"));
    }

    private static String describe(Optional<SyncState.Lock> holder) {
        return holder.map(lock ->
                        "held by pod '" + lock.podId() + "' since " + lock.since() + ", lease until " + lock.until())
                .orElse("another connection is writing to the database right now");
    }

    static String seconds(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }
}
