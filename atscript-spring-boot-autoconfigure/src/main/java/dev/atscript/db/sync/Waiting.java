package dev.atscript.db.sync;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How a waiting pod measures time and lets it pass; given from outside so that waiting can be tested without waiting.
 *
 * @param nanoTime a steady clock in nanoseconds
 * @param pause lets time pass
 */
record Waiting(LongSupplier nanoTime, Pause pause) {

    static final Waiting REAL = new Waiting(
            System::nanoTime, duration -> java.util.concurrent.TimeUnit.NANOSECONDS.sleep(duration.toNanos()));

    @FunctionalInterface
    interface Pause {
        void of(Duration duration) throws InterruptedException;
    }
}
