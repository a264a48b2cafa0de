package dev.atscript.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import tools.jackson.databind.json.JsonMapper;

/** {@code db sync} does what the database needs, and tells by its exit code how it ended. */
class SyncCommandTest extends CommandFixture {

    @Test
    void syncs() {
        assertThat(run("db sync")).isZero();
        assertThat(out())
                .startsWith("Tables\n  + users                                 create\n")
                .contains("\n1 to create, 0 to alter, 0 to drop · hash ")
                .contains("\nTables\n  + users                                 created\n")
                .contains("\n1 created, 0 altered, 0 dropped · hash ");
        assertThat(err()).isEmpty();
        assertThat(tables()).contains("users");
    }

    @Test
    void endsAtOnceWhereTheHashIsInPlace() {
        run("db sync");
        assertThat(run("db sync")).isZero();
        assertThat(out()).matches("up to date · hash [0-9a-f]{16} \\(--force compares .*\\)\n");
    }

    @Test
    void tellsThatAllIsInSync() {
        run("db sync");
        assertThat(run("db sync --force")).isZero();
        assertThat(out())
                .startsWith("Tables\n  ✓ users                                 in sync\n\n")
                .contains("up to date · hash ")
                .endsWith(" ms\n");
    }

    @Test
    void changesNothingInADryRun() {
        assertThat(run("db sync --dry-run")).isZero();
        assertThat(out()).contains("1 to create");
        assertThat(tables()).isEmpty();
    }

    @Test
    void tellsByItsExitCodeWhetherChangesArePending() {
        assertThat(run("db sync --dry-run --exit-code")).isEqualTo(ExitCode.CHANGES_PENDING);
        run("db sync");
        assertThat(run("db sync --dry-run --exit-code")).isEqualTo(ExitCode.DONE);
    }

    @Test
    void changesNothingWhereThePropertiesSayDryRun() {
        assertThat(run("db sync --yes --atscript.db.dry-run=true")).isZero();
        assertThat(out()).contains("1 to create");
        assertThat(tables()).isEmpty();
        assertThat(run("db sync --atscript.db.dry-run=true --exit-code")).isEqualTo(ExitCode.CHANGES_PENDING);
        assertThat(run("db sync --exit-code")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(err()).startsWith("--exit-code needs --dry-run.");
    }

    @Test
    void tellsWhatIsStillPending() {
        loseAColumn();
        run("db sync --safe");
        assertThat(out())
                .contains("~ users                                 skipped\n")
                .contains("0 altered");
        assertThat(run("db sync --safe")).isZero();
        assertThat(out()).startsWith("up to date · 1 pending (--safe) · hash ");
        assertThat(run("db sync --safe --dry-run --exit-code")).isEqualTo(ExitCode.CHANGES_PENDING);
        assertThat(run("db sync --safe --format json")).isZero();
        assertThat(new JsonMapper().readTree(out()).at("/pendingChanges").asInt())
                .isEqualTo(1);
    }

    @Test
    void leavesOutWhatLosesData() {
        loseAColumn();
        assertThat(run("db sync --safe")).isZero();
        assertThat(out()).contains("skipped: destructive").contains("1 pending");
        assertThat(columns()).contains("name");
    }

    @Test
    void leavesOutWhatLosesDataWhereTheApplicationsOwnSyncDoes() {
        loseAColumn();
        more = new Class<?>[] {CustomizationTest.SafeSync.class};
        assertThat(run("db sync --yes")).isZero();
        assertThat(columns()).contains("name");
        assertThat(run("db sync")).isZero();
        assertThat(out()).startsWith("up to date · 1 pending (safe by the application's SchemaSync) · hash ");
    }

    @Test
    void tellsListenersOfTheApplicationsOwnSync() {
        more = new Class<?>[] {CustomizationTest.SafeSync.class, CustomizationTest.Veto.class};
        assertThat(run("db sync")).isEqualTo(ExitCode.ERRORS);
        assertThat(tables()).doesNotContain("users");
    }

    @Test
    void forcesARun() {
        run("db sync");
        jdbc.execute("DROP TABLE users");
        assertThat(run("db sync --force")).isZero();
        assertThat(tables()).contains("users");
    }

    @Test
    void appliesNothingOfAPlanWithErrors() {
        run("db sync");
        jdbc.update("INSERT INTO users (id) VALUES (1)");
        new AsFiles(folder).write(AsFiles.USERS.replace("name?: string", "name?: string\n    email: string"));
        assertThat(run("db sync")).isEqualTo(ExitCode.ERRORS);
        assertThat(out()).contains("✗ users").contains("1 row would have no value in the new required column email");
        assertThat(err()).isEqualTo("Nothing was changed: 1 error.\n");
    }

    @Test
    void namesValuesThatAreInTheWayWhereTheyMayBeShown() {
        run("db sync");
        jdbc.update("INSERT INTO users (id, name) VALUES (1, 'ada'), (2, 'bob')");
        new AsFiles(folder)
                .write(AsFiles.USERS
                        .replace("interface", "@db.sync.method 'recreate'\ninterface")
                        .replace("name?: string", "name?: number.int"));
        assertThat(run("db sync")).isEqualTo(ExitCode.ERRORS);
        assertThat(out()).contains("2 rows hold a value of name").doesNotContain("ada");
        for (String format : List.of("text", "json")) {
            run("db sync --management.endpoint.atscript.show-values=when-authorized --format " + format);
            assertThat(out()).contains("; such as 'ada', 'bob'");
        }
    }

    @Test
    void namesTheStepThatTheDatabaseRefuses() {
        jdbc.execute("CREATE TABLE other (id INTEGER)");
        assertThat(run("db sync --spring.datasource.hikari.read-only=true --spring.datasource.url=" + database.jdbcUrl()
                        + "?open_mode=1"))
                .isEqualTo(ExitCode.ERRORS);
        assertThat(err())
                .startsWith("The database refused to let sync create its control table; nothing was changed.\n")
                .contains("  statement: CREATE TABLE", "  database:  ", "readonly")
                .doesNotContain("\tat ");
    }

    @Test
    void saysThatTheDatabaseIsOutOfReach() {
        assertThat(run("db sync --spring.datasource.url=jdbc:sqlite:/nowhere/at/all.db"))
                .isEqualTo(ExitCode.ERRORS);
        assertThat(err())
                .startsWith("The database cannot be reached: ")
                .contains("\nCheck spring.datasource.url")
                .hasLineCount(2);
    }

    @Test
    void saysThatThereIsNothingToSync() {
        assertThat(run("db sync --spring.autoconfigure.exclude=" + DataSourceAutoConfiguration.class.getName()))
                .isEqualTo(ExitCode.ERRORS);
        assertThat(err())
                .startsWith("There is nothing to sync: the application has no DataSource")
                .contains("atscript.db.url");
    }

    /** The parent is an application of its own, which takes the command, and knows of no child. */
    @Test
    void saysThatThereIsNothingToSyncInAParent() {
        assertThat(run("db sync --spring.autoconfigure.exclude=" + AtscriptAutoConfiguration.class.getName() + ","
                        + AtscriptWithoutDatabaseAutoConfiguration.class.getName()))
                .isEqualTo(ExitCode.ERRORS);
        assertThat(err())
                .startsWith("There is nothing to sync: this context has no auto-configuration")
                .contains("SpringApplicationBuilder.child", "atscript.db.dry-run=true");
    }

    /** The application may have commands of its own that begin so. */
    @ParameterizedTest
    @ValueSource(strings = {"db sync", "db import users", "db --help"})
    void isAnArgumentLikeOthersWhereItIsDisabled(String arguments) throws IOException {
        assertThatThrownBy(() -> run(arguments + " --atscript.db.enabled=false"))
                .hasStackTraceContaining("a bean was made that ");
        Path file = Files.writeString(folder.resolve("more.properties"), "atscript.db.enabled=false\n");
        assertThatThrownBy(() -> run(arguments + " --spring.config.additional-location=" + file.toUri()))
                .hasStackTraceContaining("a bean was made that ");
        assertThat(out()).doesNotContain("Usage");
        assertThat(tables()).isEmpty();
    }
}
