package dev.atscript.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atscript.testing.EachDatabase;
import dev.atscript.testing.ModulesOnRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Configuration;

/** Flyway in an application whose database has tables of sync already, as {@code docs/coming-from.md} advises. */
class FlywayTest extends EachDatabase {

    private static final String BASELINE = "spring.flyway.baseline-on-migrate=true";

    @TempDir
    Path folder;

    @BeforeEach
    void syncFirst() throws IOException {
        new AsFiles(folder).write(AsFiles.USERS);
        Files.writeString(folder.resolve("V1__Orders.sql"), "CREATE TABLE orders (id int PRIMARY KEY);\n");
        start();
        assertThat(rows("users")).isZero();
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
