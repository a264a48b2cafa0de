package dev.atscript.boot;

import dev.atscript.boot.SpaceReport.Drift;
import dev.atscript.boot.SpaceReport.Look;
import dev.atscript.db.model.DbTable;
import dev.atscript.db.schema.QualifiedName;
import dev.atscript.db.sync.AtscriptSchema;
import dev.atscript.db.sync.SchemaSync;
import dev.atscript.db.sync.SyncOptions;
import dev.atscript.db.sync.SyncPlan;
import dev.atscript.db.sync.SyncResult;
import dev.atscript.db.sync.SyncState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks at a space: at the memory of its run and its control table or, live, at all of its database. */
final class SpaceReporter {

    /** How long a look at the live database waits for what somebody has locked. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final AtscriptSpaces spaces;
    private final AtscriptSchema schema;
    private final SyncOutcomes outcomes;

    SpaceReporter(AtscriptSpaces spaces, AtscriptSchema schema, SyncOutcomes outcomes) {
        this.spaces = spaces;
        this.schema = schema;
        this.outcomes = outcomes;
    }

    /** All spaces; a database that cannot be reached is part of the report. */
    List<SpaceReport> report(boolean live) {
        return names().stream().map(name -> report(name, live)).toList();
    }

    /** Those of the start. Before it knows them, they are asked for here; where they cannot be told, that is reported. */
    List<String> names() {
        if (!outcomes.spaces().isEmpty()) {
            return outcomes.spaces();
        }
        try {
            return spaces.names();
        } catch (RuntimeException ex) {
            return List.of(DbTable.DEFAULT_SPACE);
        }
    }

    /** One of these. */
    SpaceReport report(String name, boolean live) {
        Optional<SyncOutcome> outcome = outcomes.of(name);
        try {
            SchemaSync schemaSync =
                    live ? spaces.sync(name).withOptions(impatient(spaces.options(name))) : spaces.sync(name);
            SyncState state = schemaSync.state();
            Optional<SyncPlan> plan =
                    live ? Optional.of(schemaSync.plan(schema)) : remembered(outcome.orElse(null), name);
            Drift drift = live ? drift(plan.orElseThrow(), state, schemaSync) : Drift.UNKNOWN;
            if (live) {
                outcomes.record(name, Finding.of(plan.orElseThrow(), drift));
            }
            Look look = new Look(schemaSync.space(), schemaSync.hash(schema), state);
            return new SpaceReport(name, look, outcome, plan, drift, null);
        } catch (RuntimeException ex) {
            Optional<SyncPlan> plan = remembered(outcome.orElse(null), name);
            return new SpaceReport(name, null, outcome, plan, Drift.UNKNOWN, ex);
        }
    }

    /** Whoever asks waits for the answer, and takes a connection for as long. */
    private static SyncOptions impatient(SyncOptions options) {
        boolean isPatient =
                options.ddlLockTimeout().isZero() || options.ddlLockTimeout().compareTo(PATIENCE) > 0;
        return options.toBuilder()
                .ddlLockTimeout(isPatient ? PATIENCE : options.ddlLockTimeout())
                .ddlRetries(0)
                .waitTimeout(PATIENCE)
                .build();
    }

    /** Where the database holds what this build wants, nothing has drifted; else what is remembered tells. */
    private static Drift drift(SyncPlan plan, SyncState state, SchemaSync schemaSync) {
        boolean isThisBuilds = state.hash().filter(plan.hash()::equals).isPresent();
        if (isThisBuilds && plan.status() == SyncPlan.Status.UP_TO_DATE) {
            return Drift.of(List.of());
        }
        return schemaSync
                .drift()
                .map(names ->
                        Drift.of(names.stream().map(QualifiedName::toString).toList()))
                .orElse(Drift.UNKNOWN);
    }

    /** The run's plan. A run that found the hash in place had none: everything declared is in sync. */
    private Optional<SyncPlan> remembered(@Nullable SyncOutcome outcome, String name) {
        if (outcome == null) {
            return Optional.empty();
        }
        if (outcome.plan().isEmpty() && outcome instanceof SyncOutcome.Ran ran && isInSync(ran.result())) {
            return Optional.of(spaces.sync(name).inSync(schema));
        }
        return outcome.plan();
    }

    private static boolean isInSync(SyncResult result) {
        return result.pendingChanges() == 0 && result.status() != SyncResult.Status.SUPERSEDED;
    }
}
