package dev.atscript.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.testing.SqliteFiles;
import dev.atscript.testing.TestDatabase;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The application is started as a command. */
class CommandTest {

    @TempDir
    Path folder;

    private final TestDatabase database = SqliteFiles.createDatabase();
    private final JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private boolean interactive;
    private boolean colour;
    private String answers = "";

    @BeforeEach
    void writeTheModel() {
        new AsFiles(folder).write(AsFiles.USERS);
    }

    @AfterEach
    void drop() {
        database.close();
    }

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
    void refusesToLoseDataWhereNobodyCanBeAsked() {
        loseAColumn();
        assertThat(run("db sync")).isEqualTo(ExitCode.REFUSED);
        assertThat(out()).contains("! destructive");
        assertThat(err()).startsWith("Refused: ").contains("--yes", "--safe");
        assertThat(columns()).contains("name");
    }

    @Test
    void losesDataWhenToldSo() {
        loseAColumn();
        assertThat(run("db sync --yes")).isZero();
        assertThat(columns()).doesNotContain("name");
    }

    @Test
    void losesDataWhenTheAnswerIsYes() {
        loseAColumn();
        interactive = true;
        answers = "yes\n";
        assertThat(run("db sync")).isZero();
        assertThat(err()).isEqualTo("The plan loses stored data. Apply it? [y/N] ");
        assertThat(columns()).doesNotContain("name");
    }

    @Test
    void abortsOnAnyOtherAnswerAndOnNone() {
        loseAColumn();
        interactive = true;
        for (String answer : List.of("no\n", "\n", "", "yes please\n")) {
            answers = answer;
            assertThat(run("db sync")).isEqualTo(ExitCode.REFUSED);
            assertThat(err()).endsWith("Aborted. Nothing was changed.\n");
        }
        assertThat(columns()).contains("name");
    }

    @Test
    void leavesOutWhatLosesData() {
        loseAColumn();
        assertThat(run("db sync --safe")).isZero();
        assertThat(out()).contains("skipped: destructive").contains("1 pending");
        assertThat(columns()).contains("name");
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
    void saysThatTheDatabaseIsOutOfReach() {
        assertThat(run("db sync --spring.datasource.url=jdbc:sqlite:/nowhere/at/all.db"))
                .isEqualTo(ExitCode.ERRORS);
        assertThat(err()).startsWith("The database cannot be reached: ").hasLineCount(1);
    }

    @Test
    void saysThatThereIsNothingToSync() {
        assertThat(run("db sync --atscript.db.enabled=false")).isEqualTo(ExitCode.ERRORS);
        assertThat(err()).startsWith("There is nothing to sync: ");
    }

    @Test
    void writesOneJsonDocument() {
        assertThat(run("db sync --format json")).isZero();
        JsonNode json = new JsonMapper().readTree(out());
        assertThat(json.at("/plan/entries/0/name").asString()).isEqualTo("users");
        assertThat(json.at("/result/status").asString()).isEqualTo("synced");
        assertThat(json.at("/exitCode").asInt()).isZero();
        loseAColumn();
        assertThat(run("db sync --format json")).isEqualTo(ExitCode.REFUSED);
        assertThat(new JsonMapper().readTree(out()).at("/error").asString()).startsWith("Refused: ");
    }

    @Test
    void usesColoursOnlyWhereTheyAreWelcome() {
        colour = true;
        run("db sync --dry-run");
        assertThat(out()).contains("\u001B[32m");
        run("db sync --dry-run --no-color");
        assertThat(out()).doesNotContain("\u001B");
        run("db sync --dry-run --format json");
        assertThat(out()).doesNotContain("\u001B");
    }

    @Test
    void checksWithoutADatabase() {
        assertThat(run("db check --spring.datasource.url=jdbc:sqlite:/nowhere/at/all.db"))
                .isZero();
        assertThat(out()).endsWith("1 table and 0 views in 1 file, no errors\n");
    }

    @Test
    void showsWhatIsWrongWithTheFiles() {
        new AsFiles(folder).write(AsFiles.WRONG);
        assertThat(run("db check")).isEqualTo(ExitCode.ERRORS);
        assertThat(out()).contains("model.as:5:12: error", "name?: strng", "hint: did you mean 'string'?");
        assertThat(run("db check --format json")).isEqualTo(ExitCode.ERRORS);
        JsonNode json = new JsonMapper().readTree(out());
        assertThat(json.at("/diagnostics/0/line").asInt()).isEqualTo(5);
        assertThat(json.at("/exitCode").asInt()).isEqualTo(1);
        assertThat(run("db sync")).isEqualTo(ExitCode.ERRORS);
        assertThat(err()).contains("model.as:5:12: error");
    }

    @Test
    void saysThatThereIsNoFile() {
        assertThat(run("db check --atscript.db.locations=file:/nowhere/*.as")).isEqualTo(ExitCode.ERRORS);
        assertThat(err()).isEqualTo("No .as file was found at file:/nowhere/*.as.\n");
    }

    @Test
    void readsAnExtraConfigurationFile() throws Exception {
        Path config = Files.writeString(folder.resolve("extra.properties"), "atscript.db.locations=file:/extra/*.as");
        assertThat(runPlain("db", "check", "-c", config.toString())).isEqualTo(ExitCode.ERRORS);
        assertThat(err()).contains("file:/extra/*.as");
    }

    @Test
    void saysInASentenceWhatIsWrongWithTheCommandLine() {
        assertThat(run("db sync --nonsense")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(err()).isEqualTo("The flag --nonsense is not known. See 'db --help'.\n");
        assertThat(run("db check -c /nowhere.yml")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(err()).isEqualTo("There is no file /nowhere.yml. See 'db --help'.\n");
    }

    @Test
    void helps() {
        assertThat(run("db --help")).isZero();
        assertThat(out()).startsWith("Usage: ").contains("--dry-run", "--exit-code", "--format");
    }

    private void loseAColumn() {
        run("db sync");
        jdbc.update("INSERT INTO users (id, name) VALUES (1, 'x')");
        new AsFiles(folder).write(AsFiles.USERS_WITHOUT_NAME);
    }

    private List<String> tables() {
        return jdbc.queryForList("SELECT name FROM sqlite_schema", String.class);
    }

    private List<String> columns() {
        return jdbc.queryForList("SELECT name FROM pragma_table_info('users')", String.class);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private int run(String commandLine) {
        List<String> arguments = new ArrayList<>(List.of(commandLine.split(" ")));
        defaults().stream()
                .filter(property -> arguments.stream().noneMatch(a -> a.startsWith(name(property))))
                .forEach(arguments::add);
        return runPlain(arguments.toArray(String[]::new));
    }

    private List<String> defaults() {
        return List.of(
                "--" + new AsFiles(folder).property(),
                "--spring.datasource.url=" + database.jdbcUrl(),
                "--spring.main.web-application-type=none");
    }

    private static String name(String property) {
        return property.substring(0, property.indexOf('=') + 1);
    }

    private int runPlain(String... arguments) {
        out.reset();
        err.reset();
        AtomicInteger exitCode = new AtomicInteger(-1);
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                interactive,
                colour,
                new BufferedReader(new StringReader(answers)),
                exitCode::set);
        SpringApplication application = new SpringApplication(Application.class);
        application.addBootstrapRegistryInitializer(registry -> registry.register(Terminal.class, context -> terminal));
        try {
            application.run(arguments);
        } catch (SpringApplication.AbandonedRunException ex) {
            // The command ends the process; here it ends the start.
        }
        return exitCode.get();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {
        @Bean
        ApplicationRunner applicationRunner() {
            return arguments -> {
                throw new AssertionError("a runner ran");
            };
        }

        @Bean
        CommandLineRunner commandLineRunner() {
            return arguments -> {
                throw new AssertionError("a runner ran");
            };
        }

        @Bean
        SmartLifecycle consumer() {
            return new SmartLifecycle() {
                @Override
                public void start() {
                    throw new AssertionError("a consumer was started");
                }

                @Override
                public void stop() {}

                @Override
                public boolean isRunning() {
                    return false;
                }
            };
        }

        @Bean
        String eager() {
            throw new AssertionError("a bean was made that nobody asked for");
        }
    }
}
