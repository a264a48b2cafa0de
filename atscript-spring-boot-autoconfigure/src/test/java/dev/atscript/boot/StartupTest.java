package dev.atscript.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atscript.db.sync.SyncPlanException;
import dev.atscript.testing.SqliteFiles;
import dev.atscript.testing.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;

/** A whole application starts. */
@ExtendWith(OutputCaptureExtension.class)
class StartupTest {

    @TempDir
    Path folder;

    private final TestDatabase database = SqliteFiles.createDatabase();
    private final JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());

    @BeforeEach
    void writeTheModel() {
        new AsFiles(folder).write(AsFiles.USERS);
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void bringsTheDatabaseInLineBeforeOtherRunners(CapturedOutput output) {
        start();
        assertThat(jdbc.queryForList("SELECT name FROM users", String.class)).containsExactly("from a runner");
        assertThat(output)
                .containsPattern("Schema synced \\(1 created, 0 altered, 0 dropped, hash [0-9a-f]{16}, "
                        + "\\d+ statements, [\\d.]+ m?s\\)\\R  Tables\\R    \\+ users ");
    }

    @Test
    void tellsInOneLineThatThereWasNothingToDo(CapturedOutput output) {
        start();
        start();
        assertThat(output).containsPattern("Schema up to date \\(hash [0-9a-f]{16}, 1 statement, \\d+ ms\\)\\R");
    }

    @Test
    void onlyPlansInADryRun(CapturedOutput output) {
        start("atscript.db.dry-run=true", "test.insert=false");
        assertThat(output).contains("Schema dry run, nothing is changed (1 to create, 0 to alter, 0 to drop, hash ");
        assertThat(jdbc.queryForList("SELECT name FROM sqlite_schema", String.class))
                .isEmpty();
    }

    @Test
    void doesNotStartAfterAFailure(CapturedOutput output) {
        makeItFail();
        assertThatThrownBy(this::start).isInstanceOf(SyncPlanException.class);
        assertThat(output).contains("APPLICATION FAILED TO START", "Action:", "db sync --dry-run");
        assertThat(output).doesNotContain("\tat dev.atscript");
    }

    @Test
    void startsInSpiteOfAFailureWhereThatIsWanted(CapturedOutput output) {
        makeItFail();
        start("atscript.db.on-error=warn", "test.insert=false");
        assertThat(output)
                .contains("The schema sync failed, and the application goes on (atscript.db.on-error=warn). ")
                .doesNotContain("\tat ");
    }

    @Test
    void saysThatTheDatabaseIsOutOfReach(CapturedOutput output) {
        assertThatThrownBy(() -> start("spring.datasource.url=jdbc:sqlite:/nowhere/at/all.db"))
                .isInstanceOf(UnreachableDatabaseException.class);
        assertThat(output).contains("The database cannot be reached: ").doesNotContain("\tat dev.atscript");
    }

    @Test
    void tellsWhatASafeRunLeftOut(CapturedOutput output) {
        start();
        new AsFiles(folder).write(AsFiles.USERS_WITHOUT_NAME);
        start("atscript.db.safe=true");
        assertThat(output).contains("1 change left out because").contains("skipped: destructive");
        assertThat(jdbc.queryForList("SELECT name FROM users", String.class)).hasSize(2);
    }

    @Test
    void worksLazily() {
        start("spring.main.lazy-initialization=true");
        assertThat(jdbc.queryForList("SELECT id FROM users")).hasSize(1);
    }

    private void makeItFail() {
        start();
        new AsFiles(folder).write(AsFiles.USERS.replace("name?: string", "name?: string\n    email: string"));
    }

    private void start(String... properties) {
        List<String> all = new ArrayList<>(List.of(
                new AsFiles(folder).property(),
                "spring.datasource.url=" + database.jdbcUrl(),
                "spring.main.web-application-type=none",
                "spring.jmx.enabled=false",
                "logging.level.dev.atscript=info"));
        all.addAll(List.of(properties));
        String[] arguments = all.stream().map(property -> "--" + property).toArray(String[]::new);
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class).run(arguments)) {
            assertThat(context.isActive()).isTrue();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {
        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE + 1)
        ApplicationRunner other(JdbcTemplate jdbc, Environment environment) {
            return arguments -> {
                if (environment.getProperty("test.insert", Boolean.class, true)) {
                    jdbc.update("INSERT INTO users (name) VALUES ('from a runner')");
                }
            };
        }
    }
}
