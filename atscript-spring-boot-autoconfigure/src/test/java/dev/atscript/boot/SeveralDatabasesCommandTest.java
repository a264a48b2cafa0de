package dev.atscript.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.db.sync.DbSpace;
import dev.atscript.db.sync.SchemaSyncListener;
import dev.atscript.db.sync.SyncOptions;
import dev.atscript.db.sync.SyncPlan;
import dev.atscript.testing.DatabaseKind;
import dev.atscript.testing.TestDatabase;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code db sync} of an application on PostgreSQL, with a part of its tables on SQLite. */
class SeveralDatabasesCommandTest {

    private static final String AUDIT = """
            @db.table 'entries'
            @db.space 'audit'
            interface Entry {
                @meta.id
                id: number.int
                text?: string
            }
            """;

    private static final String BOTH = AsFiles.USERS + AUDIT;

    private static final String LOSING = AsFiles.USERS_WITH_EMAIL + AUDIT.replace("    text?: string\n", "");

    @TempDir
    Path folder;

    private final TestDatabase database = DatabaseKind.POSTGRES.create();
    private final TestDatabase audit = DatabaseKind.SQLITE.create();
    private final JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
    private final JdbcTemplate auditJdbc = new JdbcTemplate(audit.dataSource());
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private String answers = "";
    private Runnable whileThinking = () -> {};
    private SchemaSyncListener listener = new SchemaSyncListener() {};

    @BeforeEach
    void writeTheModel() {
        write(BOTH);
    }

    @AfterEach
    void drop() {
        database.close();
        audit.close();
    }

    @Test
    void showsAllPlansBeforeItAppliesThem() {
        assertThat(run("db sync --dry-run --exit-code")).isEqualTo(ExitCode.CHANGES_PENDING);
        assertThat(out())
                .startsWith("Space default\nTables\n  + users ")
                .contains("\n\nSpace audit\nTables\n  + entries ")
                .doesNotContain("created");
        assertThat(run("db sync")).isZero();
        assertThat(out())
                .containsSubsequence(
                        "Space default\n",
                        "  + users ",
                        "create\n",
                        "Space audit\n",
                        "  + entries ",
                        "create\n",
                        "Space default\n",
                        "  + users ",
                        "created\n",
                        "Space audit\n",
                        "  + entries ",
                        "created\n");
        assertThat(err()).isEmpty();
        assertThat(run("db sync")).isZero();
        assertThat(out()).matches("Space default\nup to date · hash .*\n\nSpace audit\nup to date · hash .*\n");
        assertThat(run("db sync --dry-run --exit-code")).isZero();
    }

    @Test
    void asksOnceAndBeforeAnyChange() {
        loseAColumn();
        assertThat(run("db sync")).isEqualTo(ExitCode.REFUSED);
        assertThat(err()).startsWith("Refused: the plan loses stored data (audit), and there is no terminal");
        answers = "no\n";
        assertThat(run("db sync")).isEqualTo(ExitCode.REFUSED);
        assertThat(out()).endsWith("The plan loses stored data (audit). Apply it? [y/N] ");
        assertThat(err()).isEqualTo("Aborted. Nothing was changed.\n");
        assertThat(columnsOfUsers()).doesNotContain("email");
        answers = "yes\n";
        assertThat(run("db sync")).isZero();
        assertThat(out()).containsOnlyOnce("The plan loses stored data (audit). Apply it? [y/N] ");
        assertThat(err()).isEmpty();
        assertThat(columnsOfUsers()).contains("email");
        assertThat(auditColumns()).containsExactly("id");
    }

    @Test
    void saysWhatHasBeenAppliedWhereAnotherDatabaseHasChangedMeanwhile() {
        loseAColumn();
        whileThinking = () -> auditJdbc.execute("ALTER TABLE entries ADD COLUMN extra TEXT");
        answers = "yes\nno\n";
        assertThat(run("db sync")).isEqualTo(ExitCode.REFUSED);
        assertThat(err()).endsWith("Aborted. Nothing more was changed (what was applied to default stays).\n");
        assertThat(columnsOfUsers()).contains("email");
        assertThat(auditColumns()).contains("text", "extra");
    }

    @Test
    void appliesNothingWhereOneSpaceHasAnError() {
        run("db sync");
        auditJdbc.update("INSERT INTO entries (id) VALUES (1)");
        write(AsFiles.USERS_WITH_EMAIL + AUDIT.replace("text?", "text"));
        assertThat(run("db sync --yes")).isEqualTo(ExitCode.ERRORS);
        assertThat(err()).isEqualTo("Nothing was changed: 1 error.\n");
        assertThat(columnsOfUsers()).doesNotContain("email");
    }

    @Test
    void namesTheSpaceThatCannotBeReached() {
        assertThat(run("db sync --atscript.db.spaces.audit.url=jdbc:postgresql://localhost:1/nobody"))
                .isEqualTo(ExitCode.ERRORS);
        assertThat(err())
                .startsWith("The space 'audit' failed. The database cannot be reached: ")
                .doesNotContain("\tat ");
        assertThat(jdbc.queryForList("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
                .isEmpty();
    }

    @Test
    void saysAllInOneDocument() {
        assertThat(run("db sync --format json")).isZero();
        JsonNode document = new JsonMapper().readTree(out());
        assertThat(document.at("/exitCode").asInt()).isZero();
        assertThat(document.at("/spaces/default/plan/entries/0/name").asString())
                .isEqualTo("users");
        assertThat(document.at("/spaces/audit/result/status").asString()).isEqualTo("synced");
        assertThat(document.has("plan")).isFalse();
        run("db sync --format json");
        assertThat(new JsonMapper().readTree(out()).at("/spaces/audit/status").asString())
                .isEqualTo("up-to-date");
    }

    @Test
    void saysOnceThatItWasInterruptedAndWhere() {
        listener = new SchemaSyncListener() {
            private boolean isAudit;

            @Override
            public void beforeRun(DbSpace space, SyncOptions options) {
                isAudit = space.name().equals("audit");
            }

            @Override
            public void beforeApply(SyncPlan plan) {
                if (isAudit) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        assertThat(run("db sync --format json")).isEqualTo(ExitCode.ERRORS);
        assertThat(Thread.interrupted()).isTrue();
        String words = "The space 'audit' failed. The schema sync was interrupted; nothing was changed.\n"
                + "The run has ended for 'default' already, and what it applied there stays: ";
        assertThat(err()).startsWith(words).containsOnlyOnce("failed");
        JsonNode document = new JsonMapper()
                .readerFor(JsonNode.class)
                .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .readValue(out());
        assertThat(document.at("/error").asString()).startsWith(words.replace("\n", System.lineSeparator()));
        assertThat(document.at("/exitCode").asInt()).isEqualTo(ExitCode.ERRORS);
        assertThat(document.at("/spaces/default/result/status").asString()).isEqualTo("synced");
        assertThat(document.at("/spaces/audit/plan/status").asString()).isEqualTo("changes-needed");
        assertThat(document.at("/spaces/audit").has("result")).isFalse();
        assertThat(auditColumns()).isEmpty();
    }

    private void loseAColumn() {
        run("db sync");
        auditJdbc.update("INSERT INTO entries (id, text) VALUES (1, 'a')");
        write(LOSING);
    }

    private void write(String model) {
        new AsFiles(folder).write(model);
    }

    private List<String> columnsOfUsers() {
        return jdbc.queryForList(
                "SELECT column_name FROM information_schema.columns WHERE table_name = 'users'", String.class);
    }

    private List<String> auditColumns() {
        return auditJdbc.queryForList("SELECT name FROM pragma_table_info('entries')", String.class);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    private int run(String words) {
        out.reset();
        err.reset();
        AtomicInteger exitCode = new AtomicInteger(-1);
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                !answers.isEmpty(),
                false,
                0,
                new BufferedReader(new StringReader(answers)) {
                    @Override
                    public String readLine() throws IOException {
                        whileThinking.run();
                        whileThinking = () -> {};
                        return super.readLine();
                    }
                },
                exitCode::set);
        SpringApplication application = new SpringApplication(Applications.Application.class);
        application.addBootstrapRegistryInitializer(registry -> registry.register(Terminal.class, context -> terminal));
        application.addInitializers(context -> context.getBeanFactory().registerSingleton("listener", listener));
        List<String> given = List.of(words.split(" "));
        Stream<String> others = Stream.of(
                        new AsFiles(folder).property(),
                        "spring.datasource.url=" + database.jdbcUrl(),
                        "spring.datasource.username=" + database.username(),
                        "spring.datasource.password=" + database.password(),
                        "spring.main.web-application-type=none",
                        "atscript.db.spaces.audit.url=" + audit.jdbcUrl())
                .map(property -> "--" + property)
                .filter(property ->
                        given.stream().noneMatch(each -> each.startsWith(property.replaceFirst("=.*", "="))));
        try {
            application.run(Stream.concat(given.stream(), others).toArray(String[]::new));
        } catch (SpringApplication.AbandonedRunException ex) {
            // The command ends the process; here it ends the start.
        }
        return exitCode.get();
    }
}
