package dev.atscript.boot;

import dev.atscript.db.report.Counts;
import dev.atscript.db.report.PlanText;
import dev.atscript.db.sync.SyncPlan;
import dev.atscript.db.sync.SyncResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs how runs at start-up ended.
 *
 * @param of what tells the space from others, with a blank before it; empty where there is one
 * @param safe what has changes that lose data left out, where they are
 */
record RunLog(String of, String safe) {

    private static final Logger log = LoggerFactory.getLogger(AtscriptRunner.class);

    private static final int LOGGED_ENTRIES = 20;

    void ended(SyncOutcome outcome) {
        if (outcome instanceof SyncOutcome.Ran ran) {
            ran(ran.result());
        } else if (outcome instanceof SyncOutcome.Planned planned) {
            planned(planned.dryRun());
        } else if (outcome instanceof SyncOutcome.Failed failed) {
            log.error(
                    "The schema sync{} failed, and the application's strategy goes on. {}",
                    of,
                    failed.cause().getMessage());
        } else {
            log.info("Schema{} left alone by the application's strategy", of);
        }
    }

    private void planned(SyncPlan plan) {
        String text = "Schema" + of + " dry run, nothing is changed (" + PlanText.counts(plan, false) + ", hash "
                + plan.hash() + ")" + indented(PlanText.PLAIN.changesOf(plan, false));
        if (plan.hasErrors()) {
            log.warn("{}", text);
        } else {
            log.info("{}", text);
        }
    }

    private void ran(SyncResult result) {
        String facts = "hash " + result.hash() + ", " + Counts.of(result.statements(), "statement") + ", "
                + Counts.time(result.duration());
        switch (result.status()) {
            case UP_TO_DATE -> log.info("Schema{} up to date ({})", of, facts);
            case SYNCED -> synced(result, facts);
            case SYNCED_BY_PEER -> log.info("Schema{} synced by another pod ({})", of, facts);
            case SUPERSEDED -> log.warn("Schema{} superseded by a newer build, nothing was done ({})", of, facts);
        }
        if (result.pendingChanges() > 0) {
            leftOut(result.pendingChanges());
        }
    }

    private void leftOut(int changes) {
        boolean one = changes == 1;
        log.warn(
                "{} left out{} because {} ({}); {} for a run without it.",
                Counts.of(changes, "change"),
                of,
                one ? "it loses data" : "they lose data, or need one that does",
                safe,
                one ? "it waits" : "they wait");
    }

    private void synced(SyncResult result, String facts) {
        SyncPlan plan = result.plan()
                .filter(p -> p.status() != SyncPlan.Status.UP_TO_DATE)
                .orElse(null);
        if (plan == null) {
            log.info("Schema{} up to date ({})", of, facts);
        } else {
            log.debug("What was changed{}{}", of, indented(PlanText.PLAIN.changesOf(plan, true)));
            String changes = indented(PlanText.PLAIN.summaryOf(plan, true, LOGGED_ENTRIES));
            log.info("Schema{} synced ({}, {}){}", of, PlanText.counts(plan, true), facts, changes);
        }
    }

    private static String indented(String text) {
        return text.isEmpty() ? "" : System.lineSeparator() + text.indent(2).stripTrailing();
    }

    /** It failed, and the application goes on. */
    void failed(RuntimeException cause) {
        log.error(
                "The schema sync{} failed, and the application goes on (atscript.db.on-error=warn). {}",
                of,
                cause.getMessage());
        log.debug("The failure of the schema sync{}", of, cause);
    }
}
