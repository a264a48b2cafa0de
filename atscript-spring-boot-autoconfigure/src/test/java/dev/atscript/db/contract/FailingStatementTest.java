package dev.atscript.db.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atscript.db.dialect.Dialects;
import dev.atscript.db.sync.AtscriptSchema;
import dev.atscript.db.sync.DbSpace;
import dev.atscript.db.sync.SchemaSync;
import dev.atscript.db.sync.SyncException;
import dev.atscript.db.sync.SyncOptions;
import dev.atscript.db.sync.SyncPlan;
import dev.atscript.db.sync.SyncResult;
import dev.atscript.testing.BeforeStatement;
import dev.atscript.testing.CountingDataSource.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Each statement of runs of models made by chance is made to fail, before it reaches the database and after: the database
 * is as it was, and the next run does it all. A plan of a seed: {@code -Dseed=… -Dpairs=1}.
 */
class FailingStatementTest {

    private static final boolean FULL = "full".equals(System.getProperty("campaign"));

    /** A build finds what it found before; a campaign looks for what is new. */
    private static final long SEED = Long.getLong("seed", FULL ? System.nanoTime() : 20_260_101);

    private static final String LOCK = " FROM \"__atscript_control\" WHERE \"_id\" = 'sync_lock'";

    private static final SyncOptions OPTIONS = SyncOptions.builder()
            .waitTimeout(Duration.ofSeconds(5))
            .onSuperseded(SyncOptions.OnSuperseded.SYNC)
            .build();

    @Test
    void leavesNothingBehindOnSqlite() {
        try (ContractDatabase database = new SqliteContractDatabase()) {
            run(database, FULL ? 200 : 20);
        }
    }

    @Test
    void leavesNothingBehindOnPostgres() {
        try (ContractDatabase database = new PostgresContractDatabase()) {
            run(database, FULL ? 100 : 20);
        }
    }

    private static void run(ContractDatabase database, int defaultPlans) {
        long seed = SEED;
        int wanted = Integer.getInteger("pairs", defaultPlans);
        int failed = 0;
        for (int plans = 0; plans < wanted; seed++) {
            ModelGenerator generator = ModelGenerator.on(database, new Random(seed));
            GeneratedModel before = generator.model();
            List<String> rows = generator.rows(before);
            GeneratedModel after =
                    generator.edited(before, ModelEdit.inTurn(seed)).model();
            Plan plan = new Plan(database, before, rows, after, new Random(seed));
            if (plan.begin()) {
                try {
                    failed += plan.failEach();
                    plan.loseTheAnswerToTheCommit();
                } catch (AssertionError ex) {
                    throw new AssertionError("seed " + seed + ": " + ex.getMessage(), ex);
                }
                plans++;
            }
        }
        assertThat(failed).as("runs that failed").isGreaterThan(wanted * 10);
    }

    private static final class Plan {

        private final ContractDatabase database;
        private final GeneratedModel before;
        private final List<String> rows;
        private final AtscriptSchema changed;
        private final SchemaSync sync;
        private final Random random;

        Plan(ContractDatabase database, GeneratedModel before, List<String> rows, GeneratedModel after, Random random) {
            this.random = random;
            this.database = database;
            this.before = before;
            this.rows = rows;
            this.changed = ModelText.compile(after.text());
            this.sync = new SchemaSync(new DbSpace(
                    "default", database.dataSource(), Dialects.of(database.dataSource()), DbSpace.DEFAULT_OWNER));
        }

        /** Makes the database as it is before the change; whether the change takes statements, and no error. */
        boolean begin() {
            database.clean();
            sync.run(ModelText.compile(before.text()), OPTIONS);
            rows.forEach(database.jdbc()::execute);
            SyncPlan plan = sync.plan(changed, OPTIONS);
            return !plan.hasErrors() && !plan.statements().isEmpty();
        }

        /** Lets one statement after the other fail, until none is left; how many runs failed. */
        int failEach() {
            List<String> untouched = CaseRun.everything(database);
            int failed = 0;
            for (int i = 0; ; i++) {
                for (Failure when : Failure.values()) {
                    boolean succeeded = runWithFailure(i, when);
                    boolean reached = database.dataSource().hasFailed();
                    String failedStatement = database.dataSource().failedStatement();
                    database.dataSource().failAt(-1, when);
                    assertLockGivenBack(failedStatement, when);
                    List<String> found = CaseRun.everything(database);
                    if (succeeded) {
                        assertThat(sync.plan(changed, OPTIONS).status()).isEqualTo(SyncPlan.Status.UP_TO_DATE);
                        if (!reached) {
                            return failed;
                        }
                        begin();
                        untouched = CaseRun.everything(database);
                    } else {
                        failed++;
                        assertThat(found)
                                .as("statement " + i + " failed " + when)
                                .isEqualTo(untouched);
                        if (random.nextInt(FULL ? 2 : 20) == 0) {
                            assertThat(sync.run(changed, OPTIONS).status())
                                    .as("the start after statement " + i + " failed " + when)
                                    .isEqualTo(SyncResult.Status.SYNCED);
                            begin();
                            untouched = CaseRun.everything(database);
                        }
                    }
                }
            }
        }

        /** Unless it is what has failed. */
        private void assertLockGivenBack(String failedStatement, Failure when) {
            if (failedStatement.equals(
                    sync.space().dialect().sessions().controlTable().releaseLock())) {
                database.jdbc().update("DELETE" + LOCK);
            } else {
                assertThat(database.jdbc().queryForList("SELECT \"lockedBy\"" + LOCK))
                        .as("the lock after this failed " + when + ": " + failedStatement)
                        .isEmpty();
            }
        }

        /** All is done, the run does not know it, and the next one finds out. */
        void loseTheAnswerToTheCommit() {
            begin();
            SchemaSync unlucky = sync.withListener(
                    (BeforeStatement) (plan, index) -> database.dataSource().loseAnswerToCommit());
            assertThatThrownBy(() -> unlucky.run(changed, OPTIONS))
                    .isInstanceOf(SyncException.class)
                    .hasMessageContaining("unless the answer to the commit was lost");
            assertThat(sync.plan(changed, OPTIONS).status()).isEqualTo(SyncPlan.Status.UP_TO_DATE);
            assertThat(sync.run(changed, OPTIONS).status()).isEqualTo(SyncResult.Status.UP_TO_DATE);
            assertThat(sync.state().failure()).isEmpty();
        }

        private boolean runWithFailure(int statement, Failure when) {
            try {
                database.dataSource().failAt(statement, when);
                sync.run(changed, OPTIONS);
                return true;
            } catch (SyncException ex) {
                return false;
            }
        }
    }
}
