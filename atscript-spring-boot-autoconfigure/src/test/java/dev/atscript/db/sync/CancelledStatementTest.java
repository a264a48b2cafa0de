package dev.atscript.db.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.testing.PostgresServer;
import dev.atscript.testing.TestDatabase;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** A run whose statement waits for another one's, as on PostgreSQL, is cancelled by cancelling that statement. */
class CancelledStatementTest {

    @Test
    void whileItWaitsForAnotherOnes() throws Exception {
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
            while (PostgresServer.waitingForLocks(database) == 0) {
                assertThat(run).isNotDone();
            }
            sync.cancel();
            CancelledSyncTest.assertInterrupted(run);
            statement.execute("COMMIT");
            assertThat(sync.state().lock()).isEmpty();
            assertThat(sync.state().tracked()).containsExactly("users");
        }
    }
}
