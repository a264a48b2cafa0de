package dev.atscript.db.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.atscript.testing.BeforeStatement;
import dev.atscript.testing.CountingDataSource;
import dev.atscript.testing.DatabaseKind;
import dev.atscript.testing.EachDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessException;

/** Who is told what of a run, and what it means for the run if they throw. */
@ExtendWith(OutputCaptureExtension.class)
class SchemaSyncListenerTest extends EachDatabase {

    private static final String USERS =
            "@db.table 'users'\nexport interface User { @meta.id id: number, name?: string }\n";

    private final List<String> told = new ArrayList<>();
    private CountingDataSource counting;
    private SchemaSync sync;

    @BeforeEach
    void prepare() {
        counting = new CountingDataSource(database.dataSource());
        sync = new SchemaSync(DbSpace.of(counting));
    }

    /** Notes all that it is told, and throws where it is to. */
    private final class Notes implements SchemaSyncListener {

        private final String name;
        private final String throwsAt;

        Notes(String name, String throwsAt) {
            this.name = name;
            this.throwsAt = throwsAt;
        }

        private void note(String what) {
            told.add(name + what);
            if (what.equals(throwsAt)) {
                throw new IllegalStateException("no " + what);
            }
        }

        @Override
        public void beforeRun(DbSpace space, SyncOptions options) {
            note("run of " + space.name() + " by " + options.podId());
        }

        @Override
        public void beforeStage(SyncStage stage) {
            note("(" + stage.id());
        }

        @Override
        public void afterStage(SyncStage stage) {
            note(stage.id() + ")");
        }

        @Override
        public void beforeApply(SyncPlan plan) {
            note("plan of " + plan.entries().size());
        }

        @Override
        public void beforeStatement(SyncPlan plan, int index) {
            note("statement " + index);
        }

        @Override
        public void afterRun(SyncResult result) {
            note(result.status().toString());
        }

        @Override
        public void afterFailure(RuntimeException cause, int statements) {
            note(cause.getClass().getSimpleName() + (statements > 0 ? " after statements" : ""));
        }
    }

    private SyncResult run(String model, SchemaSyncListener... listeners) {
        SchemaSync told = sync;
        for (SchemaSyncListener listener : listeners) {
            told = told.withListener(listener);
        }
        return told.run(Schemas.of(model), SyncOptions.builder().podId("pod-1").build());
    }

    @Test
    void areToldOfEveryStageAndStatementOfARun() {
        run(USERS, new Notes("", ""));
        assertThat(told)
                .containsExactly(
                        "run of default by pod-1",
                        "(check",
                        "check)",
                        "(lock",
                        "lock)",
                        "(plan",
                        "plan)",
                        "plan of 1",
                        "(apply",
                        "statement 0",
                        "apply)",
                        "SYNCED");
    }

    @Test
    void areToldOfARunWithNothingToDoWhichSendsOneStatementAllTheSame() {
        run(USERS);
        counting.reset();
        run(USERS, new Notes("", ""));
        assertThat(told).containsExactly("run of default by pod-1", "(check", "check)", "UP_TO_DATE");
        assertThat(counting.statements()).hasSize(1);
    }

    @Test
    void areToldOfAFailure() {
        run(USERS);
        jdbc.update("INSERT INTO users (id) VALUES (1)");
        assertThatThrownBy(() -> run(USERS.replace("name?", "name"), new Notes("", "")))
                .isInstanceOf(SyncPlanException.class);
        assertThat(told).endsWith("(plan", "plan)", "SyncPlanException after statements");
    }

    @Test
    void areToldOfAModelThatTheDatabaseCannotHold() {
        String model = kind == DatabaseKind.SQLITE
                ? "@db.table 'x'\nexport interface X { @meta.id @db.default.increment a: number, @meta.id b: number }"
                : "@db.table 'x'\nexport interface X { @meta.id id: number, @expect.maxLength 20000000 b: string }";
        assertThatThrownBy(() -> run(model, new Notes("", ""))).isInstanceOf(AtscriptSchemaException.class);
        assertThat(told).containsExactly("AtscriptSchemaException");
    }

    @Test
    void areToldInTheirOrder() {
        run(USERS);
        run(USERS, new Notes("1 ", ""), new Notes("2 ", ""));
        assertThat(told)
                .startsWith("1 run of default by pod-1", "2 run of default by pod-1", "1 (check")
                .endsWith("1 UP_TO_DATE", "2 UP_TO_DATE");
    }

    @Test
    void areNotToldOfALook() {
        sync.withListener(new Notes("", "")).plan(Schemas.of(USERS));
        assertThat(told).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"run of default by pod-1", "(check", "(lock", "(plan", "plan of 1", "(apply", "statement 0"})
    void endTheRunByWhatTheyThrowBeforeItIsOver(String moment) {
        SyncListenerException failure = catchThrowableOfType(
                SyncListenerException.class, () -> run(USERS, new Notes("", moment), new Notes("other ", "")));
        assertThat(failure)
                .hasMessageContaining("The listener " + Notes.class.getName() + " ended the schema sync before ")
                .hasMessageContaining("nothing was changed")
                .hasMessageContaining("no " + moment)
                .hasCauseInstanceOf(IllegalStateException.class);
        assertThat(failure.summary()).doesNotContain("no " + moment);
        assertThat(told.get(told.size() - 1)).startsWith("other SyncListenerException");
        assertThat(sync.state().lock()).isEmpty();
        assertThat(sync.state().tracked()).isEmpty();
        assertThatThrownBy(() -> jdbc.queryForList("SELECT id FROM users")).isInstanceOf(DataAccessException.class);
        assertThat(run(USERS).status()).isEqualTo(SyncResult.Status.SYNCED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"check)", "lock)", "plan)", "apply)", "SYNCED"})
    void undoNothingByWhatTheyThrowAfterwards(String moment, CapturedOutput output) {
        SyncResult result = run(USERS, new Notes("", moment), new Notes("other ", ""));
        assertThat(result.status()).isEqualTo(SyncResult.Status.SYNCED);
        assertThat(told).contains("other " + moment).endsWith("SYNCED", "other SYNCED");
        assertThat(jdbc.queryForList("SELECT id FROM users")).isEmpty();
        assertThat(output).contains("Notes failed after ", "whose outcome stands", "no " + moment);
    }

    @Test
    void keepNoLockByAnError() {
        SchemaSyncListener broken = new SchemaSyncListener() {
            @Override
            public void afterStage(SyncStage stage) {
                if (stage == SyncStage.LOCK) {
                    throw new NoSuchMethodError("of another version");
                }
            }
        };
        assertThatThrownBy(() -> run(USERS, broken)).isInstanceOf(NoSuchMethodError.class);
        assertThat(sync.state().lock()).isEmpty();
    }

    @Test
    void doNotHideWhyARunFailed(CapturedOutput output) {
        run(USERS);
        jdbc.update("INSERT INTO users (id) VALUES (1)");
        assertThatThrownBy(
                        () -> run(USERS.replace("name?", "name"), new Notes("", "SyncPlanException after statements")))
                .isInstanceOf(SyncPlanException.class);
        assertThat(output).contains("Notes failed after a run that failed of the schema sync");
    }

    /** All of them hold, and before the lock: what one throws ends the run, and nothing is changed. */
    @Test
    void areToldOfWhatPreconditionsSay() {
        SchemaSync guarded = sync.withListener(new Notes("", ""))
                .withPrecondition(() -> told.add("first"))
                .withPrecondition(() -> {
                    throw new IllegalStateException("not now");
                })
                .withPrecondition(() -> told.add("never"));
        assertThatThrownBy(() -> guarded.run(Schemas.of(USERS))).hasMessage("not now");
        assertThat(told).containsSubsequence("(check", "check)", "first").doesNotContain("(lock", "never");
        assertThat(counting.statements()).noneMatch(sql -> sql.startsWith("CREATE TABLE \"users\""));
        run(USERS);
        told.clear();
        guarded.run(Schemas.of(USERS));
        assertThat(told).endsWith("(check", "check)", "UP_TO_DATE");
    }

    /** What the database refuses to a listener is not what it refuses to sync, and is not tried again. */
    @Test
    void answerForTheirOwnStatements() {
        SchemaSyncListener clumsy = new SchemaSyncListener() {
            @Override
            public void beforeStatement(SyncPlan plan, int index) {
                told.add("statement");
                jdbc.execute("SELECT nonsense");
            }
        };
        assertThatThrownBy(() -> run(USERS, clumsy))
                .isInstanceOf(SyncListenerException.class)
                .hasCauseInstanceOf(DataAccessException.class);
        assertThat(told).hasSize(1);
    }

    /** Those who wait say each ten seconds that they do; so does the one that works. */
    @Test
    void theLogIsToldHowFarALongPlanIs(CapturedOutput output) {
        Map<Duration, Runnable> repeated = new HashMap<>();
        AtomicLong nanos = new AtomicLong();
        Waiting waiting = new Waiting(nanos::get, duration -> {}, (interval, task) -> {
            repeated.put(interval, task);
            return () -> repeated.remove(interval);
        });
        SyncOptions options =
                SyncOptions.builder().lockTtl(Duration.ofMinutes(3)).build();
        new SchemaSync(DbSpace.of(counting), waiting)
                .withListener((BeforeStatement) (plan, index) -> {
                    if (index == 1) {
                        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
                        repeated.get(Duration.ofSeconds(10)).run();
                    }
                })
                .run(Schemas.of(USERS + "@db.table 'tags'\nexport interface Tag { @meta.id id: number }\n"), options);
        assertThat(output)
                .containsOnlyOnce(
                        "Still applying the plan after 10 s, at statement 2 of 2 (users: create table, file0.as:");
        assertThat(repeated).isEmpty();
    }
}
