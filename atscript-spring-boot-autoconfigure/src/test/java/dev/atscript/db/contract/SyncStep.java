package dev.atscript.db.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.db.dialect.ControlTableSql;
import dev.atscript.db.dialect.Dialects;
import dev.atscript.db.dialect.SqlStatement;
import dev.atscript.db.sync.AtscriptSchema;
import dev.atscript.db.sync.DbSpace;
import dev.atscript.db.sync.SchemaSync;
import dev.atscript.db.sync.SyncEntry;
import dev.atscript.db.sync.SyncOptions;
import dev.atscript.db.sync.SyncPlan;
import dev.atscript.db.sync.SyncResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One sync and all that must hold of any sync. */
final class SyncStep {

    private final ContractDatabase database;
    private final AtscriptSchema schema;
    private final StepOptions options;
    private final SchemaSync sync;
    private final ControlTableSql control;
    private final @Nullable String stamp;

    SyncStep(ContractDatabase database, AtscriptSchema schema, StepOptions options) {
        this.database = database;
        this.schema = schema;
        this.options = options;
        DbSpace space =
                new DbSpace("default", database.dataSource(), Dialects.of(database.dataSource()), options.owner());
        this.sync = new SchemaSync(space);
        this.control = space.dialect().sessions().controlTable();
        this.stamp = space.dialect().sessions().schemaStampQuery();
    }

    /** Syncs; the plan that was applied. */
    SyncPlan apply() {
        SyncOptions asked = options.options();
        database.dataSource().reset();
        SyncPlan planned = sync.plan(schema, asked);
        assertThat(changing(database.dataSource().statements()))
                .as("statements of plan() that change something")
                .isEmpty();
        database.dataSource().reset();
        SyncResult result = sync.run(schema, asked);
        List<String> sent = database.dataSource().statements();
        assertThat(result.hash()).as("hash of result").isEqualTo(planned.hash());
        result.plan().ifPresent(plan -> assertThat(plan).as("plan of run()").isEqualTo(planned));
        assertThat(planned.statements().isEmpty() || result.plan().isPresent())
                .as("run() applied its plan, but was " + result.status())
                .isTrue();
        checkSent(sent, planned);
        checkNothingIsLeft();
        checkSecondRun(result);
        checkForcedPlan(planned);
        assertThat(sync.drift().orElseThrow()).as("drift").isEmpty();
        assertThat(database.catalogue().problems()).as("problems").isEmpty();
        return planned;
    }

    /** What a sync would do. */
    SyncPlan plan() {
        return sync.plan(schema, options.options());
    }

    /** Syncs and checks nothing. */
    void run() {
        sync.run(schema, options.options());
    }

    /** Plans and runs what must fail; what it says, an error in a line. */
    Refusal fail() {
        return Refusal.of(() -> sync.plan(schema, options.options()), () -> sync.run(schema, options.options()));
    }

    private void checkSent(List<String> log, SyncPlan planned) {
        List<String> expected =
                planned.statements().stream().map(SqlStatement::sql).toList();
        List<String> sent = log.stream().filter(sql -> !sql.equals(stamp)).toList();
        int hold = sent.indexOf(control.holdLock());
        List<String> applied = hold < 0
                ? List.of()
                : sent.subList(
                        hold + 1, hold + 1 + sent.subList(hold + 1, sent.size()).indexOf(control.now()));
        assertThat(applied).as("statements of the apply transaction").isEqualTo(expected);
        List<String> others = hold < 0 ? sent : sent.subList(0, hold);
        assertThat(changing(others)).as("changes outside the apply transaction").isEmpty();
    }

    private List<String> changing(List<String> statements) {
        return statements.stream()
                .filter(sql -> !sql.contains("__atscript_control"))
                .filter(sql -> database.harmlessStatements().stream().noneMatch(sql.strip()::startsWith))
                .toList();
    }

    private void checkNothingIsLeft() {
        assertThat(database.catalogue().tables())
                .as("temporary tables")
                .noneMatch(table -> table.contains("__atscript_new_") || table.contains("__atscript_was_"));
        assertThat(Rows.of(database.jdbc(), "SELECT * FROM \"__atscript_control\" WHERE \"_id\" = 'sync_lock'"))
                .as("lock row")
                .isEmpty();
    }

    private void checkSecondRun(SyncResult first) {
        database.dataSource().reset();
        SyncResult second = sync.run(schema, options.withForce(false).options());
        assertThat(second.status()).as("status of the second run").isEqualTo(SyncResult.Status.UP_TO_DATE);
        assertThat(database.dataSource().statements())
                .as("statements of the second run")
                .hasSize(1);
        assertThat(second.pendingChanges()).as("pending changes").isEqualTo(first.pendingChanges());
    }

    private void checkForcedPlan(SyncPlan planned) {
        SyncPlan again = sync.plan(schema, options.withForce(true).options());
        assertThat(again.statements()).as("statements of a second plan").isEmpty();
        if (planned.skippedChanges() > 0) {
            assertThat(again.skippedChanges()).as("changes still skipped").isEqualTo(planned.skippedChanges());
            return;
        }
        assertThat(again.entries())
                .as("entries")
                .allMatch(entry -> entry.status() == SyncEntry.Status.IN_SYNC || entry.advisory());
        assertThat(again.status()).isEqualTo(SyncPlan.Status.UP_TO_DATE);
    }
}
