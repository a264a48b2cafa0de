package dev.atscript.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.testing.JavaProcess;
import dev.atscript.testing.PostgresServer;
import dev.atscript.testing.TestDatabase;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The manifests for Kubernetes: the application is started as they say. */
class KubernetesTest {

    private static final String POD = "sample-app-7d9fd8c5b-x2x7q";

    private final HttpClient http = HttpClient.newHttpClient();
    private TestDatabase database;

    @BeforeEach
    void createDatabase() {
        database = PostgresServer.createDatabase();
    }

    @AfterEach
    void dropDatabase() {
        database.close();
    }

    @Test
    void theDeploymentsProbesAreAnsweredAndItsPodHasItsName() throws Exception {
        JsonNode container = container("deployment.yaml");
        Map<String, Object> variables = variables(container);
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
        SpringApplication application = new SpringApplicationBuilder(SampleApplication.class)
                .environment(environment)
                .build();
        try (ConfigurableApplicationContext context = application.run("--server.port=0")) {
            for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
                String path = container.at("/" + probe + "/httpGet/path").asString();
                assertThat(get(context, path).statusCode()).as(path).isEqualTo(200);
            }
            assertThat(get(context, "/actuator/prometheus").statusCode()).isEqualTo(200);
            JsonNode space = JsonMapper.shared()
                    .readTree(get(context, "/actuator/atscript").body())
                    .at("/spaces/default");
            assertThat(space.at("/history/0/podId").asString()).isEqualTo(POD);
            assertThat(context.getEnvironment().getProperty("atscript.db.wait-timeout"))
                    .isEqualTo("10m");
            assertThat(context.getEnvironment().getProperty("atscript.db.schema-version"))
                    .isEqualTo("1.0");
        }
    }

    @Test
    void theJobMakesTheTablesAndEnds() throws Exception {
        JsonNode container = container("migrate-job.yaml");
        Map<String, Object> variables = variables(container);
        List<String> arguments = new ArrayList<>();
        arguments.add(String.valueOf(variables.get("JAVA_TOOL_OPTIONS")));
        container.at("/args").forEach(argument -> arguments.add(argument.asString()));
        arguments.addAll(List.of(
                "--logging.level.dev.atscript=info",
                "--spring.profiles.active=" + variables.get("SPRING_PROFILES_ACTIVE"),
                "--DATABASE_URL=" + variables.get("DATABASE_URL"),
                "--DATABASE_USERNAME=" + variables.get("DATABASE_USERNAME"),
                "--DATABASE_PASSWORD=" + variables.get("DATABASE_PASSWORD")));
        for (int i = 0; i < 2; i++) {
            try (JavaProcess job = JavaProcess.start(SampleApplication.class, arguments.toArray(String[]::new))) {
                assertThat(job.awaitExit(120)).as(job.output()).isZero();
                assertThat(job.output()).contains(i == 0 ? "Schema synced (9 created" : "Schema up to date");
            }
        }
        assertThat(JdbcClient.create(database.dataSource())
                        .sql("SELECT count(*) FROM users")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    /** The only container of a manifest's first document. */
    private static JsonNode container(String manifest) throws IOException {
        try (Reader reader = Files.newBufferedReader(Path.of("k8s", manifest))) {
            Object first = new Yaml().loadAll(reader).iterator().next();
            JsonNode containers = JsonMapper.shared().valueToTree(first).at("/spec/template/spec/containers");
            assertThat(containers).hasSize(1);
            return containers.get(0);
        }
    }

    /** Its environment variables, with what the cluster would put in. */
    private Map<String, Object> variables(JsonNode container) {
        Map<String, String> cluster = Map.of(
                "url", database.jdbcUrl(),
                "username", database.username(),
                "password", database.password(),
                "metadata.name", POD);
        Map<String, Object> variables = new HashMap<>();
        for (JsonNode variable : container.at("/env")) {
            String key = variable.at("/valueFrom/secretKeyRef/key").asString("")
                    + variable.at("/valueFrom/fieldRef/fieldPath").asString("");
            variables.put(
                    variable.at("/name").asString(),
                    key.isEmpty() ? variable.at("/value").asString() : cluster.get(key));
        }
        return variables;
    }

    private HttpResponse<String> get(ConfigurableApplicationContext context, String path) throws Exception {
        String port = context.getEnvironment().getProperty("local.server.port");
        return http.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
