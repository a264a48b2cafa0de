package dev.atscript.boot;

import dev.atscript.boot.CommandLine.Flag;
import dev.atscript.db.report.Counts;
import dev.atscript.db.sync.AtscriptSchema;
import dev.atscript.db.sync.SchemaSync;
import dev.atscript.db.sync.SyncEntry;
import dev.atscript.db.sync.SyncInterruptedException;
import dev.atscript.db.sync.SyncOptions;
import dev.atscript.db.sync.SyncPlan;
import dev.atscript.db.sync.SyncPlanChangedException;
import dev.atscript.db.sync.SyncPlanException;
import dev.atscript.db.sync.SyncResult;
import dev.atscript.lang.DiagnosticRenderer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * {@code db sync}: plans, shows, asks where data would be lost, applies, shows again. Of several spaces it makes and shows
 * all plans, and asks once, before it applies the first.
 */
final class SyncCommand {

    private final ConfigurableListableBeanFactory beans;
    private final CommandLine commandLine;
    private final Terminal terminal;
    private final Answer answer;
    private final List<String> changed = new ArrayList<>();
    private List<String> earlier = List.of();
    private boolean isOneOfSeveral;

    SyncCommand(ConfigurableListableBeanFactory beans, CommandLine commandLine, Terminal terminal) {
        this.beans = beans;
        this.commandLine = commandLine;
        this.terminal = terminal;
        this.answer = new Answer(terminal, commandLine, showsRows(beans.getBean(Environment.class)));
    }

    /** Who may run the command is authorized. */
    private static boolean showsRows(Environment environment) {
        String show = Binder.get(environment)
                .bind("management.endpoint.atscript.show-values", String.class)
                .orElse("never");
        return !show.equalsIgnoreCase("never");
    }

    int run() {
        try {
            return answer.end(sync());
        } catch (RuntimeException ex) {
            return answer.hasEnded() ? ExitCode.ERRORS : fail(ex);
        }
    }

    private int fail(RuntimeException failure) {
        answer.failure(failure);
        return answer.end(ExitCode.ERRORS);
    }

    /** A space, with what a run there would do; null where the stored hash says that there is nothing to do. */
    private record Target(
            String space,
            SchemaSync sync,
            SyncOptions options,
            @Nullable SyncPlan plan,
            int pending,
            String safeBy) {}

    private int sync() {
        AtscriptSchema schema = beans.getBeanProvider(AtscriptSchema.class).getIfAvailable();
        if (schema == null) {
            answer.error(whyThereIsNothing());
            return ExitCode.ERRORS;
        }
        ProcessProperties.warnings(beans.getBean(Environment.class)).forEach(answer::remark);
        schema.warnings().forEach(warning -> answer.remark(DiagnosticRenderer.render(warning, false)));
        boolean dryRun = commandLine.has(Flag.DRY_RUN)
                || beans.getBean(AtscriptProperties.class).dryRun();
        if (commandLine.has(Flag.EXIT_CODE) && !dryRun) {
            answer.error("--exit-code needs --dry-run. See 'db --help'.");
            return ExitCode.WRONG_USAGE;
        }
        if (!dryRun) {
            earlier = new EarlierInitializers(beans).run();
        }
        List<Target> targets = targets(schema);
        targets.forEach(this::show);
        answer.inAll();
        Map<String, SyncPlan> plans = new LinkedHashMap<>();
        targets.stream()
                .filter(target -> target.plan() != null)
                .forEach(target -> plans.put(target.space(), target.plan()));
        if (plans.values().stream().anyMatch(SyncPlan::hasErrors)) {
            return refuse(plans.values().stream()
                    .mapToInt(plan -> plan.count(SyncEntry.Status.ERROR))
                    .sum());
        }
        if (dryRun) {
            return dryRunCode(targets.stream().anyMatch(SyncCommand::isPending));
        }
        plans.values().removeIf(plan -> !plan.destructive());
        if (!plans.isEmpty() && !commandLine.has(Flag.YES) && !isConfirmed(plans)) {
            return ExitCode.REFUSED;
        }
        return apply(targets, schema);
    }

    private String whyThereIsNothing() {
        return beans.getBeanNamesForType(MissingDatabase.class, true, false).length > 0
                ? "There is nothing to sync: " + MissingDatabase.MESSAGE
                : "There is nothing to sync: this context has no auto-configuration, or none of this project. Where the"
                        + " application makes a parent context first (SpringApplicationBuilder.child), the command is run"
                        + " there: start the class of the child by itself for it, or start the application with"
                        + " atscript.db.dry-run=true to see the plan.";
    }

    private List<Target> targets(AtscriptSchema schema) {
        AtscriptSpaces spaces = beans.getBean(AtscriptSpaces.class);
        List<String> names = spaces.names();
        isOneOfSeveral = names.size() > 1;
        if (isOneOfSeveral) {
            SharedDatabases.refuse(
                    names.stream().map(name -> sync(name, spaces).space()).toList());
        }
        return names.stream().map(name -> target(name, spaces, schema)).toList();
    }

    private SchemaSync sync(String name, AtscriptSpaces spaces) {
        try {
            return spaces.sync(name);
        } catch (RuntimeException ex) {
            throw inSpace(name, ex);
        }
    }

    private Target target(String name, AtscriptSpaces spaces, AtscriptSchema schema) {
        SchemaSync sync = sync(name, spaces);
        SyncOptions options = options(spaces.options(name));
        try {
            String safeBy = commandLine.has(Flag.SAFE) ? "--safe" : spaces.safeBy(name);
            if (sync.isUpToDate(schema, options)) {
                int pending = options.safe() ? sync.state().pendingChanges() : 0;
                return new Target(name, sync, options, null, pending, safeBy);
            }
            SyncPlan plan = cancellable(name, sync, () -> sync.plan(schema, options));
            return new Target(name, sync, options, plan, 0, safeBy);
        } catch (RuntimeException ex) {
            throw inSpace(name, ex);
        }
    }

    /** The failure, with the name of the space where there are several. */
    private RuntimeException inSpace(String name, RuntimeException failure) {
        return isOneOfSeveral ? new SpaceSyncException(name, Failures.explained(failure), changed) : failure;
    }

    private SyncOptions options(SyncOptions configured) {
        return configured.toBuilder()
                .force(configured.force() || commandLine.has(Flag.FORCE))
                .safe(configured.safe() || commandLine.has(Flag.SAFE))
                .onSuperseded(SyncOptions.OnSuperseded.SYNC)
                .build();
    }

    private void show(Target target) {
        if (isOneOfSeveral) {
            answer.in(target.space());
        }
        if (target.plan() == null) {
            tellUpToDate(target, target.sync().hash(beans.getBean(AtscriptSchema.class)));
        } else {
            answer.plan(target.plan());
        }
    }

    private void tellUpToDate(Target target, String hash) {
        int pending = target.pending();
        answer.part(
                "up to date" + (pending == 0 ? "" : " · " + pending + " pending (" + target.safeBy() + ")") + " · hash "
                        + hash
                        + " (--force compares with the database all the same)",
                "status",
                "up-to-date");
        answer.part("", "pendingChanges", pending);
    }

    private static boolean isPending(Target target) {
        return target.plan() == null ? target.pending() > 0 : target.plan().status() == SyncPlan.Status.CHANGES_NEEDED;
    }

    private int dryRunCode(boolean pending) {
        return pending && commandLine.has(Flag.EXIT_CODE) ? ExitCode.CHANGES_PENDING : ExitCode.DONE;
    }

    private int refuse(int errors) {
        answer.error(nothingWasChanged() + ": " + Counts.of(errors, "error") + ".");
        return ExitCode.ERRORS;
    }

    /** Says so of what comes next where a space has been changed before, and of the sync where others have come before it. */
    private String nothingWasChanged() {
        return "Nothing " + (changed.isEmpty() ? "" : "more ") + "was changed"
                + EarlierInitializers.cameBefore(earlier)
                + (changed.isEmpty() ? "" : " (what was applied to " + String.join(", ", changed) + " stays)");
    }

    private boolean isConfirmed(Map<String, SyncPlan> destructive) {
        String where = isOneOfSeveral ? " (" + String.join(", ", destructive.keySet()) + ")" : "";
        if (!terminal.interactive()) {
            answer.error("Refused: the plan loses stored data" + where + ", and there is no terminal to ask at. "
                    + nothingWasChanged() + ". --yes applies it, --safe leaves out what loses data.");
            return false;
        }
        return isAnsweredWithYes("The plan loses stored data" + where + ". Apply it?", destructive);
    }

    private boolean isAnsweredWithYes(String question, Map<String, SyncPlan> plans) {
        if (answer.confirm(question, plans)) {
            return true;
        }
        answer.error("Aborted. " + nothingWasChanged() + ".");
        return false;
    }

    private int apply(List<Target> targets, AtscriptSchema schema) {
        for (Target target : targets) {
            if (target.plan() != null) {
                int code;
                try {
                    code = apply(target, target.plan(), schema);
                } catch (RuntimeException ex) {
                    throw inSpace(target.space(), ex);
                }
                if (code != ExitCode.DONE) {
                    return code;
                }
                changed.add(target.space());
            }
        }
        return ExitCode.DONE;
    }

    /** Applies what was shown; where the database has changed since, shows what that would be now, and asks. */
    private int apply(Target target, SyncPlan shown, AtscriptSchema schema) {
        if (isOneOfSeveral) {
            answer.in(target.space());
        }
        SyncPlan approved = shown;
        while (true) {
            try {
                answer.result(run(target, schema, approved));
                answer.inAll();
                return ExitCode.DONE;
            } catch (SyncPlanChangedException ex) {
                approved = ex.plan();
                answer.plan(approved);
                if (!isConfirmedAnew(target.space(), approved)) {
                    return ExitCode.REFUSED;
                }
            } catch (SyncPlanException ex) {
                answer.plan(ex.plan());
                return refuse(ex.plan().count(SyncEntry.Status.ERROR));
            }
        }
    }

    private SyncResult run(Target target, AtscriptSchema schema, SyncPlan approved) {
        Progress progress = answer.progress();
        SchemaSync told = progress == null ? target.sync() : target.sync().withListener(progress);
        return cancellable(target.space(), told, () -> {
            try (progress) {
                return told.run(schema, target.options(), approved);
            }
        });
    }

    /** By the application's own, which also keeps the context, and with it the DataSource, until the lock is given back. */
    private <T> T cancellable(String space, SchemaSync sync, Supplier<T> work) {
        return beans.getBean(ShutdownCancellation.class).cancellable(sync, () -> {
            try {
                return work.get();
            } catch (SyncInterruptedException ex) {
                // Here and not later: the process ends as soon as this returns.
                fail(inSpace(space, ex));
                throw ex;
            }
        });
    }

    private boolean isConfirmedAnew(String space, SyncPlan plan) {
        if (!terminal.interactive() || commandLine.has(Flag.YES)) {
            answer.error("Refused: the database has changed since the plan was made, and another plan is needed now. "
                    + nothingWasChanged() + ". Run the command again.");
            return false;
        }
        return isAnsweredWithYes(
                "The database has changed meanwhile, and this is the plan now. Apply it?", Map.of(space, plan));
    }
}
