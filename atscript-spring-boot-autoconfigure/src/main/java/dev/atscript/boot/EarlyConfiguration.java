package dev.atscript.boot;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;

/**
 * What an application's configuration says, before Boot has read its files.
 *
 * @param environment with the files
 */
record EarlyConfiguration(Environment environment) {

    static final String WEB_APPLICATION_TYPE = "spring.main.web-application-type";

    /** Reads the files for an environment that stays as it is. Where they cannot be read, Boot says so later. */
    static EarlyConfiguration of(ConfigurableEnvironment withoutFiles) {
        StandardEnvironment copy = new StandardEnvironment();
        MutablePropertySources sources = copy.getPropertySources();
        sources.stream().map(source -> source.getName()).toList().forEach(sources::remove);
        withoutFiles.getPropertySources().stream()
                .filter(source -> !ConfigurationPropertySources.isAttachedConfigurationPropertySource(source))
                .forEach(sources::addLast);
        try {
            ConfigDataEnvironmentPostProcessor.applyTo(copy);
            return new EarlyConfiguration(copy);
        } catch (RuntimeException ex) {
            return new EarlyConfiguration(withoutFiles);
        }
    }

    /**
     * Whether the application has a web server.
     *
     * @param otherwise what it is where no property says it
     */
    boolean isOfAWebApplication(@Nullable WebApplicationType otherwise) {
        try {
            WebApplicationType type = Binder.get(environment)
                    .bind(WEB_APPLICATION_TYPE, WebApplicationType.class)
                    .orElse(otherwise);
            return type != null && type != WebApplicationType.NONE;
        } catch (BindException ex) {
            return false;
        }
    }

    /** Whether the application wants nothing of us. */
    boolean isDisabled() {
        try {
            return !OnSwitch.isOn(OnSwitch.ENABLED, environment);
        } catch (BindException ex) {
            return false;
        }
    }
}
