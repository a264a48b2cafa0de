package dev.atscript.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atscript.testing.DatabaseKind;
import dev.atscript.testing.ModulesOnRequest;
import dev.atscript.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Flyway in an application whose database has tables of sync already, as {@code docs/coming-from.md} advises. */
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class FlywayTest {

    private static final String BASELINE = "spring.flyway.baseline-on-migrate=true";

    @Parameter
    DatabaseKind kind;

    @TempDir
    Path folder;

    private TestDatabase database;
    private JdbcTemplate jdbc;

    @BeforeEach
    void syncFirst() throws IOException {
        database = kind.create();
        jdbc = new JdbcTemplate(database.dataSource());
        new AsFiles(folder).write(AsFiles.USERS);
        Files.writeString(folder.resolve("V1__Orders.sql"), "CREATE TABLE orders (id int PRIMARY KEY);\n");
        start();
        assertThat(rows("users")).isZero();
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}

    @Test
    void refusesTablesWithoutAHistory() {
        assertThatThrownBy(() -> startWithFlyway()).hasStackTraceContaining("but no schema history table");
    }

    @Test
    void takesTheFirstMigrationForDoneUnlessTheBaselineIsBeforeIt() {
        startWithFlyway(BASELINE);
        assertThatThrownBy(() -> rows("orders")).hasMessageContaining("orders");
    }

    @Test
    void runsEachMigrationWhereTheBaselineIsBeforeTheFirst() {
        startWithFlyway(BASELINE, "spring.flyway.baseline-version=0");
        assertThat(rows("orders")).isZero();
        assertThat(rows("users")).isZero();
    }

    private int rows(String table) {
        return jdbc.queryForObject("SELECT count(*) FROM " + table, Integer.class);
    }

    private void startWithFlyway(String... properties) {
        List<String> all = new ArrayList<>(List.of(properties));
        all.add(ModulesOnRequest.property("flyway"));
        all.add("spring.flyway.locations=filesystem:" + folder);
        start(all.toArray(String[]::new));
    }

    private void start(String... properties) {
        List<String> all = new ArrayList<>(List.of(properties));
        all.add(new AsFiles(folder).property());
        all.add("spring.datasource.url=" + database.jdbcUrl());
        all.add("spring.datasource.username=" + database.username());
        all.add("spring.datasource.password=" + database.password());
        all.add("spring.main.web-application-type=none");
        all.add("spring.jmx.enabled=false");
        String[] arguments = all.stream().map(property -> "--" + property).toArray(String[]::new);
        new SpringApplicationBuilder(Application.class).run(arguments).close();
    }
}
