package dev.atscript.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atscript.db.sync.SyncPlanException;
import dev.atscript.db.sync.SyncStatementException;
import dev.atscript.testing.CountingDataSource;
import dev.atscript.testing.SqliteFiles;
import dev.atscript.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.SpringProperties;
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
                        + "\\d+ statements, [\\d.]+ m?s\\)\\R    \\+ users +created\\R");
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
        assertThat(output)
                .contains(
                        "WARN  dev.atscript.boot.AtscriptRunner - 1 change left out because it loses data (atscript.db.safe=true); it waits for a run without it.")
                .contains("0 altered")
                .containsPattern("~ users +skipped\\R");
        assertThat(jdbc.queryForList("SELECT name FROM users", String.class)).hasSize(2);
    }

    @Test
    void countsWhatASafeRunLeftOut(CapturedOutput output) {
        new AsFiles(folder).write(AsFiles.USERS_WITH_EMAIL);
        start();
        new AsFiles(folder).write(AsFiles.USERS_WITHOUT_NAME);
        start("atscript.db.safe=true");
        assertThat(output)
                .contains(
                        "2 changes left out because they lose data, or need one that does (atscript.db.safe=true); they wait for a run without it.");
    }

    @Test
    void worksLazily() {
        start("spring.main.lazy-initialization=true");
        assertThat(jdbc.queryForList("SELECT id FROM users")).hasSize(1);
    }

    @Test
    void logsALineForEachOfTheFirstChangedTables(CapturedOutput output) {
        String tables = IntStream.range(0, 25)
                .mapToObj(i -> "@db.table 't" + i + "'\ninterface T" + i + " {\n  @meta.id\n  id: number.int\n}\n")
                .collect(Collectors.joining());
        new AsFiles(folder).write(AsFiles.USERS + tables);
        start();
        assertThat(output.getOut().lines().filter(line -> line.matches(" {4}\\+ \\w+ +created")))
                .hasSize(20);
        assertThat(output).contains("    … and 6 more").doesNotContain("BIGINT");
    }

    @Test
    void sendsOneStatementWhereThereIsNothingToDo() {
        start();
        Application.COUNTED.clear();
        start("test.insert=false");
        assertThat(Application.COUNTED)
                .singleElement()
                .satisfies(dataSource -> assertThat(dataSource.statements())
                        .singleElement()
                        .asString()
                        .startsWith("SELECT \"value\" FROM main.\"__atscript_control\""));
    }

    @Test
    void namesTheStepThatTheDatabaseRefuses(CapturedOutput output) {
        jdbc.execute("CREATE TABLE other (id INTEGER)");
        assertThatThrownBy(() -> start(
                        "spring.datasource.hikari.read-only=true",
                        "spring.datasource.url=" + database.jdbcUrl() + "?open_mode=1"))
                .isInstanceOf(SyncStatementException.class);
        assertThat(output)
                .contains("APPLICATION FAILED TO START", "The database refused to let sync create its control table")
                .contains("  statement: CREATE TABLE IF NOT EXISTS", "  database:  ", "atscript.db.username")
                .doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "atscript.db.lock-ttl=abc          | atscript.db.lock-ttl is 'abc' | has to be a duration such as 30s",
                "atscript.db.spaces=foo            | atscript.db.spaces is 'foo' | has to have names behind it, for example atscript.db.spaces.reporting.url.",
                "atscript.db.spaces.audit=foo      | atscript.db.spaces.audit | has to have names behind it, for example atscript.db.spaces.audit.url.",
                "atscript.db.lock-ttl=0s           | atscript.db.lock-ttl is '0s' | commandLineArgs\"), but has to be between 1ms and 24d",
                "atscript.db.wait-timeout=-1s      | atscript.db.wait-timeout is '-1s' | commandLineArgs\"), but has to be 0, or between 1ms and 24d",
                "atscript.db.wait-timeout=         | atscript.db.wait-timeout is empty | give it a value, or leave it out",
                "atscript.db.waitTimeout=          | atscript.db.wait-timeout is empty | give it a value, or leave it out",
                "atscript.db.backfill=             | atscript.db.backfill is empty | give it a value, or leave it out",
                "atscript.db.ddl-retries=          | atscript.db.ddl-retries is empty | give it a value, or leave it out",
                "atscript.db.enabled=              | atscript.db.enabled is empty | give it a value, or leave it out",
                "atscript.db.spaces.a.adopt=       | atscript.db.spaces.a.adopt is empty | give it a value, or leave it out",
                "atscript.db.enabled=maybe         | atscript.db.enabled is 'maybe' | has to be true or false",
                "atscript.db.traffic-gate=maybe    | atscript.db.traffic-gate is 'maybe' | has to be true or false",
                "atscript.db.adopt=foo             | atscript.db.adopt is 'foo' | has to be one of error, keep, drop",
                "atscript.db.safe=maybe            | atscript.db.safe is 'maybe' | has to be true or false",
                "atscript.db.sfae=true             | There is no property atscript.db.sfae | did you mean atscript.db.safe?",
                "atscript.db.nonsense=true         | There is no property atscript.db.nonsense | commandLineArgs",
                "atscript.db.locations=s3:as/**    | atscript.db.locations has 's3:as/**' | scheme 's3' is not known",
                "atscript.db.locations=as/*.as     | atscript.db.locations has 'as/*.as' | write file:",
                "atscript.db.url=jdbc:nothing:x    | atscript.db.url is 'jdbc:nothing:x' | no driver",
                "atscript.db.url=postgres://bob:s3cret@h/db | atscript.db.url is 'postgres://h/db' | must start with",
                "atscript.db.password=ddl          | atscript.db.password | needs atscript.db.username",
            })
    void saysInASentenceWhichPropertyIsWrong(String property, String name, String what, CapturedOutput output) {
        assertThatThrownBy(() -> start(property)).isNotNull();
        assertThat(output)
                .contains("APPLICATION FAILED TO START", name, what, "Correct the property")
                .doesNotContain("\tat ");
    }

    /** Spring ends the process before it, which this class has looked at, and so does not do here. */
    @Test
    void warnsWhereTheApplicationEndsBeforeItsRunners(CapturedOutput output) {
        new DefaultLifecycleProcessor();
        SpringProperties.setProperty(DefaultLifecycleProcessor.EXIT_PROPERTY_NAME, "onRefresh");
        try {
            start("atscript.db.phase=database-initialization");
            assertThat(output).doesNotContain("spring.context.exit");
            start("atscript.db.phase=application-runner");
            assertThat(output)
                    .contains("WARN  dev.atscript.boot.AtscriptRunner", "(spring.context.exit=onRefresh)")
                    .contains("set atscript.db.phase=database-initialization");
        } finally {
            SpringProperties.setProperty(DefaultLifecycleProcessor.EXIT_PROPERTY_NAME, null);
        }
    }

    /** The file's 1.10 would be 1.1, and older than 1.9. */
    @Test
    void takesNoNumberOfAFileForAVersion(CapturedOutput output) throws IOException {
        Path file = Files.writeString(folder.resolve("app.yml"), "atscript.db.schema-version: 1.10\n");
        assertThatThrownBy(() -> start("spring.config.import=" + file.toUri())).isNotNull();
        assertThat(output)
                .contains("atscript.db.schema-version is '1.1'", "app.yml", "1:29", "write it in quotes")
                .doesNotContain("\tat ");
        Files.writeString(file, "atscript.db.schema-version: '1.10'\n");
        start("spring.config.import=" + file.toUri());
    }

    /** What is taken from another property of a file is as wrong as what the file says itself. */
    @Test
    void takesNoNumberOfAnotherPropertyForAVersion(CapturedOutput output) throws IOException {
        Path file = Files.writeString(
                folder.resolve("app.yml"),
                "build: 1.10\nrelease: ${build}\natscript.db.schema-version: 2.${release}\n");
        assertThatThrownBy(() -> start("spring.config.import=" + file.toUri())).isNotNull();
        assertThat(output)
                .contains("build is '1.1'", "app.yml", "1:8", "atscript.db.schema-version takes it", "build: '1.10'")
                .doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "'${build}'", "'${nothing:1.10}'"})
    void takesTextsAndWholeNumbersForAVersion(String version) throws IOException {
        Path file = Files.writeString(
                folder.resolve("app.yml"), "build: '1.10'\natscript.db.schema-version: " + version + "\n");
        start("spring.config.import=" + file.toUri());
        assertThat(jdbc.queryForList("SELECT name FROM users")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"on", "yes", "1"})
    void isOnInEveryWordForIt(String on) {
        start("atscript.db.enabled=" + on);
        assertThat(new JdbcTemplate(database.dataSource()).queryForList("SELECT name FROM users"))
                .as("what a runner has put into the table of sync")
                .hasSize(1);
    }

    private void makeItFail() {
        start();
        new AsFiles(folder).write(AsFiles.USERS.replace("name?: string", "name?: string\n    email: string"));
    }

    private void start(String... properties) {
        List<String> all = new ArrayList<>(List.of(properties));
        List.of(
                        new AsFiles(folder).property(),
                        "spring.datasource.url=" + database.jdbcUrl(),
                        "spring.main.web-application-type=none",
                        "spring.jmx.enabled=false",
                        "logging.level.dev.atscript=info")
                .stream()
                .filter(property -> all.stream().noneMatch(each -> each.startsWith(name(property))))
                .forEach(all::add);
        String[] arguments = all.stream().map(property -> "--" + property).toArray(String[]::new);
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class).run(arguments)) {
            assertThat(context.isActive()).isTrue();
        }
    }

    private static String name(String property) {
        return property.substring(0, property.indexOf('=') + 1);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        static final List<CountingDataSource> COUNTED = new ArrayList<>();

        @Bean
        static BeanPostProcessor counting() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    if (!(bean instanceof DataSource dataSource)) {
                        return bean;
                    }
                    COUNTED.add(new CountingDataSource(dataSource));
                    return COUNTED.get(COUNTED.size() - 1);
                }
            };
        }

        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE)
        ApplicationRunner other(JdbcTemplate jdbc, Environment environment) {
            return arguments -> {
                if (environment.getProperty("test.insert", Boolean.class, true)) {
                    jdbc.update("INSERT INTO users (name) VALUES ('from a runner')");
                }
            };
        }
    }
}
