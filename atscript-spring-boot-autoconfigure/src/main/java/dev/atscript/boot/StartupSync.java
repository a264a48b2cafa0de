package dev.atscript.boot;

import dev.atscript.boot.AtscriptProperties.OnError;
import dev.atscript.boot.AtscriptProperties.Phase;
import dev.atscript.boot.RunRecorders.Recording;
import dev.atscript.db.model.DbTable;
import dev.atscript.db.sync.AtscriptSchema;
import dev.atscript.db.sync.DbSpace;
import dev.atscript.db.sync.EmptySchemaException;
import dev.atscript.db.sync.SchemaSync;
import dev.atscript.db.sync.SyncException;
import dev.atscript.db.sync.SyncInterruptedException;
import dev.atscript.db.sync.SyncOptions;
import dev.atscript.db.sync.SyncPlan;
import dev.atscript.db.sync.SyncPlanException;
import dev.atscript.db.sync.SyncStage;
import dev.atscript.db.sync.SyncSupersededException;
import dev.atscript.lang.Diagnostic;
import dev.atscript.lang.DiagnosticRenderer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;

/**
 * The run at start-up: brings the database of each space in line, one after the other, or, as a dry run, says what that
 * would take.
 */
final class StartupSync {

    private static final Logger log = LoggerFactory.getLogger(AtscriptRunner.class);

    private final AtscriptSpaces spaces;
    private final AtscriptSchema schema;
    private final boolean dryRun;
    private final Phase phase;
    private final OnError onError;
    private final SyncOutcomes outcomes;
    private final TrafficGate gate;
    private final ShutdownCancellation cancellation;
    private final RunRecorders recorders;
    private final Clock clock;
    private final Environment environment;
    private final HibernateDdl hibernateDdl;
    private final ObjectProvider<SchemaSyncStrategy> strategy;

    /**
     * Creates the run.
     *
     * @param spaces asked for their syncs when the run begins: making them needs the databases
     * @param strategy the application's own, if it has one
     */
    StartupSync(
            AtscriptSpaces spaces,
            AtscriptSchema schema,
            AtscriptProperties properties,
            SyncOutcomes outcomes,
            TrafficGate gate,
            ShutdownCancellation cancellation,
            RunRecorders recorders,
            Clock clock,
            Environment environment,
            HibernateDdl hibernateDdl,
            ObjectProvider<SchemaSyncStrategy> strategy) {
        this.spaces = spaces;
        this.schema = schema;
        this.dryRun = properties.dryRun();
        this.phase = properties.phase();
        this.onError = properties.onError();
        this.outcomes = outcomes;
        this.gate = gate;
        this.cancellation = cancellation;
        this.recorders = recorders;
        this.clock = clock;
        this.environment = environment;
        this.hibernateDdl = hibernateDdl;
        this.strategy = strategy;
    }

    /**
     * Fails where a bean for one phase is there though the properties say the other.
     *
     * @throws WrongPropertyException if the application was built ahead of time for the phase
     */
    void requirePhase(Phase built) {
        if (phase != built) {
            throw new WrongPropertyException("atscript.db.phase is " + spelled(phase)
                    + ", but the application was built ahead of time with " + spelled(built)
                    + ", which decides: set the property when it is built, or leave it as it was then");
        }
    }

    private static String spelled(Phase phase) {
        return phase.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    void run() {
        ProcessProperties.warnings(environment).forEach(log::warn);
        hibernateDdl.warning().ifPresent(log::warn);
        schema.warnings().forEach(StartupSync::logWarning);
        List<String> names = names();
        if (!names.isEmpty()) {
            new Start(names).run();
        }
        gate.open();
    }

    /** Empty where the application's own spaces cannot be made, as their database cannot be reached, and it goes on so. */
    private List<String> names() {
        try {
            return spaces.names();
        } catch (UnconfiguredSpaceException | WrongPropertyException ex) {
            throw ex;
        } catch (RuntimeException ex) {
            new Start(List.of(DbTable.DEFAULT_SPACE)).failed(DbTable.DEFAULT_SPACE, ex);
            return List.of();
        }
    }

    private static void logWarning(Diagnostic warning) {
        log.warn("{}", DiagnosticRenderer.render(warning, false));
    }

    /** One start, with its spaces in their order. */
    private final class Start {

        private final List<String> names;
        private final List<String> done = new ArrayList<>();

        /** Several spaces, until it is known that each is a database of its own. */
        private final List<DbSpace> fit = new ArrayList<>();

        private boolean rehearsed;

        Start(List<String> names) {
            this.names = names;
            outcomes.expect(names);
        }

        void run() {
            Map<String, RuntimeException> unfit = isOneOfSeveral() ? unfit() : Map.of();
            unfit.forEach(this::failed);
            names.stream().filter(name -> !unfit.containsKey(name)).forEach(this::run);
        }

        private boolean isOneOfSeveral() {
            return names.size() > 1;
        }

        /** The spaces whose database cannot be reached, or cannot hold the model, found before any of them is changed. */
        private Map<String, RuntimeException> unfit() {
            Map<String, RuntimeException> unfit = new LinkedHashMap<>();
            for (String name : names) {
                try {
                    SchemaSync sync = spaces.sync(name);
                    sync.hash(schema);
                    fit.add(sync.space());
                } catch (RuntimeException ex) {
                    unfit.put(name, ex);
                }
            }
            if (dryRun) {
                refuseSharedDatabases();
            }
            return unfit;
        }

        /** Asks the databases, and so only when one of them is about to be changed: of two spaces in one, one always is. */
        private void refuseSharedDatabases() {
            SharedDatabases.refuse(List.copyOf(fit));
            fit.clear();
        }

        private void run(String name) {
            if (isOneOfSeveral() && cancellation.isEnded()) {
                throw new SpaceSyncException(name, new SyncInterruptedException(), done);
            }
            Recording recording = recorders.run(name, phase);
            try {
                if (dryRun) {
                    plan(name, recording);
                } else {
                    sync(name, recording);
                }
            } catch (RuntimeException ex) {
                fail(name, Failures.explained(ex), recording);
            }
        }

        private void failed(String name, RuntimeException cause) {
            fail(name, Failures.explained(cause), recorders.run(name, phase));
        }

        private void plan(String name, Recording recording) {
            SchemaSync schemaSync = spaces.sync(name);
            recording.in(schemaSync.space());
            SyncPlan plan = recording.stage(
                    SyncStage.PLAN,
                    () -> cancellation.cancellable(schemaSync, () -> plan(schemaSync, spaces.options(name))));
            SyncOutcome outcome = new SyncOutcome.Planned(clock.instant(), plan);
            record(name, outcome, recording);
            logOf(name).ended(outcome);
        }

        private SyncPlan plan(SchemaSync schemaSync, SyncOptions options) {
            try {
                return schemaSync.plan(schema, options);
            } catch (SyncInterruptedException ex) {
                // A process that is ending may have no time to tell of the exception.
                log.info("{}", ex.getMessage());
                throw ex;
            }
        }

        private void sync(String name, Recording recording) {
            SchemaSync schemaSync = spaces.sync(name)
                    .withOptions(spaces.options(name))
                    .withListener(recording)
                    .withPrecondition(() -> {
                        refuseSharedDatabases();
                        rehearseThoseAfter(name);
                    });
            recording.in(schemaSync.space());
            SpaceRun run = new SpaceRun(schemaSync, schema, cancellation, recording);
            try {
                run.by(strategy.getIfAvailable(() -> SchemaSyncStrategy.SpaceSync::run));
            } finally {
                if (run.hasRun()) {
                    done.add(name);
                }
            }
            SyncOutcome outcome = run.outcome(clock.instant());
            record(name, outcome, recording);
            logOf(name).ended(outcome);
        }

        /** Before the first space is changed: what the others cannot do is better known now than when it is half done. */
        private void rehearseThoseAfter(String name) {
            if (rehearsed || onError == OnError.WARN) {
                return;
            }
            rehearsed = true;
            for (String next : names.subList(names.indexOf(name) + 1, names.size())) {
                SyncException obstacle = obstacle(next);
                if (obstacle != null) {
                    Recording recording = recorders.run(next, phase);
                    record(next, new SyncOutcome.Failed(clock.instant(), obstacle), recording);
                    throw new SpaceSyncException(next, obstacle, List.of());
                }
            }
        }

        /** Why a space cannot be synced; null also where that cannot be told, as while another pod writes. */
        private @Nullable SyncException obstacle(String name) {
            try {
                SchemaSync other = spaces.sync(name);
                cancellation.cancellable(other, () -> {
                    other.rehearse(schema, spaces.options(name));
                    return name;
                });
                return null;
            } catch (SyncInterruptedException ex) {
                throw ex;
            } catch (SyncPlanException | SyncSupersededException | EmptySchemaException ex) {
                return ex;
            } catch (RuntimeException ex) {
                log.debug("The space '{}' could not be looked at beforehand", name, ex);
                return null;
            }
        }

        private void fail(String name, RuntimeException cause, Recording recording) {
            record(name, recording.failed(clock.instant(), cause), recording);
            boolean isShared = cause instanceof SharedDatabaseException;
            if (onError == OnError.FAIL
                    || isShared
                    || cause instanceof SyncInterruptedException
                    || cause instanceof AmbiguousDataSourceException) {
                boolean ofAnother = isShared || cause instanceof SpaceSyncException;
                throw isOneOfSeveral() && !ofAnother ? new SpaceSyncException(name, cause, done) : cause;
            }
            logOf(name).failed(cause);
        }

        private void record(String name, SyncOutcome outcome, Recording recording) {
            outcomes.record(name, outcome);
            recording.end(outcome);
        }

        private RunLog logOf(String name) {
            return new RunLog(isOneOfSeveral() ? " of the space '" + name + "'" : "", spaces.safeBy(name));
        }
    }
}
