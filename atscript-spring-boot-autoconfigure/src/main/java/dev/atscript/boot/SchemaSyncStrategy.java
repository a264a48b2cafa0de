package dev.atscript.boot;

import dev.atscript.db.sync.SyncException;
import dev.atscript.db.sync.SyncOptions;
import dev.atscript.db.sync.SyncPlan;
import dev.atscript.db.sync.SyncPlanChangedException;
import dev.atscript.db.sync.SyncResult;

/**
 * Decides at the start of an application whether and how its databases are brought in line. A bean of this type is asked in
 * place of the run, in the phase that is configured; without one, each space is just {@linkplain SpaceSync#run() run}. It is
 * not asked in a dry run. The endpoint, the health, the metrics and the traffic gate follow from its outcome.
 */
@FunctionalInterface
public interface SchemaSyncStrategy {

    /**
     * Brings the database of one space in line, or does not. Called once for each space, in their order.
     *
     * @param space of use until this returns
     * @throws RuntimeException if the start is to fail, or to go on without, as {@code atscript.db.on-error} says
     */
    void sync(SpaceSync space);

    /** The database of one space, and the model that it is to be brought in line with. */
    interface SpaceSync {

        /** The name of the space; mostly {@code default}. */
        String name();

        /** The options of its plans and runs: the properties', changed by the customizers. */
        SyncOptions options();

        /**
         * What a run would do; changes nothing, and looks at the whole database.
         *
         * @throws SyncException if the database cannot be read
         */
        SyncPlan plan();

        /**
         * Brings the database in line: all of the plan, or nothing.
         *
         * @throws SyncException if it cannot be; the database is as it was
         */
        SyncResult run();

        /**
         * Brings the database in line if that takes what somebody has approved, and nothing else.
         *
         * @param approved what {@link #plan()} said
         * @throws SyncPlanChangedException if another plan is needed by now; nothing was changed
         * @throws SyncException if the database cannot be brought in line; it is as it was
         */
        SyncResult run(SyncPlan approved);
    }
}
