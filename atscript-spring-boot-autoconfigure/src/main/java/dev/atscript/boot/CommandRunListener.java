package dev.atscript.boot;

import dev.atscript.boot.CommandLine.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.boot.bootstrap.ConfigurableBootstrapContext;
import org.springframework.boot.env.PropertySourceLoader;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.context.support.SimpleThreadScope;
import org.springframework.context.weaving.LoadTimeWeaverAware;
import org.springframework.core.NativeDetector;
import org.springframework.core.Ordered;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.scheduling.config.TaskManagementConfigUtils;

/**
 * Turns an application that is started with {@code db …} into a command: its beans are there but are made only when
 * asked for, nothing of it is started, and the process ends before its runners. Any other start is left alone.
 */
final class CommandRunListener implements SpringApplicationRunListener, Ordered {

    private static final String COMMAND = "atscriptCommand";
    private static final String LAST = "atscriptCommandPostProcessor";
    private static final String LOGGING = "atscriptCommandLogging";

    private final SpringApplication application;
    private final String[] arguments;
    private @Nullable Invocation invocation;

    CommandRunListener(SpringApplication application, String[] arguments) {
        this.application = application;
        this.arguments = arguments;
    }

    /** What the process was started for, and where it speaks. */
    private record Invocation(CommandLine commandLine, Terminal terminal) {}

    /** Before the listener that publishes Boot's events, whose receivers load configuration and set up logging. */
    @Override
    public int getOrder() {
        return -1;
    }

    private void parse(ConfigurableBootstrapContext bootstrapContext, EarlyConfiguration configuration) {
        try {
            CommandLine commandLine = CommandLine.parse(arguments).orElse(null);
            if (commandLine != null) {
                requireBeans(commandLine.command(), configuration);
                begin(commandLine, terminal(bootstrapContext));
            }
        } catch (UsageException ex) {
            Terminal terminal = terminal(bootstrapContext);
            terminal.err().println(ex.getMessage() + " See 'db --help'.");
            exit(terminal, null, ExitCode.WRONG_USAGE);
        }
    }

    private static Terminal terminal(ConfigurableBootstrapContext bootstrapContext) {
        Terminal registered = bootstrapContext.getOrElse(Terminal.class, null);
        return registered == null ? Terminal.takeOver() : registered;
    }

    private void requireBeans(Command command, EarlyConfiguration configuration) {
        if (command == Command.SYNC
                && NativeDetector.inNativeImage()
                && configuration.isOfAWebApplication(application.getWebApplicationType())) {
            throw new UsageException(
                    "There is no 'db sync' in a native image of a web application, whose beans need a web"
                            + " server: run it with the jar.");
        }
    }

    private void begin(CommandLine commandLine, Terminal terminal) {
        if (commandLine.command() == Command.HELP) {
            terminal.out().println(CommandLine.USAGE);
            exit(terminal, null, ExitCode.DONE);
        }
        requireFile(commandLine.config());
        invocation = new Invocation(commandLine, terminal);
    }

    private static void requireFile(String config) {
        if (config.isEmpty()) {
            return;
        }
        if (!Files.isRegularFile(Path.of(config))) {
            throw new UsageException("There is no file " + config + ".");
        }
        List<PropertySourceLoader> loaders = SpringFactoriesLoader.loadFactories(PropertySourceLoader.class, null);
        PropertySourceLoader loader = loaders.stream()
                .filter(each -> extensions(each).anyMatch(config::endsWith))
                .findFirst()
                .orElseThrow(() -> new UsageException("The file of -c has to end with "
                        + loaders.stream()
                                .flatMap(CommandRunListener::extensions)
                                .collect(Collectors.joining(", "))
                        + ", but is " + config + "."));
        try {
            loader.load(config, new FileSystemResource(config));
        } catch (IOException | RuntimeException ex) {
            String word =
                    String.valueOf(ex.getMessage()).lines().map(String::strip).collect(Collectors.joining(" "));
            throw new UsageException("The file " + config + " cannot be read: " + word + ".");
        }
    }

    private static Stream<String> extensions(PropertySourceLoader loader) {
        return Stream.of(loader.getFileExtensions()).map(extension -> "." + extension);
    }

    /** Whether a context is that of a command, which decides by itself whether and when anything is applied. */
    static boolean isIn(BeanFactory beans) {
        return beans.containsBean(COMMAND);
    }

    @Override
    public void environmentPrepared(
            ConfigurableBootstrapContext bootstrapContext, ConfigurableEnvironment environment) {
        if (CommandLine.isForUs(arguments)) {
            EarlyConfiguration configuration = EarlyConfiguration.of(environment);
            if (!configuration.isDisabled()) {
                parse(bootstrapContext, configuration);
            }
        }
        if (invocation != null) {
            GeneratedArtifacts.doWithoutBeans();
            MutablePropertySources sources = environment.getPropertySources();
            sources.addFirst(new MapPropertySource(COMMAND, overrides(invocation.commandLine, environment)));
            String after = CommandLinePropertySource.COMMAND_LINE_PROPERTY_SOURCE_NAME;
            sources.addAfter(
                    sources.contains(after) ? after : COMMAND,
                    new MapPropertySource(LOGGING, Map.of("logging.level.root", "warn")));
        }
    }

    private static Map<String, Object> overrides(CommandLine commandLine, ConfigurableEnvironment environment) {
        Map<String, Object> overrides = new LinkedHashMap<>();
        overrides.put(EarlyConfiguration.WEB_APPLICATION_TYPE, "none");
        overrides.put("spring.main.banner-mode", "off");
        overrides.put("spring.main.log-startup-info", "false");
        overrides.put("spring.main.lazy-initialization", "true");
        overrides.put("spring.main.keep-alive", "false");
        overrides.put("atscript.db.phase", "application-runner");
        if (!commandLine.config().isEmpty()) {
            // A comma would stand between two locations.
            String file = Path.of(commandLine.config())
                    .toAbsolutePath()
                    .toUri()
                    .toString()
                    .replace(",", "%2C");
            String others = environment.getProperty("spring.config.additional-location");
            overrides.put("spring.config.additional-location", others == null ? file : others + "," + file);
        }
        return overrides;
    }

    @Override
    public void contextPrepared(ConfigurableApplicationContext context) {
        if (invocation == null) {
            return;
        }
        if (invocation.commandLine.command() == Command.CHECK) {
            Answer answer = new Answer(invocation.terminal, invocation.commandLine);
            exit(invocation.terminal, context, new CheckCommand(context.getEnvironment(), answer).run());
        }
        context.getBeanFactory().registerSingleton(COMMAND, invocation.commandLine);
        BeanFactoryPostProcessor last = CommandRunListener::quieten;
        context.getBeanFactory().registerSingleton(LAST, last);
    }

    /** What was defined by whomever: a post-processor that is a singleton and has no order is asked after all that are defined. */
    private static void quieten(ConfigurableListableBeanFactory beans) {
        removeWhatBeginsByItself(beans);
        makeNothingBeforeItIsNeeded(beans);
        weaveNothing(beans);
        tellNobodyAndStartNothing(beans);
    }

    /**
     * Scheduled tasks are no part of the life cycle, and the beans that have them are made although all others are lazy, with
     * what these need: a {@code JdbcTemplate} lets Flyway migrate first.
     */
    private static void removeWhatBeginsByItself(ConfigurableListableBeanFactory beans) {
        BeanDefinitionRegistry definitions = (BeanDefinitionRegistry) beans;
        Stream.concat(
                        Stream.of(TaskManagementConfigUtils.SCHEDULED_ANNOTATION_PROCESSOR_BEAN_NAME),
                        Stream.of(beans.getBeanNamesForType(LazyInitializationExcludeFilter.class, true, false)))
                .filter(definitions::containsBeanDefinition)
                .forEach(definitions::removeBeanDefinition);
    }

    /**
     * Boot leaves some beans eager although all are to be lazy, such as those that call themselves infrastructure: what these
     * need may not be there yet, or initialize the database.
     */
    private static void makeNothingBeforeItIsNeeded(ConfigurableListableBeanFactory beans) {
        Stream.of(beans.getBeanDefinitionNames())
                .map(beans::getBeanDefinition)
                .forEach(definition -> definition.setLazyInit(true));
    }

    /**
     * Singletons that know a load-time weaver, as the factory of an entity manager does, are made however lazy they are, and with
     * that Hibernate changes or validates the schema. In a scope of their own they are made when something asks for them.
     */
    private static void weaveNothing(ConfigurableListableBeanFactory beans) {
        beans.registerScope(COMMAND, new SimpleThreadScope());
        Stream.of(beans.getBeanNamesForType(LoadTimeWeaverAware.class, true, false))
                .map(BeanFactoryUtils::transformedBeanName)
                .filter(beans::containsBeanDefinition)
                .forEach(name -> beans.getBeanDefinition(name).setScope(COMMAND));
    }

    /** The context takes what has these names, also where the application defines it. */
    private static void tellNobodyAndStartNothing(ConfigurableListableBeanFactory beans) {
        replace(beans, AbstractApplicationContext.APPLICATION_EVENT_MULTICASTER_BEAN_NAME, new CommandEvents(beans));
        replace(beans, AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME, new IdleLifecycle());
    }

    private static void replace(ConfigurableListableBeanFactory beans, String name, Object singleton) {
        DefaultListableBeanFactory registry = (DefaultListableBeanFactory) beans;
        if (registry.isAlias(name)) {
            registry.removeAlias(name);
        }
        if (registry.containsBeanDefinition(name)) {
            registry.removeBeanDefinition(name);
        }
        registry.destroySingleton(name);
        registry.registerSingleton(name, singleton);
    }

    @Override
    public void started(ConfigurableApplicationContext context, @Nullable Duration timeTaken) {
        if (invocation != null) {
            Terminal terminal = invocation.terminal;
            exit(terminal, context, new SyncCommand(context.getBeanFactory(), invocation.commandLine, terminal).run());
        }
    }

    /** Boot tells what went wrong, on the standard error; programs that read JSON are told here. */
    @Override
    public void failed(@Nullable ConfigurableApplicationContext context, Throwable exception) {
        if (invocation != null && invocation.commandLine.format() == CommandLine.Format.JSON) {
            Answer answer = new Answer(invocation.terminal, invocation.commandLine);
            RuntimeException explained = Failures.find(exception);
            answer.part("", "error", String.valueOf((explained == null ? exception : explained).getMessage()));
            answer.end(ExitCode.ERRORS);
        }
    }

    /** Ends the process; where a test prevents that, ends the start. */
    private static void exit(Terminal terminal, @Nullable ConfigurableApplicationContext context, int code) {
        if (context != null) {
            context.close();
        }
        terminal.exit().accept(code);
        throw new SpringApplication.AbandonedRunException(context);
    }
}
