package dev.atscript.db.sync;

import dev.atscript.db.dialect.SqlStatement;
import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalForeignKey;
import dev.atscript.db.schema.QualifiedName;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Executes a plan, all of it in one transaction, or nothing. Where somebody has locked what a statement needs, everything is
 * rolled back soon, and begun again after a pause, so that those who use the tables never queue behind the plan for long.
 */
final class PlanExecutor {

    private static final Logger log = LoggerFactory.getLogger(PlanExecutor.class);

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);

    /** How often whoever reads the log is told how far a long plan is; as often as those who wait for it tell. */
    private static final Duration PROGRESS_INTERVAL = Duration.ofSeconds(10);

    private final Database database;
    private final SyncOptions options;
    private final Waiting waiting;
    private final SyncListeners listeners;
    private volatile int current;

    PlanExecutor(Database database, SyncOptions options, Waiting waiting, SyncListeners listeners) {
        this.database = database;
        this.options = options;
        this.waiting = waiting;
        this.listeners = listeners;
    }

    /** How an attempt ended. */
    private enum Attempt {
        APPLIED,
        STALE,
        BUSY
    }

    /**
     * Executes a plan.
     *
     * @param stamp of the schema that it was made for
     * @param record writes, in the same transaction, what sync remembers
     * @return false if the schema is another one by now, so that nothing was done
     * @throws SyncLockException if the lock is no longer ours
     * @throws SyncStatementException if the database refuses a statement
     */
    boolean execute(SyncPlan plan, SchemaStamp stamp, Lease lease, Consumer<JdbcOperations> record) {
        long start = waiting.nanoTime().getAsLong();
        Runnable endOfTelling = waiting.repetition().begin(PROGRESS_INTERVAL, () -> tellHowFar(plan, start));
        try {
            Attempt attempt = tryToExecute(plan, stamp, lease, record, 0);
            for (int retries = 1; attempt == Attempt.BUSY; retries++) {
                pause();
                attempt = tryToExecute(plan, stamp, lease, record, retries);
            }
            return attempt == Attempt.APPLIED;
        } finally {
            endOfTelling.run();
        }
    }

    private void tellHowFar(SyncPlan plan, long start) {
        log.info(
                "Still applying the plan after {} s, at statement {} of {}{}",
                Duration.ofNanos(waiting.nanoTime().getAsLong() - start).toSeconds(),
                current + 1,
                plan.statements().size(),
                where(plan));
    }

    /** Executes it, unless somebody is in the way, and there are attempts left. */
    private Attempt tryToExecute(
            SyncPlan plan, SchemaStamp stamp, Lease lease, Consumer<JdbcOperations> record, int retries) {
        try {
            return Step.APPLY.of(() -> lease.inTransaction(options.ddlLockTimeout(), jdbc -> {
                if (!stamp.isCurrent(jdbc)) {
                    return Attempt.STALE;
                }
                executeEach(plan, jdbc);
                record.accept(jdbc);
                return Attempt.APPLIED;
            }));
        } catch (SyncStatementException ex) {
            if (!isBusy(ex)) {
                throw ex;
            }
            lease.renewAfterAttempt();
            Set<QualifiedName> tables = ex.entry() == null ? Set.of() : tables(ex.entry());
            List<String> holders = database.lockHolders(tables);
            if (retries >= options.ddlRetries()) {
                throw ex.blocked(ex.entry() == null ? "" : where(plan), retries + 1, options.ddlLockTimeout(), holders);
            }
            log.info(
                    "Attempt {} of {} to apply the plan gave way to others{}, everything was rolled back{}",
                    retries + 1,
                    options.ddlRetries() + 1,
                    ex.entry() == null ? "" : " at " + ex.entry().name(),
                    holders.isEmpty() ? "" : ": " + String.join("; ", holders));
            return Attempt.BUSY;
        }
    }

    private boolean isBusy(SyncStatementException failure) {
        SQLException cause = Database.sqlException(failure);
        return cause != null && database.dialect().sessions().isBusy(cause);
    }

    private void executeEach(SyncPlan plan, JdbcOperations jdbc) {
        Map<SqlStatement, SyncEntry> entries = plan.entriesByStatement();
        for (int i = 0; i < plan.statements().size(); i++) {
            SqlStatement statement = plan.statements().get(i);
            log.debug("{}", statement.sql());
            current = i;
            listeners.beforeStatement(plan, i);
            execute(jdbc, statement, plan, entries.get(statement));
        }
    }

    private static void execute(JdbcOperations jdbc, SqlStatement statement, SyncPlan plan, @Nullable SyncEntry entry) {
        try {
            if (!statement.isProof()) {
                jdbc.execute(statement.sql());
            } else if (!jdbc.queryForList(statement.sql()).isEmpty()) {
                throw SyncStatementException.disproved(
                        "Everything was rolled back, as otherwise " + statement.proof() + where(plan, statement) + ".",
                        statement.sql());
            }
        } catch (DataAccessException ex) {
            throw SyncStatementException.refused(
                            "The database refused a statement, and everything was rolled back" + where(plan, statement)
                                    + ".",
                            statement.sql(),
                            ex,
                            "")
                    .of(entry);
        }
    }

    /** The origin of the statement that is executed. */
    private String where(SyncPlan plan) {
        return where(plan, plan.statements().get(current));
    }

    /** The origin of a statement in parentheses; nothing for one of the plan as a whole. */
    private static String where(SyncPlan plan, SqlStatement statement) {
        return plan.originOf(statement).map(origin -> " (" + origin + ")").orElse("");
    }

    /** The tables that an entry's changes may have to lock. */
    private static Set<QualifiedName> tables(SyncEntry entry) {
        return entry.changes().stream()
                .flatMap(change -> Stream.concat(Stream.of(entry.name()), named(change.change())))
                .collect(Collectors.toSet());
    }

    /** A foreign key that comes or goes locks the table that it points at too. */
    private static Stream<QualifiedName> named(Change change) {
        Stream<PhysicalForeignKey> keys = Stream.empty();
        if (change instanceof Change.AddForeignKey add) {
            keys = Stream.of(add.foreignKey());
        } else if (change instanceof Change.DropForeignKey drop) {
            keys = Stream.of(drop.foreignKey());
        } else if (change instanceof Change.DropTable drop) {
            keys = drop.definition().foreignKeys().stream();
        }
        return Stream.concat(Stream.of(change.table()), keys.map(PhysicalForeignKey::target));
    }

    /** At random, so that what is in the way at intervals is not met each time. */
    private void pause() {
        Duration mean =
                options.ddlLockTimeout().compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : options.ddlLockTimeout();
        try {
            waiting.pause().of(Duration.ofNanos((long)
                    (mean.toNanos() * ThreadLocalRandom.current().nextDouble(0.5, 1.5))));
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new SyncInterruptedException(" between two attempts to apply its plan");
        }
    }
}
