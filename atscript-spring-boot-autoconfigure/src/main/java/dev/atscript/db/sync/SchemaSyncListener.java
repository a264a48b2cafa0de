package dev.atscript.db.sync;

/**
 * Told of runs, on their thread, from before their first statement to their end. What a {@code before…} method throws ends
 * the run with a {@link SyncListenerException}, and the database is as it was; what an {@code after…} method throws can undo
 * nothing any more: it is logged, and the run ends as it would have. Each method does nothing unless implemented.
 *
 * <p>{@link SchemaSync#plan(AtscriptSchema, SyncOptions)} is no run, and tells nobody.
 *
 * @see SchemaSync#withListener(SchemaSyncListener)
 */
public interface SchemaSyncListener {

    /**
     * A run begins; nothing was sent yet.
     *
     * @param space whose database
     * @param options how
     */
    default void beforeRun(DbSpace space, SyncOptions options) {}

    /** A stage of the run begins. A run that finds nothing to do ends after {@link SyncStage#CHECK}. */
    default void beforeStage(SyncStage stage) {}

    /** A stage has ended, or failed. */
    default void afterStage(SyncStage stage) {}

    /**
     * The plan is known, and is applied next. The lock is held, and no connection. A run whose plan has errors does not come
     * here: its {@linkplain SyncPlanException#plan() failure} has the plan. Whatever the schema needs, such as the type of
     * an extension, has to be there before planning: make it in {@link #beforeRun}.
     *
     * <p>Where a plan makes tables anew, as on SQLite, it is not applied if the schema has changed since it was made: what this
     * makes leads to a new plan, and to a failure if it makes something each time.
     *
     * @param plan what is going to be applied; without statements where there is only a new hash to store
     */
    default void beforeApply(SyncPlan plan) {}

    /**
     * A statement of the plan is sent next. The run has a connection and is in its transaction: to borrow
     * another connection here is a deadlock with a pool of one.
     *
     * @param plan the plan that is being applied
     * @param index which of its statements comes next, from 0; again from 0 after an attempt that gave way to others
     */
    default void beforeStatement(SyncPlan plan, int index) {}

    /** The run has succeeded: what it applied is committed, and the lock given back. */
    default void afterRun(SyncResult result) {}

    /**
     * The run has failed, or could not begin; the database is as it was.
     *
     * @param cause what {@link SchemaSync#run(AtscriptSchema, SyncOptions)} throws next
     * @param statements how many statements the run had sent to the database, all of them
     */
    default void afterFailure(RuntimeException cause, int statements) {}
}
