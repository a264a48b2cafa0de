package dev.atscript.db.sync;

import dev.atscript.lang.DiagnosticRenderer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** One run, from its first statement to its result. */
final class SyncRun {

    private static final Logger log = LoggerFactory.getLogger(SyncRun.class);

    /** How often a plan is made, if somebody changes the schema before each of them is applied. */
    private static final int MOST_PLANS = 3;

    private final Comparison comparison;
    private final SyncOptions options;
    private final Optional<SyncPlan> approved;
    private final Database database;
    private final ControlTable control;
    private final Waiting waiting;
    private final SyncListeners listeners;
    private final Runnable precondition;
    private final RunningSync running;
    private final PatientReading reading;
    private final String hash;
    private final long start;

    SyncRun(
            Comparison comparison,
            SyncOptions options,
            Optional<SyncPlan> approved,
            Database database,
            ControlTable control,
            Waiting waiting,
            SyncListeners listeners,
            Runnable precondition,
            RunningSync running) {
        this.comparison = comparison;
        this.options = options;
        this.approved = approved;
        this.database = database;
        this.control = control;
        this.waiting = waiting;
        this.listeners = listeners;
        this.precondition = precondition;
        this.running = running;
        this.reading = new PatientReading(database, options, waiting);
        this.hash = comparison.hash();
        this.start = waiting.nanoTime().getAsLong();
    }

    SyncResult run() {
        if (!comparison.desired().diagnostics().isEmpty()) {
            log.warn("{}", DiagnosticRenderer.render(comparison.desired().diagnostics(), false));
        }
        try {
            listeners.beforeRun(comparison.space(), options);
            Optional<StoredHash> stored =
                    options.force() ? Optional.empty() : listeners.stage(SyncStage.CHECK, this::readHash);
            return isSatisfiedBy(stored)
                    ? result(SyncResult.Status.UP_TO_DATE, Optional.empty(), pending(stored))
                    : runWithLock();
        } catch (RuntimeException ex) {
            if (running.clearUp()) {
                RuntimeException interruption = SyncInterruptedException.of(ex);
                // A process that is ending may have no time to tell of the exception.
                log.info("{}", interruption.getMessage());
                throw interruption;
            }
            remember(ex);
            throw ex;
        }
    }

    /** Fails as a run would before it changes anything. */
    void rehearse() {
        if (!options.force() && isSatisfiedBy(readHash())) {
            return;
        }
        ControlState state = Step.READ_STATE.of(control::read);
        SyncPlan plan = draft(state).plan();
        Optional<SyncState.Applied> newer = newer(state);
        if (newer.isPresent()) {
            keep(newer.get(), plan);
        } else if (plan.hasErrors()) {
            throw new SyncPlanException(plan);
        }
    }

    private SyncResult runWithLock() {
        precondition.run();
        Deque<Lease> held = new ArrayDeque<>(1);
        try {
            // Whatever a listener of the stage throws, what is held is given back.
            listeners.stage(
                    SyncStage.LOCK, () -> held.add(new SyncLock(database, options, waiting).acquire(control::create)));
            return runUnder(held.element());
        } finally {
            running.clearUp();
            held.forEach(Lease::close);
        }
    }

    private SyncResult runUnder(Lease lease) {
        ControlState state = reading.patiently(Set.of(), () -> Step.READ_STATE.of(control::read));
        if (!options.force() && isSatisfiedBy(state.stored())) {
            return result(SyncResult.Status.SYNCED_BY_PEER, Optional.empty(), pending(state.stored()));
        }
        for (int plans = 1; plans < MOST_PLANS; plans++) {
            Optional<SyncResult> result = planAndApply(state, lease);
            if (result.isPresent()) {
                return result.get();
            }
            log.info("Somebody has changed the schema of the database since the plan was made, so a new one is made");
        }
        return planAndApply(state, lease).orElseThrow(() -> SyncStatementException.stale(MOST_PLANS));
    }

    /** Empty if the plan does not fit any more, so that nothing was applied. */
    private Optional<SyncResult> planAndApply(ControlState state, Lease lease) {
        SchemaStamp stamp = reading.patiently(Set.of(), () -> Step.INTROSPECT.of(() -> SchemaStamp.of(database)));
        Planner.Draft draft = listeners.stage(SyncStage.PLAN, () -> draft(state));
        SyncPlan plan = draft.plan();
        Optional<SyncState.Applied> newer = newer(state);
        if (newer.isPresent()) {
            return Optional.of(keep(newer.get(), plan));
        }
        if (plan.hasErrors()) {
            throw new SyncPlanException(plan);
        }
        if (approved.isPresent() && !plan.doesTheSameAs(approved.get())) {
            throw new SyncPlanChangedException(plan);
        }
        tellOfFormerOwner(state, draft);
        StoredHash applied = new StoredHash(hash, plan.skippedChanges());
        boolean nothingToDo = plan.statements().isEmpty() && state.stored().equals(Optional.of(applied));
        if (!nothingToDo) {
            listeners.beforeApply(plan);
            boolean fits = listeners.stage(
                    SyncStage.APPLY,
                    () -> new PlanExecutor(database, options, waiting, listeners)
                            .execute(
                                    plan,
                                    stamp,
                                    lease,
                                    jdbc -> control.write(jdbc, state, applied, draft, newest(applied, draft))));
            if (!fits) {
                return Optional.empty();
            }
        }
        return Optional.of(result(
                nothingToDo ? SyncResult.Status.UP_TO_DATE : SyncResult.Status.SYNCED,
                Optional.of(plan),
                plan.skippedChanges()));
    }

    private Planner.Draft draft(ControlState state) {
        return reading.patiently(
                comparison.read(state), () -> comparison.plan(database, state, options, waiting.nanoTime()));
    }

    /** What leaves the model of an application that got another name stays for ever, as it belongs to the former one. */
    private static void tellOfFormerOwner(ControlState state, Planner.Draft draft) {
        draft.tables().stream()
                .flatMap(table -> state.others().ownerOf(table.name()).stream())
                .distinct()
                .filter(owner -> !state.remedyIfRenamed(owner).isEmpty())
                .forEach(owner -> log.warn(
                        "Tables of the owner '{}' belong to the owner '{}' as well from now on, which has synced nothing before."
                                + " If that is a new name of the same application, set atscript.db.owner={}: what leaves the"
                                + " model stays as long as another owner has it.",
                        owner,
                        state.owner(),
                        owner));
    }

    /** What a newer build has applied, where this run is not to change that back. */
    private Optional<SyncState.Applied> newer(ControlState state) {
        boolean mayChangeBack = options.force() || options.onSuperseded() == SyncOptions.OnSuperseded.SYNC;
        SchemaOrder order =
                new SchemaOrder(options.schemaVersion(), comparison.schema().modified());
        return mayChangeBack ? Optional.empty() : state.newerThan(hash, order);
    }

    /** Leaves the database as the newer build wants it, if this one can live with that. */
    private SyncResult keep(SyncState.Applied newer, SyncPlan back) {
        boolean mayLive = options.onSuperseded() == SyncOptions.OnSuperseded.KEEP;
        List<String> obstacles = mayLive ? Coexistence.obstacles(back, database.dialect()) : List.of();
        if (!mayLive || !obstacles.isEmpty()) {
            throw new SyncSupersededException(newer, obstacles);
        }
        return result(SyncResult.Status.SUPERSEDED, Optional.empty(), 0);
    }

    /** Empty also where somebody who is writing keeps us from reading: then we wait for the lock. */
    private Optional<StoredHash> readHash() {
        return Step.READ_STATE.of(() -> {
            try {
                return control.readHash();
            } catch (DataAccessException ex) {
                if (database.isBusy(ex)) {
                    return Optional.empty();
                }
                throw ex;
            }
        });
    }

    private boolean isSatisfiedBy(Optional<StoredHash> stored) {
        return stored.isPresent() && stored.get().satisfies(hash, options);
    }

    private static int pending(Optional<StoredHash> stored) {
        return stored.map(StoredHash::pendingChanges).orElse(0);
    }

    /** What the history will say of this run; the time is the database's. */
    private SyncState.Applied newest(StoredHash applied, Planner.Draft draft) {
        return new SyncState.Applied(
                hash,
                Instant.EPOCH,
                options.podId(),
                applied.pendingChanges(),
                options.schemaVersion(),
                comparison.schema().modified(),
                draft.namespace().isEmpty() ? null : draft.namespace());
    }

    /**
     * Leaves word for those who ask later, as this process may end by the failure; unless what it wanted is done meanwhile,
     * be it by itself, where the answer to the commit was lost.
     */
    private void remember(RuntimeException failure) {
        if (failure instanceof SyncPlanChangedException) {
            return;
        }
        String message = String.valueOf(failure.getMessage());
        String summary = failure instanceof SyncException ex ? ex.summary() : message;
        try {
            if (options.force() || !isSatisfiedBy(control.readHash())) {
                control.writeFailure(hash, options.podId(), summary, message);
            }
        } catch (DataAccessException notWritten) {
            log.debug("The failure could not be written to the control table", notWritten);
        }
    }

    private SyncResult result(SyncResult.Status status, Optional<SyncPlan> plan, int pending) {
        return new SyncResult(
                status,
                hash,
                plan,
                pending,
                database.statements(),
                Duration.ofNanos(waiting.nanoTime().getAsLong() - start));
    }
}
