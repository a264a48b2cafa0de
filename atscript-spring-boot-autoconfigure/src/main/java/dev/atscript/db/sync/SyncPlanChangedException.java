package dev.atscript.db.sync;

/** The plan is not the one that was approved: the database has changed since. Nothing was applied. */
public final class SyncPlanChangedException extends SyncException {

    private static final long serialVersionUID = 1L;

    private final transient SyncPlan plan;

    SyncPlanChangedException(SyncPlan plan) {
        super("The database has changed since the plan was made, so that another plan is needed now;"
                + " nothing was changed. Look at the new plan and approve it.");
        this.plan = plan;
    }

    /** The plan that is needed now. */
    public SyncPlan plan() {
        return plan;
    }
}
