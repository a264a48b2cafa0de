package dev.atscript.boot;

import dev.atscript.db.report.PlanText;
import dev.atscript.db.sync.SyncPlan;
import dev.atscript.db.sync.SyncResult;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * How this pod's run ended, as it is remembered: nothing is asked of the database.
 *
 * <p>Where there are several spaces, the health is that of the one that is worst, and the details tell each one's.
 *
 * <p>Before its end the pod is out of service, not of unknown health: it takes no requests, and Boot lets the unknown
 * count as healthy. After a dry run that found something to do its health is unknown: it serves, on a schema that is not
 * the one it was made for.
 */
final class AtscriptHealthIndicator implements HealthIndicator {

    private static final List<Status> WORST_FIRST =
            List.of(Status.DOWN, Status.OUT_OF_SERVICE, Status.UNKNOWN, Status.UP);

    private final SyncOutcomes outcomes;

    AtscriptHealthIndicator(SyncOutcomes outcomes) {
        this.outcomes = outcomes;
    }

    @Override
    public Health health() {
        List<String> spaces = outcomes.spaces();
        if (spaces.size() == 1) {
            return health(spaces.get(0));
        }
        Map<String, Health> bySpace = new LinkedHashMap<>();
        spaces.forEach(space -> bySpace.put(space, health(space)));
        return bySpace.isEmpty() ? notYet() : together(bySpace);
    }

    /** As healthy as the space that is worst. */
    private static Health together(Map<String, Health> bySpace) {
        Status worst = bySpace.values().stream()
                .map(Health::getStatus)
                .min(Comparator.comparing(WORST_FIRST::indexOf))
                .orElse(Status.UNKNOWN);
        Map<String, Object> details = new LinkedHashMap<>();
        bySpace.forEach((space, health) -> details.put(space, details(health)));
        return Health.status(worst).withDetail("spaces", details).build();
    }

    private static Map<String, Object> details(Health health) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("status", health.getStatus().getCode());
        details.putAll(health.getDetails());
        return details;
    }

    private Health health(String space) {
        return outcomes.of(space).map(AtscriptHealthIndicator::health).orElseGet(AtscriptHealthIndicator::notYet);
    }

    private static Health notYet() {
        return Health.outOfService().withDetail("outcome", SyncOutcome.NOT_YET).build();
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
        if (outcome instanceof SyncOutcome.Failed failed) {
            return health.down()
                    .withDetail("error", Failures.text(failed.cause(), false))
                    .build();
        }
        return health.unknown().build();
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
