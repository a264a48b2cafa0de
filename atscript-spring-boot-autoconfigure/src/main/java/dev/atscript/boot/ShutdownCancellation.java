package dev.atscript.boot;

import dev.atscript.db.sync.SchemaSync;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;

/**
 * Cancels the run when the application ends, and lets neither the context lose its DataSource nor the process end before
 * the run has given back the lock. The event tells of a context that closes while a runner runs; the hook is for a signal
 * that comes while the context is still being made, when it is not closed before it is complete.
 */
final class ShutdownCancellation implements ApplicationListener<ContextClosedEvent> {

    private volatile @Nullable SchemaSync running;

    /** Does work by that sync, which is cancelled at the end of the application. */
    <T> T cancellable(SchemaSync sync, Supplier<T> work) {
        running = sync;
        Thread hook = new Thread(sync::cancel, "atscript-shutdown");
        boolean hooked = add(hook);
        try {
            return work.get();
        } finally {
            running = null;
            if (hooked) {
                remove(hook);
            }
        }
    }

    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
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
