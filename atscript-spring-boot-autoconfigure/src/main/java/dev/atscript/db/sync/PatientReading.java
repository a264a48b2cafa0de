package dev.atscript.db.sync;

import dev.atscript.db.schema.QualifiedName;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Reads again while others keep the database from being read. Whoever is known to have locked a table is waited for as often
 * as when a plan is applied; somebody who writes to the whole database, as long as a run waits for its lock.
 */
final class PatientReading {

    private static final Logger log = LoggerFactory.getLogger(PatientReading.class);

    private final Database database;
    private final SyncOptions options;
    private final Waiting waiting;

    PatientReading(Database database, SyncOptions options, Waiting waiting) {
        this.database = database;
        this.options = options;
        this.waiting = waiting;
    }

    /**
     * Reads.
     *
     * @param tables those, and views, that may be locked
     * @throws SyncStatementException if others are still in the way after the last attempt; it says who
     */
    <T> T patiently(Set<QualifiedName> tables, Supplier<T> reading) {
        long begin = waiting.nanoTime().getAsLong();
        for (int attempts = 1; ; attempts++) {
            try {
                return reading.get();
            } catch (SyncStatementException ex) {
                if (!(ex.getCause() instanceof DataAccessException failure) || !database.isBusy(failure)) {
                    throw ex;
                }
                giveWay(ex, tables, attempts, waiting.nanoTime().getAsLong() - begin);
            }
        }
    }

    private void giveWay(SyncStatementException failure, Set<QualifiedName> tables, int attempts, long waited) {
        List<String> holders = database.lockHolders(tables);
        if (holders.isEmpty() && waited >= options.waitTimeout().toNanos()) {
            throw failure;
        }
        if (!holders.isEmpty()) {
            if (attempts > options.ddlRetries()) {
                throw failure.blockedReading(attempts, options.ddlLockTimeout(), holders);
            }
            log.info(
                    "Attempt {} of {} to read the database gave way to others: {}",
                    attempts,
                    options.ddlRetries() + 1,
                    String.join("; ", holders));
        } else if (attempts == 1) {
            log.info(
                    "Others keep the database from being read; it is tried again for {}",
                    SyncLock.seconds(options.waitTimeout()));
        }
        waiting.pauseFor(options.pollInterval(), " while others kept the database from being read");
    }
}
