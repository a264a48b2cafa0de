package dev.atscript.boot;

import dev.atscript.db.sync.SyncOptions;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;

/** A {@link SyncOptions} bean of the application's: what properties and customizers say about runs is not heard then. */
final class OwnSyncOptions {

    private static final Logger log = LoggerFactory.getLogger(OwnSyncOptions.class);

    private static final List<String> PROPERTIES = List.of(
            "adopt",
            "backfill",
            "ddl-lock-timeout",
            "ddl-retries",
            "fail-on-external-views",
            "force",
            "lock-ttl",
            "on-superseded",
            "pod-id",
            "poll-interval",
            "schema-version",
            "wait-timeout");

    private OwnSyncOptions() {}

    /**
     * Says what is not heard.
     *
     * @throws WrongPropertyException if data would be lost by it
     */
    static void check(SyncOptions own, AtscriptProperties properties, Environment environment, boolean customized) {
        if (properties.safe() && !own.safe()) {
            throw new WrongPropertyException(AtscriptProperties.PREFIX + ".safe is true, but the application has a"
                    + " SyncOptions bean of its own, which takes the place of the properties and is not safe. Let the bean"
                    + " be safe too, or have a SyncOptionsCustomizer instead of it.");
        }
        List<String> unheard = Stream.concat(
                        PROPERTIES.stream()
                                .map(name -> AtscriptProperties.PREFIX + "." + name)
                                .filter(environment::containsProperty),
                        customized ? Stream.of("each SyncOptionsCustomizer") : Stream.empty())
                .toList();
        if (!unheard.isEmpty()) {
            log.warn(
                    "The application has a SyncOptions bean of its own, which takes the place of {}. A"
                            + " SyncOptionsCustomizer instead of the bean changes single options.",
                    String.join(", ", unheard));
        }
    }
}
