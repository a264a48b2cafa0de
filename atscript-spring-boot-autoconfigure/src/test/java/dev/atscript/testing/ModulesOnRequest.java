package dev.atscript.testing;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Keeps modules of Boot that are on the class path of all tests from applications that do not ask for them by
 * {@link #property}: they would start a Hibernate or a Quartz, or let nobody in.
 */
public final class ModulesOnRequest implements AutoConfigurationImportFilter, EnvironmentAware {

    private static final String PROPERTY = "test.modules";

    private static final List<String> MODULES = List.of(
            "data.jpa",
            "flyway",
            "hibernate",
            "jackson2",
            "jersey",
            "liquibase",
            "quartz",
            "r2dbc",
            "security",
            "session",
            "session.jdbc");

    private Set<String> requested = Set.of();

    /** The property of an application that is to have modules. */
    public static String property(String... modules) {
        List<String> unknown =
                Stream.of(modules).filter(module -> !MODULES.contains(module)).toList();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("not among " + MODULES + ": " + unknown);
        }
        return PROPERTY + "=" + String.join(",", modules);
    }

    @Override
    public void setEnvironment(Environment environment) {
        requested = Set.of(environment.getProperty(PROPERTY, String[].class, new String[0]));
    }

    @Override
    public boolean[] match(@Nullable String[] autoConfigurations, AutoConfigurationMetadata metadata) {
        boolean[] match = new boolean[autoConfigurations.length];
        for (int i = 0; i < match.length; i++) {
            String name = autoConfigurations[i];
            match[i] = name == null || MODULES.stream().noneMatch(module -> isOf(module, name));
        }
        return match;
    }

    private boolean isOf(String module, String autoConfiguration) {
        return !requested.contains(module)
                && autoConfiguration.startsWith("org.springframework.boot." + module + ".autoconfigure.");
    }
}
