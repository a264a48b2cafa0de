package dev.atscript.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.testing.DatabaseKind;
import dev.atscript.testing.EachDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.metrics.buffering.BufferingApplicationStartup;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code /actuator/startup} shows of the run. */
class StartupStepsTest extends EachDatabase {

    @TempDir
    Path folder;

    @Test
    void areTheRunAndItsStages() {
        List<JsonNode> steps = startAndGetSteps();
        JsonNode run = named("atscript.db.sync", steps);
        assertThat(tags(run))
                .isEqualTo(Map.of(
                        "space", "default",
                        "phase", "application-runner",
                        "dialect", kind == DatabaseKind.SQLITE ? "sqlite" : "postgres",
                        "outcome", "synced"));
        assertThat(inside(run, steps))
                .containsExactly(
                        "atscript.db.sync.check",
                        "atscript.db.sync.lock",
                        "atscript.db.sync.plan",
                        "atscript.db.sync.apply");
        assertThat(named("atscript.db.sync.compile", steps).at("/parentId").isNumber())
                .isTrue();

        JsonNode second = named("atscript.db.sync", startAndGetSteps("atscript.db.phase=database-initialization"));
        assertThat(tags(second))
                .containsEntry("phase", "database-initialization")
                .containsEntry("outcome", "up-to-date");
    }

    @Test
    void tellOfAFailureToo() {
        List<JsonNode> steps = startAndGetSteps("atscript.db.on-error=warn", "atscript.db.url=jdbc:nothing:x");
        JsonNode run = named("atscript.db.sync", steps);
        assertThat(tags(run)).containsEntry("outcome", "failed").containsEntry("dialect", "unknown");
        assertThat(inside(run, steps)).isEmpty();
    }

    @Test
    void haveTheLookOfADryRun() {
        List<JsonNode> steps = startAndGetSteps("atscript.db.dry-run=true");
        JsonNode run = named("atscript.db.sync", steps);
        assertThat(tags(run)).containsEntry("outcome", "dry-run");
        assertThat(inside(run, steps)).containsExactly("atscript.db.sync.plan");
    }

    private List<JsonNode> startAndGetSteps(String... properties) {
        SpringApplication application = UsersApplication.on(WebApplicationType.SERVLET);
        application.setApplicationStartup(new BufferingApplicationStartup(10_000));
        List<String> all = new ArrayList<>(List.of(
                new AsFiles(folder).write(AsFiles.USERS).property(),
                "management.endpoints.web.exposure.include=startup",
                "spring.datasource.url=" + database.jdbcUrl(),
                "spring.datasource.username=" + database.username(),
                "spring.datasource.password=" + database.password()));
        all.addAll(List.of(properties));
        try (HttpApplication http = HttpApplication.start(application, WebApplicationType.SERVLET, all, () -> {})) {
            http.awaitStart();
            List<JsonNode> steps = new ArrayList<>();
            JsonMapper.shared()
                    .readTree(http.get("/actuator/startup").body())
                    .at("/timeline/events")
                    .forEach(event -> steps.add(event.at("/startupStep")));
            return steps;
        }
    }

    private static JsonNode named(String name, List<JsonNode> steps) {
        List<JsonNode> found = steps.stream()
                .filter(step -> step.at("/name").asString().equals(name))
                .toList();
        assertThat(found).as(name).hasSize(1);
        return found.get(0);
    }

    private static List<String> inside(JsonNode parent, List<JsonNode> steps) {
        return steps.stream()
                .filter(step -> step.at("/parentId").equals(parent.at("/id")))
                .map(step -> step.at("/name").asString())
                .filter(name -> name.startsWith("atscript"))
                .toList();
    }

    private static Map<String, String> tags(JsonNode step) {
        Map<String, String> tags = new TreeMap<>();
        step.at("/tags")
                .forEach(tag ->
                        tags.put(tag.at("/key").asString(), tag.at("/value").asString()));
        return tags;
    }
}
