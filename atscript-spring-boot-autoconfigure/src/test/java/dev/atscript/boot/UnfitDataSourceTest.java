package dev.atscript.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.atscript.testing.DatabaseKind;
import dev.atscript.testing.SqliteFiles;
import dev.atscript.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

/** What is said where the DataSource leads to no database that a run could bring in line, and be it for the moment. */
class UnfitDataSourceTest {

    private static final String POOL = "spring.datasource.hikari.";

    @TempDir
    Path folder;

    private ApplicationContextRunner application = new ApplicationContextRunner();

    @BeforeEach
    void useTheModel() {
        application = new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(DataSourceAutoConfiguration.class, AtscriptAutoConfiguration.class))
                .withPropertyValues(new AsFiles(folder).write(AsFiles.USERS).property());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:sqlite:",
                "jdbc:sqlite:?foreign_keys=on",
                "jdbc:sqlite::memory:",
                "jdbc:sqlite::memory:?foreign_keys=on",
                "jdbc:sqlite:file::memory:",
                "jdbc:sqlite:file:?foreign_keys=on",
                "jdbc:sqlite:file:unfit?mode=memory",
                "jdbc:sqlite:file:unfit?foreign_keys=on&mode=memory"
            })
    void saysThatEachConnectionHasADatabaseOfItsOwn(String url) {
        application.withPropertyValues("spring.datasource.url=" + url).run(context -> {
            FailureAnalysis analysis = analysis(context);
            assertThat(analysis.getDescription())
                    .contains(url.replaceAll("\\?.*", ""), "each connection has a database of its own");
            assertThat(analysis.getAction())
                    .contains("jdbc:sqlite:file:NAME?mode=memory&cache=shared", POOL + "maximum-pool-size=1");
        });
    }

    @Test
    void saysThatConnectionsOfSyncsOwnHaveADatabaseEach() {
        TestDatabase ofTheApplication = SqliteFiles.createDatabase();
        application
                .withPropertyValues(
                        "spring.datasource.url=" + ofTheApplication.jdbcUrl(), "atscript.db.url=jdbc:sqlite::memory:")
                .run(context -> assertThat(analysis(context).getDescription())
                        .contains("jdbc:sqlite::memory:", "each connection has a database of its own"));
        ofTheApplication.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1, jdbc:sqlite::memory:",
                "1, jdbc:sqlite:file:unfit?mode=memory",
                "8, jdbc:sqlite:file:one?mode=memory&cache=shared",
                "8, jdbc:sqlite:file::memory:?cache=shared"
            })
    void takesAnInMemoryDatabaseThatAllConnectionsShare(String sizeAndUrl) {
        String[] parts = sizeAndUrl.split(", ");
        application
                .withPropertyValues(POOL + "maximum-pool-size=" + parts[0], "spring.datasource.url=" + parts[1])
                .run(context -> {
                    run(context);
                    assertThat(new JdbcTemplate(context.getBean(DataSource.class))
                                    .queryForList("SELECT name FROM users"))
                            .isEmpty();
                });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void saysThatARoutingDataSourceLeadsNowhere(boolean lazy) {
        application
                .withBean(DataSource.class, () -> lazy ? new LazyConnectionDataSourceProxy(routing()) : routing())
                .run(context -> {
                    FailureAnalysis analysis = analysis(context);
                    assertThat(analysis.getDescription()).contains("lookup key [null]", "eu");
                    assertThat(analysis.getAction()).contains("@AtscriptDataSource", "atscript.db.url");
                });
    }

    @Test
    void saysThatEveryConnectionIsInUse() {
        TestDatabase database = SqliteFiles.createDatabase();
        application
                .withPropertyValues(
                        "spring.datasource.url=" + database.jdbcUrl(),
                        POOL + "maximum-pool-size=1",
                        POOL + "connection-timeout=250")
                .run(context -> {
                    try (Connection held = context.getBean(DataSource.class).getConnection()) {
                        FailureAnalysis analysis = analysis(context);
                        assertThat(analysis.getDescription())
                                .startsWith("No connection to the database was free")
                                .contains("active=1");
                        assertThat(analysis.getAction())
                                .contains(
                                        POOL + "leak-detection-threshold",
                                        POOL + "maximum-pool-size",
                                        "atscript.db.url");
                        assertThat(held.isClosed()).isFalse();
                    }
                });
        database.close();
    }

    @ParameterizedTest
    @EnumSource(DatabaseKind.class)
    void saysWhatToDoAboutReadOnlyConnections(DatabaseKind kind) {
        TestDatabase database = kind.create();
        application
                .withPropertyValues(
                        "spring.datasource.url=" + database.jdbcUrl(),
                        "spring.datasource.username=" + Objects.toString(database.username(), ""),
                        "spring.datasource.password=" + Objects.toString(database.password(), ""),
                        POOL + "read-only=true")
                .run(context -> {
                    FailureAnalysis analysis = analysis(context);
                    assertThat(analysis.getDescription() + analysis.getAction())
                            .contains("read-only", "a connection that can write", "atscript.db.url");
                });
        database.close();
    }

    private static void run(ApplicationContext context) {
        context.getBean(AtscriptRunner.class).run(new DefaultApplicationArguments());
    }

    private static FailureAnalysis analysis(ApplicationContext context) {
        Throwable thrown = catchThrowable(() -> run(context));
        FailureAnalysis analysis = new AtscriptFailureAnalyzer().analyze(thrown);
        return Objects.requireNonNull(analysis);
    }

    private static DataSource routing() {
        AbstractRoutingDataSource routing = new AbstractRoutingDataSource() {
            @Override
            protected @Nullable Object determineCurrentLookupKey() {
                return null;
            }
        };
        routing.setTargetDataSources(Map.of("eu", new SimpleDriverDataSource()));
        routing.afterPropertiesSet();
        return routing;
    }
}
