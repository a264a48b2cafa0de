package dev.atscript.db.sync;

import dev.atscript.db.dialect.DesiredSchema;
import dev.atscript.db.schema.QualifiedName;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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
    private final Set<QualifiedName> tables;

    /**
     * Creates a reading.
     *
     * @param desired names the tables that may be locked
     */
    PatientReading(Database database, SyncOptions options, Waiting waiting, DesiredSchema desired) {
        this.database = database;
        this.options = options;
        this.waiting = waiting;
        this.tables = desired.tables().stream().map(DesiredSchema.Table::name).collect(Collectors.toSet());
    }

    /**
     * Reads.
     *
     * @throws SyncStatementException if others are still in the way after the last attempt; it says who
     */
    <T> T patiently(Supplier<T> reading) {
        long begin = waiting.nanoTime().getAsLong();
        for (int attempts = 1; ; attempts++) {
            try {
                return reading.get();
            } catch (SyncStatementException ex) {
                if (!(ex.getCause() instanceof DataAccessException failure) || !database.isBusy(failure)) {
                    throw ex;
                }
                giveWay(ex, attempts, waiting.nanoTime().getAsLong() - begin);
            }
        }
    }

    private void giveWay(SyncStatementException failure, int attempts, long waited) {
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
        }
        waiting.pauseFor(options.pollInterval(), " while others kept the database from being read");
    }
}
