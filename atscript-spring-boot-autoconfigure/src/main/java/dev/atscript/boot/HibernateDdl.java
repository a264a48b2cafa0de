package dev.atscript.boot;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** What Hibernate was told to do to the tables of its entities, from before sync looked after them. */
record HibernateDdl(EarlyBeans beans, Environment environment) {

    private static final String DDL_AUTO = "spring.jpa.hibernate.ddl-auto";
    private static final String GENERATE_DDL = "spring.jpa.generate-ddl";
    private static final String PROPERTIES = "spring.jpa.properties";

    /** The first that is set decides. */
    private static final List<String> KEYS = List.of(
            "jakarta.persistence.schema-generation.database.action",
            "javax.persistence.schema-generation.database.action",
            "hibernate.hbm2ddl.auto");

    private static final String HBM2DDL_AUTO = KEYS.get(KEYS.size() - 1);

    private static final String DROPS = "drops the tables of its entities with all their rows";
    private static final String RECREATES = DROPS + " and makes them anew, at each start";
    private static final String ADDS = "adds what its entities have to their tables, at each start";

    /** What to tell at the start; empty where it changes nothing. */
    Optional<String> warning() {
        return beans.hasEntityManagerFactory() ? setting().flatMap(HibernateDdl::warning) : Optional.empty();
    }

    private record Setting(String property, String key, String value) {

        /** Boot leaves its 'none' out, and with that to what JPA was told. */
        boolean reachesHibernate() {
            return !key.equals(HBM2DDL_AUTO) || !(value.isBlank() || value.equals("none"));
        }

        String harmless() {
            return property.equals(GENERATE_DDL) ? "false" : "validate or none";
        }
    }

    private Optional<Setting> setting() {
        Map<String, String> properties = Binder.get(environment)
                .bind(PROPERTIES, Bindable.mapOf(String.class, String.class))
                .orElse(Map.of());
        Optional<Setting> ofHibernate = KEYS.stream()
                .filter(properties::containsKey)
                .map(key -> new Setting(PROPERTIES + "." + key, key, String.valueOf(properties.get(key))))
                .findFirst();
        return ofHibernate
                .or(() -> Optional.ofNullable(environment.getProperty(DDL_AUTO))
                        .map(value -> new Setting(DDL_AUTO, HBM2DDL_AUTO, value)))
                .filter(Setting::reachesHibernate)
                .or(this::ofJpa);
    }

    private Optional<Setting> ofJpa() {
        return environment.getProperty(GENERATE_DDL, Boolean.class, false)
                ? Optional.of(new Setting(GENERATE_DDL, HBM2DDL_AUTO, "true"))
                : Optional.empty();
    }

    private static Optional<String> warning(Setting setting) {
        return Optional.ofNullable(effect(setting))
                .map(effect -> setting.property + " is '" + setting.value + "': Hibernate " + effect
                        + ". That goes for those that the schema sync keeps, too. Remove the property, or set it to "
                        + setting.harmless() + ".");
    }

    private static @Nullable String effect(Setting setting) {
        return switch (setting.value.strip().toLowerCase(Locale.ROOT)) {
            // In JPA's words, this drops nothing.
            case "create" -> setting.key.equals(HBM2DDL_AUTO) ? RECREATES : ADDS;
            case "drop-and-create" -> RECREATES;
            case "create-drop" -> RECREATES + ", and drops them again at its end";
            case "drop" -> DROPS;
            // The last is JPA's.
            case "create-only", "update", "true" -> ADDS;
            default -> null;
        };
    }
}
