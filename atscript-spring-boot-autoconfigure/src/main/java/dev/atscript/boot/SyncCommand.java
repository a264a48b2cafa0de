package dev.atscript.boot;

import dev.atscript.boot.CommandLine.Flag;
import dev.atscript.db.report.Counts;
import dev.atscript.db.sync.AtscriptSchema;
import dev.atscript.db.sync.SchemaSync;
import dev.atscript.db.sync.SyncEntry;
import dev.atscript.db.sync.SyncOptions;
import dev.atscript.db.sync.SyncPlan;
import dev.atscript.db.sync.SyncPlanChangedException;
import dev.atscript.db.sync.SyncPlanException;
import dev.atscript.db.sync.SyncResult;
import dev.atscript.lang.DiagnosticRenderer;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;

/** {@code db sync}: plans, shows, asks where data would be lost, applies, shows again. */
final class SyncCommand {

    private final BeanFactory beans;
    private final CommandLine commandLine;
    private final Terminal terminal;
    private final Answer answer;

    SyncCommand(BeanFactory beans, CommandLine commandLine, Terminal terminal) {
        this.beans = beans;
        this.commandLine = commandLine;
        this.terminal = terminal;
        this.answer = new Answer(terminal, commandLine);
    }

    int run() {
        try {
            return answer.end(sync());
        } catch (RuntimeException ex) {
            answer.error(String.valueOf(Failures.explained(ex).getMessage()));
            return answer.end(ExitCode.ERRORS);
        }
    }

    private int sync() {
        ObjectProvider<AtscriptSchema> schemas = beans.getBeanProvider(AtscriptSchema.class);
        AtscriptSchema schema = schemas.getIfAvailable();
        if (schema == null) {
            answer.error(
                    "There is nothing to sync: the application has no DataSource, or atscript.db.enabled is false.");
            return ExitCode.ERRORS;
        }
        schema.warnings().forEach(warning -> answer.remark(DiagnosticRenderer.render(warning, false)));
        SchemaSync sync = beans.getBean(SchemaSync.class);
        SyncOptions options = options(beans.getBean(SyncOptions.class));
        boolean dryRun = commandLine.has(Flag.DRY_RUN)
                || beans.getBean(AtscriptProperties.class).dryRun();
        if (commandLine.has(Flag.EXIT_CODE) && !dryRun) {
            answer.error("--exit-code needs --dry-run. See 'db --help'.");
            return ExitCode.WRONG_USAGE;
        }
        if (sync.isUpToDate(schema, options)) {
            int pending = options.safe() ? sync.state().pendingChanges() : 0;
            tellUpToDate(sync.hash(schema), pending);
            return dryRun ? dryRunCode(pending > 0) : ExitCode.DONE;
        }
        SyncPlan plan = sync.plan(schema, options);
        answer.plan(plan);
        if (plan.hasErrors()) {
            return refuse(plan);
        }
        if (dryRun) {
            return dryRunCode(plan.status() == SyncPlan.Status.CHANGES_NEEDED);
        }
        if (plan.destructive() && !commandLine.has(Flag.YES) && !isConfirmed(plan)) {
            return ExitCode.REFUSED;
        }
        return apply(sync, schema, options, plan);
    }

    private SyncOptions options(SyncOptions configured) {
        return configured.toBuilder()
                .force(configured.force() || commandLine.has(Flag.FORCE))
                .safe(configured.safe() || commandLine.has(Flag.SAFE))
                .onSuperseded(SyncOptions.OnSuperseded.SYNC)
                .build();
    }

    private void tellUpToDate(String hash, int pending) {
        answer.part(
                "up to date" + (pending == 0 ? "" : " · " + pending + " pending") + " · hash " + hash
                        + " (--force compares with the database all the same)",
                "status",
                "up-to-date");
        answer.part("", "pendingChanges", pending);
    }

    private int dryRunCode(boolean pending) {
        return pending && commandLine.has(Flag.EXIT_CODE) ? ExitCode.CHANGES_PENDING : ExitCode.DONE;
    }

    private int refuse(SyncPlan plan) {
        answer.error("Nothing was changed: " + Counts.of(plan.count(SyncEntry.Status.ERROR), "error") + ".");
        return ExitCode.ERRORS;
    }

    private boolean isConfirmed(SyncPlan plan) {
        if (!terminal.interactive()) {
            answer.error("Refused: the plan loses stored data, and there is no terminal to ask at. Nothing was changed."
                    + " --yes applies it, --safe leaves out what loses data.");
            return false;
        }
        return isAnsweredWithYes("The plan loses stored data. Apply it?", plan);
    }

    private boolean isAnsweredWithYes(String question, SyncPlan plan) {
        if (answer.confirm(question, plan)) {
            return true;
        }
        answer.error("Aborted. Nothing was changed.");
        return false;
    }

    /** Applies what was shown; where the database has changed since, shows what that would be now, and asks. */
    private int apply(SchemaSync sync, AtscriptSchema schema, SyncOptions options, SyncPlan shown) {
        SyncPlan approved = shown;
        while (true) {
            try {
                answer.result(run(sync, schema, options, approved));
                return ExitCode.DONE;
            } catch (SyncPlanChangedException ex) {
                approved = ex.plan();
                answer.plan(approved);
                if (!isConfirmedAnew(approved)) {
                    return ExitCode.REFUSED;
                }
            } catch (SyncPlanException ex) {
                answer.plan(ex.plan());
                return refuse(ex.plan());
            }
        }
    }

    private SyncResult run(SchemaSync sync, AtscriptSchema schema, SyncOptions options, SyncPlan approved) {
        try (Progress progress = answer.progress()) {
            SchemaSync told = progress == null ? sync : sync.withListener(progress);
            return new ShutdownCancellation().cancellable(told, () -> told.run(schema, options, approved));
        }
    }

    private boolean isConfirmedAnew(SyncPlan plan) {
        if (!terminal.interactive() || commandLine.has(Flag.YES)) {
            answer.error("Refused: the database has changed since the plan was made, and another plan is needed now."
                    + " Nothing was changed. Run the command again.");
            return false;
        }
        return isAnsweredWithYes("The database has changed meanwhile, and this is the plan now. Apply it?", plan);
    }
}
