package dev.atscript.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atscript.testing.ModulesOnRequest;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.R2dbcBadGrammarException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.r2dbc.init.R2dbcScriptDatabaseInitializer;
import org.springframework.boot.sql.init.DatabaseInitializationSettings;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Scripts that Boot runs by R2DBC come after the sync, as those do that it runs by JDBC. */
@ExtendWith(OutputCaptureExtension.class)
class ReactiveScriptsTest extends CommandFixture {

    private static final String EARLY = "--atscript.db.phase=database-initialization";

    @BeforeEach
    void writeAMigration() throws IOException {
        Files.writeString(folder.resolve("V1__Orders.sql"), "CREATE TABLE orders (id int PRIMARY KEY);\n");
    }

    /** No driver is here: the script is one by its type, and fails as one does. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class WithScript {

        @Bean
        ConnectionFactory connectionFactory() {
            return new ConnectionFactory() {
                @Override
                public Publisher<? extends Connection> create() {
                    throw new UnsupportedOperationException();
                }

                @Override
                public ConnectionFactoryMetadata getMetadata() {
                    throw new UnsupportedOperationException();
                }
            };
        }

        @Bean
        R2dbcScriptDatabaseInitializer script(ConnectionFactory connections, Environment environment) {
            DatabaseInitializationSettings settings = new DatabaseInitializationSettings();
            JdbcTemplate jdbc =
                    new JdbcTemplate(new DriverManagerDataSource(environment.getRequiredProperty("atscript.db.url")));
            return new R2dbcScriptDatabaseInitializer(connections, settings) {
                @Override
                public boolean initializeDatabase() {
                    try {
                        return jdbc.update("INSERT INTO users (id, name) VALUES (7, 'Ada')") == 1;
                    } catch (DataAccessException ex) {
                        String message =
                                String.valueOf(ex.getMostSpecificCause().getMessage());
                        throw new IllegalStateException(new R2dbcBadGrammarException(message, "42P01", 1));
                    }
                }
            };
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "flyway"})
    void comeAfterTheSync(String module) {
        start(module, EARLY);
        assertThat(names()).containsExactly("Ada");
        assertThat(tables().contains("orders")).isEqualTo(!module.isEmpty());
    }

    @Test
    void sayThatTheSyncComesLater(CapturedOutput output) {
        assertThatThrownBy(() -> start("")).isInstanceOf(RuntimeException.class);
        assertThat(output).contains("The bean 'script' used the database before the schema sync, which comes later");
    }

    @Test
    void areNotRunByACommand() {
        more = new Class<?>[] {WithScript.class};
        assertThat(run("db sync --atscript.db.url=" + database.jdbcUrl())).isZero();
        assertThat(err()).isEmpty();
        assertThat(names()).isEmpty();
    }

    @Test
    void needAUrlOfTheSync() {
        more = new Class<?>[] {WithScript.class};
        assertThat(run("db sync")).isEqualTo(ExitCode.ERRORS);
        assertThat(err())
                .startsWith("There is nothing to sync: the application has no DataSource")
                .contains("atscript.db.url");
    }

    private List<String> names() {
        return jdbc.queryForList("SELECT name FROM users", String.class);
    }

    private void start(String module, String... more) {
        List<String> arguments = new ArrayList<>(List.of(more));
        arguments.add("--"
                + (module.isEmpty() ? ModulesOnRequest.property("r2dbc") : ModulesOnRequest.property("r2dbc", module)));
        arguments.add("--" + new AsFiles(folder).property());
        arguments.add("--atscript.db.url=" + database.jdbcUrl());
        arguments.add("--spring.flyway.url=" + database.jdbcUrl());
        arguments.add("--spring.flyway.locations=filesystem:" + folder);
        arguments.add("--spring.main.web-application-type=none");
        new SpringApplication(WithScript.class)
                .run(arguments.toArray(String[]::new))
                .close();
    }
}
