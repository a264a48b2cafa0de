package dev.atscript.boot;

import dev.atscript.testing.SqliteFiles;
import dev.atscript.testing.TestDatabase;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Role;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.io.AbstractResource;
import org.springframework.core.io.Resource;
import org.springframework.data.repository.init.JacksonRepositoryPopulatorFactoryBean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** Starts an application as a command, on a terminal that the test is. */
abstract class CommandFixture {

    @TempDir
    Path folder;

    final TestDatabase database = SqliteFiles.createDatabase();
    final JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    Class<?>[] more = {};
    boolean interactive;
    boolean colour;
    String answers = "";
    Runnable whileThinking = () -> {};
    Runnable whenPlanIsShown = () -> {};

    @BeforeEach
    void writeTheModel() {
        new AsFiles(folder).write(AsFiles.USERS);
    }

    @AfterEach
    void drop() {
        database.close();
    }

    void loseAColumn() {
        run("db sync");
        jdbc.update("INSERT INTO users (id, name) VALUES (1, 'x')");
        new AsFiles(folder).write(AsFiles.USERS_WITHOUT_NAME);
    }

    List<String> tables() {
        return jdbc.queryForList("SELECT name FROM sqlite_schema", String.class);
    }

    List<String> columns() {
        return jdbc.queryForList("SELECT name FROM pragma_table_info('users')", String.class);
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    int run(String commandLine) {
        List<String> arguments = new ArrayList<>(List.of(commandLine.split(" ")));
        defaults().stream()
                .filter(property -> arguments.stream().noneMatch(a -> a.startsWith(name(property))))
                .forEach(arguments::add);
        return runPlain(arguments.toArray(String[]::new));
    }

    private List<String> defaults() {
        return List.of("--" + new AsFiles(folder).property(), "--spring.datasource.url=" + database.jdbcUrl());
    }

    private static String name(String property) {
        return property.substring(0, property.indexOf('=') + 1);
    }

    int runPlain(String... arguments) {
        out.reset();
        err.reset();
        AtomicInteger exitCode = new AtomicInteger(-1);
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8) {
                    @Override
                    public void println(String text) {
                        super.println(text);
                        whenPlanIsShown.run();
                        whenPlanIsShown = () -> {};
                    }
                },
                new PrintStream(err, true, StandardCharsets.UTF_8),
                interactive,
                colour,
                0,
                new BufferedReader(new StringReader(answers)) {
                    @Override
                    public String readLine() throws IOException {
                        whileThinking.run();
                        whileThinking = () -> {};
                        return super.readLine();
                    }
                },
                exitCode::set);
        SpringApplication application = new SpringApplication(Application.class);
        application.addPrimarySources(List.of(more));
        application.addBootstrapRegistryInitializer(registry -> registry.register(Terminal.class, context -> terminal));
        try {
            application.run(arguments);
        } catch (SpringApplication.AbandonedRunException ex) {
            // The command ends the process; here it ends the start.
        }
        return exitCode.get();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableScheduling
    static class Application {
        @Bean
        ApplicationRunner applicationRunner() {
            return arguments -> {
                throw new AssertionError("a runner ran");
            };
        }

        @Bean
        CommandLineRunner commandLineRunner() {
            return arguments -> {
                throw new AssertionError("a runner ran");
            };
        }

        @Bean
        SmartLifecycle consumer() {
            return new SmartLifecycle() {
                @Override
                public void start() {
                    throw new AssertionError("a consumer was started");
                }

                @Override
                public void stop() {}

                @Override
                public boolean isRunning() {
                    return false;
                }
            };
        }

        @Bean
        Tasks tasks(JdbcTemplate jdbc) {
            throw new AssertionError("a bean was made that has scheduled tasks, and what it needs: " + jdbc);
        }

        @Bean
        @Lazy(false)
        String eager() {
            throw new AssertionError("a bean was made that nobody asked for");
        }

        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        Integer infrastructure() {
            throw new AssertionError("a bean was made that nobody asked for");
        }

        @Bean
        ApplicationListener<ContextRefreshedEvent> listener() {
            return event -> {
                throw new AssertionError("a listener was told of a start");
            };
        }

        @Bean
        JacksonRepositoryPopulatorFactoryBean listenerOfSpring() {
            JacksonRepositoryPopulatorFactoryBean populator = new JacksonRepositoryPopulatorFactoryBean();
            populator.setResources(new Resource[] {
                new AbstractResource() {
                    @Override
                    public String getDescription() {
                        return "rows";
                    }

                    @Override
                    public InputStream getInputStream() {
                        throw new AssertionError("rows were read, to be inserted");
                    }
                }
            });
            return populator;
        }

        @EventListener
        void onStart(ContextRefreshedEvent event) {
            throw new AssertionError("a listener was told of " + event);
        }
    }

    static class Tasks {
        @Scheduled(fixedRate = 1)
        void doSomething() {
            throw new AssertionError("a scheduled task ran");
        }
    }
}
