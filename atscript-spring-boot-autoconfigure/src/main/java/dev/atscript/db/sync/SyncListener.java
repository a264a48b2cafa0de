package dev.atscript.db.sync;

/** Told how far a run is; for people who wait. */
@FunctionalInterface
public interface SyncListener {

    /**
     * Called before each statement of the plan is sent, on the run's thread and inside its transaction; what it throws
     * rolls the run back.
     *
     * @param plan the plan that is being applied
     * @param index which of its statements comes next, from 0
     */
    void beforeStatement(SyncPlan plan, int index);
}
