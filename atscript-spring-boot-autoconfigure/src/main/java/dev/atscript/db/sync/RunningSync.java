package dev.atscript.db.sync;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A run that can be cancelled by another thread, as long as it has not begun to clear up after itself. */
final class RunningSync {

    private static final long AGAIN_AFTER_MILLIS = 100;

    private final Database database;
    private final Thread thread = Thread.currentThread();
    private final CountDownLatch end = new CountDownLatch(1);
    private boolean clearingUp;
    private boolean cancelled;

    RunningSync(Database database) {
        this.database = database;
    }

    /** Ends the run and waits for its end, unless the run itself asks for it. */
    void cancel() {
        boolean interrupted = false;
        while (end.getCount() > 0) {
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
