package dev.atscript.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.db.dialect.ControlTableSql;
import dev.atscript.db.sync.AtscriptSchema;
import dev.atscript.db.sync.DbSpace;
import dev.atscript.db.sync.SchemaSync;
import dev.atscript.db.sync.SyncOptions;
import dev.atscript.testing.DatabaseKind;
import dev.atscript.testing.TestDatabase;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests over HTTP, on both web stacks, while another pod holds the schema lock and after it. */
@ParameterizedClass
@MethodSource("stacks")
class TrafficGateTest {

    @Parameter(0)
    WebApplicationType stack;

    @Parameter(1)
    DatabaseKind kind;

    @TempDir
    Path folder;

    private TestDatabase database;
    private JdbcTemplate jdbc;
    private ControlTableSql control;

    static Stream<Arguments> stacks() {
        return Stream.of(WebApplicationType.SERVLET, WebApplicationType.REACTIVE)
                .flatMap(stack -> Stream.of(DatabaseKind.values()).map(kind -> Arguments.of(stack, kind)));
    }

    @BeforeEach
    void holdTheLock() {
        new AsFiles(folder).write(AsFiles.USERS);
        database = kind.create();
        jdbc = new JdbcTemplate(database.dataSource());
        control = DbSpace.of(database.dataSource()).dialect().controlTable();
        jdbc.execute(control.create());
        jdbc.update(control.acquireLock(), "token", "another pod", 600_000L);
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void refusesRequestsUntilTheSyncIsOver() {
        try (HttpApplication http = start("management.endpoints.web.exposure.include=health,atscript")) {
            assertRefused(http.get("/users"));
            assertRefused(http.send("POST", "/users"));
            assertRefused(http.send("OPTIONS", "/users"));
            assertRefused(http.send("DELETE", "/nothing"));
            assertRefused(http.get("/"));
            assertRefused(http.get("/error"));
            HttpResponse<String> head = http.send("HEAD", "/users");
            assertThat(head.statusCode()).isEqualTo(503);
            assertThat(head.headers().firstValue("Retry-After")).hasValue("5");
            assertThat(head.body()).isEmpty();

            assertThat(http.get("/actuator").statusCode()).isEqualTo(200);
            assertThat(http.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
            assertThat(http.get("/actuator/health/nothing").statusCode()).isEqualTo(404);
            assertThat(http.send("HEAD", "/actuator/health/liveness").statusCode())
                    .isEqualTo(200);
            assertThat(http.send("OPTIONS", "/actuator/health").statusCode()).isEqualTo(200);
            assertIsTheActuators(http.get("/actuator/health/readiness"), "OUT_OF_SERVICE");
            JsonNode run = json(http.get("/actuator/atscript")).at("/spaces/default/run");
            assertThat(run.at("/outcome").asString()).isEqualTo("not-yet");

            release();
            http.awaitStart();
            assertThat(http.get("/users").body()).isEqualTo("[]");
            assertThat(http.send("POST", "/users").statusCode()).isEqualTo(200);
            assertThat(http.get("/users").body()).isEqualTo("[\"Ada\"]");
            assertThat(http.get("/nothing").statusCode()).isEqualTo(404);
            assertThat(http.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void doesNotTakeForTheActuatorsWhatOnlyLooksSo() {
        try (HttpApplication http = start()) {
            for (String path : List.of(
                    "/actuatorx",
                    "/actuatorx/health",
                    "/ACTUATOR/health",
                    "/actuator/nothing",
                    "/actuator/healthx",
                    "/users/actuator/health",
                    "/actuator/../users",
                    "/actuator/health/../../users",
                    "/actuator/health/%2e%2e/%2e%2e/users",
                    "/actuator/health/.%2e/..;/users",
                    "/actuator/./health",
                    "/actuator/health;/liveness",
                    "/actuator/health;a=b",
                    "/actuator;a=b/health",
                    "/;/actuator/health",
                    "/actuator//health",
                    "//actuator/health")) {
                assertThat(http.get(path)).as(path).satisfies(TrafficGateTest::assertRefused);
            }
            for (String path : List.of(
                    "/actuator%2Fhealth",
                    "/actuator/health%2Fliveness",
                    "/actuator/health/..%2F..%2Fusers",
                    "/actuator/health/..%5C..%5Cusers",
                    "/actuator/health/%252e%252e/users",
                    "/actuator/health%00")) {
                assertThat(http.get(path).statusCode()).as(path).isIn(400, 503);
            }
            assertThat(http.get("/actuator/%68ealth/liveness").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void knowsTheActuatorsPaths() {
        try (HttpApplication http = start(
                "management.endpoints.web.base-path=/manage",
                "management.endpoints.web.path-mapping.health=how/is/it")) {
            assertThat(http.get("/manage").statusCode()).isEqualTo(200);
            assertThat(http.get("/manage/how/is/it/liveness").statusCode()).isEqualTo(200);
            assertRefused(http.get("/manage/health/liveness"));
            assertRefused(http.get("/manage/how"));
            assertRefused(http.get("/actuator/health/liveness"));
            assertRefused(http.get("/livez"));
        }
    }

    @Test
    void knowsTheActuatorsPathsAtTheRoot() {
        try (HttpApplication http = start("management.endpoints.web.base-path=/")) {
            assertThat(http.get("/health/liveness").statusCode()).isEqualTo(200);
            assertRefused(http.get("/"));
            assertRefused(http.get("/users"));
            assertRefused(http.get("/actuator/health"));
        }
    }

    @Test
    void knowsThePathsAroundTheApplication() {
        boolean servlet = stack == WebApplicationType.SERVLET;
        List<String> around = servlet
                ? List.of("server.servlet.context-path=/shop", "spring.mvc.servlet.path=/api")
                : List.of("spring.webflux.base-path=/shop/api");
        try (HttpApplication http = start(around.toArray(String[]::new))) {
            assertThat(http.get("/shop/api/actuator").statusCode()).isEqualTo(200);
            assertThat(http.get("/shop/api/actuator/health/liveness").statusCode())
                    .isEqualTo(200);
            assertRefused(http.get("/shop/api/users"));
            if (servlet) {
                assertRefused(http.get("/shop/api/api/actuator/health/liveness"));
            }
            release();
            http.awaitStart();
            assertThat(http.get("/shop/api/users").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void knowsTheProbesOfTheApplicationsPort() {
        try (HttpApplication http = start("management.endpoint.health.probes.add-additional-paths=true")) {
            assertThat(http.get("/livez").statusCode()).isEqualTo(200);
            assertIsTheActuators(http.get("/readyz"), "OUT_OF_SERVICE");
            assertRefused(http.get("/livez/x"));
            assertRefused(http.get("/livezx"));
            release();
            http.awaitStart();
            assertThat(http.get("/readyz").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void leavesTheManagementPortAlone() {
        try (HttpApplication http =
                start("management.server.port=0", "management.endpoint.health.probes.add-additional-paths=true")) {
            assertThat(http.getFromManagement("/actuator/health/liveness").statusCode())
                    .isEqualTo(200);
            assertIsTheActuators(http.getFromManagement("/actuator/health/readiness"), "OUT_OF_SERVICE");
            assertThat(http.getFromManagement("/nothing").statusCode()).isEqualTo(404);
            assertThat(http.get("/livez").statusCode()).isEqualTo(200);
            assertRefused(http.get("/actuator/health/liveness"));
            assertRefused(http.get("/users"));
            release();
            http.awaitStart();
            assertThat(http.get("/users").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void needsNoActuator() {
        SpringApplication application =
                new SpringApplication(new DefaultResourceLoader(WithoutJars.actuator()), Application.class);
        try (HttpApplication http = HttpApplication.start(application, stack, properties(List.of()), this::release)) {
            assertRefused(http.get("/users"));
            assertRefused(http.get("/actuator/health"));
            release();
            http.awaitStart();
            assertThat(http.get("/users").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void letsEverythingInWhereItIsSwitchedOff() {
        try (HttpApplication http = start("atscript.db.traffic-gate=false")) {
            assertThat(http.get("/users").statusCode()).isEqualTo(500);
            assertThat(http.get("/nothing").statusCode()).isEqualTo(404);
            release();
            http.awaitStart();
            assertThat(http.get("/users").statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"atscript.db.on-error=warn", "atscript.db.dry-run=true", "atscript.db.schema-version=1"})
    void opensAfterARunThatTheApplicationOutlives(String property) {
        release();
        AsFiles files = new AsFiles(folder).write(AsFiles.USERS);
        AtscriptSchema schema = AtscriptSchema.load(folder.toUri() + "*.as");
        SyncOptions second = SyncOptions.builder().schemaVersion("2").build();
        SchemaSync.syncSchema(DbSpace.of(database.dataSource()), schema, second);
        jdbc.update("INSERT INTO users (id, name) VALUES (1, 'Ada')");
        Map<String, String> models = Map.of(
                "atscript.db.on-error=warn", AsFiles.USERS.replace("name?: string", "name?: string\n    age: number"),
                "atscript.db.dry-run=true", AsFiles.USERS_WITH_EMAIL,
                "atscript.db.schema-version=1", AsFiles.USERS_WITHOUT_NAME);
        files.write(models.get(property));
        try (HttpApplication http = start(property, "management.endpoint.health.show-details=always")) {
            ConfigurableApplicationContext context = http.awaitStart();
            assertThat(context.getBean(TrafficGate.class).isOpen()).isTrue();
            assertThat(http.get("/users").body()).isEqualTo("[\"Ada\"]");
        }
    }

    private HttpApplication start(String... properties) {
        return HttpApplication.start(application(), stack, properties(List.of(properties)), this::release);
    }

    /** With one web server at a time: of two, Boot takes Tomcat, and fails with both where management has its own port. */
    private SpringApplication application() {
        return stack == WebApplicationType.REACTIVE
                ? new SpringApplication(new DefaultResourceLoader(WithoutJars.tomcat()), Application.class)
                : new SpringApplication(Application.class);
    }

    private List<String> properties(List<String> properties) {
        List<String> all = new ArrayList<>(properties);
        all.addAll(List.of(
                new AsFiles(folder).property(),
                "atscript.db.poll-interval=20ms",
                "spring.datasource.url=" + database.jdbcUrl(),
                "spring.datasource.username=" + database.username(),
                "spring.datasource.password=" + database.password()));
        return all;
    }

    private void release() {
        jdbc.update(control.releaseLock(), "token", "another pod");
    }

    private static void assertRefused(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).hasValue("5");
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = json(response);
        assertThat(problem.at("/type").asString()).isEqualTo("about:blank");
        assertThat(problem.at("/title").asString()).isEqualTo("Service Unavailable");
        assertThat(problem.at("/status").asInt()).isEqualTo(503);
        assertThat(problem.at("/detail").asString()).contains("schema is being brought up to date");
    }

    /** Its 503 too is told from the gate's. */
    private static void assertIsTheActuators(HttpResponse<String> response, String status) {
        assertThat(response.headers().firstValue("Retry-After")).isEmpty();
        assertThat(json(response).at("/status").asString()).isEqualTo(status);
    }

    private static JsonNode json(HttpResponse<String> response) {
        return new JsonMapper().readTree(response.body());
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Users.class)
    static class Application {}

    @RestController
    static class Users {

        private final JdbcTemplate jdbc;

        Users(JdbcTemplate jdbc) {
            this.jdbc = jdbc;
        }

        @GetMapping("/users")
        List<String> names() {
            return jdbc.queryForList("SELECT name FROM users", String.class);
        }

        @PostMapping("/users")
        void add() {
            jdbc.update("INSERT INTO users (id, name) VALUES (1, 'Ada')");
        }
    }
}
