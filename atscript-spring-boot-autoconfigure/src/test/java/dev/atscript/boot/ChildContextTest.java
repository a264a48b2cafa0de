package dev.atscript.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atscript.db.sync.SchemaSync;
import dev.atscript.db.sync.SchemaSyncListener;
import dev.atscript.db.sync.SyncInterruptedException;
import dev.atscript.db.sync.SyncPlan;
import dev.atscript.testing.EachDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** An application whose context has children: a run ends with its own context, and not with a child of that. */
@ExtendWith(OutputCaptureExtension.class)
class ChildContextTest extends EachDatabase {

    @TempDir
    Path folder;

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class ClosesAChild {

        @Bean
        SchemaSyncListener closing(ApplicationContext context) {
            return new SchemaSyncListener() {
                @Override
                public void beforeApply(SyncPlan plan) {
                    GenericApplicationContext child = new GenericApplicationContext(context);
                    child.refresh();
                    child.close();
                }
            };
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Plain {}

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class ClosesItself {

        @Bean
        SchemaSyncListener closing(ConfigurableApplicationContext context) {
            return new SchemaSyncListener() {
                @Override
                public void beforeApply(SyncPlan plan) {
                    context.close();
                }
            };
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class EndsBeforeItsRunners {

        @EventListener
        void end(ApplicationStartedEvent event) {
            event.getApplicationContext().close();
        }
    }

    @Test
    void aChildThatClosesLeavesTheRunAlone() {
        try (ConfigurableApplicationContext context = start(ClosesAChild.class)) {
            assertThat(context.getBean(ShutdownCancellation.class).isEnded()).isFalse();
            assertThat(users()).isEmpty();
        }
    }

    @Test
    void theContextItselfCancelsIt() {
        assertThatThrownBy(() -> start(ClosesItself.class)).isInstanceOf(SyncInterruptedException.class);
        assertThatThrownBy(this::users).hasMessageContaining("users");
    }

    /** As by a signal that comes when all beans are made, and the runners are not called yet. */
    @Test
    void theRunDoesNotBeginInAContextThatHasEnded(CapturedOutput output) {
        assertThatThrownBy(() -> start(EndsBeforeItsRunners.class))
                .hasRootCauseInstanceOf(SyncInterruptedException.class);
        assertThatThrownBy(this::users).hasMessageContaining("users");
        assertThat(output)
                .contains("The application was told to end while its schema was being synced.")
                .doesNotContain("could not be found");
    }

    @Test
    void aChildDoesNotTakeItsParentsSyncForTheApplicationsOwn() {
        try (ConfigurableApplicationContext parent = start(Plain.class)) {
            new ApplicationContextRunner()
                    .withParent(parent)
                    .withConfiguration(AutoConfigurations.of(AtscriptAutoConfiguration.class))
                    .withPropertyValues(new AsFiles(folder).property())
                    .run(child -> assertThat(child.getBean(AtscriptSpaces.class).sync("default"))
                            .isNotSameAs(parent.getBean(SchemaSync.class)));
        }
    }

    private List<Long> users() {
        return new JdbcTemplate(database.dataSource()).queryForList("SELECT id FROM users", Long.class);
    }

    private ConfigurableApplicationContext start(Class<?> configuration) {
        return new SpringApplicationBuilder(configuration)
                .run(
                        "--" + new AsFiles(folder).write(AsFiles.USERS).property(),
                        "--spring.datasource.url=" + database.jdbcUrl(),
                        "--spring.datasource.username=" + database.username(),
                        "--spring.datasource.password=" + database.password(),
                        "--spring.main.web-application-type=none",
                        "--spring.jmx.enabled=false");
    }
}
