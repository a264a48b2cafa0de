package dev.atscript.db.dialect.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atscript.db.sync.AtscriptSchema;
import dev.atscript.db.sync.DbSpace;
import dev.atscript.db.sync.SchemaSync;
import dev.atscript.db.sync.SchemaSyncListener;
import dev.atscript.db.sync.SyncPlan;
import dev.atscript.db.sync.SyncResult;
import dev.atscript.db.sync.SyncStatementException;
import dev.atscript.testing.BeforeStatement;
import dev.atscript.testing.PostgresServer;
import dev.atscript.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class PostgresTransactionTest {

    private static final String SILENCE = "SELECT current_setting('idle_in_transaction_session_timeout')";

    private final TestDatabase database = PostgresServer.createDatabase();
    private final JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());

    @AfterEach
    void dropDatabase() {
        database.close();
    }

    @Test
    void limitsTheSilenceOfItsClientUnlessTheServerDoesAndLeavesTheSessionAsItWas() throws Exception {
        assertThat(silenceDuringAndAfter()).isEqualTo("1min 0");
        limitSilence("7s");
        assertThat(silenceDuringAndAfter()).isEqualTo("7s 7s");
    }

    /** They are for the application's queries, and would end each attempt to apply a plan that takes longer. */
    @Test
    void takesNoLimitOfTheRoleOnTheTimeOfAStatement() throws Exception {
        String limits =
                "SELECT concat_ws(' ', current_setting('statement_timeout'), current_setting('transaction_timeout', true))";
        jdbc.execute("ALTER DATABASE " + database.name() + " SET statement_timeout = '7s'");
        boolean isNew = PostgresServer.version() >= 170_000;
        if (isNew) {
            jdbc.execute("ALTER DATABASE " + database.name() + " SET transaction_timeout = '7s'");
        }
        try (Connection connection = database.dataSource().getConnection()) {
            JdbcTemplate session = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
            String during = PostgresTransaction.run(
                    connection, Duration.ofSeconds(3), () -> session.queryForObject(limits, String.class));
            assertThat(during).isEqualTo(isNew ? "0 0" : "0");
            assertThat(session.queryForObject(limits, String.class)).isEqualTo(isNew ? "7s 7s" : "7s");
        }
    }

    /** A pooler gives the session to others, and what a role must not see it does not count. */
    @Test
    void limitsTheWaitOfAQueryAndLeavesTheSessionAsItWas() throws Exception {
        String settings = "SELECT concat_ws(' ', current_setting('lock_timeout'), current_setting('row_security'))";
        jdbc.execute("ALTER DATABASE " + database.name() + " SET lock_timeout = '7s'");
        try (Connection connection = database.dataSource().getConnection()) {
            JdbcTemplate session = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
            Map<Duration, String> limits =
                    Map.of(Duration.ofMillis(300), "300ms on", Duration.ZERO, "0 on", Duration.ofNanos(1), "1ms on");
            for (Map.Entry<Duration, String> limit : limits.entrySet()) {
                assertThat(PostgresTransaction.runQuery(
                                connection, limit.getKey(), () -> session.queryForObject(settings, String.class)))
                        .isEqualTo(limit.getValue());
                assertThat(session.queryForObject(settings, String.class)).isEqualTo("7s on");
                assertThat(connection.getAutoCommit()).isTrue();
            }
        }
    }

    private String silenceDuringAndAfter() throws Exception {
        try (Connection connection = database.dataSource().getConnection()) {
            JdbcTemplate session = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
            String during = PostgresTransaction.run(
                    connection, Duration.ofSeconds(3), () -> session.queryForObject(SILENCE, String.class));
            return during + " " + session.queryForObject(SILENCE, String.class);
        }
    }

    /** A host that loses its power in the middle closes no connection: the server ends what nobody goes on with. */
    @Test
    void isEndedByTheServerWhenItsClientIsSilentSoThatOthersCanGoOn(@TempDir Path folder) throws Exception {
        Path model = folder.resolve("model.as");
        AtscriptSchema before = schema(model, "@db.table 'users' interface User { @meta.id id: number.int }");
        AtscriptSchema after = schema(
                model,
                "@db.table 'users' interface User { @meta.id id: number.int, a?: string }\n"
                        + "@db.table 'tags' interface Tag { @meta.id id: number.int }");
        SchemaSync sync = new SchemaSync(DbSpace.of(database.dataSource()));
        sync.run(before);
        SchemaSync silent = sync.withListener(new SchemaSyncListener() {
                    @Override
                    public void beforeApply(SyncPlan plan) {
                        limitSilence("200ms");
                    }
                })
                .withListener((BeforeStatement) (plan, index) -> {
                    if (index == 1) {
                        awaitTheEndOfIdleTransactions();
                    }
                });

        assertThatThrownBy(() -> silent.run(after)).isInstanceOf(SyncStatementException.class);

        assertThat(sync.state().lock()).isEmpty();
        assertThat(sync.plan(before).status()).isEqualTo(SyncPlan.Status.UP_TO_DATE);
        assertThat(sync.state().failure()).isPresent();
        assertThat(sync.run(after).status()).isEqualTo(SyncResult.Status.SYNCED);
    }

    private static AtscriptSchema schema(Path file, String text) throws Exception {
        return AtscriptSchema.load(Files.writeString(file, text).toUri().toString());
    }

    private void limitSilence(String limit) {
        jdbc.execute(
                "ALTER DATABASE " + database.name() + " SET idle_in_transaction_session_timeout = '" + limit + "'");
    }

    private void awaitTheEndOfIdleTransactions() {
        String idle = "SELECT count(*) FROM pg_stat_activity WHERE datname = ? AND state = 'idle in transaction'";
        while (!Long.valueOf(0).equals(jdbc.queryForObject(idle, Long.class, database.name()))) {
            Thread.onSpinWait();
        }
    }
}
