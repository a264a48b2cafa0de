package dev.atscript.db.sync;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * How a pod measures time, lets it pass, and does something again and again meanwhile; given from outside so that waiting
 * can be tested without waiting.
 *
 * @param nanoTime a steady clock in nanoseconds
 * @param pause lets time pass
 * @param repetition does something at intervals
 */
record Waiting(LongSupplier nanoTime, Pause pause, Repetition repetition) {

    static final Waiting REAL = new Waiting(
            System::nanoTime, duration -> TimeUnit.NANOSECONDS.sleep(duration.toNanos()), Waiting::repeatOnAThread);

    @FunctionalInterface
    interface Pause {
        void of(Duration duration) throws InterruptedException;
    }

    @FunctionalInterface
    interface Repetition {

        /** Begins to do something, first after one interval; the result ends that and does not wait for it. */
        Runnable begin(Duration interval, Runnable task);
    }

    /**
     * Lets time pass.
     *
     * @param during what an interrupt interrupts, in the words of its message
     * @throws SyncInterruptedException if the thread is interrupted
     */
    void pauseFor(Duration duration, String during) {
        try {
            pause.of(duration);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new SyncInterruptedException(during);
        }
    }

    private static Runnable repeatOnAThread(Duration interval, Runnable task) {
        AtomicBoolean ended = new AtomicBoolean();
        Thread thread = new Thread(
                () -> {
                    try {
                        while (!ended.get()) {
                            REAL.pause().of(interval);
                            task.run();
                        }
                    } catch (InterruptedException end) {
                        Thread.currentThread().interrupt();
                    }
                },
                "atscript-sync");
        thread.setDaemon(true);
        thread.start();
        return () -> {
            ended.set(true);
            thread.interrupt();
        };
    }
}
