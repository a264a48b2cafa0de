package dev.atscript.boot;

import dev.atscript.boot.SpaceReport.Drift;
import dev.atscript.db.sync.SyncPlan;

/**
 * What the last run, or somebody who has looked since, found in a space's database.
 *
 * @param drift 1 where it is no longer as the last sync left it, 0 where it is, NaN where nobody knows
 * @param pendingChanges how many changes wait to be made; NaN where nobody knows
 */
record Finding(double drift, double pendingChanges) {

    static final Finding UNKNOWN = new Finding(Double.NaN, Double.NaN);

    /** A run that compared only hashes does not know of drift; one that has looked has also put it right. */
    static Finding of(SyncOutcome outcome) {
        if (outcome instanceof SyncOutcome.Ran ran) {
            return new Finding(
                    ran.plan().isPresent() ? 0 : Double.NaN, ran.result().pendingChanges());
        }
        if (outcome instanceof SyncOutcome.Planned planned) {
            boolean inSync = planned.dryRun().status() == SyncPlan.Status.UP_TO_DATE;
            return new Finding(inSync ? 0 : Double.NaN, changes(planned.dryRun()));
        }
        return outcome.plan()
                .map(plan -> new Finding(Double.NaN, changes(plan)))
                .orElse(UNKNOWN);
    }

    /** What a look at the live database found. */
    static Finding of(SyncPlan plan, Drift drift) {
        double drifted = switch (drift.status()) {
            case NONE -> 0;
            case DRIFTED -> 1;
            case UNKNOWN -> Double.NaN;
        };
        return new Finding(drifted, changes(plan));
    }

    private static double changes(SyncPlan plan) {
        return plan.entries().stream().mapToInt(entry -> entry.changes().size()).sum();
    }
}
