package dev.atscript.db.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.testing.BeforeStatement;
import dev.atscript.testing.CountingDataSource;
import dev.atscript.testing.DatabaseKind;
import dev.atscript.testing.PostgresServer;
import dev.atscript.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.JdbcTemplate;

/** A run that waits for another connection's transaction is cancelled where it waits. */
@Timeout(60)
class CancelledStatementTest {

    /** A commit has to wait for those who read; nothing cancels that wait, and it has no end here. */
    @Test
    void whileItsCommitWaitsForAReaderOfSqlite() throws Exception {
        try (TestDatabase database = DatabaseKind.SQLITE.create()) {
            CountDownLatch committing = new CountDownLatch(1);
            boolean[] applying = {false};
            CountingDataSource counting = new CountingDataSource(database.dataSource());
            SchemaSync sync = new SchemaSync(DbSpace.of(counting))
                    .withListener((BeforeStatement) (plan, index) -> applying[0] = true);
            sync.run(CancelledSyncTest.USERS);
            new JdbcTemplate(database.dataSource())
                    .update("INSERT INTO users (id, name) VALUES (1, 'ada'), (2, 'bob')");
            applying[0] = false;
            try (Connection reader = database.dataSource().getConnection();
                    Statement statement = reader.createStatement()) {
                counting.beforeEach(sql -> {
                    if (applying[0] && sql.equals("COMMIT")) {
                        committing.countDown();
                    } else if (applying[0] && committing.getCount() > 0) {
                        read(statement);
                    }
                });
                FutureTask<SyncResult> run = CancelledSyncTest.start(
                        sync,
                        SyncOptions.builder()
                                .ddlLockTimeout(Duration.ZERO)
                                .lockTtl(Duration.ofSeconds(2))
                                .build());
                committing.await();
                sync.cancel();
                CancelledSyncTest.assertInterrupted(run);
                assertThat(sync.state().tracked()).containsExactly("users");
            }
            counting.beforeEach(sql -> {});
            assertThat(sync.run(CancelledSyncTest.MORE_USERS).status()).isEqualTo(SyncResult.Status.SYNCED);
        }
    }

    private static void read(Statement statement) {
        try {
            statement.executeQuery("SELECT * FROM users").next();
        } catch (SQLException ex) {
            throw new IllegalStateException(ex);
        }
    }

    @Test
    void whileItsStatementWaitsForAnotherOnes() throws Exception {
        try (TestDatabase database = PostgresServer.createDatabase();
                Connection other = database.dataSource().getConnection();
                Statement statement = other.createStatement()) {
            SchemaSync sync = new SchemaSync(DbSpace.of(database.dataSource()));
            sync.run(CancelledSyncTest.USERS);
            statement.execute("BEGIN");
            statement.execute("SELECT * FROM users");
            SyncOptions patient =
                    SyncOptions.builder().ddlLockTimeout(Duration.ZERO).build();
            FutureTask<SyncResult> run = CancelledSyncTest.start(sync, patient);
            PostgresServer.awaitOneThatWaitsForALock(
                    database, Duration.ofSeconds(50), () -> assertThat(run).isNotDone());
            sync.cancel();
            CancelledSyncTest.assertInterrupted(run);
            statement.execute("COMMIT");
            assertThat(sync.state().lock()).isEmpty();
            assertThat(sync.state().tracked()).containsExactly("users");
        }
    }
}
