package dev.atscript.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atscript.testing.DatabaseKind;
import dev.atscript.testing.EachDatabase;
import jakarta.annotation.PostConstruct;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Applications that ask for tables or columns before the sync, which is a runner, has made them. */
@ExtendWith(OutputCaptureExtension.class)
class EarlyUseTest extends EachDatabase {

    private static final String EARLY = "atscript.db.phase=database-initialization";

    private static final String BEFORE = " used the database before the schema sync, which comes later: as an"
            + " ApplicationRunner, when all beans have been made (atscript.db.phase=application-runner).";

    @TempDir
    Path folder;

    @BeforeEach
    void prepare() {
        new AsFiles(folder).write(AsFiles.USERS);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}

    record Names(JdbcClient jdbc, String sql) {

        @PostConstruct
        void use() {
            jdbc.sql(sql).query().listOfRows();
        }
    }

    record Greeter(Names names) {}

    @Configuration(proxyBeanMethods = false)
    static class WithRepository {

        @Bean
        Greeter greeter(Names names) {
            return new Greeter(names);
        }

        @Bean
        Names names(JdbcClient jdbc, Environment environment) {
            return new Names(jdbc, environment.getProperty("test.sql", "SELECT name FROM users"));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class WithRunnerThatNeedsTheRepository extends WithRepository {

        @Bean
        ApplicationRunner aRunner(Greeter greeter) {
            return arguments -> {};
        }
    }

    record Listener(JdbcTemplate jdbc) {

        @EventListener(ApplicationStartedEvent.class)
        void read() {
            jdbc.queryForList("SELECT name FROM users");
        }
    }

    record LateListener(JdbcTemplate jdbc) {

        @EventListener(ApplicationReadyEvent.class)
        void read() {
            jdbc.queryForList("SELECT name FROM users");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class WithLateRunner {

        @Bean
        ApplicationRunner late(JdbcTemplate jdbc) {
            return arguments -> jdbc.queryForList("SELECT name FROM nobodys");
        }
    }

    @Test
    void namesTheBeanThatNeedsATable(CapturedOutput output) {
        assertFails(WithRepository.class);
        assertThat(output).contains("The bean 'names'" + BEFORE, noTable());
        assertSaysWhatToDo(output);
        start(WithRepository.class, EARLY).close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT name FROM users", "INSERT INTO users (id, name) VALUES (1, 'ada') RETURNING id"})
    void namesTheBeanThatNeedsAColumn(String sql, CapturedOutput output) {
        new AsFiles(folder).write(AsFiles.USERS_WITHOUT_NAME);
        start(Application.class).close();
        new AsFiles(folder).write(AsFiles.USERS);
        assertFails(WithRepository.class, "test.sql=" + sql);
        assertThat(output)
                .contains("The bean 'names'" + BEFORE)
                .containsPattern(
                        kind == DatabaseKind.SQLITE
                                ? "no such column: name|table users has no column named name"
                                : "column \"name\"( of relation \"users\")? does not exist");
        assertSaysWhatToDo(output);
        start(WithRepository.class, EARLY, "test.sql=" + sql).close();
    }

    /** Then the context is complete, and its runners are made, one after the other, before the first of them runs. */
    @Test
    void namesTheBeanOfARunnerThatIsMadeLazily(CapturedOutput output) {
        assertFails(WithRunnerThatNeedsTheRepository.class, "spring.main.lazy-initialization=true");
        assertThat(output).contains("The bean 'names'" + BEFORE);
        assertSaysWhatToDo(output);
    }

    @Test
    void knowsNoBeanWhereAnEventIsReceivedTooEarly(CapturedOutput output) {
        assertFails(Listener.class);
        assertThat(output).contains("The application" + BEFORE);
        assertSaysWhatToDo(output);
        start(LateListener.class).close();
    }

    @Test
    void leavesARunnerAloneThatMissesATableAfterTheSync(CapturedOutput output) {
        assertFails(WithLateRunner.class);
        assertThat(output).contains("nobodys").doesNotContain("before the schema sync");
    }

    @ParameterizedTest
    @ValueSource(strings = {EARLY, "atscript.db.enabled=false"})
    void leavesABeanAloneThatMissesATableWhereNoSyncComes(String property, CapturedOutput output) {
        new AsFiles(folder).write(AsFiles.USERS_WITHOUT_NAME);
        assertFails(WithRepository.class, property);
        assertThat(output).contains("name").doesNotContain("before the schema sync");
    }

    private String noTable() {
        return kind == DatabaseKind.SQLITE ? "(no such table: users)" : "ERROR: relation \"users\" does not exist";
    }

    private static void assertSaysWhatToDo(CapturedOutput output) {
        assertThat(output)
                .containsOnlyOnce("APPLICATION FAILED TO START")
                .contains(
                        "Set atscript.db.phase=database-initialization, ",
                        "in an ApplicationRunner, or when the ApplicationReadyEvent comes.")
                .doesNotContain("\tat ");
    }

    private void assertFails(Class<?> configuration, String... properties) {
        assertThatThrownBy(() -> start(configuration, properties).close())
                .rootCause()
                .hasMessageMatching("(?s).*(no such|has no|does not exist).*");
    }

    private ConfigurableApplicationContext start(Class<?> configuration, String... properties) {
        Stream<String> ours = Stream.of(
                new AsFiles(folder).property(),
                "spring.datasource.url=" + database.jdbcUrl(),
                "spring.datasource.username=" + database.username(),
                "spring.datasource.password=" + database.password(),
                "spring.main.web-application-type=none",
                "spring.jmx.enabled=false");
        return new SpringApplicationBuilder(Application.class, configuration)
                .run(Stream.concat(ours, List.of(properties).stream())
                        .map(property -> "--" + property)
                        .toArray(String[]::new));
    }
}
