package dev.atscript.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.atscript.db.sync.AtscriptSchema;
import dev.atscript.db.sync.DbSpace;
import dev.atscript.db.sync.SchemaSync;
import dev.atscript.db.sync.SyncOptions;
import dev.atscript.testing.CountingDataSource;
import dev.atscript.testing.EachDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class AtscriptHealthTest extends EachDatabase {

    @TempDir
    Path folder;

    private AsFiles files;

    @BeforeEach
    void prepare() {
        files = new AsFiles(folder).write(AsFiles.USERS);
    }

    @Test
    void isOutOfServiceBeforeTheRunHasEnded() {
        runner().run(context -> {
            Health health = indicator(context).health();
            assertThat(health.getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
            assertThat(health.getDetails()).isEqualTo(Map.of("outcome", "not-yet"));
        });
    }

    @Test
    void isUpWhereTheDatabaseIsInSync() {
        afterARun(health -> {
            assertThat(health.getStatus()).isEqualTo(Status.UP);
            assertThat(health.getDetails())
                    .containsEntry("outcome", "synced")
                    .containsOnlyKeys("outcome", "at", "hash");
        });
        afterARun(health -> {
            assertThat(health.getStatus()).isEqualTo(Status.UP);
            assertThat(health.getDetails()).containsEntry("outcome", "up-to-date");
        });
    }

    @Test
    void isUpWhereASafeRunLeftSomethingOut() {
        syncBefore(SyncOptions.defaults());
        files.write(AsFiles.USERS_WITHOUT_NAME);
        afterARun(
                health -> {
                    assertThat(health.getStatus()).isEqualTo(Status.UP);
                    assertThat(health.getDetails())
                            .containsEntry("outcome", "synced")
                            .containsEntry("pendingChanges", 1);
                },
                "atscript.db.safe=true");
    }

    @Test
    void isUpOnANewerSchemaThatServesThisOne() {
        syncBefore(SyncOptions.builder().schemaVersion("2").build());
        files.write(AsFiles.USERS_WITHOUT_NAME);
        afterARun(
                health -> {
                    assertThat(health.getStatus()).isEqualTo(Status.UP);
                    assertThat(health.getDetails()).containsEntry("outcome", "superseded");
                },
                "atscript.db.schema-version=1");
    }

    @Test
    void isDownAfterAFailureAndShowsNoValues() {
        syncBefore(SyncOptions.defaults());
        jdbc.update("INSERT INTO users (id, name) VALUES (1, 'Ada')");
        files.write(AsFiles.USERS.replace("name?: string", "name?: string\n    age: number"));
        afterARun(
                health -> {
                    assertThat(health.getStatus()).isEqualTo(Status.DOWN);
                    assertThat(health.getDetails())
                            .containsEntry("outcome", "failed")
                            .containsKey("at");
                    assertThat(health.getDetails().get("error").toString())
                            .contains("1 row would have no value in the new required column age")
                            .doesNotContain("Ada");
                },
                "atscript.db.on-error=warn");
    }

    @Test
    void isDownWhileAFailureEndsTheApplication() {
        syncBefore(SyncOptions.builder().schemaVersion("2").build());
        files.write(AsFiles.USERS_WITHOUT_NAME);
        runner().withPropertyValues("atscript.db.schema-version=1", "atscript.db.on-superseded=fail")
                .run(context -> {
                    AtscriptRunner runner = context.getBean(AtscriptRunner.class);
                    assertThat(catchThrowable(() -> runner.run(new DefaultApplicationArguments())))
                            .isNotNull();
                    assertThat(indicator(context).health().getStatus()).isEqualTo(Status.DOWN);
                    assertThat(context.getBean(TrafficGate.class).isOpen()).isFalse();
                });
    }

    @Test
    void isUnknownAfterADryRunThatFoundSomethingToDo() {
        afterARun(
                health -> {
                    assertThat(health.getStatus()).isEqualTo(Status.UNKNOWN);
                    assertThat(health.getDetails())
                            .containsEntry("outcome", "dry-run")
                            .containsEntry("plan", "1 to create, 0 to alter, 0 to drop");
                },
                "atscript.db.dry-run=true");
        syncBefore(SyncOptions.defaults());
        afterARun(health -> assertThat(health.getStatus()).isEqualTo(Status.UP), "atscript.db.dry-run=true");
    }

    @Test
    void asksTheDatabaseNothing() {
        runner().run(context -> {
            CountingDataSource counted = context.getBean(CountingDataSource.class);
            context.getBean(AtscriptRunner.class).run(new DefaultApplicationArguments());
            counted.reset();
            assertThat(indicator(context).health().getStatus()).isEqualTo(Status.UP);
            assertThat(counted.statements()).isEmpty();
        });
    }

    @Test
    void isCalledAtscript() {
        runner().withConfiguration(AutoConfigurations.of(
                        HealthContributorAutoConfiguration.class, HealthContributorRegistryAutoConfiguration.class))
                .run(context -> assertThat(
                                context.getBean(HealthContributorRegistry.class).getContributor("atscript"))
                        .isInstanceOf(AtscriptHealthIndicator.class));
    }

    @Test
    void canBeLeftOut() {
        for (String property : List.of("management.health.atscript.enabled=false", "atscript.db.enabled=false")) {
            runner().withPropertyValues(property)
                    .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(HealthIndicator.class));
        }
        runner().withUserConfiguration(OwnIndicator.class)
                .run(context -> assertThat(context)
                        .hasSingleBean(HealthIndicator.class)
                        .doesNotHaveBean(AtscriptHealthIndicator.class));
    }

    private void afterARun(Consumer<Health> assertion, String... properties) {
        runner().withPropertyValues(properties).run(context -> {
            context.getBean(AtscriptRunner.class).run(new DefaultApplicationArguments());
            assertion.accept(indicator(context).health());
        });
    }

    private static HealthIndicator indicator(AssertableApplicationContext context) {
        return context.getBean("atscriptHealthIndicator", HealthIndicator.class);
    }

    private void syncBefore(SyncOptions options) {
        AtscriptSchema schema = AtscriptSchema.load(folder.toUri() + "*.as");
        SchemaSync.syncSchema(DbSpace.of(database.dataSource()), schema, options);
    }

    private ApplicationContextRunner runner() {
        return new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(AtscriptAutoConfiguration.class, AtscriptHealthAutoConfiguration.class))
                .withBean(DataSource.class, () -> new CountingDataSource(database.dataSource()))
                .withPropertyValues(files.property());
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnIndicator {
        @Bean
        HealthIndicator atscriptHealthIndicator() {
            return () -> Health.up().build();
        }
    }
}
