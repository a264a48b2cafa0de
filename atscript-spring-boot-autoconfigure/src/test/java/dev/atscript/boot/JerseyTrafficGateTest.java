package dev.atscript.boot;

import static dev.atscript.boot.GateAnswers.assertIsTheActuators;
import static dev.atscript.boot.GateAnswers.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.testing.DatabaseKind;
import dev.atscript.testing.ModulesOnRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.stream.Stream;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** Requests to an application with Jersey and without Spring MVC, while another pod holds the schema lock and after it. */
class JerseyTrafficGateTest {

    @TempDir
    java.nio.file.Path folder;

    private LockedDatabase database;

    @BeforeEach
    void holdTheLock() {
        database = LockedDatabase.create(DatabaseKind.SQLITE);
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class WithoutResources {}

    @Configuration(proxyBeanMethods = false)
    static class WithResources extends WithoutResources {

        @Bean
        ResourceConfig resources(JdbcTemplate jdbc) {
            return new ResourceConfig().register(new Users(jdbc));
        }
    }

    /** The users of the database. */
    @Path("/users")
    public static final class Users {

        private final JdbcTemplate jdbc;

        Users(JdbcTemplate jdbc) {
            this.jdbc = jdbc;
        }

        /** How many there are. */
        @GET
        @Produces("text/plain")
        public String count() {
            return jdbc.queryForObject("SELECT count(*) FROM users", String.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/*,   servlet, ''",
        "/api, servlet, /api",
        "/api, filter,  /api",
    })
    void refusesAllButTheActuatorsUntilTheSyncIsOver(String applicationPath, String type, String prefix) {
        try (HttpApplication http = start(
                WithResources.class,
                "spring.jersey.application-path=" + applicationPath,
                "spring.jersey.type=" + type)) {
            assertRefused(http.get(prefix + "/users"));
            assertRefused(http.send("POST", prefix + "/users"));
            assertRefused(http.get(prefix + "/nothing"));
            assertRefused(http.get(prefix + "/actuator/nothing"));
            assertRefused(http.get(prefix + "/actuator/health;a=b"));
            assertRefused(http.get("/other/actuator/health"));

            assertThat(http.get(prefix + "/actuator").statusCode()).isEqualTo(200);
            assertThat(http.get(prefix + "/actuator/health/liveness").body()).contains("UP");
            assertIsTheActuators(http.get(prefix + "/actuator/health/readiness"), "OUT_OF_SERVICE");
            assertThat(http.get(prefix + "/livez").statusCode()).isEqualTo(200);
            JsonNode run =
                    GateAnswers.json(http.get(prefix + "/actuator/atscript")).at("/spaces/default/run");
            assertThat(run.at("/outcome").asString()).isEqualTo("not-yet");

            database.release();
            http.awaitStart();
            assertThat(http.get(prefix + "/users").body()).isEqualTo("0");
            assertThat(http.get(prefix + "/nothing").statusCode()).isEqualTo(404);
            assertThat(http.get(prefix + "/actuator/health/readiness").statusCode())
                    .isEqualTo(200);
        }
    }

    /** Then the actuator brings Jersey's servlet. */
    @Test
    void knowsTheActuatorsPathsWhereTheApplicationHasNoResources() {
        try (HttpApplication http = start(WithoutResources.class, "spring.jersey.application-path=/api")) {
            assertRefused(http.get("/api/users"));
            assertThat(http.get("/api/actuator/health/liveness").statusCode()).isEqualTo(200);
            database.release();
            http.awaitStart();
            assertThat(http.get("/api/users").statusCode()).isEqualTo(404);
        }
    }

    private HttpApplication start(Class<?> configuration, String... more) {
        SpringApplication application =
                new SpringApplication(new DefaultResourceLoader(WithoutJars.mvc()), configuration);
        AsFiles files = new AsFiles(folder).write(AsFiles.USERS);
        Stream<String> modules = Stream.of(
                ModulesOnRequest.property("jersey", "jackson2"),
                // Without a servlet, Tomcat answers 404 by itself, also where Jersey is a filter.
                "server.servlet.register-default-servlet=true",
                "management.endpoints.web.exposure.include=health,atscript",
                "management.endpoint.health.probes.add-additional-paths=true");
        return database.start(
                application,
                WebApplicationType.SERVLET,
                files,
                Stream.concat(modules, Stream.of(more)).toArray(String[]::new));
    }
}
