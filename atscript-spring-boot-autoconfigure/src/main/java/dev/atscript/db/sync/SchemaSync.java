package dev.atscript.db.sync;

import dev.atscript.db.schema.QualifiedName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.springframework.dao.DataAccessResourceFailureException;

/** Brings a database in line with a model: at most one pod at a time, all or nothing. Safe for use by several threads. */
public final class SchemaSync {

    private final DbSpace space;
    private final SyncOptions options;
    private final Waiting waiting;
    private final SyncListeners listeners;
    private final Runnable precondition;
    private final Set<RunningSync> running;

    /** Creates a sync of one space, with default options. */
    public SchemaSync(DbSpace space) {
        this(space, Waiting.REAL);
    }

    SchemaSync(DbSpace space, Waiting waiting) {
        this(space, SyncOptions.defaults(), waiting, SyncListeners.NONE, () -> {}, ConcurrentHashMap.newKeySet());
    }

    private SchemaSync(
            DbSpace space,
            SyncOptions options,
            Waiting waiting,
            SyncListeners listeners,
            Runnable precondition,
            Set<RunningSync> running) {
        this.space = space;
        this.options = options;
        this.waiting = waiting;
        this.listeners = listeners;
        this.precondition = precondition;
        this.running = running;
    }

    /** A copy that uses these options, in place of its own, for runs and plans that are called without. */
    public SchemaSync withOptions(SyncOptions others) {
        return new SchemaSync(space, others, waiting, listeners, precondition, running);
    }

    /** A copy whose runs tell this listener too, after those it has; one that is given twice is told once. */
    public SchemaSync withListener(SchemaSyncListener other) {
        return new SchemaSync(space, options, waiting, listeners.with(other), precondition, running);
    }

    /**
     * A copy whose runs call this action too, after those it has, just before they take the lock; not if there is nothing to
     * do. An exception that it throws ends the run, and nothing is changed.
     */
    public SchemaSync withPrecondition(Runnable other) {
        Runnable both = () -> {
            precondition.run();
            other.run();
        };
        return new SchemaSync(space, options, waiting, listeners, both, running);
    }

    /** The space it works on: a database, and the owner of its tables. */
    public DbSpace space() {
        return space;
    }

    /** The options of its runs and plans that are given none: the defaults, or what {@link #withOptions} said. */
    public SyncOptions options() {
        return options;
    }

    /** {@link #plan(AtscriptSchema, SyncOptions)} with its own {@link #options()}. */
    public SyncPlan plan(AtscriptSchema schema) {
        return plan(schema, options);
    }

    /**
     * What a run would do; changes nothing. Always introspects. Problems with single tables are
     * errors of their entries, not exceptions.
     *
     * @throws AtscriptSchemaException if the model cannot be brought to this kind of database
     * @throws EmptySchemaException if the model is empty, the database is not, and the run is not forced
     * @throws SyncInterruptedException if the thread is interrupted, or the plan cancelled
     * @throws SyncException if the database cannot be read
     * @throws DataAccessResourceFailureException if the database cannot be reached
     */
    public SyncPlan plan(AtscriptSchema schema, SyncOptions options) {
        Database database = new Database(space.dataSource(), space.dialect());
        Comparison comparison = Comparison.of(space, schema);
        PatientReading reading = new PatientReading(database, options, waiting);
        return withoutChange(database, self -> {
            ControlState state = reading.patiently(Set.of(), () -> read(control(database)));
            return reading.patiently(
                            comparison.read(state), () -> comparison.plan(database, state, options, waiting.nanoTime()))
                    .plan();
        });
    }

    /**
     * The tables and views that are no longer as the last run left them, of whatever build that was, by name. What safe runs
     * have left out does not count. Always introspects, and changes nothing. Of its {@link #options()}, only those apply that
     * say how long and how often to wait for a table.
     *
     * @return empty where it cannot be told, as nothing was applied yet, or by another tool
     * @throws SyncException if the database cannot be read
     * @throws DataAccessResourceFailureException if the database cannot be reached
     */
    public Optional<List<QualifiedName>> drift() {
        Database database = new Database(space.dataSource(), space.dialect());
        ControlState state = read(control(database));
        Drift drift = new Drift(space.dialect(), state);
        PatientReading reading = new PatientReading(database, options, waiting);
        return drift.isKnown()
                ? Optional.of(
                        reading.patiently(state.tracked(), () -> drift.find(database, options, waiting.nanoTime())))
                : Optional.empty();
    }

    /**
     * Whether a run would end with its first statement, as the stored hash is the model's. Sends that one statement.
     *
     * @throws AtscriptSchemaException if the model cannot be brought to this kind of database
     */
    public boolean isUpToDate(AtscriptSchema schema, SyncOptions options) {
        Database database = new Database(space.dataSource(), space.dialect());
        String hash = hash(schema);
        return !options.force()
                && Step.READ_STATE
                        .of(control(database)::readHash)
                        .filter(stored -> stored.satisfies(hash, options))
                        .isPresent();
    }

    /** {@link #run(AtscriptSchema, SyncOptions)} with its own {@link #options()}. */
    public SyncResult run(AtscriptSchema schema) {
        return run(schema, options);
    }

    /**
     * Brings the database in line: all of the plan in one transaction, or nothing.
     *
     * @throws SyncListenerException if a listener vetoes the run
     * @throws SyncInterruptedException if the thread is interrupted, or the run cancelled
     * @throws SyncException if it cannot be; the database is as it was
     * @throws AtscriptSchemaException if the model cannot be brought to this kind of database
     * @throws DataAccessResourceFailureException if the database cannot be reached
     */
    public SyncResult run(AtscriptSchema schema, SyncOptions options) {
        return run(schema, options, Optional.empty());
    }

    /**
     * Brings the database in line if that takes what somebody has approved, and nothing else. The lock is taken only now,
     * so that nobody waits while a person thinks; the plan is made again under it, and compared.
     *
     * @param approved what {@link #plan(AtscriptSchema, SyncOptions)} said for the same model and options
     * @throws SyncPlanChangedException if another plan is needed by now; nothing was changed
     * @throws SyncException if the database cannot be brought in line; it is as it was
     * @throws AtscriptSchemaException if the model cannot be brought to this kind of database
     * @throws DataAccessResourceFailureException if the database cannot be reached
     */
    public SyncResult run(AtscriptSchema schema, SyncOptions options, SyncPlan approved) {
        return run(schema, options, Optional.of(approved));
    }

    private SyncResult run(AtscriptSchema schema, SyncOptions options, Optional<SyncPlan> approved) {
        Database database = new Database(space.dataSource(), space.dialect());
        SyncResult result;
        try {
            result = run(schema, options, approved, database);
        } catch (RuntimeException ex) {
            listeners.afterFailure(ex, database.statements());
            throw ex;
        }
        listeners.afterRun(result);
        return result;
    }

    /**
     * Throws what a run would throw before it changes anything, as far as that can be told without the lock. Changes
     * nothing, and tells no listener.
     *
     * @throws SyncPlanException if the plan has errors
     * @throws SyncSupersededException if the database is a newer build's, and the application cannot live with that
     * @throws SyncException if the database cannot be read
     * @throws AtscriptSchemaException if the model cannot be brought to this kind of database
     * @throws DataAccessResourceFailureException if the database cannot be reached
     */
    public void rehearse(AtscriptSchema schema, SyncOptions options) {
        Database database = new Database(space.dataSource(), space.dialect());
        withoutChange(database, self -> {
            run(schema, options, Optional.empty(), database, self).rehearse();
            return true;
        });
    }

    /** What leaves nothing to clear up. */
    private <T> T withoutChange(Database database, Function<RunningSync, T> work) {
        return cancellable(database, self -> {
            try {
                return work.apply(self);
            } catch (RuntimeException ex) {
                throw self.clearUp() ? SyncInterruptedException.of(ex) : ex;
            }
        });
    }

    private SyncRun run(
            AtscriptSchema schema,
            SyncOptions options,
            Optional<SyncPlan> approved,
            Database database,
            RunningSync self) {
        return new SyncRun(
                Comparison.of(space, schema),
                options,
                approved,
                database,
                control(database),
                waiting,
                listeners,
                precondition,
                self);
    }

    private SyncResult run(AtscriptSchema schema, SyncOptions options, Optional<SyncPlan> approved, Database database) {
        return cancellable(
                database, self -> run(schema, options, approved, database, self).run());
    }

    private <T> T cancellable(Database database, Function<RunningSync, T> work) {
        RunningSync self = new RunningSync(database, waiting.nanoTime());
        running.add(self);
        try {
            return work.apply(self);
        } finally {
            self.clearUp();
            running.remove(self);
            self.end();
        }
    }

    /**
     * Ends the runs and plans of this sync that are in progress, and returns when they have ended, each with a
     * {@link SyncInterruptedException}: what waits or plans ends at once, what applies is rolled back, and the lock is
     * given back. A run that has just committed succeeds. Gives up after some seconds if a database that does not answer keeps
     * a run from ending.
     */
    public void cancel() {
        running.forEach(RunningSync::cancel);
    }

    /** What the control table says, read in at most two statements. */
    public SyncState state() {
        Database database = new Database(space.dataSource(), space.dialect());
        ControlState state = read(control(database));
        return new SyncState(
                state.stored().map(StoredHash::hash),
                state.stored().map(StoredHash::pendingChanges).orElse(0),
                state.tracked().stream().sorted().map(Object::toString).toList(),
                state.history(),
                state.failure(),
                Step.READ_STATE.of(new SyncLock(database, SyncOptions.defaults(), waiting)::read));
    }

    /**
     * The hash of what the database should hold for the model: 16 hex digits. Sends nothing.
     *
     * @throws AtscriptSchemaException if the model cannot be brought to this kind of database
     */
    public String hash(AtscriptSchema schema) {
        return Comparison.of(space, schema).hash();
    }

    /**
     * The plan for a database that holds all of the model: every table and view is in sync. Sends nothing.
     *
     * @throws AtscriptSchemaException if the model cannot be brought to this kind of database
     */
    public SyncPlan inSync(AtscriptSchema schema) {
        return Comparison.of(space, schema).inSync();
    }

    /** Brings a database in line, in one line of code; see {@link #run(AtscriptSchema, SyncOptions)}. */
    public static SyncResult syncSchema(DbSpace space, AtscriptSchema schema, SyncOptions options) {
        return new SchemaSync(space).run(schema, options);
    }

    private static ControlState read(ControlTable control) {
        return Step.READ_STATE.of(control::read);
    }

    private ControlTable control(Database database) {
        return new ControlTable(database, space.owner());
    }
}
