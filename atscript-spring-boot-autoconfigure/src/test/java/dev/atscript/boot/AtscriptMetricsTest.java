package dev.atscript.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atscript.db.sync.AtscriptSchema;
import dev.atscript.db.sync.DbSpace;
import dev.atscript.db.sync.SchemaSync;
import dev.atscript.db.sync.SyncOptions;
import dev.atscript.db.sync.SyncPlanException;
import dev.atscript.testing.CountingDataSource;
import dev.atscript.testing.DatabaseKind;
import dev.atscript.testing.EachDatabase;
import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationRegistryCustomizer;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** What is measured of a run, and that nothing is where there is nobody to tell. */
@ExtendWith(OutputCaptureExtension.class)
class AtscriptMetricsTest extends EachDatabase {

    private static final String EARLY = "atscript.db.phase=database-initialization";

    @TempDir
    Path folder;

    private AsFiles files;

    @BeforeEach
    void prepare() {
        files = new AsFiles(folder).write(AsFiles.USERS);
    }

    @Test
    void observesAndMeasuresARun() {
        measured().run(context -> {
            run(context);
            MeterRegistry registry = context.getBean(MeterRegistry.class);
            assertThat(registry.get("atscript.db.sync")
                            .tag("space", "default")
                            .tag("phase", "application-runner")
                            .tag("dialect", kind == DatabaseKind.SQLITE ? "sqlite" : "postgres")
                            .tag("outcome", "synced")
                            .tag("error", "none")
                            .timer()
                            .count())
                    .isEqualTo(1);
            for (String stage : List.of("compile", "check", "plan", "apply")) {
                assertThat(registry.get("atscript.db.stage")
                                .tag("stage", stage)
                                .timer()
                                .count())
                        .as(stage)
                        .isEqualTo(1);
            }
            assertThat(registry.get("atscript.db.lock.wait").timer().count()).isEqualTo(1);
            SyncOutcome outcome =
                    context.getBean(SyncOutcomes.class).of("default").orElseThrow();
            assertThat(registry.get("atscript.db.statements").counter().count())
                    .isEqualTo(((SyncOutcome.Ran) outcome).result().statements());
        });
    }

    @Test
    void observesAFailureWithItsError() {
        syncBefore();
        jdbc.update("INSERT INTO users (id) VALUES (1)");
        files.write(AsFiles.USERS.replace("name?", "name"));
        measured().run(context -> {
            assertThatThrownBy(() -> run(context)).isInstanceOf(SyncPlanException.class);
            MeterRegistry registry = context.getBean(MeterRegistry.class);
            assertThat(registry.get("atscript.db.sync")
                            .tag("outcome", "failed")
                            .tag("error", "SyncPlanException")
                            .timer()
                            .count())
                    .isEqualTo(1);
            assertThat(registry.get("atscript.db.statements").counter().count()).isPositive();
            assertThat(gauge(context, "atscript.db.pending.changes")).isEqualTo(1);
            assertThat(gauge(context, "atscript.db.drift")).isNaN();
        });
    }

    @Test
    void observesADatabaseThatCannotBeReached() {
        measured()
                .withPropertyValues("atscript.db.url=jdbc:postgresql://localhost:1/nobody", "atscript.db.on-error=warn")
                .run(context -> {
                    run(context);
                    MeterRegistry registry = context.getBean(MeterRegistry.class);
                    assertThat(registry.get("atscript.db.sync")
                                    .tag("outcome", "failed")
                                    .tag("dialect", "unknown")
                                    .tag("error", "UnreachableDatabaseException")
                                    .timer()
                                    .count())
                            .isEqualTo(1);
                    assertThat(gauge(context, "atscript.db.pending.changes")).isNaN();
                });
    }

    @Test
    void observesADryRun() {
        measured().withPropertyValues("atscript.db.dry-run=true").run(context -> {
            run(context);
            MeterRegistry registry = context.getBean(MeterRegistry.class);
            assertThat(registry.get("atscript.db.sync")
                            .tag("outcome", "dry-run")
                            .timer()
                            .count())
                    .isEqualTo(1);
            assertThat(registry.get("atscript.db.stage")
                            .tag("stage", "plan")
                            .timer()
                            .count())
                    .isEqualTo(1);
            assertThat(gauge(context, "atscript.db.pending.changes")).isEqualTo(1);
            assertThat(gauge(context, "atscript.db.drift")).isNaN();
        });
    }

    @Test
    void knowsOfDriftWhatARunOrALookHasFoundAndAsksNothingItself() {
        measured()
                .withConfiguration(
                        AutoConfigurations.of(EndpointAutoConfiguration.class, AtscriptEndpointAutoConfiguration.class))
                .withPropertyValues(
                        "management.endpoints.web.exposure.include=*", "management.endpoints.jmx.exposure.include=*")
                .run(context -> {
                    assertThat(gauge(context, "atscript.db.drift")).isNaN();
                    run(context);
                    assertThat(gauge(context, "atscript.db.drift")).isZero();
                    run(context);
                    assertThat(gauge(context, "atscript.db.drift"))
                            .as("of a run that compared hashes")
                            .isNaN();
                    jdbc.execute("ALTER TABLE users DROP COLUMN name");
                    AtscriptEndpoint endpoint = context.getBean(AtscriptEndpoint.class);
                    endpoint.atscript(false);
                    assertThat(gauge(context, "atscript.db.drift")).isNaN();
                    endpoint.atscript(true);
                    context.getBean(CountingDataSource.class).reset();
                    assertThat(gauge(context, "atscript.db.drift")).isEqualTo(1);
                    assertThat(gauge(context, "atscript.db.pending.changes")).isEqualTo(1);
                    assertThat(context.getBean(CountingDataSource.class).statements())
                            .isEmpty();
                    context.getBean(SchemaSync.class)
                            .run(
                                    context.getBean(AtscriptSchema.class),
                                    SyncOptions.builder().force(true).build());
                    endpoint.atscript(true);
                    assertThat(gauge(context, "atscript.db.drift")).isZero();
                    assertThat(gauge(context, "atscript.db.pending.changes")).isZero();
                });
    }

    @Test
    void countsWhatASafeRunLeftOut() {
        syncBefore();
        files.write(AsFiles.USERS_WITHOUT_NAME);
        measured().withPropertyValues("atscript.db.safe=true").run(context -> {
            run(context);
            assertThat(gauge(context, "atscript.db.pending.changes")).isEqualTo(1);
        });
    }

    @Test
    void measuresBeforeAllThatNeedsTheTablesToo() {
        measured().withPropertyValues(EARLY).run(context -> {
            MeterRegistry registry = context.getBean(MeterRegistry.class);
            assertThat(registry.get("atscript.db.sync")
                            .tag("phase", "database-initialization")
                            .timer()
                            .count())
                    .isEqualTo(1);
            assertThat(registry.get("atscript.db.stage")
                            .tag("stage", "apply")
                            .timer()
                            .count())
                    .isEqualTo(1);
            assertThat(gauge(context, "atscript.db.drift")).isZero();
        });
    }

    @Test
    void startsWhereTheObservationRegistryNeedsTheDatabase(CapturedOutput output) {
        measured()
                .withUserConfiguration(RegistryOfTheDatabase.class)
                .withPropertyValues(EARLY)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(output)
                            .contains("A part of the schema sync is not recorded, and takes place all the same: ");
                    MeterRegistry registry = context.getBean(MeterRegistry.class);
                    assertThat(registry.find("atscript.db.sync").timer()).isNull();
                    assertThat(registry.get("atscript.db.lock.wait").timer().count())
                            .isEqualTo(1);
                    Observation.createNotStarted("later", context.getBean(ObservationRegistry.class))
                            .observe(() -> {});
                    assertThat(registry.get("later").timer().count())
                            .as("the registry is whole all the same")
                            .isEqualTo(1);
                });
    }

    @Test
    void startsWhereTheMeterRegistryNeedsTheDatabase() {
        measured()
                .withUserConfiguration(FilterOfTheDatabase.class)
                .withPropertyValues(EARLY)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context.getBean(MeterRegistry.class)
                                    .get("atscript.db.lock.wait")
                                    .timer()
                                    .count())
                            .isEqualTo(1);
                });
    }

    @Test
    void syncsAlthoughItCannotBeRecorded(CapturedOutput output) {
        measured().withUserConfiguration(BrokenHandler.class).run(context -> {
            run(context);
            assertThat(output).contains("takes place all the same: broken handler");
            assertThat(jdbc.queryForList("SELECT id FROM users")).isEmpty();
        });
    }

    @Test
    void takesTheApplicationsConvention() {
        measured().withUserConfiguration(OwnConvention.class).run(context -> {
            run(context);
            assertThat(context.getBean(MeterRegistry.class)
                            .get("my.sync")
                            .tag("outcome", "synced")
                            .tag("team", "shop")
                            .timer()
                            .count())
                    .isEqualTo(1);
        });
    }

    @Test
    void canBeLeftOutByManagementProperties() {
        measured()
                .withPropertyValues("management.observations.enable.atscript=false")
                .run(context -> {
                    run(context);
                    MeterRegistry registry = context.getBean(MeterRegistry.class);
                    assertThat(registry.find("atscript.db.sync").meter()).isNull();
                    assertThat(registry.find("atscript.db.stage").meter()).isNotNull();
                });
        measured()
                .withPropertyValues("management.metrics.enable.atscript=false")
                .run(context -> {
                    run(context);
                    assertThat(context.getBean(MeterRegistry.class).getMeters())
                            .extracting(Meter::getId)
                            .noneMatch(id -> id.getName().startsWith("atscript"));
                });
    }

    @Test
    void backsOffWithoutMicrometer() {
        runner().withClassLoader(new FilteredClassLoader("io.micrometer")).run(context -> {
            run(context);
            assertThat(context)
                    .doesNotHaveBean(ObservationRecorder.class)
                    .doesNotHaveBean(MeterRecorder.class)
                    .hasSingleBean(RunRecorder.class);
        });
    }

    @Test
    void backsOffFromMetersWithoutMicrometersCore() {
        runner().withConfiguration(AutoConfigurations.of(ObservationAutoConfiguration.class))
                .withClassLoader(new FilteredClassLoader("io.micrometer.core"))
                .run(context -> {
                    run(context);
                    assertThat(context).hasSingleBean(ObservationRecorder.class).doesNotHaveBean(MeterRecorder.class);
                });
    }

    @Test
    void backsOffWithoutRegistries() {
        runner().run(context -> {
            run(context);
            assertThat(context).doesNotHaveBean(ObservationRecorder.class).doesNotHaveBean(MeterRecorder.class);
        });
        runner().withBean(SimpleMeterRegistry.class)
                .run(context -> assertThat(context)
                        .doesNotHaveBean(ObservationRecorder.class)
                        .hasSingleBean(MeterRecorder.class));
    }

    @Test
    void needsNoActuator() {
        measured().withClassLoader(WithoutJars.actuator()).run(context -> {
            run(context);
            assertThat(context.getBean(MeterRegistry.class)
                            .get("atscript.db.sync")
                            .timer()
                            .count())
                    .isEqualTo(1);
        });
    }

    @Test
    void backsOffWhenDisabled() {
        measured()
                .withPropertyValues("atscript.db.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(RunRecorder.class));
    }

    private static void run(ApplicationContext context) {
        context.getBean(AtscriptRunner.class).run(new DefaultApplicationArguments());
    }

    private static double gauge(AssertableApplicationContext context, String name) {
        return context.getBean(MeterRegistry.class).get(name).gauge().value();
    }

    private void syncBefore() {
        AtscriptSchema schema = AtscriptSchema.load(folder.toUri() + "*.as");
        SchemaSync.syncSchema(DbSpace.of(database.dataSource()), schema, SyncOptions.defaults());
    }

    private ApplicationContextRunner runner() {
        return new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(AtscriptAutoConfiguration.class, AtscriptMetricsAutoConfiguration.class))
                .withBean(DataSource.class, () -> new CountingDataSource(database.dataSource()))
                .withPropertyValues(files.property());
    }

    private ApplicationContextRunner measured() {
        return runner().withConfiguration(AutoConfigurations.of(
                ObservationAutoConfiguration.class,
                MetricsAutoConfiguration.class,
                SimpleMetricsExportAutoConfiguration.class,
                CompositeMeterRegistryAutoConfiguration.class));
    }

    /** What is made of the database's rows, and so after the run. */
    @Configuration(proxyBeanMethods = false)
    static class UsersOfTheDatabase {

        @Bean
        @DependsOnDatabaseInitialization
        List<Long> users(DataSource dataSource) {
            return new JdbcTemplate(dataSource).queryForList("SELECT id FROM users", Long.class);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class RegistryOfTheDatabase extends UsersOfTheDatabase {

        @Bean
        ObservationRegistryCustomizer<ObservationRegistry> customizer(List<Long> users) {
            return registry -> assertThat(users).isEmpty();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class FilterOfTheDatabase extends UsersOfTheDatabase {

        @Bean
        MeterFilter filter(List<Long> users) {
            assertThat(users).isEmpty();
            return MeterFilter.accept();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class BrokenHandler {

        @Bean
        ObservationHandler<SchemaSyncObservationContext> handler() {
            return new ObservationHandler<>() {
                @Override
                public void onStart(SchemaSyncObservationContext context) {
                    throw new IllegalStateException("broken handler");
                }

                @Override
                public boolean supportsContext(Observation.Context context) {
                    return context instanceof SchemaSyncObservationContext;
                }
            };
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnConvention {

        @Bean
        SchemaSyncObservationConvention convention() {
            return new DefaultSchemaSyncObservationConvention() {
                @Override
                public String getName() {
                    return "my.sync";
                }

                @Override
                public KeyValues getLowCardinalityKeyValues(SchemaSyncObservationContext context) {
                    return super.getLowCardinalityKeyValues(context).and("team", "shop");
                }
            };
        }
    }
}
