package dev.atscript.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atscript.testing.EachDatabase;
import dev.atscript.testing.ModulesOnRequest;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** An application with Spring Data JPA, whose entities may be validated against the database at start-up. */
@ExtendWith(OutputCaptureExtension.class)
class HibernateTest extends EachDatabase {

    private static final String VALIDATE = "spring.jpa.hibernate.ddl-auto=validate";
    private static final String EARLY = "atscript.db.phase=database-initialization";
    private static final String DEFER = "spring.jpa.defer-datasource-initialization=true";

    @TempDir
    Path folder;

    private AsFiles files;

    @BeforeEach
    void prepare() {
        files = new AsFiles(folder).write(AsFiles.USERS);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EntityScan(basePackageClasses = HibernateTest.class)
    static class Application {}

    @Entity
    @Table(name = "users")
    static class User {
        /** SQLite's columns are called INTEGER, which Hibernate does not take for a Long by itself. */
        @Id
        @Column(columnDefinition = "INTEGER")
        private Long id;

        private String name;
    }

    @Test
    void validationBeforeTheRunnerIsExplained(CapturedOutput output) {
        assertThatThrownBy(() -> start(VALIDATE)).isNotNull();
        assertThat(output)
                .contains(
                        "APPLICATION FAILED TO START",
                        "The bean 'entityManagerFactory' used the database before the schema sync, which comes later",
                        "missing table [users]",
                        "Set atscript.db.phase=database-initialization");
    }

    @Test
    void runnerWarnsOfAnEntityManagerFactoryThatMayHaveComeTooEarly(CapturedOutput output) {
        start().close();
        assertThat(output)
                .contains("These beans may have used the database before the schema sync, which only begins now:"
                        + " entityManagerFactory. Set atscript.db.phase=database-initialization");
    }

    @Test
    void validationAfterAnEarlySyncPasses(CapturedOutput output) {
        try (ConfigurableApplicationContext context = start(EARLY, VALIDATE);
                EntityManager entities =
                        context.getBean(EntityManagerFactory.class).createEntityManager()) {
            assertThat(entities.createQuery("SELECT u.name FROM HibernateTest$User u", String.class)
                            .getResultList())
                    .isEmpty();
        }
        assertThat(output).doesNotContain("These beans");
    }

    /** The property is for {@code data.sql}, which has always come after the sync. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void validationAfterAnEarlySyncPassesWhereScriptsComeAfterHibernate(boolean lazy) throws IOException {
        Path script = Files.writeString(folder.resolve("data.sql"), "INSERT INTO users (id) VALUES (7);");
        try (ConfigurableApplicationContext context = start(
                EARLY,
                VALIDATE,
                DEFER,
                "spring.main.lazy-initialization=" + lazy,
                "spring.sql.init.mode=always",
                "spring.sql.init.data-locations=" + script.toUri())) {
            assertThat(context.getBean(JdbcTemplate.class).queryForList("SELECT id FROM users", Long.class))
                    .containsExactly(7L);
            assertThat(dependencies(context, "entityManagerFactory")).contains("atscriptInitializer");
            assertThat(dependencies(context, "dataSourceScriptDatabaseInitializer"))
                    .contains("atscriptInitializer", "entityManagerFactory");
        }
    }

    private static String[] dependencies(ConfigurableApplicationContext context, String name) {
        return context.getBeanFactory().getBeanDefinition(name).getDependsOn();
    }

    @Test
    void refusesAnOrderThatIsNone(CapturedOutput output) {
        assertThatThrownBy(() -> start(List.of("hibernate", "data.jpa", "flyway"), EARLY, DEFER))
                .isInstanceOf(WrongPropertyException.class);
        assertThat(output)
                .contains(
                        "APPLICATION FAILED TO START",
                        "spring.jpa.defer-datasource-initialization lets flywayInitializer wait for Hibernate, which"
                                + " (atscript.db.phase=database-initialization) waits for the sync, and that for"
                                + " flywayInitializer: set it to false, or atscript.db.phase to application-runner.")
                .doesNotContain("\tat ");
    }

    /** Then it is not the order that is wrong. */
    @Test
    void validationThatFailsAfterAnEarlySyncIsLeftToBoot(CapturedOutput output) {
        files.write(AsFiles.USERS_WITHOUT_NAME);
        assertThatThrownBy(() -> start(EARLY, VALIDATE)).isNotNull();
        assertThat(output).contains("missing column [name]").doesNotContain("before the schema sync");
    }

    @Test
    void validationBeforeTheRunnerIsNotOursWhereSyncIsDisabled(CapturedOutput output) {
        assertThatThrownBy(() -> start("atscript.db.enabled=false", VALIDATE)).isNotNull();
        assertThat(output).contains("missing table [users]").doesNotContain("before the schema sync");
    }

    @Test
    void warnsWhereHibernateChangesTheTablesThatSyncKeeps(CapturedOutput output) {
        start(EARLY, "spring.jpa.hibernate.ddl-auto=create").close();
        assertThat(output).containsOnlyOnce("spring.jpa.hibernate.ddl-auto is 'create': Hibernate drops the tables");
    }

    @Test
    void warnsOfHibernateBeforeTheRunnerToo(CapturedOutput output) {
        start(EARLY).close();
        start("spring.jpa.hibernate.ddl-auto=update").close();
        assertThat(output).containsOnlyOnce("spring.jpa.hibernate.ddl-auto is 'update': Hibernate adds");
    }

    @Test
    void warnsWhereHibernateChangesTheTablesThoughItsOwnPropertySaysNone(CapturedOutput output) {
        files.write(AsFiles.USERS_WITHOUT_NAME);
        start(EARLY, "spring.jpa.generate-ddl=true", "spring.jpa.hibernate.ddl-auto=none")
                .close();
        assertThat(output).containsOnlyOnce("spring.jpa.generate-ddl is 'true': Hibernate adds");
        assertThat(jdbc.queryForList("SELECT name FROM users")).isEmpty();
    }

    @Test
    void saysNothingOfHibernateWhereThereIsNone(CapturedOutput output) {
        start(List.of(), EARLY, "spring.jpa.hibernate.ddl-auto=create").close();
        assertThat(output).doesNotContain("Hibernate drops");
    }

    private ConfigurableApplicationContext start(String... more) {
        return start(List.of("hibernate", "data.jpa"), more);
    }

    private ConfigurableApplicationContext start(List<String> modules, String... more) {
        List<String> properties = new ArrayList<>(List.of(
                files.property(),
                ModulesOnRequest.property(modules.toArray(String[]::new)),
                "spring.datasource.url=" + database.jdbcUrl(),
                "spring.datasource.username=" + database.username(),
                "spring.datasource.password=" + database.password(),
                "spring.main.web-application-type=none",
                "spring.jmx.enabled=false"));
        properties.addAll(List.of(more));
        return new SpringApplicationBuilder(Application.class)
                .run(properties.stream().map(property -> "--" + property).toArray(String[]::new));
    }
}
