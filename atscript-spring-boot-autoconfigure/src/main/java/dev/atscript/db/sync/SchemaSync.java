package dev.atscript.db.sync;

import dev.atscript.db.dialect.DesiredSchema;
import dev.atscript.db.dialect.Dialect;
import dev.atscript.db.dialect.SqlStatement;
import dev.atscript.db.schema.PhysicalSchema;
import dev.atscript.lang.DiagnosticRenderer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcOperations;

/** Brings a database in line with a model: at most one pod at a time, all or nothing. Safe for use by several threads. */
public final class SchemaSync {

    private static final Logger log = LoggerFactory.getLogger(SchemaSync.class);

    private final DbSpace space;
    private final Waiting waiting;
    private final SyncListener listener;

    /** Creates a sync of one space. */
    public SchemaSync(DbSpace space) {
        this(space, Waiting.REAL);
    }

    SchemaSync(DbSpace space, Waiting waiting) {
        this(space, waiting, (plan, index) -> {});
    }

    private SchemaSync(DbSpace space, Waiting waiting, SyncListener listener) {
        this.space = space;
        this.waiting = waiting;
        this.listener = listener;
    }

    /** The same sync, whose runs tell somebody how far they are. */
    public SchemaSync withListener(SyncListener other) {
        return new SchemaSync(space, waiting, other);
    }

    /** {@link #plan(AtscriptSchema, SyncOptions)} with default options. */
    public SyncPlan plan(AtscriptSchema schema) {
        return plan(schema, SyncOptions.defaults());
    }

    /**
     * What a run would do; changes nothing. Always introspects. What stands in the way of single tables is an entry with
     * errors, not an exception.
     *
     * @throws AtscriptSchemaException if the model cannot be brought to this kind of database
     * @throws EmptySchemaException if the model is empty, the database is not, and the run is not forced
     * @throws SyncException if the database does not let itself be read
     * @throws DataAccessResourceFailureException if the database cannot be reached
     */
    public SyncPlan plan(AtscriptSchema schema, SyncOptions options) {
        Database database = new Database(space.dataSource(), space.dialect());
        return draft(database, desired(schema), schema, read(control(database)), options)
                .plan();
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

    /** {@link #run(AtscriptSchema, SyncOptions)} with default options. */
    public SyncResult run(AtscriptSchema schema) {
        return run(schema, SyncOptions.defaults());
    }

    /**
     * Brings the database in line: all of the plan in one transaction, or nothing.
     *
     * @throws SyncException if it cannot be; the database is as it was
     * @throws AtscriptSchemaException if the model cannot be brought to this kind of database
     * @throws DataAccessResourceFailureException if the database cannot be reached
     */
    public SyncResult run(AtscriptSchema schema, SyncOptions options) {
        return new Run(schema, options, null).run();
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
        return new Run(schema, options, approved).run();
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
                Step.READ_STATE.of(new SyncLock(database, SyncOptions.defaults(), waiting)::read));
    }

    /**
     * The hash of what the database should hold for the model: 16 hex digits. Sends nothing.
     *
     * @throws AtscriptSchemaException if the model cannot be brought to this kind of database
     */
    public String hash(AtscriptSchema schema) {
        return SchemaHash.of(desired(schema), space.dialect());
    }

    /** Brings a database in line, in one line of code; see {@link #run(AtscriptSchema, SyncOptions)}. */
    public static SyncResult syncSchema(DbSpace space, AtscriptSchema schema, SyncOptions options) {
        return new SchemaSync(space).run(schema, options);
    }

    /** One run, from its first statement to its result. */
    private final class Run {

        private final AtscriptSchema schema;
        private final SyncOptions options;
        private final @Nullable SyncPlan approved;
        private final Database database = new Database(space.dataSource(), space.dialect());
        private final ControlTable control = control(database);
        private final DesiredSchema desired;
        private final String hash;
        private final long start = waiting.nanoTime().getAsLong();

        Run(AtscriptSchema schema, SyncOptions options, @Nullable SyncPlan approved) {
            this.schema = schema;
            this.options = options;
            this.approved = approved;
            this.desired = desired(schema);
            this.hash = SchemaHash.of(desired, space.dialect());
            if (!desired.diagnostics().isEmpty()) {
                log.warn("{}", DiagnosticRenderer.render(desired.diagnostics(), false));
            }
        }

        SyncResult run() {
            if (!options.force()) {
                Optional<StoredHash> stored = readHash();
                if (isSatisfiedBy(stored)) {
                    return result(SyncResult.Status.UP_TO_DATE, Optional.empty(), pending(stored));
                }
            }
            SyncLock lock = new SyncLock(database, options, waiting);
            try (SyncLock.Held held = lock.acquire(control::create)) {
                ControlState state = read(control);
                if (!options.force() && isSatisfiedBy(state.stored())) {
                    return result(SyncResult.Status.SYNCED_BY_PEER, Optional.empty(), pending(state.stored()));
                }
                Planner.Draft draft = draft(database, desired, schema, state, options);
                Optional<SyncState.Applied> newer = newer(state);
                if (newer.isPresent()) {
                    return keep(newer.get(), draft.plan());
                }
                if (draft.plan().hasErrors()) {
                    throw new SyncPlanException(draft.plan());
                }
                SyncPlan plan = draft.plan();
                if (approved != null && !plan.doesTheSameAs(approved)) {
                    throw new SyncPlanChangedException(plan);
                }
                boolean isStored = state.stored().equals(Optional.of(new StoredHash(hash, plan.skippedChanges())));
                boolean nothingToDo = plan.statements().isEmpty() && isStored;
                if (!nothingToDo) {
                    apply(held, draft, state);
                }
                return result(
                        nothingToDo ? SyncResult.Status.UP_TO_DATE : SyncResult.Status.SYNCED,
                        Optional.of(plan),
                        plan.skippedChanges());
            }
        }

        /** What a newer build has applied, where this run is not to change that back. */
        private Optional<SyncState.Applied> newer(ControlState state) {
            boolean mayChangeBack = options.force() || options.onSuperseded() == SyncOptions.OnSuperseded.SYNC;
            return mayChangeBack ? Optional.empty() : state.newerThan(hash, order());
        }

        private SchemaOrder order() {
            return new SchemaOrder(options.schemaVersion(), schema.modified());
        }

        /** Leaves the database as the newer build wants it, if this one can live with that. */
        private SyncResult keep(SyncState.Applied newer, SyncPlan back) {
            boolean mayLive = options.onSuperseded() == SyncOptions.OnSuperseded.KEEP;
            List<String> obstacles = mayLive ? Coexistence.obstacles(back) : List.of();
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

        private void apply(SyncLock.Held held, Planner.Draft draft, ControlState before) {
            SyncPlan plan = draft.plan();
            Step.APPLY.of(() -> database.inTransaction(jdbc -> {
                held.holdInTransaction(jdbc);
                for (int i = 0; i < plan.statements().size(); i++) {
                    SqlStatement statement = plan.statements().get(i);
                    log.debug("{}", statement.sql());
                    listener.beforeStatement(plan, i);
                    execute(jdbc, statement, plan);
                }
                StoredHash applied = new StoredHash(hash, plan.skippedChanges());
                control.write(jdbc, before, applied, draft, newest(applied));
                return true;
            }));
        }

        /** What the history will say of this run; the time is the database's. */
        private SyncState.Applied newest(StoredHash applied) {
            return new SyncState.Applied(
                    hash,
                    Instant.EPOCH,
                    options.podId(),
                    applied.pendingChanges(),
                    options.schemaVersion(),
                    schema.modified());
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

    private static void execute(JdbcOperations jdbc, SqlStatement statement, SyncPlan plan) {
        try {
            if (!statement.isProof()) {
                jdbc.execute(statement.sql());
            } else if (!jdbc.queryForList(statement.sql()).isEmpty()) {
                throw SyncStatementException.disproved(
                        "Everything was rolled back, as otherwise " + statement.proof() + where(statement, plan) + ".",
                        statement.sql());
            }
        } catch (DataAccessException ex) {
            throw SyncStatementException.refused(
                    "The database refused a statement, and everything was rolled back" + where(statement, plan) + ".",
                    statement.sql(),
                    ex,
                    "");
        }
    }

    private static String where(SqlStatement statement, SyncPlan plan) {
        return plan.entryOf(statement)
                .map(entry -> " (" + entry.name() + (entry.origin().isEmpty() ? "" : ", " + entry.origin()) + ")")
                .orElse("");
    }

    private Planner.Draft draft(
            Database database, DesiredSchema desired, AtscriptSchema schema, ControlState state, SyncOptions options) {
        boolean empty = desired.tables().isEmpty() && desired.views().stream().allMatch(DesiredSchema.View::external);
        if (empty && !state.tracked().isEmpty() && !options.force()) {
            throw new EmptySchemaException(
                    schema.locations(),
                    state.tracked().stream().sorted().map(Object::toString).toList());
        }
        Dialect dialect = space.dialect();
        Set<String> namespaces = namespaces(desired, state);
        return Step.INTROSPECT.of(() -> database.each(jdbc -> {
            PhysicalSchema live = dialect.introspect(jdbc, namespaces);
            DesiredSchema spelled = dialect.spell(desired, jdbc);
            Planner planner =
                    new Planner(dialect, spelled, live, state, options, sql -> Step.COUNT.of(() -> count(jdbc, sql)));
            return planner.plan(SchemaHash.of(desired, dialect));
        }));
    }

    private static long count(JdbcOperations jdbc, String sql) {
        Long count = jdbc.queryForObject(sql, Long.class);
        return count == null ? 0 : count;
    }

    private static Set<String> namespaces(DesiredSchema desired, ControlState state) {
        Set<String> namespaces = new HashSet<>();
        desired.tables().forEach(table -> {
            namespaces.add(table.name().namespace());
            table.renamedFrom().forEach(name -> namespaces.add(name.namespace()));
        });
        desired.views().forEach(view -> namespaces.add(view.name().namespace()));
        state.tracked().forEach(name -> namespaces.add(name.namespace()));
        namespaces.remove("");
        return namespaces;
    }

    /** What the database should hold for the tables of this space. */
    private DesiredSchema desired(AtscriptSchema schema) {
        DesiredSchema desired = space.dialect().map(schema.model().inSpace(space.name()));
        if (desired.hasErrors()) {
            throw new AtscriptSchemaException(desired.diagnostics());
        }
        return desired;
    }

    private static ControlState read(ControlTable control) {
        return Step.READ_STATE.of(control::read);
    }

    private ControlTable control(Database database) {
        return new ControlTable(database, space.owner());
    }
}
