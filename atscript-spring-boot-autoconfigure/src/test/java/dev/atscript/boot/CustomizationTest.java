package dev.atscript.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atscript.db.sync.AtscriptSchema;
import dev.atscript.db.sync.DbSpace;
import dev.atscript.db.sync.SchemaSync;
import dev.atscript.db.sync.SchemaSyncListener;
import dev.atscript.db.sync.SyncListenerException;
import dev.atscript.db.sync.SyncOptions;
import dev.atscript.db.sync.SyncPlan;
import dev.atscript.db.sync.SyncResult;
import dev.atscript.testing.EachDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;

/** What an application adds to its runs by beans: listeners and options. */
@ExtendWith(OutputCaptureExtension.class)
class CustomizationTest extends EachDatabase {

    @TempDir
    Path folder;

    @Configuration(proxyBeanMethods = false)
    static class Told {

        @Bean
        List<String> told() {
            return new ArrayList<>();
        }

        @Bean
        @Order(2)
        SchemaSyncListener second(List<String> told) {
            return new Listener("second", told);
        }

        @Bean
        @Order(1)
        SchemaSyncListener first(List<String> told) {
            return new Listener("first", told);
        }
    }

    private record Listener(String name, List<String> told) implements SchemaSyncListener {

        @Override
        public void beforeRun(DbSpace space, SyncOptions options) {
            told.add(name + ": " + options.podId());
        }

        @Override
        public void beforeApply(SyncPlan plan) {
            told.add(name + ": " + plan.statements().size());
        }

        @Override
        public void afterRun(SyncResult result) {
            told.add(name + ": " + result.status());
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Customized {

        @Bean
        @Order(2)
        SyncOptionsCustomizer suffix() {
            return options -> options.podId(options.build().podId() + "-b");
        }

        @Bean
        @Order(1)
        SyncOptionsCustomizer middle() {
            return options -> options.podId(options.build().podId() + "-a").safe(true);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Veto {

        @Bean
        SchemaSyncListener veto() {
            return new SchemaSyncListener() {
                @Override
                public void beforeApply(SyncPlan plan) {
                    throw new IllegalStateException("not on a Friday");
                }
            };
        }
    }

    /** A listener that uses what comes after the run in a start: it is asked for only when the run begins. */
    @Configuration(proxyBeanMethods = false)
    static class UsesTheDatabase {

        @Bean
        SchemaSyncListener counter(DataSource dataSource, ObjectProvider<SchemaSync> sync) {
            JdbcTemplate jdbc = new JdbcTemplate(dataSource);
            return new SchemaSyncListener() {
                @Override
                public void afterRun(SyncResult result) {
                    assertThat(sync.getObject().space().name()).isEqualTo("default");
                    jdbc.update("INSERT INTO users (id, name) VALUES (1, 'from a listener')");
                }
            };
        }
    }

    @Test
    @SuppressWarnings("unchecked")
    void tellsListenersInTheirOrder() {
        runner().withUserConfiguration(Told.class)
                .withPropertyValues("atscript.db.pod-id=p")
                .run(context -> {
                    context.getBean(AtscriptRunner.class).run(new DefaultApplicationArguments());
                    assertThat((List<String>) context.getBean("told"))
                            .containsExactly(
                                    "first: p",
                                    "second: p",
                                    "first: 1",
                                    "second: 1",
                                    "first: SYNCED",
                                    "second: SYNCED");
                });
    }

    @Test
    @SuppressWarnings("unchecked")
    void tellsListenersBeforeAllThatNeedsTheTablesToo() {
        runner().withUserConfiguration(Told.class)
                .withPropertyValues("atscript.db.pod-id=p", "atscript.db.phase=database-initialization")
                .run(context ->
                        assertThat((List<String>) context.getBean("told")).endsWith("second: SYNCED"));
    }

    @Test
    void letsListenersUseTheDatabase() {
        runner().withUserConfiguration(UsesTheDatabase.class).run(context -> {
            context.getBean(AtscriptRunner.class).run(new DefaultApplicationArguments());
            assertThat(names()).containsExactly("from a listener");
        });
    }

    @Test
    void failsTheStartIfAListenerDoes() {
        runner().withUserConfiguration(Veto.class).run(context -> {
            AtscriptRunner runner = context.getBean(AtscriptRunner.class);
            assertThatThrownBy(() -> runner.run(new DefaultApplicationArguments()))
                    .isInstanceOf(SyncListenerException.class)
                    .hasRootCauseMessage("not on a Friday");
        });
    }

    @Test
    void tellsListenersOfTheApplicationsOwnSyncToo() {
        runner().withUserConfiguration(Veto.class)
                .withBean(SchemaSync.class, () -> new SchemaSync(DbSpace.of(database.dataSource())))
                .run(context -> {
                    AtscriptRunner runner = context.getBean(AtscriptRunner.class);
                    assertThatThrownBy(() -> runner.run(new DefaultApplicationArguments()))
                            .isInstanceOf(SyncListenerException.class)
                            .hasRootCauseMessage("not on a Friday");
                });
    }

    @Test
    void tellsAListenerOnceThatTheApplicationsOwnSyncTellsAlready() {
        List<String> told = new ArrayList<>();
        SchemaSyncListener listener = new Listener("once", told);
        runner().withBean(SchemaSyncListener.class, () -> listener)
                .withBean(
                        SchemaSync.class,
                        () -> new SchemaSync(DbSpace.of(database.dataSource())).withListener(listener))
                .withPropertyValues("atscript.db.pod-id=p")
                .run(context -> context.getBean(AtscriptRunner.class).run(new DefaultApplicationArguments()));
        assertThat(told).containsExactly("once: p", "once: 1", "once: SYNCED");
    }

    @Test
    void showsAListenersFailureWithoutWhatItSaid() {
        runner().withUserConfiguration(Veto.class)
                .withPropertyValues("atscript.db.on-error=warn")
                .run(context -> {
                    context.getBean(AtscriptRunner.class).run(new DefaultApplicationArguments());
                    HealthIndicator health = context.getBean("atscriptHealthIndicator", HealthIndicator.class);
                    assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
                    assertThat(health.health().getDetails().get("error").toString())
                            .contains("The listener ", "before its plan was applied", "IllegalStateException")
                            .doesNotContain("Friday");
                });
    }

    @Test
    void customizesOptionsInOrder() {
        runner().withUserConfiguration(Customized.class)
                .withPropertyValues("atscript.db.pod-id=p", "atscript.db.safe=false")
                .run(context -> assertThat(context.getBean(SyncOptions.class))
                        .returns("p-a-b", SyncOptions::podId)
                        .returns(true, SyncOptions::safe));
    }

    @Test
    void namesTheCustomizerThatFails() {
        assertThat(failureOf("ttl", options -> options.lockTtl(Duration.ofSeconds(-3))))
                .isEqualTo(
                        "The SyncOptionsCustomizer 'ttl' cannot be used: lockTtl must be between 1 ms and 24 days, but is"
                                + " PT-3S");
        assertThat(failureOf("angry", options -> {
                    throw new UnsupportedOperationException();
                }))
                .isEqualTo("The SyncOptionsCustomizer 'angry' cannot be used: UnsupportedOperationException");
    }

    private String failureOf(String name, SyncOptionsCustomizer customizer) {
        AtomicReference<String> description = new AtomicReference<>();
        runner().withBean(name, SyncOptionsCustomizer.class, () -> customizer).run(context -> {
            FailureAnalysis analysis = new AtscriptFailureAnalyzer().analyze(context.getStartupFailure());
            assertThat(analysis).isNotNull();
            description.set(analysis.getDescription());
        });
        return description.get();
    }

    @Test
    void dropsNothingWhereOptionsOfTheApplicationsOwnAreNotSafe() {
        runner().withBean(
                        "lenient",
                        SyncOptions.class,
                        () -> SyncOptions.builder().build())
                .withPropertyValues("atscript.db.safe=true")
                .run(context -> assertThat(new AtscriptFailureAnalyzer()
                                .analyze(context.getStartupFailure())
                                .getDescription())
                        .startsWith("atscript.db.safe is true, but the application has a SyncOptions bean of its own"));
    }

    @Test
    void saysWhatIsNotHeardWhereTheApplicationHasOptionsOfItsOwn(CapturedOutput output) {
        runner().withBean(SyncOptions.class, () -> SyncOptions.builder().build())
                .withPropertyValues("atscript.db.adopt=keep")
                .withUserConfiguration(Customized.class)
                .run(context -> assertThat(context).hasNotFailed());
        assertThat(output)
                .contains("SyncOptions bean of its own, which takes the place of atscript.db.adopt,"
                        + " each SyncOptionsCustomizer.");
        runner().withPropertyValues("atscript.db.wait-timeout=10m")
                .run(context -> assertThat(context).hasNotFailed());
        assertThat(output).doesNotContain("wait-timeout");
    }

    @Test
    void saysWhoKeepsRunsFromWhatLosesData(CapturedOutput output) {
        runner().run(context -> context.getBean(SchemaSync.class).run(context.getBean(AtscriptSchema.class)));
        runner(AsFiles.USERS_WITHOUT_NAME)
                .withUserConfiguration(Customized.class)
                .run(context -> context.getBean(AtscriptRunner.class).run(new DefaultApplicationArguments()));
        assertThat(output).contains("because it loses data (safe by the SyncOptionsCustomizer 'middle'); it waits");
        runner(AsFiles.USERS_WITHOUT_NAME)
                .withBean(
                        SyncOptions.class,
                        () -> SyncOptions.builder().safe(true).build())
                .run(context -> context.getBean(AtscriptRunner.class).run(new DefaultApplicationArguments()));
        assertThat(output).contains("because it loses data (safe by the application's SyncOptions); it waits");
    }

    @Test
    void dropsNothingWhereTheApplicationsOwnSyncIsSafe(CapturedOutput output) {
        runner().run(context -> context.getBean(SchemaSync.class).run(context.getBean(AtscriptSchema.class)));
        new JdbcTemplate(database.dataSource()).update("INSERT INTO users (id, name) VALUES (1, 'Ada')");
        runner(AsFiles.USERS_WITHOUT_NAME).withUserConfiguration(SafeSync.class).run(context -> {
            context.getBean(AtscriptRunner.class).run(new DefaultApplicationArguments());
            assertThat(context.getBean(AtscriptSpaces.class).options("default").safe())
                    .isTrue();
        });
        assertThat(names()).containsExactly("Ada");
        assertThat(output).contains("because it loses data (safe by the application's SchemaSync); it waits");
    }

    /** A sync may be made with the options of the start, before there is one to ask for its own. */
    @Configuration(proxyBeanMethods = false)
    static class SafeSync {

        @Bean
        SchemaSync safeSync(DataSource dataSource, AtscriptSpaces spaces) {
            return new SchemaSync(DbSpace.of(dataSource))
                    .withOptions(
                            spaces.options("default").toBuilder().safe(true).build());
        }
    }

    @Test
    void leavesOptionsOfTheApplicationAlone() {
        SyncOptions own = SyncOptions.builder().podId("own").build();
        runner().withUserConfiguration(Customized.class)
                .withBean(SyncOptions.class, () -> own)
                .run(context -> assertThat(context.getBean(SyncOptions.class)).isSameAs(own));
    }

    @Test
    void runsOfTheBeanHaveTheConfiguredOptions() {
        runner().run(context -> context.getBean(SchemaSync.class).run(context.getBean(AtscriptSchema.class)));
        new JdbcTemplate(database.dataSource()).update("INSERT INTO users (id, name) VALUES (1, 'Ada')");
        runner(AsFiles.USERS_WITHOUT_NAME)
                .withPropertyValues("atscript.db.safe=true")
                .run(context -> {
                    SchemaSync sync = context.getBean(SchemaSync.class);
                    AtscriptSchema schema = context.getBean(AtscriptSchema.class);
                    assertThat(sync.plan(schema).statements()).isEmpty();
                    assertThat(sync.run(schema).pendingChanges()).isEqualTo(1);
                });
        assertThat(names()).containsExactly("Ada");
    }

    @Test
    void runsOfTheBeanHaveTheCustomizedOptions() {
        runner().withUserConfiguration(Customized.class)
                .withPropertyValues("atscript.db.pod-id=p")
                .run(context -> assertThat(context.getBean(SchemaSync.class).options())
                        .isEqualTo(context.getBean(SyncOptions.class))
                        .returns("p-a-b", SyncOptions::podId));
    }

    private List<String> names() {
        return new JdbcTemplate(database.dataSource()).queryForList("SELECT name FROM users", String.class);
    }

    private ApplicationContextRunner runner() {
        return runner(AsFiles.USERS);
    }

    private ApplicationContextRunner runner(String model) {
        return new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(AtscriptAutoConfiguration.class, AtscriptHealthAutoConfiguration.class))
                .withBean(DataSource.class, database::dataSource)
                .withPropertyValues(new AsFiles(folder).write(model).property());
    }
}
