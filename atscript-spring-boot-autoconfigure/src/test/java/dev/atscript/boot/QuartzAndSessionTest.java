package dev.atscript.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atscript.testing.DatabaseKind;
import dev.atscript.testing.EachDatabase;
import dev.atscript.testing.ModulesOnRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.quartz.SchedulerFactoryBean;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;

/** A web application whose Quartz and Spring Session keep all they have in tables that the model declares. */
@ExtendWith(OutputCaptureExtension.class)
class QuartzAndSessionTest extends EachDatabase {

    private static final String EARLY = "atscript.db.phase=database-initialization";
    private static final String IN_MEMORY = "spring.quartz.job-store-type=memory";
    private static final String WARNING =
            "These beans may have used the database before the schema sync, which only begins now: ";

    private static CompletableFuture<List<String>> jobsInTheTable = new CompletableFuture<>();

    @BeforeEach
    void prepare() {
        jobsInTheTable = new CompletableFuture<>();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @Bean
        static TablesAtInitialization tablesAtInitialization(ObjectProvider<DataSource> dataSource) {
            return new TablesAtInitialization(dataSource);
        }
    }

    /** A job that is stored when the scheduler is made, and runs when it starts. */
    @Configuration(proxyBeanMethods = false)
    static class ApplicationWithJob {

        @Bean
        JobDetail reminder() {
            return JobBuilder.newJob(Reminder.class)
                    .withIdentity("reminder")
                    .usingJobData("to", "Ada")
                    .storeDurably()
                    .build();
        }

        @Bean
        Trigger now(JobDetail reminder) {
            return TriggerBuilder.newTrigger().forJob(reminder).startNow().build();
        }
    }

    /** Tells what is stored of itself. */
    public static final class Reminder implements Job {

        private final JdbcTemplate jdbc;

        public Reminder(JdbcTemplate jdbc) {
            this.jdbc = jdbc;
        }

        @Override
        public void execute(JobExecutionContext context) {
            try {
                List<String> stored =
                        new ArrayList<>(jdbc.queryForList("SELECT job_name FROM qrtz_job_details", String.class));
                stored.add(context.getMergedJobDataMap().getString("to"));
                jobsInTheTable.complete(stored);
            } catch (RuntimeException ex) {
                jobsInTheTable.completeExceptionally(ex);
            }
        }
    }

    /** Counts the tables of the model that are there when the beans that need them are initialized. */
    static final class TablesAtInitialization implements BeanPostProcessor {

        private final ObjectProvider<DataSource> dataSource;
        private final Map<String, Integer> byBean = new TreeMap<>();

        TablesAtInitialization(ObjectProvider<DataSource> dataSource) {
            this.dataSource = dataSource;
        }

        @Override
        public Object postProcessBeforeInitialization(Object bean, String name) {
            if (bean instanceof SchedulerFactoryBean || bean instanceof JdbcIndexedSessionRepository) {
                byBean.put(name, tables(dataSource.getObject()));
            }
            return bean;
        }

        private static int tables(DataSource dataSource) {
            int count = 0;
            for (String table : List.of("qrtz_job_details", "qrtz_locks", "spring_session_attributes")) {
                try {
                    new JdbcTemplate(dataSource).queryForList("SELECT * FROM " + table);
                    count++;
                } catch (RuntimeException ex) {
                    assertThat(ex).rootCause().hasMessageContaining(table);
                }
            }
            return count;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void earlyComesBeforeBoth(boolean lazy, CapturedOutput output) throws Exception {
        try (ConfigurableApplicationContext context =
                start(ApplicationWithJob.class, EARLY, "spring.main.lazy-initialization=" + lazy)) {
            context.getBean(Scheduler.class).start();
            assertThat(jobsInTheTable.get(60, TimeUnit.SECONDS)).containsExactly("reminder", "Ada");
            assertKeepsSessions(context.getBean(JdbcIndexedSessionRepository.class));
            assertThat(context.getBean(TablesAtInitialization.class).byBean)
                    .isEqualTo(Map.of("quartzScheduler", 3, "sessionRepository", 3));
        }
        assertThat(output).contains("Schema synced (13 created").doesNotContain("These beans");
    }

    private static <S extends Session> void assertKeepsSessions(SessionRepository<S> sessions) {
        S session = sessions.createSession();
        session.setAttribute("name", "Ada");
        sessions.save(session);
        Session found = sessions.findById(session.getId());
        assertThat(found).isNotNull();
        assertThat(found.<String>getAttribute("name")).isEqualTo("Ada");
        sessions.deleteById(session.getId());
        assertThat(sessions.findById(session.getId())).isNull();
    }

    @Test
    void asARunnerItComesTooLateForWhatQuartzStores(CapturedOutput output) {
        assertThatThrownBy(() -> start(ApplicationWithJob.class))
                .rootCause()
                .message()
                .containsIgnoringCase("qrtz_job_details");
        assertThat(output)
                .contains(
                        "APPLICATION FAILED TO START",
                        "The bean 'quartzScheduler' used the database before the schema sync, which comes later",
                        "Set atscript.db.phase=database-initialization")
                .containsPattern("(?i)(no such table: qrtz_job_details|relation \"qrtz_job_details\" does not exist)")
                .doesNotContain("\tat ");
    }

    @Test
    void asARunnerItComesTooLateForASchedulerThatStarts(CapturedOutput output) {
        assertThatThrownBy(() -> start(Application.class)).rootCause().message().containsIgnoringCase("qrtz_");
        assertThat(output)
                .contains(
                        "APPLICATION FAILED TO START",
                        "The application used the database before the schema sync, which comes later",
                        "Failed to start bean 'quartzScheduler'",
                        "Set atscript.db.phase=database-initialization");
    }

    @Test
    void asARunnerItNamesThemInOneWarning(CapturedOutput output) {
        try (ConfigurableApplicationContext context = start(Application.class, "spring.quartz.auto-startup=false")) {
            assertThat(context.getBean(TablesAtInitialization.class).byBean)
                    .isEqualTo(Map.of("quartzScheduler", 0, "sessionRepository", 0));
            assertKeepsSessions(context.getBean(JdbcIndexedSessionRepository.class));
        }
        assertThat(output)
                .containsOnlyOnce("These beans")
                .containsPattern("WARN .* " + WARNING + "quartzScheduler, sessionRepository\\."
                        + " Set atscript\\.db\\.phase=database-initialization to sync before them\\.");
    }

    @Test
    void asARunnerItNamesNoSchedulerThatHasItsJobsInMemory(CapturedOutput output) {
        start(Application.class, IN_MEMORY).close();
        assertThat(output).containsPattern("WARN .* " + WARNING + "sessionRepository\\.");
    }

    @Test
    void asARunnerItNamesASchedulerThatTheApplicationMakes(CapturedOutput output) {
        start(OwnScheduler.class, IN_MEMORY).close();
        assertThat(output).containsPattern("WARN .* " + WARNING + "ownScheduler, sessionRepository\\.");
    }

    @Test
    void asARunnerItNamesASchedulerWhosePropertiesSayWhereTheJobsAre(CapturedOutput output) {
        String quartz = "spring.quartz.properties.org.quartz.";
        start(
                        Application.class,
                        IN_MEMORY,
                        "spring.quartz.auto-startup=false",
                        quartz + "jobStore.class=org.quartz.impl.jdbcjobstore.JobStoreTX",
                        quartz + "jobStore.dataSource=app",
                        quartz + "dataSource.app.provider=hikaricp",
                        quartz + "dataSource.app.driver="
                                + (kind == DatabaseKind.SQLITE ? "org.sqlite.JDBC" : "org.postgresql.Driver"),
                        quartz + "dataSource.app.URL=" + database.jdbcUrl(),
                        quartz + "dataSource.app.user=" + database.username(),
                        quartz + "dataSource.app.password=" + database.password())
                .close();
        assertThat(output).containsPattern("WARN .* " + WARNING + "quartzScheduler, sessionRepository\\.");
    }

    @Test
    void asARunnerItMakesNoLazySchedulerToName(CapturedOutput output) {
        start(LazyScheduler.class, IN_MEMORY).close();
        assertThat(output).containsPattern("WARN .* " + WARNING + "sessionRepository\\.");
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnScheduler {

        @Bean
        SchedulerFactoryBean ownScheduler(DataSource dataSource) {
            SchedulerFactoryBean scheduler = new SchedulerFactoryBean();
            scheduler.setDataSource(dataSource);
            scheduler.setAutoStartup(false);
            return scheduler;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class LazyScheduler {

        @Bean
        @Lazy
        Scheduler ownScheduler() {
            throw new IllegalStateException("made before it is needed");
        }
    }

    private ConfigurableApplicationContext start(Class<?> configuration, String... more) {
        List<String> properties = new ArrayList<>(List.of(
                ModulesOnRequest.property("quartz", "session", "session.jdbc"),
                "atscript.db.locations=classpath:boot/quartz.as,classpath:boot/session.as",
                "spring.datasource.url=" + database.jdbcUrl(),
                "spring.datasource.username=" + database.username(),
                "spring.datasource.password=" + database.password(),
                // SQLite has one writer, and no SELECT … FOR UPDATE.
                "spring.datasource.hikari.maximum-pool-size=" + (kind == DatabaseKind.SQLITE ? 1 : 10),
                "spring.quartz.properties.org.quartz.jobStore.lockHandler.class="
                        + "org.quartz.impl.jdbcjobstore.UpdateLockRowSemaphore",
                "spring.quartz.properties.org.quartz.jobStore.driverDelegateClass="
                        + "org.quartz.impl.jdbcjobstore.PostgreSQLDelegate",
                "spring.quartz.job-store-type=jdbc",
                "spring.quartz.jdbc.initialize-schema=never",
                "spring.session.jdbc.initialize-schema=never",
                "logging.level.dev.atscript=info",
                "server.port=0",
                "spring.jmx.enabled=false"));
        if (List.of(more).contains(IN_MEMORY)) {
            properties.removeIf(property -> property.startsWith("spring.quartz."));
        }
        properties.addAll(List.of(more));
        return new SpringApplicationBuilder(Application.class, configuration)
                .run(properties.stream().map(property -> "--" + property).toArray(String[]::new));
    }
}
