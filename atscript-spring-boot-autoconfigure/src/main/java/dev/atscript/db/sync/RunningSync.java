package dev.atscript.db.sync;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A run that can be cancelled by another thread, as long as it has not begun to clear up after itself. */
final class RunningSync {

    private static final Logger log = LoggerFactory.getLogger(RunningSync.class);

    private static final long AGAIN_AFTER_MILLIS = 100;

    /** A database that answers ends a statement, or a transaction, in far less; one that does not must not keep a process. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Database database;
    private final LongSupplier nanoTime;
    private final Thread thread = Thread.currentThread();
    private final CountDownLatch end = new CountDownLatch(1);
    private boolean clearingUp;
    private boolean cancelled;

    RunningSync(Database database, LongSupplier nanoTime) {
        this.database = database;
        this.nanoTime = nanoTime;
    }

    /** Ends the run and waits for its end, unless the run itself asks for it, or the database does not let it end. */
    void cancel() {
        boolean interrupted = false;
        long start = nanoTime.getAsLong();
        while (end.getCount() > 0) {
            if (nanoTime.getAsLong() - start > PATIENCE.toNanos()) {
                log.warn(
                        "The schema sync was interrupted and has not ended after {} s, as the database does not answer;"
                                + " what it had begun is rolled back once its connection is closed.",
                        PATIENCE.toSeconds());
                break;
            }
            interrupt();
            if (Thread.currentThread() == thread) {
                return;
            }
            try {
                // A statement may have begun just after the one that was cancelled.
                end.await(AGAIN_AFTER_MILLIS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException ex) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void interrupt() {
        if (!clearingUp) {
            cancelled = true;
            database.interrupt(thread);
        }
    }

    /** From now on the run's thread is left alone. Whether it was to end before, being interrupted or cancelled. */
    synchronized boolean clearUp() {
        clearingUp = true;
        if (cancelled) {
            Thread.interrupted();
        }
        return cancelled || Thread.currentThread().isInterrupted();
    }

    /** The run has ended. */
    void end() {
        end.countDown();
    }
}
