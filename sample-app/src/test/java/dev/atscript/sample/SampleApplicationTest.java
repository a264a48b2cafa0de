package dev.atscript.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.testing.DatabaseKind;
import dev.atscript.testing.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The application as its users start it: with its own files, and with command-line arguments for the database. */
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class SampleApplicationTest {

    private static final Path MODEL = Path.of("src/main/resources/atscript");

    @Parameter
    DatabaseKind kind;

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private TestDatabase database;

    @BeforeEach
    void createDatabase() {
        database = kind.create();
    }

    @AfterEach
    void dropDatabase() {
        database.close();
    }

    @Test
    void makesItsTablesAndFindsThemUpToDateAtTheSecondStart() throws Exception {
        try (ConfigurableApplicationContext application = start()) {
            JsonNode first = space(application);
            assertThat(first.at("/run/outcome").asString()).isEqualTo("synced");
            assertThat(first.at("/storedHash").asString())
                    .hasSize(16)
                    .isEqualTo(first.at("/desiredHash").asString());
            assertThat(first.at("/plan/entries"))
                    .hasSize(9)
                    .allMatch(entry -> entry.at("/status").asString().equals("create"));
            assertThat(get(application, "/users").body()).isEqualTo("[]");
            assertThat(get(application, "/actuator/prometheus").body())
                    .contains("atscript_db_sync_seconds_count{", "outcome=\"synced\"", "atscript_db_drift{");
        }
        try (ConfigurableApplicationContext application = start()) {
            JsonNode second = space(application);
            assertThat(second.at("/run/outcome").asString()).isEqualTo("up-to-date");
            assertThat(second.at("/run/statements").asInt()).isEqualTo(1);
        }
    }

    @Test
    void servesUsersProjectsAndTasks() throws Exception {
        try (ConfigurableApplicationContext application = start()) {
            JsonNode ada = json(
                    post(application, "/users", "{'email':'ada@example.org','displayName':'Ada','city':'London'}"));
            assertThat(ada.at("/role").asString()).isEqualTo("member");
            assertThat(ada.at("/createdAt").asLong()).isPositive();
            HttpResponse<String> twice =
                    post(application, "/users", "{'email':'ADA@example.org','displayName':'Ada II'}");
            assertThat(twice.statusCode()).isEqualTo(409);

            assertThat(post(application, "/users", "{}").statusCode()).isEqualTo(400);
            assertThat(post(application, "/projects", "{}").statusCode()).isEqualTo(400);
            assertThat(post(application, "/projects/SHOP/tasks", "{}").statusCode())
                    .isEqualTo(400);

            JsonNode shop = json(post(
                    application,
                    "/projects",
                    "{'code':'SHOP','title':'A shop','leadId':" + ada.at("/id").asLong() + ",'budget':1000.50}"));
            assertThat(shop.at("/id").asLong()).isEqualTo(1000);
            assertThat(shop.at("/lead").asString()).isEqualTo("Ada");

            post(application, "/projects/SHOP/tasks", "{'title':'Open'}");
            JsonNode task = json(post(
                    application,
                    "/projects/SHOP/tasks",
                    "{'title':'Sell','checklist':[{'text':'price','done':false}]}"));
            assertThat(task.at("/name").asString()).isEqualTo("SHOP-2");
            assertThat(task.at("/priority").asInt()).isEqualTo(3);
            assertThat(task.at("/checklist/0/text").asString()).isEqualTo("price");

            String path = "/tasks/" + task.at("/id").asLong();
            assertThat(json(send(application, "PATCH", path, "{'status':'done','version':0}"))
                            .at("/version")
                            .asLong())
                    .isEqualTo(1);
            assertThat(send(application, "PATCH", path, "{'status':'open','version':0}")
                            .statusCode())
                    .isEqualTo(409);
            assertThat(json(get(application, "/projects")).at("/0/openTasks").asInt())
                    .isEqualTo(1);
            assertThat(get(application, "/tasks/4711").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void followsAChangedModelAndKeepsTheRows() throws Exception {
        try (ConfigurableApplicationContext application = start()) {
            post(application, "/users", "{'email':'ada@example.org','displayName':'Ada','city':'London'}");
            application
                    .getBean(JdbcClient.class)
                    .sql("INSERT INTO \"labels\" (\"name\") VALUES ('bug')")
                    .update();
        }
        copyModel();
        edit("tasks.as", "    colour: string", "    @db.column.renamed 'colour'\n    color: string\n    icon?: string");
        edit("people.as", "    @db.default true\n    active: boolean\n", "");
        String locations = "--atscript.db.locations=file:" + folder + "/**/*.as";
        try (ConfigurableApplicationContext application = start(locations)) {
            JsonNode space = space(application);
            List<String> altered = new ArrayList<>();
            for (JsonNode entry : space.at("/plan/entries")) {
                if (entry.at("/status").asString().equals("alter")) {
                    altered.add(entry.at("/name").asString());
                }
            }
            assertThat(altered).containsExactly("labels", "users");
            JdbcClient jdbc = application.getBean(JdbcClient.class);
            assertThat(jdbc.sql("SELECT \"name\", \"color\", \"icon\" FROM \"labels\"")
                            .query()
                            .singleRow())
                    .containsEntry("name", "bug")
                    .containsEntry("color", "#888888")
                    .containsEntry("icon", null);
            assertThat(jdbc.sql("SELECT * FROM \"users\"").query().singleRow())
                    .containsEntry("displayName", "Ada")
                    .doesNotContainKey("active");
        }
    }

    @Test
    void showsItsTablesAtTheEndpoint() throws Exception {
        try (ConfigurableApplicationContext application = start("--management.endpoint.atscript.show-values=never")) {
            HttpResponse<String> text = get(application, "/actuator/atscript", "text/plain");
            assertThat(text.headers().firstValue("Content-Type")).contains("text/plain;charset=UTF-8");
            assertThat(text.body())
                    .startsWith("Tables\n")
                    .contains("+ users ", "9 to create", "DEFAULT '******'")
                    .doesNotContain("'member'")
                    .endsWith("\n");
            JsonNode users = json(get(application, "/actuator/atscript/users"));
            assertThat(users.at("/entry/name").asString()).isEqualTo("users");
            assertThat(users.toString()).doesNotContain("'member'");
            assertThat(get(application, "/actuator/atscript/users", "text/plain")
                            .body())
                    .contains("+ users ")
                    .doesNotContain("tasks ");
            assertThat(get(application, "/actuator/atscript/nobody").statusCode())
                    .isEqualTo(404);
            JsonNode live = json(get(application, "/actuator/atscript?live=true"));
            assertThat(live.at("/spaces/default/drift/status").asString()).isEqualTo("none");
            assertThat(live.at("/spaces/default/plan/entries"))
                    .hasSize(9)
                    .allMatch(entry -> entry.at("/status").asString().equals("in-sync"));
        }
    }

    @Test
    void showsLiteralsWhereThePropertiesSaySo() throws Exception {
        try (ConfigurableApplicationContext application = start()) {
            assertThat(get(application, "/actuator/atscript", "text/plain").body())
                    .contains("'member'");
        }
    }

    private void copyModel() throws IOException {
        try (Stream<Path> files = Files.list(MODEL)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
    }

    private void edit(String file, String before, String after) throws IOException {
        String text = Files.readString(folder.resolve(file));
        assertThat(text).contains(before);
        Files.writeString(folder.resolve(file), text.replace(before, after));
    }

    private ConfigurableApplicationContext start(String... more) {
        List<String> arguments = new ArrayList<>(List.of(more));
        String pragma = kind == DatabaseKind.SQLITE ? "?foreign_keys=on" : "";
        arguments.add("--spring.datasource.url=" + database.jdbcUrl() + pragma);
        arguments.add("--spring.datasource.username=" + database.username());
        arguments.add("--spring.datasource.password=" + database.password());
        arguments.add("--server.port=0");
        return new SpringApplicationBuilder(SampleApplication.class).run(arguments.toArray(String[]::new));
    }

    private JsonNode space(ConfigurableApplicationContext application) throws Exception {
        return json(get(application, "/actuator/atscript")).at("/spaces/default");
    }

    private static JsonNode json(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
        return JsonMapper.shared().readTree(response.body());
    }

    private HttpResponse<String> get(ConfigurableApplicationContext application, String path) throws Exception {
        return send(application, "GET", path, "");
    }

    private HttpResponse<String> get(ConfigurableApplicationContext application, String path, String accepted)
            throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri(application, path))
                .header("Accept", accepted)
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(ConfigurableApplicationContext application, String path, String body)
            throws Exception {
        return send(application, "POST", path, body);
    }

    private HttpResponse<String> send(
            ConfigurableApplicationContext application, String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri(application, path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static URI uri(ConfigurableApplicationContext application, String path) {
        String port = application.getEnvironment().getRequiredProperty("local.server.port");
        return URI.create("http://localhost:" + port + path);
    }
}
