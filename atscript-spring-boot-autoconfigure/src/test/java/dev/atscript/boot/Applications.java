package dev.atscript.boot;

import dev.atscript.db.sync.SyncOptions;
import dev.atscript.testing.TestDatabase;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** An application with nothing but a DataSource and this project, for tests in other packages. */
public final class Applications {

    private static final String LOG = "classpath:docs/logback-messages.xml";

    private Applications() {}

    /**
     * What was printed.
     *
     * @param exitCode of the process; 0 for an application that started
     * @param output what it said
     */
    public record Ended(int exitCode, String output) {}

    /** The options that properties of an application stand for; each is {@code name=value}. */
    public static SyncOptions options(List<String> properties) {
        Map<String, String> map = new LinkedHashMap<>();
        properties.forEach(
                each -> map.put(each.substring(0, each.indexOf('=')), each.substring(each.indexOf('=') + 1)));
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", Map.copyOf(map)));
        return properties(map).toOptions(environment);
    }

    /** Binds what of the properties is ours. */
    public static AtscriptProperties properties(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate(AtscriptProperties.PREFIX, AtscriptProperties.class);
    }

    /** Starts and ends it; what it says are the messages of its log. */
    public static Ended start(TestDatabase database, String location, List<String> properties) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
        int exitCode = 0;
        try {
            new SpringApplication(Application.class)
                    .run(arguments(
                            Stream.of("--logging.config=" + LOG),
                            database,
                            location,
                            properties.stream().map(each -> "--" + each)))
                    .close();
        } catch (RuntimeException ex) {
            exitCode = 1;
        } finally {
            System.setOut(before);
        }
        return new Ended(exitCode, output.toString(StandardCharsets.UTF_8));
    }

    /** Starts it as a command, without a terminal. */
    public static Ended command(TestDatabase database, String location, List<String> words) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(output, true, StandardCharsets.UTF_8);
        AtomicInteger exitCode = new AtomicInteger();
        Terminal terminal =
                new Terminal(stream, stream, false, false, 0, new BufferedReader(new StringReader("")), exitCode::set);
        SpringApplication application = new SpringApplication(Application.class);
        application.addBootstrapRegistryInitializer(registry -> registry.register(Terminal.class, context -> terminal));
        try {
            application.run(arguments(words.stream(), database, location, Stream.of()));
        } catch (SpringApplication.AbandonedRunException ex) {
            // The command ends the process; here it ends the start, and what logs it has to be told.
            LoggingSystem.get(Applications.class.getClassLoader()).cleanUp();
        }
        return new Ended(exitCode.get(), output.toString(StandardCharsets.UTF_8));
    }

    /**
     * Reads a command line {@code db …}.
     *
     * @throws RuntimeException if it is wrong
     */
    public static void parse(String... words) {
        CommandLine.parse(words).orElseThrow();
    }

    private static String[] arguments(
            Stream<String> first, TestDatabase database, String location, Stream<String> more) {
        List<String> arguments = new ArrayList<>(first.toList());
        arguments.removeIf(argument -> argument.startsWith("--atscript.db.locations="));
        arguments.add("--atscript.db.locations=" + location);
        arguments.add("--spring.datasource.url=" + database.jdbcUrl());
        arguments.add("--spring.datasource.username=" + database.username());
        arguments.add("--spring.datasource.password=" + database.password());
        arguments.add("--spring.main.web-application-type=none");
        arguments.add("--spring.main.banner-mode=off");
        arguments.add("--spring.jmx.enabled=false");
        more.forEach(arguments::add);
        return arguments.toArray(String[]::new);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}
}
