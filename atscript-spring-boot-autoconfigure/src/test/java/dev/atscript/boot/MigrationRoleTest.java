package dev.atscript.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import dev.atscript.testing.PostgresServer;
import dev.atscript.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.SchemaManagement;
import org.springframework.boot.jdbc.SchemaManagementProvider;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A role of its own for the sync, in the database of an application's DataSource. */
class MigrationRoleTest {

    private static final String EVENTS = """
            @db.table 'events'
            @db.space 'reporting'
            interface Event {
                @meta.id
                id: number.int
            }
            """;

    @TempDir
    Path folder;

    private final TestDatabase database = PostgresServer.createDatabase();
    private final JdbcTemplate admin = new JdbcTemplate(database.dataSource());
    private final String application = "app_" + database.name();
    private final String migration = "ddl_" + database.name();

    @BeforeEach
    void createRoles() {
        admin.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC");
        admin.execute("CREATE ROLE " + application + " LOGIN PASSWORD 'app'");
        admin.execute("GRANT USAGE ON SCHEMA public TO " + application);
        admin.execute("CREATE ROLE " + migration + " LOGIN PASSWORD 'ddl'");
        admin.execute("GRANT USAGE, CREATE ON SCHEMA public TO " + migration);
    }

    @AfterEach
    void drop() {
        for (String role : List.of(application, migration)) {
            admin.execute("DROP OWNED BY " + role);
            admin.execute("DROP ROLE " + role);
        }
        database.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"atscript.db", "atscript.db.spaces.default"})
    void migratesWhereTheApplicationsDataSourceLeads(String prefix) {
        ofProperties()
                .withPropertyValues(prefix + ".username=" + migration, prefix + ".password=ddl")
                .run(context -> {
                    context.getBean(AtscriptRunner.class).run(new DefaultApplicationArguments());
                    assertThat(owner("users")).isEqualTo(migration);
                    assertThat(context.getBean(SchemaManagementProvider.class)
                                    .getSchemaManagement(context.getBean(DataSource.class)))
                            .isEqualTo(SchemaManagement.MANAGED);
                });
    }

    /** As {@code @ServiceConnection} and Docker Compose have them: no property knows the URL. */
    @Test
    void followsConnectionDetails() {
        runner(AsFiles.USERS)
                .withBean(JdbcConnectionDetails.class, Details::new)
                .withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class))
                .withPropertyValues("atscript.db.username=" + migration, "atscript.db.password=ddl")
                .run(context -> {
                    context.getBean(AtscriptRunner.class).run(new DefaultApplicationArguments());
                    assertThat(owner("users")).isEqualTo(migration);
                });
    }

    @Test
    void migratesWhereTheBeanOfASpaceLeads() {
        runner(EVENTS)
                .withBean("other", DataSource.class, () -> asApplication(database.jdbcUrl()))
                .withBean("third", DataSource.class, () -> asApplication("jdbc:postgresql://localhost:1/nowhere"))
                .withPropertyValues(
                        "atscript.db.spaces.reporting.data-source=other",
                        "atscript.db.spaces.reporting.username=" + migration,
                        "atscript.db.spaces.reporting.password=ddl")
                .run(context -> {
                    context.getBean(AtscriptRunner.class).run(new DefaultApplicationArguments());
                    assertThat(owner("events")).isEqualTo(migration);
                });
    }

    @Test
    void tellsTheDriverWhatThePoolTellsItButNotWhoConnects() {
        admin.execute("CREATE SCHEMA app AUTHORIZATION " + migration);
        admin.execute("GRANT USAGE ON SCHEMA app TO " + application);
        ofProperties()
                .withPropertyValues(
                        "spring.datasource.hikari.data-source-properties.currentSchema=app",
                        "spring.datasource.hikari.data-source-properties.user=" + application,
                        "spring.datasource.hikari.data-source-properties.password=app",
                        "atscript.db.username=" + migration,
                        "atscript.db.password=ddl")
                .run(context -> {
                    context.getBean(AtscriptRunner.class).run(new DefaultApplicationArguments());
                    assertThat(schemas("users")).containsExactly("app");
                    assertThat(owner("users")).isEqualTo(migration);
                });
    }

    /** As tools that watch connections do. */
    @Test
    void tellsTheDriverTheSameWhereThePoolIsWrapped() {
        admin.execute("CREATE SCHEMA app AUTHORIZATION " + migration);
        runner(AsFiles.USERS)
                .withBean(DataSource.class, () -> new DelegatingDataSource(pool("currentSchema", "app")))
                .withPropertyValues("atscript.db.username=" + migration, "atscript.db.password=ddl")
                .run(context -> {
                    context.getBean(AtscriptRunner.class).run(new DefaultApplicationArguments());
                    assertThat(schemas("users")).containsExactly("app");
                });
    }

    @Test
    void saysWhatToSetWhereADataSourceDoesNotTellItsUrl() {
        runner(AsFiles.USERS)
                .withBean(DataSource.class, Silent::new)
                .withPropertyValues("atscript.db.username=" + migration, "atscript.db.password=ddl")
                .run(context -> assertThat(catchThrowable(
                                () -> context.getBean(AtscriptRunner.class).run(new DefaultApplicationArguments())))
                        .isInstanceOf(WrongPropertyException.class)
                        .hasMessageContaining("atscript.db.username needs atscript.db.url")
                        .hasMessageContaining("Silent"));
    }

    private final class Details implements JdbcConnectionDetails {

        @Override
        public String getUsername() {
            return application;
        }

        @Override
        public String getPassword() {
            return "app";
        }

        @Override
        public String getJdbcUrl() {
            return database.jdbcUrl();
        }
    }

    private static final class Silent extends AbstractDataSource {

        @Override
        public Connection getConnection() {
            throw new AssertionError("nobody may ask");
        }

        @Override
        public Connection getConnection(String username, String password) {
            return getConnection();
        }
    }

    private DataSource asApplication(String url) {
        return new DriverManagerDataSource(url, application, "app");
    }

    private DataSource pool(String property, String value) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(database.jdbcUrl());
        pool.setUsername(application);
        pool.setPassword("app");
        pool.addDataSourceProperty(property, value);
        return pool;
    }

    private List<String> schemas(String table) {
        return admin.queryForList("SELECT schemaname FROM pg_tables WHERE tablename = ?", String.class, table);
    }

    private String owner(String table) {
        return admin.queryForObject("SELECT tableowner FROM pg_tables WHERE tablename = ?", String.class, table);
    }

    private ApplicationContextRunner ofProperties() {
        return runner(AsFiles.USERS)
                .withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class))
                .withPropertyValues(
                        "spring.datasource.url=" + database.jdbcUrl(),
                        "spring.datasource.username=" + application,
                        "spring.datasource.password=app");
    }

    private ApplicationContextRunner runner(String model) {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(AtscriptAutoConfiguration.class))
                .withPropertyValues(new AsFiles(folder).write(model).property());
    }
}
