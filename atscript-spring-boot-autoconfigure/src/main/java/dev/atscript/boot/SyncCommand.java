package dev.atscript.boot;

import dev.atscript.boot.CommandLine.Flag;
import dev.atscript.db.report.Counts;
import dev.atscript.db.sync.AtscriptSchema;
import dev.atscript.db.sync.SchemaSync;
import dev.atscript.db.sync.SyncEntry;
import dev.atscript.db.sync.SyncOptions;
import dev.atscript.db.sync.SyncPlan;
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
        schema.warnings().forEach(warning -> answer.remark(DiagnosticRenderer.render(warning, answer.colour())));
        SchemaSync sync = beans.getBean(SchemaSync.class);
        SyncOptions options = options(beans.getBean(SyncOptions.class));
        if (sync.isUpToDate(schema, options)) {
            answer.part(
                    "up to date · hash " + sync.hash(schema) + " (--force compares with the database all the same)",
                    "status",
                    "up-to-date");
            return ExitCode.DONE;
        }
        SyncPlan plan = sync.plan(schema, options);
        answer.plan(plan);
        if (plan.hasErrors()) {
            answer.error("Nothing was changed: " + Counts.of(plan.count(SyncEntry.Status.ERROR), "error") + ".");
            return ExitCode.ERRORS;
        }
        if (commandLine.has(Flag.DRY_RUN)) {
            boolean pending = plan.status() == SyncPlan.Status.CHANGES_NEEDED;
            return pending && commandLine.has(Flag.EXIT_CODE) ? ExitCode.CHANGES_PENDING : ExitCode.DONE;
        }
        if (plan.destructive() && !commandLine.has(Flag.YES) && !isConfirmed()) {
            return ExitCode.REFUSED;
        }
        answer.result(sync.run(schema, options));
        return ExitCode.DONE;
    }

    private SyncOptions options(SyncOptions configured) {
        return configured.toBuilder()
                .force(configured.force() || commandLine.has(Flag.FORCE))
                .safe(configured.safe() || commandLine.has(Flag.SAFE))
                .build();
    }

    private boolean isConfirmed() {
        if (!terminal.interactive()) {
            answer.error("Refused: the plan loses stored data, and there is no terminal to ask at. Nothing was changed."
                    + " --yes applies it, --safe leaves out what loses data.");
            return false;
        }
        if (!terminal.confirm("The plan loses stored data. Apply it?")) {
            answer.error("Aborted. Nothing was changed.");
            return false;
        }
        return true;
    }
}
