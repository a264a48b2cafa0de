package dev.atscript.boot;

import static dev.atscript.boot.GateAnswers.assertIsTheActuators;
import static dev.atscript.boot.GateAnswers.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.testing.DatabaseKind;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.core.io.DefaultResourceLoader;

/** Which requests are the actuator's, on both web stacks, while another pod holds the schema lock. */
@ParameterizedClass
@EnumSource(value = WebApplicationType.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
class TrafficGatePathsTest {

    @Parameter
    WebApplicationType stack;

    @TempDir
    Path folder;

    private LockedDatabase database;
    private AsFiles files;

    @BeforeEach
    void holdTheLock() {
        files = new AsFiles(folder).write(AsFiles.USERS);
        database = LockedDatabase.create(DatabaseKind.SQLITE);
    }

    @AfterEach
    void drop() {
        database.close();
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
                assertThat(http.get(path)).as(path).satisfies(GateAnswers::assertRefused);
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
            database.release();
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
            database.release();
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
            database.release();
            http.awaitStart();
            assertThat(http.get("/users").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void needsNoActuator() {
        SpringApplication application =
                new SpringApplication(new DefaultResourceLoader(WithoutJars.actuator()), UsersApplication.class);
        try (HttpApplication http = database.start(application, stack, files)) {
            assertRefused(http.get("/users"));
            assertRefused(http.get("/actuator/health"));
            database.release();
            http.awaitStart();
            assertThat(http.get("/users").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void letsEverythingInWhereItIsSwitchedOff() {
        try (HttpApplication http = start("atscript.db.traffic-gate=false")) {
            assertThat(http.get("/users").statusCode()).isEqualTo(500);
            assertThat(http.get("/nothing").statusCode()).isEqualTo(404);
            database.release();
            http.awaitStart();
            assertThat(http.get("/users").statusCode()).isEqualTo(200);
        }
    }

    private HttpApplication start(String... properties) {
        return database.start(UsersApplication.on(stack), stack, files, properties);
    }
}
