package dev.atscript.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atscript.db.sync.SyncSupersededException;
import dev.atscript.testing.DatabaseKind;
import dev.atscript.testing.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.metrics.buffering.BufferingApplicationStartup;
import org.springframework.boot.context.metrics.buffering.StartupTimeline.TimelineEvent;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.metrics.StartupStep;
import org.springframework.jdbc.core.JdbcTemplate;

/** What is recorded of the runs in several spaces, each by its name: an application on SQLite and PostgreSQL. */
@ExtendWith(OutputCaptureExtension.class)
class SeveralDatabasesRecordsTest {

    private static final String EVENTS =
            AsFiles.USERS.replace("'users'", "'events' @db.space 'reporting'").replace("User", "Event");

    private static final String SHORT_EVENTS = EVENTS.replace("    name?: string\n", "");

    @TempDir
    Path folder;

    private final TestDatabase database = DatabaseKind.SQLITE.create();
    private final TestDatabase reporting = DatabaseKind.POSTGRES.create();
    private final BufferingApplicationStartup steps = new BufferingApplicationStartup(10_000);

    @AfterEach
    void drop() {
        database.close();
        reporting.close();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @Bean
        SimpleMeterRegistry registry() {
            return new SimpleMeterRegistry();
        }
    }

    @Test
    void startupStepsAreOfTheirSpaces() {
        start(AsFiles.USERS + EVENTS).close();
        assertThat(runs()).containsExactly("default synced sqlite", "reporting synced postgres");
        for (StartupStep run : steps("atscript.db.sync")) {
            List<StartupStep> stages = steps("atscript.db.sync.apply").stream()
                    .filter(stage -> Objects.equals(stage.getParentId(), run.getId()))
                    .toList();
            assertThat(stages).singleElement().returns(tag("space", run), stage -> tag("space", stage));
        }
    }

    @Test
    void startupStepsTellOfASpaceThatIsSupersededBeforeTheFirstIsChanged() {
        start(AsFiles.USERS + EVENTS).close();
        start(AsFiles.USERS + SHORT_EVENTS, "atscript.db.schema-version=2").close();
        steps.drainBufferedTimeline();
        String model = AsFiles.USERS_WITH_EMAIL + EVENTS.replace("name?: string", "name?: string\n    at?: number.int");
        new JdbcTemplate(database.dataSource()).execute("DROP TABLE __atscript_control");
        assertThatThrownBy(() -> start(model, "atscript.db.schema-version=1", "atscript.db.on-superseded=fail"))
                .isInstanceOf(SpaceSyncException.class)
                .hasMessageContaining("The space 'reporting' failed.")
                .hasCauseInstanceOf(SyncSupersededException.class);
        assertThat(runs()).containsExactlyInAnyOrder("default failed sqlite", "reporting failed unknown");
        assertThat(new JdbcTemplate(database.dataSource())
                        .queryForList("SELECT name FROM pragma_table_info('users')", String.class))
                .doesNotContain("email");
    }

    @Test
    void leftOutChangesNameTheirSpacesPropertyAndCountInItsGaugeOnly(CapturedOutput output) {
        start(AsFiles.USERS + EVENTS).close();
        String ofReporting = "atscript.db.spaces.reporting.safe=true";
        try (ConfigurableApplicationContext context = start(AsFiles.USERS_WITHOUT_NAME + SHORT_EVENTS, ofReporting)) {
            assertThat(gauge(context, "atscript.db.pending.changes", "default")).isZero();
            assertThat(gauge(context, "atscript.db.pending.changes", "reporting"))
                    .isEqualTo(1);
        }
        assertThat(output)
                .containsOnlyOnce("left out")
                .contains("1 change left out of the space 'reporting' because it loses data (" + ofReporting + ")");
    }

    @Test
    void leftOutChangesNameThePropertyOfAllWhereTheirSpaceHasNone(CapturedOutput output) {
        start(AsFiles.USERS + EVENTS).close();
        start(
                        AsFiles.USERS_WITHOUT_NAME + SHORT_EVENTS,
                        "atscript.db.safe=true",
                        "atscript.db.spaces.default.safe=true")
                .close();
        assertThat(output)
                .contains("of the space 'default' because it loses data (atscript.db.spaces.default.safe=true)")
                .contains("of the space 'reporting' because it loses data (atscript.db.safe=true)");
    }

    private static double gauge(ConfigurableApplicationContext context, String name, String space) {
        return context.getBean(MeterRegistry.class)
                .get(name)
                .tag("space", space)
                .gauge()
                .value();
    }

    private List<String> runs() {
        return steps("atscript.db.sync").stream()
                .map(run -> tag("space", run) + " " + tag("outcome", run) + " " + tag("dialect", run))
                .toList();
    }

    private List<StartupStep> steps(String name) {
        return steps.getBufferedTimeline().getEvents().stream()
                .map(TimelineEvent::getStartupStep)
                .filter(step -> step.getName().equals(name))
                .toList();
    }

    private static String tag(String key, StartupStep step) {
        Map<String, String> tags = StreamSupport.stream(step.getTags().spliterator(), false)
                .collect(Collectors.toMap(StartupStep.Tag::getKey, StartupStep.Tag::getValue));
        return tags.getOrDefault(key, "");
    }

    private ConfigurableApplicationContext start(String model, String... more) {
        List<String> properties = new ArrayList<>(List.of(
                new AsFiles(folder).write(model).property(),
                "spring.datasource.url=" + database.jdbcUrl(),
                "atscript.db.spaces.reporting.url=" + reporting.jdbcUrl(),
                "atscript.db.spaces.reporting.username=" + reporting.username(),
                "atscript.db.spaces.reporting.password=" + reporting.password(),
                "logging.level.dev.atscript=info",
                "spring.main.web-application-type=none",
                "spring.jmx.enabled=false"));
        properties.addAll(List.of(more));
        SpringApplication application = new SpringApplication(Application.class);
        application.setApplicationStartup(steps);
        return application.run(
                properties.stream().map(property -> "--" + property).toArray(String[]::new));
    }
}
