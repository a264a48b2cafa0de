package dev.atscript.boot;

import static dev.atscript.boot.GateAnswers.assertIsTheActuators;
import static dev.atscript.boot.GateAnswers.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.db.sync.AtscriptSchema;
import dev.atscript.db.sync.DbSpace;
import dev.atscript.db.sync.SchemaSync;
import dev.atscript.db.sync.SyncOptions;
import dev.atscript.testing.DatabaseKind;
import java.net.http.HttpResponse;
import java.nio.file.Path;
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
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** Requests over HTTP, on both web stacks and both databases, while another pod holds the schema lock and after it. */
@ParameterizedClass
@MethodSource("stacks")
class TrafficGateTest {

    @Parameter(0)
    WebApplicationType stack;

    @Parameter(1)
    DatabaseKind kind;

    @TempDir
    Path folder;

    private LockedDatabase database;
    private AsFiles files;

    static Stream<Arguments> stacks() {
        return Stream.of(WebApplicationType.SERVLET, WebApplicationType.REACTIVE)
                .flatMap(stack -> Stream.of(DatabaseKind.values()).map(kind -> Arguments.of(stack, kind)));
    }

    @BeforeEach
    void holdTheLock() {
        files = new AsFiles(folder).write(AsFiles.USERS);
        database = LockedDatabase.create(kind);
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
            JsonNode run = GateAnswers.json(http.get("/actuator/atscript")).at("/spaces/default/run");
            assertThat(run.at("/outcome").asString()).isEqualTo("not-yet");

            database.release();
            http.awaitStart();
            assertThat(http.get("/users").body()).isEqualTo("[]");
            assertThat(http.send("POST", "/users").statusCode()).isEqualTo(200);
            assertThat(http.get("/users").body()).isEqualTo("[\"Ada\"]");
            assertThat(http.get("/nothing").statusCode()).isEqualTo(404);
            assertThat(http.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"atscript.db.on-error=warn", "atscript.db.dry-run=true", "atscript.db.schema-version=1"})
    void opensAfterARunThatTheApplicationOutlives(String property) {
        database.release();
        AtscriptSchema schema = AtscriptSchema.load(folder.toUri() + "*.as");
        SyncOptions second = SyncOptions.builder().schemaVersion("2").build();
        SchemaSync.syncSchema(DbSpace.of(database.database().dataSource()), schema, second);
        database.jdbc().update("INSERT INTO users (id, name) VALUES (1, 'Ada')");
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
        return database.start(UsersApplication.on(stack), stack, files, properties);
    }
}
