package dev.atscript.boot;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.atscript.boot.AtscriptProperties.OnError;
import dev.atscript.db.sync.AtscriptSchema;
import dev.atscript.db.sync.AtscriptSchemaException;
import dev.atscript.db.sync.DbSpace;
import dev.atscript.db.sync.SchemaSync;
import dev.atscript.db.sync.SyncOptions;
import dev.atscript.testing.CountingDataSource;
import dev.atscript.testing.PostgresServer;
import dev.atscript.testing.SqliteFiles;
import dev.atscript.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionEvaluationReport;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.AbstractDataSource;

class AtscriptAutoConfigurationTest {

    @TempDir
    Path folder;

    private final TestDatabase database = SqliteFiles.createDatabase();
    private ApplicationContextRunner contextRunner = new ApplicationContextRunner();

    @BeforeEach
    void useTheModel() {
        contextRunner = new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        DataSourceAutoConfiguration.class,
                        AtscriptAutoConfiguration.class,
                        AtscriptEndpointAutoConfiguration.class))
                .withPropertyValues(
                        new AsFiles(folder).write(AsFiles.USERS).property(),
                        "spring.datasource.url=" + database.jdbcUrl());
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void makesEverythingForAnApplicationWithADataSource() {
        contextRunner.run(context -> {
            assertThat(context).hasSingleBean(AtscriptRunner.class);
            assertThat(context).hasSingleBean(SchemaSync.class);
            assertThat(context.getBean(AtscriptSchema.class).model().tables()).hasSize(1);
            assertThat(context.getBean(DbSpace.class).dialect().name()).isEqualTo("sqlite");
        });
    }

    @Test
    void backsOffWithoutADataSource() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(AtscriptAutoConfiguration.class))
                .run(context -> {
                    assertThat(context).doesNotHaveBean(AtscriptRunner.class);
                    assertThat(conditions(context)).contains("DataSource did not find any beans");
                });
    }

    @Test
    void backsOffWhenDisabled() {
        contextRunner
                .withPropertyValues("atscript.db.enabled=false", "atscript.db.locations=file:/nowhere/*.as")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(AtscriptRunner.class));
    }

    @Test
    void backsOffFromEveryBeanThatTheApplicationMakes() {
        contextRunner.withUserConfiguration(OwnBeans.class).run(context -> {
            assertThat(context.getBean(AtscriptSchema.class).files()).containsExactly("own.as");
            assertThat(context.getBean(SyncOptions.class).podId()).isEqualTo("own");
            assertThat(context.getBean(DbSpace.class).owner()).isEqualTo("own");
            assertThat(context).hasSingleBean(SchemaSync.class).hasBean("ownSync");
        });
    }

    @Test
    void worksWithoutTheActuator() {
        new ApplicationContextRunner()
                .withUserConfiguration(Everything.class)
                .withPropertyValues(new AsFiles(folder).property(), "spring.datasource.url=" + database.jdbcUrl())
                .withClassLoader(new FilteredClassLoader(ConditionalOnAvailableEndpoint.class))
                .run(context -> {
                    context.getBean(AtscriptRunner.class).run(new DefaultApplicationArguments());
                    assertThat(context)
                            .hasNotFailed()
                            .doesNotHaveBean(AtscriptEndpointAutoConfiguration.class)
                            .doesNotHaveBean(AtscriptEndpoint.class);
                });
    }

    /** Boot reads this before it loads the class, whose conditions need the actuator. */
    @Test
    void tellsEarlyThatTheEndpointNeedsTheActuator() throws IOException {
        assertThat(PropertiesLoaderUtils.loadAllProperties("META-INF/spring-autoconfigure-metadata.properties"))
                .containsEntry(
                        AtscriptEndpointAutoConfiguration.class.getName() + ".ConditionalOnClass",
                        ConditionalOnAvailableEndpoint.class.getName());
    }

    @Test
    void doesNotAskTheDatabaseBeforeTheRun() {
        contextRunner
                .withUserConfiguration(Unreachable.class)
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(AtscriptRunner.class));
    }

    @Test
    void runsBeforeAllOtherRunners() {
        contextRunner.run(context -> assertThat(context.getBean(AtscriptRunner.class))
                .isInstanceOf(PriorityOrdered.class)
                .extracting(AtscriptRunner::getOrder)
                .isEqualTo(Ordered.HIGHEST_PRECEDENCE));
    }

    @Test
    void bindsAllOptions() {
        contextRunner
                .withPropertyValues(
                        "atscript.db.force=true",
                        "atscript.db.safe=true",
                        "atscript.db.pod-id=pod-7",
                        "atscript.db.lock-ttl=10s",
                        "atscript.db.wait-timeout=2m",
                        "atscript.db.poll-interval=100ms",
                        "atscript.db.ddl-lock-timeout=4s",
                        "atscript.db.ddl-retries=7",
                        "atscript.db.backfill=zero-values",
                        "atscript.db.adopt=keep",
                        "atscript.db.fail-on-external-views=true",
                        "atscript.db.schema-version=2.10",
                        "atscript.db.on-superseded=fail")
                .run(context -> assertThat(context.getBean(SyncOptions.class))
                        .isEqualTo(new SyncOptions(
                                true,
                                true,
                                "pod-7",
                                Duration.ofSeconds(10),
                                Duration.ofMinutes(2),
                                Duration.ofMillis(100),
                                Duration.ofSeconds(4),
                                7,
                                SyncOptions.Backfill.ZERO_VALUES,
                                SyncOptions.Adopt.KEEP,
                                true,
                                "2.10",
                                SyncOptions.OnSuperseded.FAIL)));
    }

    @Test
    void hasTheDefaultsOfTheOptions() {
        contextRunner.run(context -> {
            SyncOptions options = context.getBean(SyncOptions.class);
            SyncOptions defaults = SyncOptions.builder().podId(options.podId()).build();
            assertThat(options).isEqualTo(defaults);
        });
    }

    @Test
    void ownsTablesInTheNameOfTheApplication() {
        contextRunner.run(
                context -> assertThat(context.getBean(DbSpace.class).owner()).isEqualTo("default"));
        contextRunner
                .withPropertyValues("spring.application.name=shop")
                .run(context ->
                        assertThat(context.getBean(DbSpace.class).owner()).isEqualTo("shop"));
        contextRunner
                .withPropertyValues("spring.application.name=shop", "atscript.db.owner=billing")
                .run(context ->
                        assertThat(context.getBean(DbSpace.class).owner()).isEqualTo("billing"));
    }

    @Test
    void failsWhereNoFileIsFound() {
        contextRunner
                .withPropertyValues("atscript.db.locations=file:/nowhere/*.as")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(MissingLocationsException.class)
                        .hasMessage("No .as file was found at file:/nowhere/*.as."));
        contextRunner
                .withPropertyValues("atscript.db.locations=")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(MissingLocationsException.class)
                        .hasMessage("No .as file was found: atscript.db.locations is empty."));
        contextRunner
                .withPropertyValues(
                        "atscript.db.locations=file:/nowhere/*.as", "atscript.db.fail-on-missing-locations=false")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void failsWhereOneOfSeveralLocationsHasNoFile() {
        new AsFiles(folder).write(AsFiles.USERS);
        String locations = "atscript.db.locations=" + folder.toUri() + "*.as,file:/nowhere/*.as";
        contextRunner
                .withPropertyValues(locations)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(MissingLocationsException.class)
                        .hasMessage("No .as file was found at file:/nowhere/*.as."));
        contextRunner
                .withPropertyValues(locations, "atscript.db.fail-on-missing-locations=false")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void failsWhereAFileHasAnError() {
        new AsFiles(folder).write(AsFiles.WRONG);
        contextRunner.run(context -> assertThat(context)
                .getFailure()
                .rootCause()
                .isInstanceOf(AtscriptSchemaException.class)
                .hasMessageContaining("strng"));
    }

    @Test
    void usesTheChosenDataSource() {
        contextRunner
                .withUserConfiguration(Chosen.class)
                .run(context -> assertThat(context.getBean(DbSpace.class).dataSource())
                        .isSameAs(context.getBean("migrations")));
    }

    @Test
    void usesThePrimaryDataSource() {
        contextRunner
                .withUserConfiguration(WithPrimary.class)
                .run(context ->
                        assertThat(context.getBean(DbSpace.class).dataSource()).isSameAs(context.getBean("first")));
    }

    @ParameterizedTest
    @EnumSource(OnError.class)
    void asksToChooseAmongSeveralDataSources(OnError onError) {
        withOnError(onError).withUserConfiguration(Several.class).run(context -> {
            AtscriptRunner runner = context.getBean(AtscriptRunner.class);
            assertThat(catchThrowable(() -> runner.run(new DefaultApplicationArguments())))
                    .isInstanceOf(AmbiguousDataSourceException.class)
                    .hasMessageContaining("first, second")
                    .extracting(Remedies::of, as(STRING))
                    .contains("@AtscriptDataSource", "@Primary", "atscript.db.spaces.default.data-source");
        });
    }

    @ParameterizedTest
    @EnumSource(OnError.class)
    void asksToChooseAmongSeveralMarkedDataSources(OnError onError) {
        withOnError(onError).withUserConfiguration(SeveralMarked.class).run(context -> {
            AtscriptRunner runner = context.getBean(AtscriptRunner.class);
            assertThat(catchThrowable(() -> runner.run(new DefaultApplicationArguments())))
                    .isInstanceOf(AmbiguousDataSourceException.class)
                    .hasMessageContaining("2 DataSource beans with @AtscriptDataSource (third, fourth)")
                    .extracting(Remedies::of, as(STRING))
                    .isEqualTo("Leave the mark on one of them, or mark one of them with @Primary too.");
        });
    }

    /** As wrong configuration fails the start in any case. */
    private ApplicationContextRunner withOnError(OnError onError) {
        return contextRunner.withPropertyValues("atscript.db.on-error=" + onError);
    }

    @Test
    void namesTheDataSourceWhoseMarkNamesNoSpace() {
        contextRunner.withUserConfiguration(MarkedWithNothing.class).run(context -> {
            AtscriptRunner runner = context.getBean(AtscriptRunner.class);
            assertThat(catchThrowable(() -> runner.run(new DefaultApplicationArguments())))
                    .isInstanceOf(UnfitDataSourceException.class)
                    .hasMessage("The DataSource bean 'nobodys' is marked with @AtscriptDataSource(\"\"), which names no"
                            + " space.");
        });
    }

    /** As {@code docs/several-databases.md} shows it; Spring Boot's own conditions do not look at such a bean. */
    @Test
    void needsOnlyAMarkedDataSourceThatIsNoDefaultCandidate() {
        OnlyMarked.database = database.dataSource();
        onlyWith(OnlyMarked.class).run(context -> {
            context.getBean(AtscriptRunner.class).run(new DefaultApplicationArguments());
            assertThat(new JdbcTemplate(database.dataSource()).queryForList("SELECT id FROM users"))
                    .isEmpty();
            assertThat(conditions(context)).contains("DataSource found bean 'migrations'");
        });
    }

    @Test
    void asksForAMarkWhereTheOnlyDataSourceIsNoDefaultCandidate() {
        onlyWith(OnlyHidden.class).run(context -> {
            AtscriptRunner runner = context.getBean(AtscriptRunner.class);
            assertThat(catchThrowable(() -> runner.run(new DefaultApplicationArguments())))
                    .isInstanceOf(AmbiguousDataSourceException.class)
                    .hasMessage(
                            "The only DataSource bean (hidden) is no default candidate, and nothing says that it leads"
                                    + " to the tables of the .as files.");
        });
    }

    private ApplicationContextRunner onlyWith(Class<?> configuration) {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(AtscriptAutoConfiguration.class))
                .withUserConfiguration(configuration)
                .withPropertyValues(new AsFiles(folder).property());
    }

    private static String conditions(AssertableApplicationContext context) {
        return ConditionEvaluationReport.get(
                        context.getSourceApplicationContext().getBeanFactory())
                .getConditionAndOutcomesBySource()
                .get(AtscriptAutoConfiguration.class.getName())
                .stream()
                .map(each -> each.getOutcome().getMessage())
                .collect(Collectors.joining("\n"));
    }

    @Test
    void migratesWithCredentialsOfItsOwn() {
        try (TestDatabase postgres = PostgresServer.createDatabase()) {
            JdbcTemplate admin = new JdbcTemplate(postgres.dataSource());
            admin.execute("DROP ROLE IF EXISTS only_reads");
            admin.execute("CREATE ROLE only_reads LOGIN PASSWORD 'secret'");
            contextRunner
                    .withPropertyValues(
                            "spring.datasource.url=" + postgres.jdbcUrl(),
                            "spring.datasource.username=only_reads",
                            "spring.datasource.password=secret",
                            "atscript.db.url=" + postgres.jdbcUrl(),
                            "atscript.db.username=" + postgres.username(),
                            "atscript.db.password=" + postgres.password())
                    .run(context -> {
                        assertThat(context).hasSingleBean(DataSource.class);
                        context.getBean(AtscriptRunner.class).run(new DefaultApplicationArguments());
                        assertThat(admin.queryForObject(
                                        "SELECT tableowner FROM pg_tables WHERE tablename = 'users'", String.class))
                                .isEqualTo(postgres.username());
                        assertThat(context.getBean(AtscriptProperties.class).toString())
                                .doesNotContain(postgres.password() + ",");
                    });
        }
    }

    @Test
    void needsNoDataSourceWhereItHasItsOwn() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(AtscriptAutoConfiguration.class))
                .withPropertyValues(new AsFiles(folder).property(), "atscript.db.url=" + database.jdbcUrl())
                .run(context -> {
                    assertThat(context).doesNotHaveBean(DataSource.class);
                    context.getBean(AtscriptRunner.class).run(new DefaultApplicationArguments());
                    assertThat(new JdbcTemplate(database.dataSource()).queryForList("SELECT id FROM users"))
                            .isEmpty();
                });
    }

    @Test
    void prefersTheMarkedDataSourceToTheProperties() {
        contextRunner
                .withUserConfiguration(Chosen.class)
                .withPropertyValues("atscript.db.url=" + database.jdbcUrl())
                .run(context -> assertThat(context.getBean(DbSpace.class).dataSource())
                        .isSameAs(context.getBean("migrations")));
    }

    @Test
    void findsItsPropertiesInTheEnvironment() {
        contextRunner
                .withInitializer(context -> TestPropertyValues.of("ATSCRIPT_DB_WAITTIMEOUT=5s")
                        .applyTo(context.getEnvironment(), TestPropertyValues.Type.SYSTEM_ENVIRONMENT))
                .run(context -> assertThat(context.getBean(SyncOptions.class).waitTimeout())
                        .isEqualTo(Duration.ofSeconds(5)));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Everything {}

    @Configuration(proxyBeanMethods = false)
    static class OwnBeans {
        @Bean
        AtscriptSchema ownSchema() {
            AtscriptSchema empty = AtscriptSchema.load();
            return new AtscriptSchema(empty.model(), List.of(), List.of(), List.of(), List.of("own.as"), null);
        }

        @Bean
        SyncOptions ownOptions() {
            return SyncOptions.builder().podId("own").build();
        }

        @Bean
        DbSpace ownSpace(DataSource dataSource) {
            return DbSpace.of(dataSource).withOwner("own");
        }

        @Bean
        SchemaSync ownSync(DbSpace space) {
            return new SchemaSync(space);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Unreachable {
        @Bean
        DataSource dataSource() {
            return new AbstractDataSource() {
                @Override
                public Connection getConnection() {
                    throw new AssertionError("asked for a connection");
                }

                @Override
                public Connection getConnection(String username, String password) {
                    throw new AssertionError("asked for a connection");
                }
            };
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Several {
        @Bean
        DataSource first() {
            return new CountingDataSource(SqliteFiles.createDatabase().dataSource());
        }

        @Bean
        DataSource second() {
            return new CountingDataSource(SqliteFiles.createDatabase().dataSource());
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Chosen extends Several {
        @Bean
        @AtscriptDataSource
        DataSource migrations() {
            return new CountingDataSource(SqliteFiles.createDatabase().dataSource());
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class MarkedWithNothing extends Several {
        @Bean
        @AtscriptDataSource("")
        DataSource nobodys() {
            return new CountingDataSource(SqliteFiles.createDatabase().dataSource());
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class SeveralMarked extends Several {
        @Bean
        @AtscriptDataSource
        DataSource third() {
            return new CountingDataSource(SqliteFiles.createDatabase().dataSource());
        }

        @Bean
        @AtscriptDataSource
        DataSource fourth() {
            return new CountingDataSource(SqliteFiles.createDatabase().dataSource());
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OnlyMarked {

        static DataSource database;

        @Bean(defaultCandidate = false)
        @AtscriptDataSource
        DataSource migrations() {
            return database;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OnlyHidden {
        @Bean(defaultCandidate = false)
        DataSource hidden() {
            return new CountingDataSource(SqliteFiles.createDatabase().dataSource());
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class WithPrimary {
        @Bean
        @Primary
        DataSource first() {
            return new CountingDataSource(SqliteFiles.createDatabase().dataSource());
        }

        @Bean
        DataSource second() {
            return new CountingDataSource(SqliteFiles.createDatabase().dataSource());
        }
    }
}
