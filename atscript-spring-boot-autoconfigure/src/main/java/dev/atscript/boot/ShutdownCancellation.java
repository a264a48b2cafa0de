package dev.atscript.boot;

import dev.atscript.db.sync.SchemaSync;
import dev.atscript.db.sync.SyncInterruptedException;
import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextAware;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;

/**
 * Cancels the run when the application ends, and lets neither the context lose its DataSource nor the process end before
 * the run has given back the lock. The event tells of a context that closes while a runner runs; the hook is for a signal
 * that comes while the context is still being made, when it is not closed before it is complete.
 */
final class ShutdownCancellation implements ApplicationListener<ContextClosedEvent>, ApplicationContextAware {

    /** For what work has to say after its run has ended; a reader who reads nothing does not keep the process alive. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration AGAIN_AFTER = Duration.ofMillis(50);

    /** What is in progress, the innermost first: a space may be looked at while another one's run goes on. */
    private final Deque<Work> running = new ConcurrentLinkedDeque<>();

    private volatile boolean ended;
    private @Nullable ApplicationContext context;

    @Override
    public void setApplicationContext(ApplicationContext applicationContext) {
        context = applicationContext;
    }

    /**
     * Does work by that sync, which is cancelled at the end of the application; the process does not end before the work
     * has, so that it can still say why.
     *
     * @throws SyncInterruptedException if the application has ended, or is cancelled meanwhile
     */
    <T> T cancellable(SchemaSync sync, Supplier<T> work) {
        Work cancelled = new Work(sync, Thread.currentThread(), new CountDownLatch(1));
        Thread hook = new Thread(cancelled::cancel, "atscript-shutdown");
        running.push(cancelled);
        try {
            if (ended || !add(hook)) {
                throw new SyncInterruptedException();
            }
            return work.get();
        } finally {
            running.remove(cancelled);
            cancelled.returned().countDown();
            remove(hook);
        }
    }

    /** Whether the application has ended, so that its beans are gone or going. */
    boolean isEnded() {
        return ended;
    }

    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        // Contexts below this one tell of their end too.
        if (event.getApplicationContext() != context) {
            return;
        }
        ended = true;
        running.forEach(Work::cancel);
    }

    /**
     * Work by a sync.
     *
     * @param returned open once it has said all it has to say
     */
    private record Work(SchemaSync sync, Thread thread, CountDownLatch returned) {

        /** Cancels the run, which may be about to begin, and waits for the work to return, unless it asks for that itself. */
        void cancel() {
            sync.cancel();
            long start = System.nanoTime();
            try {
                while (Thread.currentThread() != thread
                        && !returned.await(AGAIN_AFTER.toMillis(), TimeUnit.MILLISECONDS)
                        && System.nanoTime() - start < PATIENCE.toNanos()) {
                    sync.cancel();
                }
            } catch (InterruptedException ex) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Whether the process is not ending already. */
    private static boolean add(Thread hook) {
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            return true;
        } catch (IllegalStateException ending) {
            return false;
        }
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // The hook is running, or has run.
        }
    }
}
