package dev.atscript.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.atscript.boot.AtscriptEndpoint.SpaceDescriptor;
import dev.atscript.db.sync.AtscriptSchema;
import dev.atscript.db.sync.DbSpace;
import dev.atscript.db.sync.SchemaSync;
import dev.atscript.db.sync.SchemaSyncListener;
import dev.atscript.db.sync.SyncInterruptedException;
import dev.atscript.db.sync.SyncOptions;
import dev.atscript.db.sync.SyncPlanException;
import dev.atscript.db.sync.SyncResult;
import dev.atscript.db.sync.SyncStatementException;
import dev.atscript.testing.CountingDataSource;
import dev.atscript.testing.DatabaseKind;
import dev.atscript.testing.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.jdbc.SchemaManagement;
import org.springframework.boot.jdbc.SchemaManagementProvider;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Spaces: an application on SQLite, with a part of its tables on PostgreSQL. */
@ExtendWith(OutputCaptureExtension.class)
class SeveralDatabasesTest {

    private static final String EVENTS = """
            @db.table 'events'
            @db.space 'reporting'
            interface Event {
                @meta.id
                id: number.int
                title?: string
            }
            """;

    private static final String BOTH = AsFiles.USERS + EVENTS;

    @TempDir
    Path folder;

    private final TestDatabase database = DatabaseKind.SQLITE.create();
    private final TestDatabase reporting = DatabaseKind.POSTGRES.create();
    private final JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
    private final JdbcTemplate reportingJdbc = new JdbcTemplate(reporting.dataSource());

    @BeforeEach
    void writeTheModel() {
        write(BOTH);
    }

    @AfterEach
    void drop() {
        database.close();
        reporting.close();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}

    @ParameterizedTest
    @EnumSource(AtscriptProperties.Phase.class)
    void bringsEachDatabaseInLineWithItsTables(AtscriptProperties.Phase phase, CapturedOutput output) {
        start("atscript.db.phase=" + phase.id());
        assertThat(tables()).contains("users").doesNotContain("events");
        assertThat(reportingTables()).contains("events").doesNotContain("users");
        assertThat(output)
                .containsSubsequence(
                        "Schema of the space 'default' synced (1 created, ",
                        "    + users ",
                        "Schema of the space 'reporting' synced (1 created, ",
                        "    + events ");
        start("atscript.db.phase=" + phase.id());
        assertThat(output)
                .containsPattern("Schema of the space 'default' up to date \\(hash [0-9a-f]{16}, 1 statement, ")
                .containsPattern("Schema of the space 'reporting' up to date \\(hash [0-9a-f]{16}, 1 statement, ");
    }

    @Test
    void failsBeforeAnyChangeWhereNothingSaysWhichDatabaseASpaceIs(CapturedOutput output) {
        assertThatThrownBy(() -> startWith(List.of("atscript.db.on-error=warn")))
                .isInstanceOf(UnconfiguredSpaceException.class);
        assertThat(output)
                .contains("APPLICATION FAILED TO START", "The table events (")
                .contains("model.as:9:11) is in the space 'reporting', and nothing says which database that is.")
                .contains(
                        "Set atscript.db.spaces.reporting.data-source to the name of a DataSource bean (dataSource), or"
                                + " atscript.db.spaces.reporting.url to a JDBC URL, or mark a DataSource bean with"
                                + " @AtscriptDataSource(\"reporting\").")
                .doesNotContain("\tat ");
        assertThat(tables()).isEmpty();
    }

    @Test
    void changesNothingWhereAnotherSpaceCannotBeBroughtInLine(CapturedOutput output) {
        start();
        reportingJdbc.update("INSERT INTO events (id) VALUES (1)");
        write(AsFiles.USERS_WITH_EMAIL + EVENTS.replace("title?", "title"));
        assertThatThrownBy(this::start)
                .isInstanceOf(SpaceSyncException.class)
                .hasCauseInstanceOf(SyncPlanException.class);
        assertThat(columns()).doesNotContain("email");
        assertThat(output)
                .contains(
                        "APPLICATION FAILED TO START",
                        "The space 'reporting' failed. The database cannot be brought in line")
                .contains("No other space was changed.", "Fix each error as it says");
    }

    @Test
    void saysWhatStaysAppliedWhereALaterSpaceIsRefused(CapturedOutput output) {
        assertThatThrownBy(() ->
                        startWith(reportingAt(reporting.jdbcUrl() + "?options=-c%20default_transaction_read_only=on")))
                .isInstanceOf(SpaceSyncException.class)
                .hasCauseInstanceOf(SyncStatementException.class);
        assertThat(output)
                .contains("The space 'reporting' failed. The database refused to let sync create its control table")
                .contains("The run has ended for 'default' already, and what it applied there stays");
        assertThat(tables()).contains("users");
        start();
        assertThat(reportingTables()).contains("events");
    }

    @Test
    void changesNothingWhereAnotherDatabaseIsOutOfReach(CapturedOutput output) {
        assertThatThrownBy(() -> startWith(reportingAt("jdbc:postgresql://localhost:1/nobody")))
                .isInstanceOf(SpaceSyncException.class);
        assertThat(output).contains("The space 'reporting' failed. The database cannot be reached: ");
        assertThat(tables()).isEmpty();
    }

    @Test
    void goesOnWithTheOtherSpacesWhereThatIsWanted(CapturedOutput output) {
        runner(reportingAt("jdbc:postgresql://localhost:1/nobody"))
                .withPropertyValues("atscript.db.on-error=warn")
                .run(context -> {
                    run(context);
                    assertThat(tables()).contains("users");
                    assertThat(output)
                            .contains("The schema sync of the space 'reporting' failed, and the application goes on")
                            .contains("Schema of the space 'default' synced");
                    assertThat(context.getBean(TrafficGate.class).isOpen()).isTrue();
                    Health health = health(context);
                    assertThat(health.getStatus()).isEqualTo(Status.DOWN);
                    assertThat(ofSpace("default", health)).containsEntry("status", "UP");
                    assertThat(ofSpace("reporting", health))
                            .containsEntry("status", "DOWN")
                            .containsEntry("outcome", "failed");
                    Map<String, SpaceDescriptor> spaces = context.getBean(AtscriptEndpoint.class)
                            .atscript(false)
                            .spaces();
                    assertThat(spaces.get("default").error()).isNull();
                    assertThat(spaces.get("reporting").error()).contains("cannot be reached");
                    assertThat(timer(context, "reporting", "unknown", "failed")).isEqualTo(1);
                });
    }

    @Test
    void keepsTheGateClosedUntilAllAreDone() {
        boolean[] open = {true, true};
        SchemaSyncListener listener = new SchemaSyncListener() {
            @Override
            public void beforeRun(DbSpace space, SyncOptions options) {
                open[space.name().equals("default") ? 0 : 1] =
                        context.getBean(TrafficGate.class).isOpen();
            }
        };
        runner(reportingAt(reporting.jdbcUrl()))
                .withBean(SchemaSyncListener.class, () -> listener)
                .run(started -> {
                    context = started;
                    run(started);
                    assertThat(open).containsExactly(false, false);
                    assertThat(started.getBean(TrafficGate.class).isOpen()).isTrue();
                });
    }

    private AssertableApplicationContext context;

    @Test
    void showsEverySpaceAtTheEndpointInHealthAndInMetrics() {
        write(BOTH.replace("'events'", "'users'"));
        runner(reportingAt(reporting.jdbcUrl())).run(started -> {
            assertThat(health(started).getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
            run(started);
            AtscriptEndpoint endpoint = started.getBean(AtscriptEndpoint.class);
            Map<String, SpaceDescriptor> spaces = endpoint.atscript(true).spaces();
            assertThat(spaces.keySet()).containsExactly("default", "reporting");
            assertThat(spaces.get("default").dialect()).isEqualTo("sqlite");
            assertThat(spaces.get("reporting"))
                    .returns("postgres", SpaceDescriptor::dialect)
                    .returns(List.of("users"), SpaceDescriptor::tracked)
                    .satisfies(space -> assertThat(space.storedHash()).isEqualTo(space.desiredHash()))
                    .satisfies(space -> assertThat(space.drift().status()).isEqualTo("none"));
            assertThat(endpoint.entry("users", null, null))
                    .returns("default", AtscriptEndpoint.EntryDescriptor::space)
                    .returns(List.of("reporting"), AtscriptEndpoint.EntryDescriptor::alsoIn);
            assertThat(endpoint.entry("users", "reporting", null))
                    .returns("reporting", AtscriptEndpoint.EntryDescriptor::space)
                    .returns(null, AtscriptEndpoint.EntryDescriptor::alsoIn);
            assertThat(endpoint.entry("users", "nowhere", null)).isNull();
            assertThat(endpoint.text(false, false))
                    .containsSubsequence("Space default\nTables\n  + users", "\nSpace reporting\nTables\n  + users");
            assertThat(endpoint.entryText("users", null, false, false))
                    .contains("Space default\n", "Space reporting\n");
            assertThat(health(started).getStatus()).isEqualTo(Status.UP);
            assertThat(ofSpace("reporting", health(started)))
                    .containsOnlyKeys("status", "outcome", "at", "hash")
                    .containsEntry("outcome", "synced");
            assertThat(timer(started, "default", "sqlite", "synced")).isEqualTo(1);
            assertThat(timer(started, "reporting", "postgres", "synced")).isEqualTo(1);
            MeterRegistry registry = started.getBean(MeterRegistry.class);
            for (String space : List.of("default", "reporting")) {
                assertThat(registry.get("atscript.db.statements")
                                .tag("space", space)
                                .counter()
                                .count())
                        .isPositive();
                assertThat(registry.get("atscript.db.stage")
                                .tags("space", space, "stage", "apply")
                                .timer()
                                .count())
                        .isEqualTo(1);
                assertThat(registry.get("atscript.db.drift")
                                .tag("space", space)
                                .gauge()
                                .value())
                        .isZero();
            }
        });
    }

    @Test
    void plansEverySpaceInADryRun() {
        runner(reportingAt(reporting.jdbcUrl()))
                .withPropertyValues("atscript.db.dry-run=true")
                .run(started -> {
                    run(started);
                    assertThat(tables()).isEmpty();
                    assertThat(reportingTables()).isEmpty();
                    assertThat(health(started).getStatus()).isEqualTo(Status.UNKNOWN);
                    assertThat(ofSpace("reporting", health(started))).containsEntry("outcome", "dry-run");
                });
    }

    @Test
    void sendsOneStatementToEachDatabaseWhereThereIsNothingToDo() {
        start();
        CountingDataSource first = new CountingDataSource(database.dataSource());
        CountingDataSource second = new CountingDataSource(reporting.dataSource());
        runner(List.of("atscript.db.spaces.reporting.data-source=second"))
                .withBean("first", DataSource.class, () -> first)
                .withBean("second", DataSource.class, () -> second)
                .run(started -> {
                    run(started);
                    assertThat(List.of(first, second))
                            .allSatisfy(each -> assertThat(each.statements()).hasSize(1));
                });
    }

    @Configuration(proxyBeanMethods = false)
    static class Marked {

        static DataSource database;

        @Bean(defaultCandidate = false)
        @AtscriptDataSource("reporting")
        DataSource reportingDataSource() {
            return database;
        }
    }

    @Test
    void takesAMarkedDataSource() {
        Marked.database = reporting.dataSource();
        runner(List.of()).withUserConfiguration(Marked.class).run(started -> {
            run(started);
            assertThat(reportingTables()).contains("events");
            assertThat(tables()).contains("users").doesNotContain("events");
            SchemaManagementProvider management = started.getBean(SchemaManagementProvider.class);
            assertThat(management.getSchemaManagement(Marked.database)).isEqualTo(SchemaManagement.MANAGED);
            assertThat(management.getSchemaManagement(new CountingDataSource(database.dataSource())))
                    .isEqualTo(SchemaManagement.UNMANAGED);
        });
    }

    @Test
    void leavesTheDefaultSpaceOutWhereNothingIsInIt() {
        write(EVENTS);
        runner(reportingAt(reporting.jdbcUrl())).run(started -> {
            run(started);
            assertThat(started.getBean(AtscriptSpaces.class).names()).containsExactly("reporting");
            assertThat(started.getBean(SchemaSync.class).space().name()).isEqualTo("reporting");
            assertThat(health(started).getDetails()).containsEntry("outcome", "synced");
            assertThat(tables()).isEmpty();
        });
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(AtscriptAutoConfiguration.class))
                .withPropertyValues(reportingAt(reporting.jdbcUrl()).toArray(String[]::new))
                .withPropertyValues(new AsFiles(folder).property())
                .run(started -> {
                    assertThat(started).hasNotFailed().doesNotHaveBean(DataSource.class);
                    run(started);
                });
    }

    @Test
    void refusesToDropTheLastTableOfASpace() {
        start();
        write(AsFiles.USERS);
        runner(reportingAt(reporting.jdbcUrl()))
                .run(started -> assertThat(failure(started))
                        .isInstanceOf(SpaceSyncException.class)
                        .hasMessageContaining(
                                "The model declares no table in the space 'reporting', but the database tracks 1"
                                        + " (events)."));
        assertThat(reportingTables()).contains("events");
    }

    @Test
    void refusesTwoSpacesInOneDatabaseUnlessTheyHaveOwners() {
        List<String> shared = Stream.concat(
                        reportingAt(reporting.jdbcUrl()).stream(),
                        Stream.of(
                                "atscript.db.url=" + reporting.jdbcUrl() + "?ApplicationName=other",
                                "atscript.db.username=" + reporting.username(),
                                "atscript.db.password=" + reporting.password()))
                .toList();
        for (String onError : List.of("fail", "warn")) {
            runner(shared)
                    .withPropertyValues("atscript.db.on-error=" + onError)
                    .run(started -> assertThat(failure(started))
                            .isInstanceOf(SharedDatabaseException.class)
                            .hasMessageContaining("The spaces 'default' and 'reporting' are in one database ("
                                    + reporting.jdbcUrl()));
        }
        assertThat(reportingTables()).isEmpty();
        runner(shared)
                .withPropertyValues("atscript.db.spaces.reporting.owner=reports")
                .run(started -> {
                    run(started);
                    run(started);
                    assertThat(reportingTables()).contains("users", "events");
                });
    }

    @ParameterizedTest
    @EnumSource(DatabaseKind.class)
    void knowsOneDatabaseByAnotherName(DatabaseKind kind) {
        try (TestDatabase database = kind.create()) {
            String url = database.jdbcUrl();
            String other = kind == DatabaseKind.SQLITE
                    ? url.replace("jdbc:sqlite:", "jdbc:sqlite:file:")
                    : url.replaceFirst("//[^:/]+", "//" + (url.contains("//localhost") ? "127.0.0.1" : "localhost"));
            assertThat(other).isNotEqualTo(url);
            runner(List.of(
                            "atscript.db.url=" + url,
                            "atscript.db.username=" + database.username(),
                            "atscript.db.password=" + database.password(),
                            "atscript.db.spaces.reporting.url=" + other,
                            "atscript.db.spaces.reporting.username=" + database.username(),
                            "atscript.db.spaces.reporting.password=" + database.password()))
                    .run(started -> assertThat(failure(started)).isInstanceOf(SharedDatabaseException.class));
        }
    }

    @Test
    void hasOptionsOfItsOwnForASpace() {
        start();
        write(AsFiles.USERS_WITHOUT_NAME + EVENTS.replace("    title?: string\n", ""));
        runner(reportingAt(reporting.jdbcUrl()))
                .withPropertyValues("atscript.db.spaces.reporting.safe=true", "atscript.db.spaces.reporting.adopt=keep")
                .withBean(SyncOptionsCustomizer.class, () -> options -> options.safe(false))
                .run(started -> {
                    run(started);
                    assertThat(columns()).doesNotContain("name");
                    assertThat(reportingJdbc.queryForList("SELECT title FROM events"))
                            .isEmpty();
                    assertThat(started.getBean(AtscriptSpaces.class)
                                    .options("reporting")
                                    .adopt())
                            .isEqualTo(SyncOptions.Adopt.KEEP);
                    assertThat(started.getBean(AtscriptSpaces.class)
                                    .sync("reporting")
                                    .options()
                                    .safe())
                            .isTrue();
                });
    }

    @Test
    void letsTheDefaultSpaceBeSaidLikeTheOthers() {
        runner(List.of(
                        "atscript.db.spaces.default.data-source=second",
                        "atscript.db.spaces.reporting.data-source=first"))
                .withBean("first", DataSource.class, database::dataSource)
                .withBean("second", DataSource.class, reporting::dataSource)
                .run(started -> {
                    run(started);
                    assertThat(tables()).contains("events");
                    assertThat(reportingTables()).contains("users");
                });
        runner(reportingAt(reporting.jdbcUrl()))
                .withPropertyValues(
                        "atscript.db.url=jdbc:sqlite:a.db", "atscript.db.spaces.default.url=jdbc:sqlite:b.db")
                .run(started -> assertThat(failure(started))
                        .isInstanceOf(WrongPropertyException.class)
                        .hasMessageContaining("are the same space: set one of them"));
    }

    @ParameterizedTest
    @CsvSource({"own, ownSync", "atscriptDbSpace, atscriptSchemaSync"})
    void takesBeansOfTheApplicationForTheSpaceThatTheyName(String spaceBean, String syncBean) {
        runner(List.of())
                .withBean(
                        spaceBean,
                        DbSpace.class,
                        () -> DbSpace.of("reporting", reporting.dataSource()).withOwner("own"))
                .run(started -> {
                    run(started);
                    AtscriptSpaces spaces = started.getBean(AtscriptSpaces.class);
                    assertThat(spaces.names()).containsExactly("default", "reporting");
                    assertThat(spaces.sync("reporting").space().owner()).isEqualTo("own");
                    assertThat(spaces.sync("default")).isSameAs(started.getBean(SchemaSync.class));
                    AtscriptSchema schema = started.getBean(AtscriptSchema.class);
                    assertThat(spaces.sync("reporting").run(schema).status()).isEqualTo(SyncResult.Status.UP_TO_DATE);
                    assertThat(reportingTables()).contains("events");
                });
        SchemaSync own = new SchemaSync(DbSpace.of("reporting", reporting.dataSource()));
        runner(List.of()).withBean(syncBean, SchemaSync.class, () -> own).run(started -> {
            run(started);
            assertThat(started.getBean(AtscriptSpaces.class).sync("reporting")).isSameAs(own);
        });
    }

    @Test
    void beginsNoSpaceAfterTheEndOfTheApplication() {
        SchemaSyncListener listener = new SchemaSyncListener() {
            @Override
            public void afterRun(SyncResult result) {
                context.close();
            }
        };
        runner(reportingAt(reporting.jdbcUrl()))
                .withBean(SchemaSyncListener.class, () -> listener)
                .run(started -> {
                    context = started;
                    assertThat(failure(started)).rootCause().isInstanceOf(SyncInterruptedException.class);
                    assertThat(tables()).contains("users");
                    assertThat(reportingTables()).isEmpty();
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "atscript.db.spaces.reporting.ulr=x             | did you mean atscript.db.spaces.reporting.url?",
                "atscript.db.spaces.reporting.data-source=other | atscript.db.spaces.reporting.data-source is 'other', but the DataSource beans are dataSource.",
                "atscript.db.spaces.reporting.url=jdbc:no:x     | atscript.db.spaces.reporting.url is 'jdbc:no:x', and no driver",
                "atscript.db.spaces.reporting.username=x        | atscript.db.spaces.reporting.username needs atscript.db.spaces.reporting.url or",
                "atscript.db.spaces.reporting.adopt=x           | atscript.db.spaces.reporting.adopt is 'x'",
                "atscript.db.spaces.reporting.owner=x           | is in the space 'reporting', and nothing says which database",
            })
    void saysInASentenceWhichPropertyIsWrong(String property, String what, CapturedOutput output) {
        assertThatThrownBy(() -> startWith(List.of(property))).isNotNull();
        assertThat(output).contains("APPLICATION FAILED TO START", what).doesNotContain("\tat ");
        assertThat(tables()).isEmpty();
    }

    /** Else the bean that is meant would be one more that may be the default space's. */
    @Test
    void saysFirstThatANamedDataSourceIsNotThere() {
        runner(List.of("atscript.db.spaces.reporting.data-source=secnod"))
                .withBean("first", DataSource.class, database::dataSource)
                .withBean("second", DataSource.class, reporting::dataSource)
                .run(started -> assertThat(failure(started))
                        .hasRootCauseInstanceOf(WrongPropertyException.class)
                        .hasMessageContaining(
                                "atscript.db.spaces.reporting.data-source is 'secnod', but the DataSource beans are"
                                        + " first, second."));
        assertThat(tables()).isEmpty();
    }

    private void write(String model) {
        new AsFiles(folder).write(model);
    }

    private List<String> tables() {
        return jdbc.queryForList("SELECT name FROM sqlite_schema WHERE type = 'table'", String.class);
    }

    private List<String> columns() {
        return jdbc.queryForList("SELECT name FROM pragma_table_info('users')", String.class);
    }

    private List<String> reportingTables() {
        return reportingJdbc.queryForList("SELECT tablename FROM pg_tables WHERE schemaname = 'public'", String.class);
    }

    private static double timer(AssertableApplicationContext context, String space, String dialect, String outcome) {
        return context.getBean(MeterRegistry.class)
                .get("atscript.db.sync")
                .tags("space", space, "dialect", dialect, "outcome", outcome)
                .timer()
                .count();
    }

    private static Health health(AssertableApplicationContext context) {
        return context.getBean("atscriptHealthIndicator", HealthIndicator.class).health();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> ofSpace(String space, Health health) {
        return ((Map<String, Map<String, Object>>) health.getDetails().get("spaces")).get(space);
    }

    private static void run(AssertableApplicationContext context) {
        context.getBean(AtscriptRunner.class).run(new DefaultApplicationArguments());
    }

    private static Throwable failure(AssertableApplicationContext context) {
        return catchThrowable(() -> run(context));
    }

    private ApplicationContextRunner runner(List<String> properties) {
        return new ApplicationContextRunner()
                .withUserConfiguration(Application.class)
                .withBean(SimpleMeterRegistry.class)
                .withPropertyValues(new AsFiles(folder).property(), "spring.datasource.url=" + database.jdbcUrl())
                .withPropertyValues("management.endpoints.web.exposure.include=*", "spring.jmx.enabled=false")
                .withPropertyValues("management.endpoints.jmx.exposure.include=*")
                .withPropertyValues(properties.toArray(String[]::new));
    }

    private List<String> reportingAt(String url) {
        return List.of(
                "atscript.db.spaces.reporting.url=" + url,
                "atscript.db.spaces.reporting.username=" + reporting.username(),
                "atscript.db.spaces.reporting.password=" + reporting.password());
    }

    private void start(String... properties) {
        startWith(Stream.concat(reportingAt(reporting.jdbcUrl()).stream(), Stream.of(properties))
                .toList());
    }

    private void startWith(List<String> properties) {
        String[] arguments = Stream.concat(
                        properties.stream(),
                        Stream.of(
                                new AsFiles(folder).property(),
                                "spring.datasource.url=" + database.jdbcUrl(),
                                "spring.main.web-application-type=none",
                                "spring.jmx.enabled=false",
                                "logging.level.dev.atscript=info"))
                .map(property -> "--" + property)
                .toArray(String[]::new);
        try (ConfigurableApplicationContext started = new SpringApplicationBuilder(Application.class).run(arguments)) {
            assertThat(started.isActive()).isTrue();
        }
    }
}
