package com.example.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.testing.DatabaseKind;
import dev.atscript.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The starter beside Flyway, each with tables of its own. */
class FlywayApplicationTest {

    private static final String HISTORY = "SELECT * FROM flyway_schema_history ORDER BY installed_rank";

    @TempDir
    Path folder;

    /** Flyway refuses a database with tables and without its history: it can only have been first. */
    @ParameterizedTest
    @CsvSource({
        "SQLITE, application-runner",
        "SQLITE, database-initialization",
        "POSTGRES, application-runner",
        "POSTGRES, database-initialization"
    })
    void migratesFirstAndNeitherTouchesTheTablesOfTheOther(DatabaseKind kind, String phase) throws Exception {
        try (TestDatabase database = kind.create()) {
            String inPhase = "--atscript.db.phase=" + phase;
            assertThat(PackagedApplication.FLYWAY.run(0, database, inPhase))
                    .containsSubsequence("Successfully applied 1 migration", "Schema synced (1 created");
            assertThat(Tables.of(database))
                    .containsExactly("__atscript_control", "customers", "flyway_schema_history", "orders");
            List<Map<String, Object>> history = Tables.rows(database, HISTORY);
            assertThat(history).hasSize(1);

            String log = PackagedApplication.FLYWAY.run(
                    0,
                    database,
                    inPhase,
                    "--atscript.db.locations=file:" + grownModel(),
                    "--spring.flyway.locations=classpath:db/migration,filesystem:" + folder);
            assertThat(log)
                    .containsSubsequence(
                            "Successfully applied 1 migration", "Schema synced (0 created, 1 altered, 0 dropped");
            assertThat(Tables.rows(database, HISTORY)).hasSize(2).startsWith(history.get(0));
            assertThat(Tables.rows(database, "SELECT id, name, city FROM customers"))
                    .hasSize(1)
                    .first()
                    .extracting("name")
                    .isEqualTo("Ada");
            assertThat(Tables.rows(database, "SELECT id, article, note FROM orders"))
                    .isEmpty();
        }
    }

    private Path grownModel() throws Exception {
        Files.writeString(folder.resolve("V2__City.sql"), "ALTER TABLE customers ADD COLUMN city varchar(80);\n");
        String model =
                Files.readString(PackagedApplication.FLYWAY.folder().resolve("src/main/resources/atscript/orders.as"));
        return Files.writeString(
                folder.resolve("orders.as"), model.replace("article: string", "article: string\n\n    note?: string"));
    }
}
