package dev.atscript.boot;

import dev.atscript.db.sync.SchemaSync;
import dev.atscript.db.sync.SyncInterruptedException;
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
    private static final long PATIENCE_SECONDS = 5;

    private volatile @Nullable SchemaSync running;
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
        running = sync;
        CountDownLatch returned = new CountDownLatch(1);
        Thread hook = new Thread(() -> cancel(sync, returned), "atscript-shutdown");
        try {
            if (ended || !add(hook)) {
                throw new SyncInterruptedException();
            }
            return work.get();
        } finally {
            running = null;
            returned.countDown();
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
        SchemaSync sync = running;
        if (sync != null) {
            sync.cancel();
        }
    }

    private static void cancel(SchemaSync sync, CountDownLatch returned) {
        sync.cancel();
        try {
            returned.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
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
