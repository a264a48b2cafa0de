package dev.atscript.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.testing.ModulesOnRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code db sync} lets Flyway migrate first, as a start does. */
class CommandBesideFlywayTest extends CommandFixture {

    @BeforeEach
    void writeAMigration() throws IOException {
        Files.writeString(folder.resolve("V1__Orders.sql"), "CREATE TABLE orders (id int PRIMARY KEY);\n");
    }

    @Test
    void letsFlywayMigrateFirst() {
        assertThat(runWithFlyway("db sync")).isZero();
        assertThat(tables()).contains("orders", "users", "flyway_schema_history");
        assertThat(out()).contains("1 created");
        assertThat(err()).isEmpty();
    }

    /** What a migration fills, the model may require. */
    @Test
    void plansAfterFlywayHasMigrated() throws IOException {
        run("db sync");
        jdbc.update("INSERT INTO users (id) VALUES (1)");
        new AsFiles(folder).write(AsFiles.USERS.replace("name?", "name"));
        Files.writeString(folder.resolve("V2__Names.sql"), "UPDATE users SET name = 'Ada' WHERE name IS NULL;\n");
        assertThat(runWithFlyway("db sync --spring.flyway.baseline-on-migrate=true --spring.flyway.baseline-version=0"))
                .isZero();
        assertThat(jdbc.queryForList("SELECT name FROM users", String.class)).containsExactly("Ada");
    }

    @Test
    void changesNothingInADryRun() {
        assertThat(runWithFlyway("db sync --dry-run")).isZero();
        assertThat(runWithFlyway("db sync --atscript.db.dry-run=true")).isZero();
        assertThat(tables()).isEmpty();
    }

    @Test
    void saysThatFlywayCameBeforeARefusal() {
        loseAColumn();
        assertThat(runWithFlyway("db sync --spring.flyway.baseline-on-migrate=true --spring.flyway.baseline-version=0"))
                .isEqualTo(ExitCode.REFUSED);
        assertThat(err()).contains("Nothing was changed by the sync; flyway, flywayInitializer came before it.");
        assertThat(tables()).contains("orders");
    }

    @Test
    void saysWhyFlywayFailed() throws IOException {
        Files.writeString(folder.resolve("V2__Wrong.sql"), "CREATE TABEL x;\n");
        assertThat(runWithFlyway("db sync")).isEqualTo(ExitCode.ERRORS);
        assertThat(err())
                .contains("The bean 'flywayInitializer', which initializes the database before the sync, failed: ")
                .doesNotContain("\tat ");
        assertThat(tables()).doesNotContain("users");
    }

    @Test
    void saysThatLiquibaseCameBeforeFlywaysFailure() throws IOException {
        Path changes = Files.writeString(
                folder.resolve("changes.sql"),
                "--liquibase formatted sql\n--changeset ada:1\nCREATE TABLE invoices (id int PRIMARY KEY);\n");
        Files.writeString(folder.resolve("V1__Orders.sql"), "CREATE TABEL orders;\n");
        assertThat(run("db sync --" + ModulesOnRequest.property("flyway", "liquibase")
                        + " --spring.flyway.locations=filesystem:" + folder
                        + " --spring.flyway.baseline-on-migrate=true --spring.flyway.baseline-version=0"
                        + " --spring.liquibase.change-log=" + changes.toUri()))
                .isEqualTo(ExitCode.ERRORS);
        assertThat(err())
                .contains("The bean 'flywayInitializer', which initializes the database before the sync, failed: ")
                .containsPattern("Nothing was changed by the sync; .*liquibase.* came before it\\.");
        assertThat(tables()).contains("invoices").doesNotContain("users");
    }

    private int runWithFlyway(String commandLine) {
        return run(commandLine + " --" + ModulesOnRequest.property("flyway") + " --spring.flyway.locations=filesystem:"
                + folder);
    }
}
