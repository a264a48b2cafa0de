package dev.atscript.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.testing.SqliteFiles;
import dev.atscript.testing.TestDatabase;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
    private Runnable whileThinking = () -> {};

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
    void asksAnewWhereTheDatabaseHasChangedMeanwhile() {
        loseAColumn();
        interactive = true;
        whileThinking = () -> jdbc.execute("ALTER TABLE users ADD COLUMN extra TEXT");
        answers = "yes\nno\n";
        assertThat(run("db sync")).isEqualTo(ExitCode.REFUSED);
        assertThat(out()).contains("- extra ");
        assertThat(err())
                .contains("The database has changed meanwhile, and this is the plan now. Apply it? [y/N] ")
                .endsWith("Aborted. Nothing was changed.\n");
        assertThat(columns()).contains("name", "extra");
        whileThinking = () -> jdbc.execute("ALTER TABLE users ADD COLUMN more TEXT");
        answers = "yes\nyes\n";
        assertThat(run("db sync")).isZero();
        assertThat(columns()).containsExactly("id");
    }

    @Test
    void showsThePlanBeforeItAsksThoughTheAnswerIsJson() {
        loseAColumn();
        interactive = true;
        answers = "yes\n";
        assertThat(run("db sync --format json")).isZero();
        assertThat(err())
                .startsWith("Tables\n")
                .contains("! destructive: 1 value")
                .endsWith("Apply it? [y/N] ");
        assertThat(new JsonMapper().readTree(out()).at("/exitCode").asInt()).isZero();
        assertThat(out()).startsWith("{");
    }

    @Test
    void showsOnATerminalWhichStatementIsRunning() {
        interactive = true;
        run("db sync");
        assertThat(out()).containsPattern("\r\\[1/\\d+] users: CREATE TABLE \"users\" .{5,}\r");
        assertThat(out().lines()).noneMatch(line -> line.length() > 80);
        interactive = false;
        run("db sync --force");
        assertThat(out()).doesNotContain("\r");
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
        assertThat(out()).startsWith("up to date · 1 pending · hash ");
        assertThat(run("db sync --safe --dry-run --exit-code")).isEqualTo(ExitCode.CHANGES_PENDING);
        assertThat(run("db sync --safe --format json")).isZero();
        assertThat(new JsonMapper().readTree(out()).at("/pendingChanges").asInt())
                .isEqualTo(1);
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
    void warnsWithoutColours() {
        colour = true;
        new AsFiles(folder).write(AsFiles.USERS.replace("    name?", "    @db.xyzzy\n    name?"));
        run("db sync --dry-run");
        assertThat(err()).contains("warning AS3001").doesNotContain("\u001B");
        assertThat(out()).contains("\u001B[32m");
    }

    @Test
    void obeysTheEnvironmentsWishForNoColours() {
        assertThat(Terminal.areColoursWelcome(null)).isTrue();
        assertThat(Terminal.areColoursWelcome("")).isTrue();
        assertThat(Terminal.areColoursWelcome("1")).isFalse();
        assertThat(Terminal.areColoursWelcome("0")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sync", "check"})
    void saysInASentenceWhichPropertyIsWrong(String command) {
        assertThat(run("db " + command + " --atscript.db.adopt=foo")).isEqualTo(ExitCode.ERRORS);
        assertThat(err())
                .startsWith("atscript.db.adopt is 'foo' (")
                .endsWith(", but has to be one of error, keep, drop.\n")
                .hasLineCount(1);
        assertThat(run("db " + command + " --atscript.db.sfae=true")).isEqualTo(ExitCode.ERRORS);
        assertThat(err()).endsWith("; did you mean atscript.db.safe?\n").hasLineCount(1);
        assertThat(run("db " + command + " --atscript.db.locations=s3:as/**")).isEqualTo(ExitCode.ERRORS);
        assertThat(err()).startsWith("atscript.db.locations has 's3:as/**'").hasLineCount(1);
    }

    @Test
    void saysInASentenceWhatIsWrongWithTheConfigurationFile() throws Exception {
        Path unknown = Files.writeString(folder.resolve("c.conf"), "a=b");
        assertThat(run("db check -c " + unknown)).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(err())
                .startsWith("The file of -c has to end with .properties, .xml, .yml, .yaml, but is ")
                .hasLineCount(1);
        Path broken = Files.writeString(folder.resolve("c.yml"), "a: [1\nb: }");
        assertThat(run("db check -c " + broken)).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(err()).startsWith("The file " + broken + " cannot be read: ").hasLineCount(1);
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
                new BufferedReader(new StringReader(answers)) {
                    @Override
                    public String readLine() throws IOException {
                        whileThinking.run();
                        whileThinking = () -> {};
                        return super.readLine();
                    }
                },
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
