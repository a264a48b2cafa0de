package dev.atscript.boot;

import dev.atscript.db.sync.SyncOptions;

/**
 * Changes the options of the application's runs, after those of the properties were set and before any run. All beans of
 * this type are called, in their {@linkplain org.springframework.core.annotation.Order order}, unless the application has a
 * {@link SyncOptions} bean of its own.
 */
@FunctionalInterface
public interface SyncOptionsCustomizer {

    /**
     * Changes options.
     *
     * @param options as the properties and the customizers before this one say
     */
    void customize(SyncOptions.Builder options);
}
