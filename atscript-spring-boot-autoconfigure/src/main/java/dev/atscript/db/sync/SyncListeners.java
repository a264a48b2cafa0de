package dev.atscript.db.sync;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All who are told of a sync's runs, in their order. */
record SyncListeners(List<SchemaSyncListener> all) {

    private static final Logger log = LoggerFactory.getLogger(SyncListeners.class);

    static final SyncListeners NONE = new SyncListeners(List.of());

    SyncListeners with(SchemaSyncListener other) {
        boolean isTold = all.stream().anyMatch(each -> each == other);
        return isTold
                ? this
                : new SyncListeners(
                        Stream.concat(all.stream(), Stream.of(other)).toList());
    }

    void beforeRun(DbSpace space, SyncOptions options) {
        before("it began", listener -> listener.beforeRun(space, options));
    }

    void beforeApply(SyncPlan plan) {
        before("its plan was applied", listener -> listener.beforeApply(plan));
    }

    void beforeStatement(SyncPlan plan, int index) {
        before("a statement of its plan", listener -> listener.beforeStatement(plan, index));
    }

    void afterRun(SyncResult result) {
        after("a run that succeeded", listener -> listener.afterRun(result));
    }

    void afterFailure(RuntimeException cause, int statements) {
        after("a run that failed", listener -> listener.afterFailure(cause, statements));
    }

    /** Does the work of a stage. */
    <T> T stage(SyncStage stage, Supplier<T> work) {
        before("its stage '" + stage.id() + "'", listener -> listener.beforeStage(stage));
        try {
            return work.get();
        } finally {
            after("the stage '" + stage.id() + "'", listener -> listener.afterStage(stage));
        }
    }

    private void before(String moment, Consumer<SchemaSyncListener> call) {
        for (SchemaSyncListener listener : all) {
            try {
                call.accept(listener);
            } catch (RuntimeException ex) {
                throw new SyncListenerException(listener, moment, ex);
            }
        }
    }

    private void after(String moment, Consumer<SchemaSyncListener> call) {
        for (SchemaSyncListener listener : all) {
            try {
                call.accept(listener);
            } catch (RuntimeException ex) {
                log.warn(
                        "The listener {} failed after {} of the schema sync, whose outcome stands",
                        listener.getClass().getName(),
                        moment,
                        ex);
            }
        }
    }
}
