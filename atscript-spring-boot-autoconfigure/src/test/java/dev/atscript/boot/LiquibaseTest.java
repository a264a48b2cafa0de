package dev.atscript.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.testing.DatabaseKind;
import dev.atscript.testing.ModulesOnRequest;
import dev.atscript.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Liquibase beside the sync: what it does has been done when the sync plans, in either phase. */
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class LiquibaseTest {

    @Parameter
    DatabaseKind kind;

    @TempDir
    Path folder;

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}

    /** A required field would be refused, had Liquibase not given the rows their value. */
    @Test
    void hasMigratedWhenTheSyncPlans() throws IOException {
        for (String phase : new String[] {"application-runner", "database-initialization"}) {
            try (TestDatabase database = kind.create()) {
                JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
                new AsFiles(folder).write(AsFiles.USERS);
                start(database, phase);
                jdbc.update("INSERT INTO users (id) VALUES (1)");
                new AsFiles(folder).write(AsFiles.USERS.replace("name?", "name"));
                Path changes = Files.writeString(
                        folder.resolve("changes.sql"),
                        "--liquibase formatted sql\n--changeset ada:1\nUPDATE users SET name = 'Ada' WHERE name IS NULL;\n");
                start(
                        database,
                        phase,
                        ModulesOnRequest.property("liquibase"),
                        "spring.liquibase.change-log=" + changes.toUri());
                assertThat(jdbc.queryForList("SELECT name FROM users", String.class))
                        .as(phase)
                        .containsExactly("Ada");
                assertThat(jdbc.queryForObject("SELECT count(*) FROM databasechangelog", Integer.class))
                        .isEqualTo(1);
            }
        }
    }

    private void start(TestDatabase database, String phase, String... properties) {
        String[] common = {
            "atscript.db.phase=" + phase,
            new AsFiles(folder).property(),
            "spring.datasource.url=" + database.jdbcUrl(),
            "spring.datasource.username=" + database.username(),
            "spring.datasource.password=" + database.password(),
            "spring.main.web-application-type=none",
            "spring.jmx.enabled=false"
        };
        String[] arguments = Stream.concat(Arrays.stream(common), Arrays.stream(properties))
                .map(property -> "--" + property)
                .toArray(String[]::new);
        new SpringApplicationBuilder(Application.class).run(arguments).close();
    }
}
