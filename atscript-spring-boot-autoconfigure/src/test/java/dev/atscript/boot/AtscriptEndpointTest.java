package dev.atscript.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.boot.AtscriptEndpoint.SpaceDescriptor;
import dev.atscript.db.sync.SyncExceptions;
import dev.atscript.testing.PostgresServer;
import dev.atscript.testing.SqliteFiles;
import dev.atscript.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AtscriptEndpointTest {

    private static final String VIEW = """
            @db.view.for User
            @db.view 'named'
            interface Named {
                id: User.id
                name?: User.name
            }
            """;

    @TempDir
    Path folder;

    private final TestDatabase database = SqliteFiles.createDatabase();
    private final JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
    private ApplicationContextRunner contextRunner = new ApplicationContextRunner();

    @BeforeEach
    void useTheModel() {
        contextRunner = new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        DataSourceAutoConfiguration.class,
                        AtscriptAutoConfiguration.class,
                        AtscriptEndpointAutoConfiguration.class))
                .withPropertyValues(
                        new AsFiles(folder).write(AsFiles.USERS).property(),
                        "spring.datasource.url=" + database.jdbcUrl(),
                        "atscript.db.pod-id=pod-7",
                        "management.endpoints.web.exposure.include=atscript",
                        "management.endpoints.jmx.exposure.include=atscript");
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void isThereOnlyWhereItIsExposed() {
        contextRunner
                .withPropertyValues(
                        "management.endpoints.web.exposure.include=health",
                        "management.endpoints.jmx.exposure.include=health")
                .run(context -> assertThat(context).doesNotHaveBean(AtscriptEndpoint.class));
        contextRunner.run(context -> assertThat(context).hasSingleBean(AtscriptEndpoint.class));
    }

    @Test
    void isNotThereWhenDisabled() {
        contextRunner
                .withPropertyValues("atscript.db.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(AtscriptEndpoint.class));
    }

    @Test
    void tellsThatThereWasNoRunYet() {
        withEndpoint(endpoint -> {
            SpaceDescriptor space = space(endpoint, false);
            assertThat(space.run().outcome()).isEqualTo("not-yet");
            assertThat(space.storedHash()).isNull();
            assertThat(space.plan()).isNull();
            assertThat(space.lock()).containsEntry("held", false);
        });
    }

    @Test
    void tellsOfTheRun() {
        afterARun(endpoint -> {
            SpaceDescriptor space = space(endpoint, false);
            assertThat(space.dialect()).isEqualTo("sqlite");
            assertThat(space.owner()).isEqualTo("default");
            assertThat(space.desiredHash()).matches("[0-9a-f]{16}").isEqualTo(space.storedHash());
            assertThat(space.storedBy()).isEqualTo("pod-7");
            assertThat(space.storedAt()).isNotNull();
            assertThat(space.run().outcome()).isEqualTo("synced");
            assertThat(space.run().statements()).isPositive();
            assertThat(space.history()).hasSize(1);
            assertThat(space.tracked()).containsExactly("users");
            assertThat(space.drift().status()).isEqualTo("unknown");
            assertThat(entries(space))
                    .singleElement()
                    .satisfies(entry ->
                            assertThat(entry).containsEntry("name", "users").containsEntry("status", "create"));
        });
    }

    @Test
    void tellsWhatIsInSyncAfterARunThatHadNothingToDo() {
        afterARun(endpoint -> {});
        afterARun(endpoint -> {
            SpaceDescriptor space = space(endpoint, false);
            assertThat(space.run().outcome()).isEqualTo("up-to-date");
            assertThat(entries(space))
                    .singleElement()
                    .satisfies(entry -> assertThat(entry)
                            .containsEntry("name", "users")
                            .containsEntry("kind", "table")
                            .containsEntry("status", "in-sync"));
        });
    }

    @Test
    void findsNoDriftAndDrift() {
        afterARun(endpoint -> {
            assertThat(space(endpoint, true).drift().status()).isEqualTo("none");
            jdbc.execute("ALTER TABLE users DROP COLUMN name");
            SpaceDescriptor space = space(endpoint, true);
            assertThat(space.drift().status()).isEqualTo("drifted");
            assertThat(space.drift().entries()).containsExactly("users");
            assertThat(entries(space))
                    .singleElement()
                    .satisfies(entry -> assertThat(entry).containsEntry("status", "alter"));
        });
    }

    @Test
    void doesNotCallPendingChangesDrift() {
        withEndpoint(
                endpoint -> assertThat(space(endpoint, true).drift().status()).isEqualTo("unknown"));
    }

    @Test
    void findsDriftBesideWhatASafeRunHasLeftOut() {
        afterARun(endpoint -> jdbc.update("INSERT INTO users (id, name) VALUES (1, 'Ada')"));
        new AsFiles(folder).write(AsFiles.USERS_WITH_EMAIL.replace("name?: string\n    ", ""));
        contextRunner = contextRunner.withPropertyValues("atscript.db.safe=true");
        afterARun(endpoint -> {
            assertThat(space(endpoint, true).pendingChanges()).isEqualTo(1);
            assertThat(space(endpoint, true).drift().status()).isEqualTo("none");
            jdbc.execute("ALTER TABLE users DROP COLUMN email");
            assertThat(space(endpoint, true).drift().entries()).containsExactly("users");
        });
    }

    @Test
    void findsDriftOfWhatANewerBuildHasApplied() {
        contextRunner = contextRunner.withPropertyValues("atscript.db.schema-version=2");
        new AsFiles(folder).write(AsFiles.USERS_WITH_EMAIL + VIEW);
        afterARun(endpoint -> {});
        new AsFiles(folder).write(AsFiles.USERS);
        contextRunner = contextRunner.withPropertyValues("atscript.db.schema-version=1");
        afterARun(endpoint -> {
            assertThat(space(endpoint, false).run().outcome()).isEqualTo("superseded");
            assertThat(space(endpoint, true).drift().status()).isEqualTo("none");
            jdbc.execute("DROP VIEW named");
            assertThat(space(endpoint, true).drift().entries()).containsExactly("named");
            jdbc.execute("ALTER TABLE users DROP COLUMN email");
            assertThat(space(endpoint, true).drift().entries()).containsExactly("named", "users");
        });
    }

    @Test
    void tellsOfAFailedRun() {
        afterARun(endpoint -> jdbc.update("INSERT INTO users (id) VALUES (1)"));
        new AsFiles(folder).write(AsFiles.USERS.replace("name?: string", "name?: string\n    email: string"));
        contextRunner = contextRunner.withPropertyValues("atscript.db.on-error=warn");
        afterARun(endpoint -> {
            SpaceDescriptor space = space(endpoint, false);
            assertThat(space.run().outcome()).isEqualTo("failed");
            assertThat(space.run().error()).contains("email");
            assertThat(entries(space))
                    .singleElement()
                    .satisfies(entry -> assertThat(entry).containsEntry("status", "error"));
        });
    }

    @Test
    void answersAlthoughTheDatabaseIsOutOfReach() {
        contextRunner
                .withPropertyValues("spring.datasource.url=jdbc:sqlite:/nowhere/at/all.db")
                .run(context -> {
                    SpaceDescriptor space = space(context.getBean(AtscriptEndpoint.class), true);
                    assertThat(space.error()).startsWith("The database cannot be reached");
                    assertThat(space.drift().status()).isEqualTo("unknown");
                });
    }

    @Test
    void doesNotSayThatThereIsNoTableWhereTheDatabaseIsOutOfReach() {
        contextRunner
                .withPropertyValues("spring.datasource.url=jdbc:sqlite:/nowhere/at/all.db")
                .run(context -> {
                    AtscriptEndpoint endpoint = context.getBean(AtscriptEndpoint.class);
                    JsonNode entry = new JsonMapper().valueToTree(endpoint.entry("users", null, null));
                    assertThat(entry.at("/space").asString()).isEqualTo("default");
                    assertThat(entry.at("/error").asString()).startsWith("The database cannot be reached");
                    assertThat(endpoint.entryText("users", null, false, true))
                            .startsWith("The database cannot be reached");
                    assertThat(endpoint.entry("users", "another", null)).isNull();
                });
    }

    @Test
    void tellsOfOneTable() {
        afterARun(endpoint -> {
            assertThat(endpoint.entry("users", null, null)).satisfies(found -> {
                assertThat(found.space()).isEqualTo("default");
                assertThat(found.entry()).containsEntry("name", "users");
            });
            assertThat(endpoint.entry("nobody", null, null)).isNull();
        });
    }

    @Test
    void hidesValuesUnlessTheyAreToBeShown() {
        new AsFiles(folder).write(AsFiles.USERS.replace("name?: string", "@db.default 'secret'\n    name: string"));
        afterARun(endpoint -> assertThat(json(endpoint)).contains("******").doesNotContain("secret"));
        contextRunner = contextRunner.withPropertyValues(
                "management.endpoint.atscript.show-values=always", "spring.datasource.url=" + fresh());
        afterARun(endpoint -> assertThat(json(endpoint)).contains("secret").doesNotContain("******"));
    }

    @Test
    void hidesWhatTheDatabaseQuotesUnlessValuesAreToBeShown() {
        RuntimeException refused = SyncExceptions.refused(
                "The database refused a statement (users, model.as:2:18).",
                "UPDATE users SET name = 'geheim'",
                new SQLException("Key (email)=(ada@example.org) is duplicated", "23505"));
        withEndpoint((context, endpoint) -> {
            context.getBean(SyncOutcomes.class).record("default", new SyncOutcome.Failed(Instant.EPOCH, refused));
            String error = space(endpoint, false).run().error();
            assertThat(error)
                    .contains("(users, model.as:2:18)", "UPDATE users SET name = '******'", "SQLSTATE 23505")
                    .doesNotContain("ada@example.org", "geheim");
            assertThat(endpoint.text(false, false)).contains("SQLSTATE 23505").doesNotContain("geheim");
            assertThat(endpoint.text(false, true)).contains("geheim", "ada@example.org");
        });
        contextRunner = contextRunner.withPropertyValues("management.endpoint.atscript.show-values=always");
        withEndpoint((context, endpoint) -> {
            context.getBean(SyncOutcomes.class).record("default", new SyncOutcome.Failed(Instant.EPOCH, refused));
            assertThat(space(endpoint, false).run().error()).contains("ada@example.org", "geheim");
        });
    }

    @Test
    void hidesValuesOfRowsUnlessValuesAreToBeShown() {
        afterARun(endpoint -> jdbc.update("INSERT INTO users (id, name) VALUES (1, 'ada@example.org')"));
        new AsFiles(folder)
                .write(AsFiles.USERS
                        .replace("interface", "@db.sync.method 'recreate'\ninterface")
                        .replace("name?: string", "name?: number.int"));
        contextRunner = contextRunner.withPropertyValues("atscript.db.on-error=warn");
        String problem = "1 row holds a value of name that INTEGER cannot keep";
        afterARun(endpoint -> {
            assertThat(json(endpoint)).contains(problem).doesNotContain("ada@example.org");
            assertThat(endpoint.text(false, false)).contains(problem).doesNotContain("ada@example.org");
            assertThat(endpoint.text(false, true)).contains(problem).containsOnlyOnce("; such as 'ada@example.org'");
        });
        contextRunner = contextRunner.withPropertyValues("management.endpoint.atscript.show-values=always");
        afterARun(endpoint -> {
            assertThat(json(endpoint)).contains("; such as 'ada@example.org'");
            assertThat(space(endpoint, false).run().error()).contains("; such as 'ada@example.org'");
        });
        assertThat(jdbc.queryForList("SELECT value FROM __atscript_control", String.class)
                        .toString())
                .contains(problem)
                .doesNotContain("ada@example.org");
    }

    @Test
    void hidesWhatTheDatabaseQuotesWhereItCannotBeAsked() {
        jdbc.execute("CREATE VIEW __atscript_control AS SELECT json('{geheim') AS _id, '' AS value");
        withEndpoint((context, endpoint) -> assertThat(space(endpoint, false).error())
                .startsWith("The database refused to let sync read its control table")
                .contains("  database:  error 1")
                .doesNotContain("malformed", "geheim"));
    }

    @Test
    void answersWithTextOverHttp() {
        afterARun(endpoint -> {
            AtscriptEndpointWebExtension web = new AtscriptEndpointWebExtension(endpoint, Show.NEVER, Set.of());
            WebEndpointResponse<Object> all = web.atscript(SecurityContext.NONE, AtscriptEndpointFormat.TEXT, null);
            assertThat(all.getContentType()).hasToString("text/plain;charset=UTF-8");
            assertThat(all.getBody().toString())
                    .startsWith("Tables\n  + users ")
                    .contains("1 to create")
                    .endsWith("\n");
            WebEndpointResponse<Object> one =
                    web.entry(SecurityContext.NONE, AtscriptEndpointFormat.TEXT, "users", null, true);
            assertThat(one.getBody().toString()).startsWith("Tables\n  ✓ users ");
            assertThat(web.entry(SecurityContext.NONE, AtscriptEndpointFormat.JSON, "nobody", null, null)
                            .getStatus())
                    .isEqualTo(404);
        });
    }

    @Test
    void hasItsExtensionOnlyWhereItIsExposedOverHttp() {
        contextRunner.run(context -> assertThat(context).hasSingleBean(AtscriptEndpointWebExtension.class));
        contextRunner
                .withPropertyValues("management.endpoints.web.exposure.include=health")
                .run(context -> assertThat(context).doesNotHaveBean(AtscriptEndpointWebExtension.class));
    }

    private static String fresh() {
        return SqliteFiles.createDatabase().jdbcUrl();
    }

    private static String json(AtscriptEndpoint endpoint) {
        return new JsonMapper().writeValueAsString(endpoint.atscript(null));
    }

    /** Each who asks would take a connection of the application's for as long. */
    @Test
    void doesNotWaitForWhoHasLockedATable() throws SQLException {
        try (TestDatabase postgres = PostgresServer.createDatabase();
                Connection other = postgres.dataSource().getConnection();
                Statement statement = other.createStatement()) {
            statement.execute("CREATE TABLE users (id bigint PRIMARY KEY, name text DEFAULT 'x')");
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE users");
            contextRunner
                    .withPropertyValues(
                            "spring.datasource.url=" + postgres.jdbcUrl(),
                            "spring.datasource.username=" + postgres.username(),
                            "spring.datasource.password=" + postgres.password(),
                            "atscript.db.ddl-lock-timeout=0")
                    .run(context -> {
                        SpaceDescriptor space = space(context.getBean(AtscriptEndpoint.class), true);
                        assertThat(space.error()).startsWith("Others were in the way of the plan, 1 time for 1 s");
                        assertThat(space.drift().status()).isEqualTo("unknown");
                    });
        }
    }

    private static SpaceDescriptor space(AtscriptEndpoint endpoint, boolean live) {
        return endpoint.atscript(live).spaces().get("default");
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> entries(SpaceDescriptor space) {
        return (List<Map<String, Object>>) space.plan().get("entries");
    }

    private void withEndpoint(BiConsumer<ApplicationContext, AtscriptEndpoint> assertions) {
        contextRunner.run(context -> assertions.accept(context, context.getBean(AtscriptEndpoint.class)));
    }

    private void withEndpoint(Consumer<AtscriptEndpoint> assertions) {
        contextRunner.run(context -> assertions.accept(context.getBean(AtscriptEndpoint.class)));
    }

    private void afterARun(Consumer<AtscriptEndpoint> assertions) {
        contextRunner.run(context -> {
            context.getBean(AtscriptRunner.class).run(new DefaultApplicationArguments());
            assertions.accept(context.getBean(AtscriptEndpoint.class));
        });
    }
}
