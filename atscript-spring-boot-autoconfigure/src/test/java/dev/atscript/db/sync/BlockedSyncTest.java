package dev.atscript.db.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.atscript.testing.BeforeStatement;
import dev.atscript.testing.DatabaseKind;
import dev.atscript.testing.EachDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Others use the tables while a plan is to be applied, and must not queue behind it. */
@ExtendWith(OutputCaptureExtension.class)
class BlockedSyncTest extends EachDatabase {

    private static final AtscriptSchema USERS =
            Schemas.of("@db.table 'users' interface User { @meta.id id: number.int, name: string }");

    private static final AtscriptSchema MORE_USERS =
            Schemas.of("@db.table 'tags' interface Tag { @meta.id id: number.int }\n"
                    + "@db.table 'users' interface User { @meta.id id: number.int, name: string, nick?: string }");

    private static final AtscriptSchema TAGS = Schemas.of("@db.table 'tags' interface Tag { @meta.id id: number.int }");

    private static final String USER_WITHOUT_NAME = "@db.table 'users' interface User { @meta.id id: number.int }";

    private static final SyncOptions IMPATIENT = SyncOptions.builder()
            .ddlLockTimeout(Duration.ofMillis(50))
            .ddlRetries(2)
            .lockTtl(Duration.ofMillis(200))
            .build();

    private final List<Duration> pauses = new ArrayList<>();
    private Runnable whilePausing = () -> {};

    @BeforeEach
    void prepare() {
        sync().run(USERS);
        jdbc.update("INSERT INTO users (id, name) VALUES (1, 'ada')");
    }

    private SchemaSync sync() {
        Waiting waiting = new Waiting(
                System::nanoTime,
                duration -> {
                    pauses.add(duration);
                    whilePausing.run();
                },
                (interval, task) -> () -> {});
        return new SchemaSync(DbSpace.of(database.dataSource()), waiting);
    }

    @Test
    void rollsBackAndBeginsAnewUntilTheOthersAreDone() throws SQLException {
        try (Connection other = database.dataSource().getConnection();
                Statement statement = other.createStatement()) {
            SchemaSync sync = sync();
            List<Integer> begun = new ArrayList<>();
            whilePausing = () -> end(statement);
            SyncResult result = sync.withListener((BeforeStatement) (plan, index) -> {
                        begun.add(index);
                        if (index == 0 && pauses.isEmpty()) {
                            begin(statement);
                        }
                    })
                    .run(MORE_USERS, IMPATIENT);
            assertThat(result.status()).isEqualTo(SyncResult.Status.SYNCED);
            assertThat(begun).startsWith(0).filteredOn(index -> index == 0).hasSize(2);
        }
        assertThat(pauses)
                .singleElement()
                .satisfies(pause -> assertThat(pause).isBetween(Duration.ofMillis(50), Duration.ofMillis(150)));
        assertThat(jdbc.queryForObject("SELECT name FROM users WHERE nick IS NULL", String.class))
                .isEqualTo("ada");
        assertThat(sync().state().lock()).isEmpty();
    }

    /** What a default or a view means, PostgreSQL tells of no table that is locked; SQLite's readers wait for nobody. */
    @Test
    void readsNoLongerThanOthersMayBeWaitedForAndSaysWhoIsInTheWay() throws SQLException {
        assumeTrue(kind == DatabaseKind.POSTGRES);
        jdbc.execute("ALTER TABLE users ADD COLUMN late text DEFAULT 'x'");
        try (Connection other = database.dataSource().getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE users");
            assertThatThrownBy(() -> sync().run(MORE_USERS, IMPATIENT))
                    .isInstanceOf(SyncStatementException.class)
                    .hasMessageContaining("Others were in the way of the plan, 3 times for 50 ms; nothing was changed.")
                    .hasMessageContaining("  locked by: process ")
                    .hasMessageContaining("on users")
                    .hasMessageNotContaining("statement:");
            assertThat(pauses).hasSize(2);
            assertThatThrownBy(() -> sync().plan(MORE_USERS, IMPATIENT)).hasMessageContaining("  locked by: process ");
            assertThatThrownBy(() -> sync().rehearse(MORE_USERS, IMPATIENT))
                    .hasMessageContaining("  locked by: process ");
            whilePausing = () -> rollback(other);
            assertThat(sync().run(MORE_USERS, IMPATIENT).status()).isEqualTo(SyncResult.Status.SYNCED);
        }
    }

    /** Of a table without expressions the catalogue tells all, and the first that waits for it is a count. */
    @Test
    void countsNoLongerThanOthersMayBeWaitedForAndSaysWhoIsInTheWay(CapturedOutput output) throws SQLException {
        assumeTrue(kind == DatabaseKind.POSTGRES);
        for (AtscriptSchema after : List.of(TAGS, Schemas.of(USER_WITHOUT_NAME))) {
            pauses.clear();
            whilePausing = () -> {};
            try (Connection other = database.dataSource().getConnection();
                    Statement statement = other.createStatement()) {
                other.setAutoCommit(false);
                statement.execute("LOCK TABLE users");
                assertThatThrownBy(() -> sync().run(after, IMPATIENT)).satisfies(this::assertNamesWhoKeepsFromReading);
                assertThat(pauses).hasSize(2);
                assertThat(output).contains("Attempt 2 of 3 to read the database gave way to others: process ");
                assertThatThrownBy(() -> sync().rehearse(after, IMPATIENT))
                        .satisfies(this::assertNamesWhoKeepsFromReading);
                whilePausing = () -> rollback(other);
                assertThat(sync().plan(after, IMPATIENT).status()).isNotEqualTo(SyncPlan.Status.UP_TO_DATE);
            }
        }
    }

    @Test
    void looksForDriftNoLongerThanItsOptionsSay() throws SQLException {
        assumeTrue(kind == DatabaseKind.POSTGRES);
        for (String column : List.of("plain text", "late text DEFAULT 'x'")) {
            jdbc.execute("ALTER TABLE users ADD COLUMN " + column);
            try (Connection other = database.dataSource().getConnection();
                    Statement statement = other.createStatement()) {
                other.setAutoCommit(false);
                statement.execute("LOCK TABLE users");
                assertThatThrownBy(() -> sync().withOptions(IMPATIENT).drift())
                        .satisfies(this::assertNamesWhoKeepsFromReading);
            }
            assertThat(sync().withOptions(IMPATIENT).drift().orElseThrow()).hasSize(1);
        }
    }

    private void assertNamesWhoKeepsFromReading(Throwable failure) {
        assertThat(failure)
                .isInstanceOf(SyncStatementException.class)
                .hasMessageContaining("Others were in the way of the plan, 3 times for 50 ms; nothing was changed.")
                .hasMessageContaining("  locked by: process ")
                .hasMessageContaining("on users");
    }

    private static void rollback(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException ex) {
            throw new IllegalStateException(ex);
        }
    }

    @Test
    void saysWhoIsInTheWayAfterTheLastAttempt() throws SQLException {
        try (Connection other = database.dataSource().getConnection();
                Statement statement = other.createStatement()) {
            SchemaSync sync = sync();
            SchemaSync blocked = sync.withListener((BeforeStatement) (plan, index) -> {
                if (index == 0 && pauses.isEmpty()) {
                    begin(statement);
                }
            });
            assertThatThrownBy(() -> blocked.run(MORE_USERS, IMPATIENT))
                    .isInstanceOf(SyncStatementException.class)
                    .hasMessageContaining("Others were in the way of the plan")
                    .hasMessageContaining("3 times for 50 ms; everything was rolled back.")
                    .hasMessageContaining("atscript.db.ddl-lock-timeout")
                    .satisfies(this::assertNamesTheOther);
            end(statement);
        }
        assertThat(pauses).hasSize(2);
        assertThat(sync().state().tracked()).containsExactly("users");
        assertThat(sync().run(MORE_USERS, IMPATIENT).status()).isEqualTo(SyncResult.Status.SYNCED);
    }

    /** An attempt may take longer than the lease; the next one is ours all the same. */
    @Test
    void keepsItsLeaseFromOneAttemptToTheNext() throws SQLException {
        List<Boolean> expired = new ArrayList<>();
        try (Connection other = database.dataSource().getConnection();
                Statement statement = other.createStatement()) {
            whilePausing = () -> {
                expired.add(sync().state().lock().orElseThrow().expired());
                end(statement);
            };
            SchemaSync sync = sync().withListener(new SchemaSyncListener() {
                        @Override
                        public void beforeApply(SyncPlan plan) {
                            jdbc.update("UPDATE \"__atscript_control\" SET \"expiresAt\" = \"lockedAt\"");
                        }
                    })
                    .withListener((BeforeStatement) (plan, index) -> {
                        if (index == 0 && pauses.isEmpty()) {
                            begin(statement);
                        }
                    });
            SyncOptions patient = SyncOptions.builder()
                    .ddlLockTimeout(Duration.ofMillis(50))
                    .ddlRetries(2)
                    .build();
            assertThat(sync.run(MORE_USERS, patient).status()).isEqualTo(SyncResult.Status.SYNCED);
        }
        // What keeps SQLite from committing keeps the renewal and those who want the lock from it as well.
        assertThat(expired).containsExactly(kind == DatabaseKind.SQLITE);
    }

    /** A foreign key that goes, alone or with its table, needs the table that it points at too. */
    @Test
    void namesWhoUsesTheTableThatAForeignKeyPointsAt() throws SQLException {
        String tags = "@db.table 'tags' interface Tag { @meta.id id: number.int%s }\n";
        String users = "@db.table 'users' interface User { @meta.id id: number.int, name: string }\n";
        sync().run(Schemas.of(tags.formatted(", @db.rel.FK user?: User.id") + users));
        for (String after : List.of(
                tags.formatted(", user?: number.int") + users,
                users + users.replace("user", "person").replace("User", "Person"))) {
            pauses.clear();
            try (Connection other = database.dataSource().getConnection();
                    Statement statement = other.createStatement()) {
                SchemaSync blocked = sync().withListener((BeforeStatement) (plan, index) -> {
                    if (index == 0 && pauses.isEmpty()) {
                        begin(statement);
                    }
                });
                assertThatThrownBy(() -> blocked.run(Schemas.of(after), IMPATIENT))
                        .as(after)
                        .isInstanceOf(SyncStatementException.class)
                        .hasMessageContaining("Others were in the way of the plan")
                        .hasMessageContaining(kind == DatabaseKind.POSTGRES ? "on users" : "rolled back");
                end(statement);
            }
        }
    }

    private void assertNamesTheOther(Throwable failure) {
        if (kind == DatabaseKind.POSTGRES) {
            assertThat(failure)
                    .hasMessageContaining("(users: add column nick, file0.as:2:29)")
                    .hasMessageContaining("locked by: process ")
                    .hasMessageContaining("idle in transaction")
                    .hasMessageContaining("on users");
        }
    }

    /** Reads users in a transaction that goes on; on SQLite that keeps others from committing. */
    private static void begin(Statement statement) {
        execute(statement, "BEGIN");
        execute(statement, "SELECT * FROM users");
    }

    private static void end(Statement statement) {
        execute(statement, "COMMIT");
    }

    private static void execute(Statement statement, String sql) {
        try {
            statement.execute(sql);
        } catch (SQLException ex) {
            throw new IllegalStateException(ex);
        }
    }
}
