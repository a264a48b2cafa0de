package dev.atscript.db.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.db.dialect.ControlTableSql;
import dev.atscript.testing.BeforeStatement;
import dev.atscript.testing.CountingDataSource;
import dev.atscript.testing.DatabaseKind;
import dev.atscript.testing.PostgresServer;
import dev.atscript.testing.SqliteFiles;
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
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

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

    /** Copying these rows takes SQLite hours, as it checks each of them. */
    @Test
    @Timeout(120)
    void whileSqliteCopiesATable() throws Exception {
        try (TestDatabase database = SqliteFiles.createDatabase();
                Connection connection = database.dataSource().getConnection()) {
            JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
            jdbc.execute("CREATE TABLE users (id INTEGER NOT NULL, name TEXT NOT NULL, PRIMARY KEY (id), CHECK (length("
                    + "replace(hex(zeroblob(3000000)), '0', name)) > 0))");
            jdbc.execute("PRAGMA ignore_check_constraints = ON");
            jdbc.execute("WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 100000)"
                    + " INSERT INTO users SELECT n, 'ada' FROM r");
            CountDownLatch copying = new CountDownLatch(1);
            CountingDataSource counting = new CountingDataSource(database.dataSource());
            counting.beforeEach(sql -> {
                if (sql.startsWith("INSERT INTO") && !sql.contains(ControlTableSql.TABLE)) {
                    copying.countDown();
                }
            });
            SchemaSync sync = new SchemaSync(DbSpace.of(counting));
            sync.run(CancelledSyncTest.USERS);
            FutureTask<SyncResult> run = new FutureTask<>(() -> sync.run(Schemas.of(
                    "@db.table 'users' interface User { @meta.id id: number.int, @db.default 'ada' name: string }")));
            new Thread(run, "run").start();
            copying.await();
            sync.cancel();
            CancelledSyncTest.assertInterrupted(run);
            assertThat(sync.state().lock()).isEmpty();
            assertThat(jdbc.queryForObject("SELECT count(*) FROM users", Integer.class))
                    .isEqualTo(100_000);
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
