package dev.atscript.boot;

import dev.atscript.db.sync.SchemaSync;
import dev.atscript.db.sync.SyncInterruptedException;
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

    private volatile @Nullable SchemaSync running;
    private volatile boolean ended;
    private @Nullable ApplicationContext context;

    @Override
    public void setApplicationContext(ApplicationContext applicationContext) {
        context = applicationContext;
    }

    /**
     * Does work by that sync, which is cancelled at the end of the application.
     *
     * @throws SyncInterruptedException if the application has ended, or is cancelled meanwhile
     */
    <T> T cancellable(SchemaSync sync, Supplier<T> work) {
        running = sync;
        Thread hook = new Thread(sync::cancel, "atscript-shutdown");
        try {
            if (ended || !add(hook)) {
                throw new SyncInterruptedException();
            }
            return work.get();
        } finally {
            running = null;
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
        ended = ended || event.getApplicationContext() == context;
        SchemaSync sync = running;
        if (sync != null) {
            sync.cancel();
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
