package dev.atscript.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atscript.testing.EachDatabase;
import dev.atscript.testing.JavaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.SchemaManagement;
import org.springframework.boot.jdbc.SchemaManagementProvider;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** operating.md, "At start-up": when the run takes place, and what comes before and after it. */
@ExtendWith(OutputCaptureExtension.class)
class PhaseTest extends EachDatabase {

    private static final String EARLY = "atscript.db.phase=database-initialization";

    @TempDir
    Path folder;

    @BeforeEach
    void prepare() {
        new AsFiles(folder).write(AsFiles.USERS);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        public static void main(String[] arguments) {
            SpringApplication.run(Application.class, arguments);
        }
    }

    /** What needs its table when it is made, as Quartz and Spring Session do. */
    @Configuration(proxyBeanMethods = false)
    static class NeedsTheTable {

        @Bean
        @DependsOnDatabaseInitialization
        List<Long> idsOfUsers(DataSource dataSource) {
            return new JdbcTemplate(dataSource).queryForList("SELECT id FROM users", Long.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                EARLY,
                "atscript.db.phase=DATABASE_INITIALIZATION",
                EARLY + " spring.main.lazy-initialization=true",
            })
    void earlyComesBeforeAllThatNeedsTheTables(String properties) {
        try (ConfigurableApplicationContext context = start(NeedsTheTable.class, properties.split(" "))) {
            assertThat(context.getBean("idsOfUsers")).isEqualTo(List.of());
            assertThat(context.getBeansOfType(AtscriptRunner.class)).isEmpty();
        }
    }

    @Test
    void earlyIsEagerInALazyApplication() {
        try (ConfigurableApplicationContext context =
                start(Application.class, EARLY, "spring.main.lazy-initialization=true")) {
            assertThat(context.getBean(SyncOutcomes.class).of("default")).isPresent();
        }
    }

    @Test
    void asARunnerItComesAfterBeansThatNeedTheTables() {
        assertThatThrownBy(() -> start(NeedsTheTable.class)).rootCause().hasMessageContaining("users");
    }

    @Test
    void earlyComesBeforeScripts() throws IOException {
        Path script = Files.writeString(folder.resolve("data.sql"), "INSERT INTO users (id) VALUES (7);");
        try (ConfigurableApplicationContext context = start(
                NeedsTheTable.class,
                EARLY,
                "spring.sql.init.mode=always",
                "spring.sql.init.data-locations=" + script.toUri())) {
            assertThat(context.getBean("idsOfUsers")).isEqualTo(List.of(7L));
        }
    }

    @Test
    void earlyFailureStopsTheContextWithASentence(CapturedOutput output) {
        new AsFiles(folder).write(AsFiles.WRONG);
        assertThatThrownBy(() -> start(NeedsTheTable.class, EARLY)).isNotNull();
        assertThat(output).contains("APPLICATION FAILED TO START", "The .as files have errors");
    }

    @Test
    void hibernateIsToldThatTheTablesAreLookedAfter() {
        try (ConfigurableApplicationContext context = start(Application.class)) {
            SchemaManagementProvider provider =
                    context.getBean("atscriptSchemaManagement", SchemaManagementProvider.class);
            assertThat(provider.getSchemaManagement(context.getBean(DataSource.class)))
                    .isEqualTo(SchemaManagement.MANAGED);
            assertThat(provider.getSchemaManagement(database.dataSource())).isEqualTo(SchemaManagement.UNMANAGED);
        }
    }

    /** A job that migrates and ends: {@code -Dspring.context.exit=onRefresh}. */
    @Test
    void earlyMigratesAndExitsWhereThatIsWanted() throws Exception {
        List<String> arguments = new ArrayList<>(List.of("-Dspring.context.exit=onRefresh"));
        properties(EARLY).forEach(property -> arguments.add("--" + property));
        try (JavaProcess job = JavaProcess.start(Application.class, arguments.toArray(String[]::new))) {
            assertThat(job.awaitExit(120)).isZero();
        }
        assertThat(new JdbcTemplate(database.dataSource()).queryForList("SELECT id FROM users"))
                .isEmpty();
    }

    private ConfigurableApplicationContext start(Class<?> configuration, String... properties) {
        return new SpringApplicationBuilder(Application.class, configuration)
                .run(properties(properties).stream()
                        .map(property -> "--" + property)
                        .toArray(String[]::new));
    }

    private List<String> properties(String... more) {
        List<String> properties = new ArrayList<>(List.of(
                new AsFiles(folder).property(),
                "spring.datasource.url=" + database.jdbcUrl(),
                "spring.datasource.username=" + database.username(),
                "spring.datasource.password=" + database.password(),
                "spring.main.web-application-type=none",
                "spring.jmx.enabled=false"));
        properties.addAll(List.of(more));
        return properties;
    }
}
