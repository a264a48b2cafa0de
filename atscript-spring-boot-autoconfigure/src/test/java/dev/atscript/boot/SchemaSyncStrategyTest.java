package dev.atscript.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atscript.boot.SchemaSyncStrategy.SpaceSync;
import dev.atscript.db.report.PlanText;
import dev.atscript.db.sync.SyncException;
import dev.atscript.db.sync.SyncPlan;
import dev.atscript.testing.EachDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** An application that decides itself what its start does to the database. */
class SchemaSyncStrategyTest extends EachDatabase {

    @TempDir
    Path folder;

    @BeforeEach
    void prepare() {
        new AsFiles(folder).write(AsFiles.USERS);
    }

    @Configuration(proxyBeanMethods = false)
    static class AskFirst {

        @Bean
        SchemaSyncStrategy askFirst() {
            return space -> {
                SyncPlan plan = space.plan();
                if (plan.destructive()) {
                    throw new IllegalStateException("Ask somebody first: " + PlanText.PLAIN.of(plan));
                }
                space.run(plan);
            };
        }
    }

    @Test
    void plansFirstAndThenDecides() {
        runner().withUserConfiguration(AskFirst.class).run(context -> {
            start(context);
            assertOutcome(context, "synced", Status.UP);
        });
        jdbc.update("INSERT INTO users (id, name) VALUES (1, 'Ada')");
        new AsFiles(folder).write(AsFiles.USERS_WITHOUT_NAME);
        runner().withUserConfiguration(AskFirst.class).run(context -> {
            assertThatThrownBy(() -> start(context)).hasMessageContaining("Ask somebody first", "destructive");
            assertOutcome(context, "failed", Status.DOWN);
            assertThat(context.getBean(TrafficGate.class).isOpen()).isFalse();
        });
        assertThat(jdbc.queryForList("SELECT name FROM users", String.class)).containsExactly("Ada");
    }

    @Test
    void isAskedInTheOtherPhaseToo() {
        runner().withUserConfiguration(AskFirst.class)
                .withPropertyValues("atscript.db.phase=database-initialization")
                .run(context -> assertOutcome(context, "synced", Status.UP));
    }

    @Test
    void mayDoNothing() {
        with(space -> assertThat(space.name()).isEqualTo("default")).run(context -> {
            start(context);
            assertOutcome(context, "skipped", Status.UNKNOWN);
            assertThat(context.getBean(TrafficGate.class).isOpen()).isTrue();
            assertThatThrownBy(this::users).hasMessageContaining("users");
        });
    }

    @Test
    void mayOnlyPlan() {
        with(space -> assertThat(space.plan().statements()).isNotEmpty()).run(context -> {
            start(context);
            assertOutcome(context, "dry-run", Status.UNKNOWN);
            assertThatThrownBy(this::users).hasMessageContaining("users");
        });
    }

    @Test
    void mayGoOnAfterAFailure() {
        runner().run(SchemaSyncStrategyTest::start);
        jdbc.update("INSERT INTO users (id) VALUES (1)");
        new AsFiles(folder).write(AsFiles.USERS.replace("name?", "name"));
        with(space -> assertThatThrownBy(space::run).isInstanceOf(SyncException.class))
                .run(context -> {
                    start(context);
                    assertOutcome(context, "failed", Status.DOWN);
                    assertThat(context.getBean(TrafficGate.class).isOpen()).isTrue();
                });
    }

    @Test
    void runsWithTheConfiguredOptionsAndNotWhenTheStartIsOver() {
        List<SpaceSync> kept = new ArrayList<>();
        with(kept::add).withPropertyValues("atscript.db.safe=true").run(context -> {
            start(context);
            assertThat(kept).singleElement().satisfies(space -> {
                assertThat(space.options().safe()).isTrue();
                assertThatThrownBy(space::run).hasMessageContaining("use the SchemaSync bean");
                assertThatThrownBy(space::plan).hasMessageContaining("The start is over");
            });
        });
    }

    @Test
    void isNotAskedInADryRun() {
        with(SpaceSync::run).withPropertyValues("atscript.db.dry-run=true").run(context -> {
            start(context);
            assertOutcome(context, "dry-run", Status.UNKNOWN);
        });
    }

    private int users() {
        return jdbc.queryForObject("SELECT count(*) FROM users", Integer.class);
    }

    private static void start(AssertableApplicationContext context) {
        context.getBean(AtscriptRunner.class).run(new DefaultApplicationArguments());
    }

    private static void assertOutcome(AssertableApplicationContext context, String outcome, Status health) {
        assertThat(context.getBean(AtscriptEndpoint.class)
                        .atscript(null)
                        .spaces()
                        .get("default")
                        .run()
                        .outcome())
                .isEqualTo(outcome);
        HealthIndicator indicator = context.getBean("atscriptHealthIndicator", HealthIndicator.class);
        assertThat(indicator.health().getStatus()).isEqualTo(health);
    }

    private ApplicationContextRunner with(Consumer<SpaceSync> strategy) {
        return runner().withBean(SchemaSyncStrategy.class, () -> strategy::accept);
    }

    private ApplicationContextRunner runner() {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        AtscriptAutoConfiguration.class,
                        AtscriptEndpointAutoConfiguration.class,
                        AtscriptHealthAutoConfiguration.class))
                .withBean(DataSource.class, database::dataSource)
                .withPropertyValues(
                        new AsFiles(folder).property(), "management.endpoints.web.exposure.include=atscript");
    }
}
