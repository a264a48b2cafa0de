package dev.atscript.boot;

import org.springframework.context.LifecycleProcessor;

/** Starts nothing: a command needs beans, but no listeners, consumers or schedulers. */
final class IdleLifecycle implements LifecycleProcessor {

    @Override
    public void onRefresh() {}

    @Override
    public void onClose() {}

    @Override
    public void start() {}

    @Override
    public void stop() {}

    @Override
    public boolean isRunning() {
        return false;
    }
}
