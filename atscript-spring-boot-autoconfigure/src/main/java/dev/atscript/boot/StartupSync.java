package dev.atscript.boot;

import dev.atscript.boot.AtscriptProperties.OnError;
import dev.atscript.boot.AtscriptProperties.Phase;
import dev.atscript.boot.RunRecorders.Recording;
import dev.atscript.db.model.DbTable;
import dev.atscript.db.report.Counts;
import dev.atscript.db.report.PlanText;
import dev.atscript.db.sync.AtscriptSchema;
import dev.atscript.db.sync.SchemaSync;
import dev.atscript.db.sync.SyncInterruptedException;
import dev.atscript.db.sync.SyncOptions;
import dev.atscript.db.sync.SyncPlan;
import dev.atscript.db.sync.SyncResult;
import dev.atscript.db.sync.SyncStage;
import dev.atscript.lang.Diagnostic;
import dev.atscript.lang.DiagnosticRenderer;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;

/** The run at start-up: brings the database in line or, as a dry run, says what that would take. */
final class StartupSync {

    private static final Logger log = LoggerFactory.getLogger(AtscriptRunner.class);

    private static final int LOGGED_ENTRIES = 20;

    private final ObjectProvider<SchemaSync> sync;
    private final AtscriptSchema schema;
    private final SyncOptions options;
    private final boolean dryRun;
    private final Phase phase;
    private final OnError onError;
    private final SyncOutcomes outcomes;
    private final TrafficGate gate;
    private final ShutdownCancellation cancellation;
    private final RunRecorders recorders;
    private final Clock clock;

    /**
     * Creates the run.
     *
     * @param sync asked for when the run begins: making it needs the database
     */
    StartupSync(
            ObjectProvider<SchemaSync> sync,
            AtscriptSchema schema,
            SyncOptions options,
            AtscriptProperties properties,
            SyncOutcomes outcomes,
            TrafficGate gate,
            ShutdownCancellation cancellation,
            RunRecorders recorders,
            Clock clock) {
        this.sync = sync;
        this.schema = schema;
        this.options = options;
        this.dryRun = properties.dryRun();
        this.phase = properties.phase();
        this.onError = properties.onError();
        this.outcomes = outcomes;
        this.gate = gate;
        this.cancellation = cancellation;
        this.recorders = recorders;
        this.clock = clock;
    }

    void run() {
        schema.warnings().forEach(StartupSync::logWarning);
        Recording recording = recorders.run(phase);
        try {
            if (dryRun) {
                plan(recording);
            } else {
                sync(recording);
            }
        } catch (RuntimeException ex) {
            fail(Failures.explained(ex), recording);
        }
        gate.open();
    }

    private static void logWarning(Diagnostic warning) {
        log.warn("{}", DiagnosticRenderer.render(warning, false));
    }

    private void plan(Recording recording) {
        SchemaSync ours = sync.getObject();
        recording.in(ours.space());
        SyncPlan plan = recorders.stage(SyncStage.PLAN, () -> ours.plan(schema, options));
        record(new SyncOutcome.Planned(clock.instant(), plan), recording);
        String text = "Schema dry run, nothing is changed (" + PlanText.counts(plan, false) + ", hash " + plan.hash()
                + ")" + indented(PlanText.PLAIN.changesOf(plan, false));
        if (plan.hasErrors()) {
            log.warn("{}", text);
        } else {
            log.info("{}", text);
        }
    }

    private void sync(Recording recording) {
        SchemaSync ours = sync.getObject().withListener(recording);
        recording.in(ours.space());
        SyncResult result = cancellation.cancellable(ours, () -> ours.run(schema, options));
        record(new SyncOutcome.Ran(clock.instant(), result), recording);
        String facts = "hash " + result.hash() + ", " + Counts.of(result.statements(), "statement") + ", "
                + Counts.time(result.duration());
        switch (result.status()) {
            case UP_TO_DATE -> log.info("Schema up to date ({})", facts);
            case SYNCED -> logSynced(result, facts);
            case SYNCED_BY_PEER -> log.info("Schema synced by another pod ({})", facts);
            case SUPERSEDED -> log.warn("Schema superseded by a newer build, nothing was done ({})", facts);
        }
        if (result.pendingChanges() > 0) {
            log.warn(
                    "{} left out because they lose data (atscript.db.safe=true); they wait for a run without it.",
                    Counts.of(result.pendingChanges(), "change"));
        }
    }

    private static void logSynced(SyncResult result, String facts) {
        SyncPlan plan = result.plan()
                .filter(p -> p.status() != SyncPlan.Status.UP_TO_DATE)
                .orElse(null);
        if (plan == null) {
            log.info("Schema up to date ({})", facts);
        } else {
            log.debug("What was changed{}", indented(PlanText.PLAIN.changesOf(plan, true)));
            String changes = indented(PlanText.PLAIN.summaryOf(plan, true, LOGGED_ENTRIES));
            log.info("Schema synced ({}, {}){}", PlanText.counts(plan, true), facts, changes);
        }
    }

    private static String indented(String text) {
        return text.isEmpty() ? "" : System.lineSeparator() + text.indent(2).stripTrailing();
    }

    private void fail(RuntimeException cause, Recording recording) {
        record(new SyncOutcome.Failed(clock.instant(), cause), recording);
        if (onError == OnError.FAIL || cause instanceof SyncInterruptedException) {
            throw cause;
        }
        log.error(
                "The schema sync failed, and the application goes on (atscript.db.on-error=warn). {}",
                cause.getMessage());
        log.debug("The failure of the schema sync", cause);
    }

    private void record(SyncOutcome outcome, Recording recording) {
        outcomes.record(DbTable.DEFAULT_SPACE, outcome);
        recording.end(outcome);
    }
}
