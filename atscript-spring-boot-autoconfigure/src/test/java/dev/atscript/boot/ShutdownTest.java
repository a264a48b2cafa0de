package dev.atscript.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.db.sync.AtscriptSchema;
import dev.atscript.db.sync.DbSpace;
import dev.atscript.db.sync.SchemaSync;
import dev.atscript.db.sync.SyncPlan;
import dev.atscript.db.sync.SyncState;
import dev.atscript.testing.CountingDataSource;
import dev.atscript.testing.DatabaseKind;
import dev.atscript.testing.JavaProcess;
import dev.atscript.testing.PostgresServer;
import dev.atscript.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;

/** operating.md: SIGTERM ends a wait, a plan or an apply transaction, the lock is free, and nothing is half done. */
class ShutdownTest {

    private static final int SIGTERM = 128 + 15;

    /** A campaign has a machine for itself; elsewhere far less than the application is asked to wait. */
    private static final int SECONDS = "full".equals(System.getProperty("campaign")) ? 2 : 20;

    private static final String STANDS_STILL = "stands still";

    private static final String UNIQUE_NAMES = AsFiles.USERS.replace("name?: string", "@db.index.unique name?: string");

    @TempDir
    Path folder;

    /** The application that is told to end. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        public static void main(String[] arguments) {
            SpringApplication.run(Application.class, arguments);
        }

        /** Stands still before it sends a statement that contains a certain text, and says so. */
        @Bean
        static BeanPostProcessor standsStill(Environment environment) {
            String text = environment.getProperty("stand-still-before", "(nowhere)");
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    if (!(bean instanceof DataSource dataSource)) {
                        return bean;
                    }
                    CountingDataSource counting = new CountingDataSource(dataSource);
                    counting.beforeEach(sql -> {
                        if (sql.contains(text)) {
                            standStill();
                        }
                    });
                    return counting;
                }
            };
        }

        private static void standStill() {
            System.out.println(STANDS_STILL);
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException ex) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SQLITE, GROUP BY",
        "SQLITE, CREATE UNIQUE INDEX",
        "POSTGRES, GROUP BY",
        "POSTGRES, CREATE UNIQUE INDEX",
    })
    void endsBetweenStatements(DatabaseKind kind, String where) throws Exception {
        try (TestDatabase database = prepared(kind);
                JavaProcess application = start(database, "--stand-still-before=" + where)) {
            application.awaitLine(STANDS_STILL::equals);
            application.signal("TERM");
            assertThat(application.awaitExit(SECONDS)).isEqualTo(SIGTERM);
            assertThat(application.output()).contains("The schema sync was interrupted; nothing was changed.");
            assertUntouched(database);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SQLITE, application-runner",
        "SQLITE, database-initialization",
        "POSTGRES, application-runner",
        "POSTGRES, database-initialization",
    })
    void endsTheWaitForTheLock(DatabaseKind kind, String phase) throws Exception {
        try (TestDatabase database = prepared(kind)) {
            new JdbcTemplate(database.dataSource())
                    .update("INSERT INTO __atscript_control (_id, value, \"lockedBy\", \"lockedAt\", \"expiresAt\")"
                            + " VALUES ('sync_lock', 'token', 'other', 0, 9000000000000)");
            try (JavaProcess application = start(database, "--atscript.db.phase=" + phase)) {
                application.awaitLine(line -> line.contains("Waiting for the schema lock"));
                application.signal("TERM");
                assertThat(application.awaitExit(SECONDS)).isEqualTo(SIGTERM);
                assertThat(application.output())
                        .contains("The schema sync was interrupted while it waited for the lock");
            }
            assertThat(sync(database).state().lock())
                    .get()
                    .extracting(SyncState.Lock::podId)
                    .isEqualTo("other");
        }
    }

    /** The count of rows that are not unique waits for one who has locked the table. */
    @ParameterizedTest
    @ValueSource(strings = {"", "--atscript.db.dry-run=true", "db sync"})
    void endsThePlanning(String arguments) throws Exception {
        assertEndsAt("LOCK TABLE users IN ACCESS EXCLUSIVE MODE", arguments.split(" "));
    }

    /** The index waits for one who is writing. */
    @Test
    void rollsBackWhatIsBeingApplied() throws Exception {
        assertEndsAt("UPDATE users SET name = 'eve' WHERE id = 2");
    }

    private void assertEndsAt(String lock, String... arguments) throws Exception {
        try (TestDatabase database = prepared(DatabaseKind.POSTGRES);
                Connection other = database.dataSource().getConnection();
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN");
            statement.execute(lock);
            try (JavaProcess application = start(database, arguments)) {
                PostgresServer.awaitOneThatWaitsForALock(
                        database,
                        Duration.ofMinutes(2),
                        () -> assertThat(application.isAlive())
                                .as(application.output())
                                .isTrue());
                application.signal("TERM");
                assertThat(application.awaitExit(SECONDS)).isEqualTo(SIGTERM);
                assertThat(application.output()).contains("The schema sync was interrupted; nothing was changed.");
            }
            assertThat(PostgresServer.waitingForALock(database)).isZero();
            statement.execute("ROLLBACK");
            assertUntouched(database);
        }
    }

    private void assertUntouched(TestDatabase database) {
        SchemaSync sync = sync(database);
        assertThat(sync.state().lock()).isEmpty();
        assertThat(sync.state().failure()).isEmpty();
        assertThat(sync.state().history()).hasSize(1);
        assertThat(sync.plan(schema()).status()).isEqualTo(SyncPlan.Status.CHANGES_NEEDED);
        sync.run(schema());
        assertThat(sync.plan(schema()).status()).isEqualTo(SyncPlan.Status.UP_TO_DATE);
    }

    private TestDatabase prepared(DatabaseKind kind) {
        TestDatabase database = kind.create();
        new AsFiles(folder).write(AsFiles.USERS);
        sync(database).run(schema());
        new JdbcTemplate(database.dataSource()).update("INSERT INTO users (id, name) VALUES (1, 'ada'), (2, 'bob')");
        new AsFiles(folder).write(UNIQUE_NAMES);
        return database;
    }

    private static SchemaSync sync(TestDatabase database) {
        return new SchemaSync(DbSpace.of(database.dataSource()));
    }

    private AtscriptSchema schema() {
        return AtscriptSchema.load(folder.toUri() + "*.as");
    }

    private JavaProcess start(TestDatabase database, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--" + new AsFiles(folder).property(),
                "--spring.datasource.url=" + database.jdbcUrl(),
                "--spring.datasource.username=" + database.username(),
                "--spring.datasource.password=" + database.password(),
                "--spring.main.web-application-type=none",
                "--atscript.db.wait-timeout=10m",
                "--atscript.db.ddl-lock-timeout=0",
                "--logging.level.dev.atscript=info"));
        arguments.addAll(List.of(more));
        return JavaProcess.start(Application.class, arguments.toArray(String[]::new));
    }
}
