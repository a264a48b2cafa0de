package dev.atscript.boot;

import dev.atscript.db.model.DbTable;
import dev.atscript.db.report.PlanText;
import dev.atscript.db.sync.SyncPlan;
import dev.atscript.db.sync.SyncResult;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * How this pod's run ended, as it is remembered: nothing is asked of the database.
 *
 * <p>Before its end the pod is out of service, not of unknown health: it takes no requests, and Boot lets the unknown
 * count as healthy. After a dry run that found something to do its health is unknown: it serves, on a schema that is not
 * the one it was made for.
 */
final class AtscriptHealthIndicator implements HealthIndicator {

    private final SyncOutcomes outcomes;

    AtscriptHealthIndicator(SyncOutcomes outcomes) {
        this.outcomes = outcomes;
    }

    @Override
    public Health health() {
        return outcomes.of(DbTable.DEFAULT_SPACE)
                .map(AtscriptHealthIndicator::health)
                .orElseGet(() -> Health.outOfService()
                        .withDetail("outcome", SyncOutcome.NOT_YET)
                        .build());
    }

    private static Health health(SyncOutcome outcome) {
        Health.Builder health =
                new Health.Builder().withDetail("outcome", outcome.name()).withDetail("at", outcome.at());
        if (outcome instanceof SyncOutcome.Ran ran) {
            return ran(health.up(), ran.result());
        }
        if (outcome instanceof SyncOutcome.Planned planned) {
            return planned(health, planned.dryRun());
        }
        SyncOutcome.Failed failed = (SyncOutcome.Failed) outcome;
        return health.down()
                .withDetail("error", Failures.text(failed.cause(), false))
                .build();
    }

    private static Health ran(Health.Builder up, SyncResult result) {
        if (result.pendingChanges() > 0) {
            up.withDetail("pendingChanges", result.pendingChanges());
        }
        return up.withDetail("hash", result.hash()).build();
    }

    private static Health planned(Health.Builder health, SyncPlan plan) {
        boolean inSync = plan.status() == SyncPlan.Status.UP_TO_DATE;
        Health.Builder known = inSync ? health.up() : health.unknown().withDetail("plan", PlanText.counts(plan, false));
        return known.withDetail("hash", plan.hash()).build();
    }
}
