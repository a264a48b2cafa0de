package dev.atscript.boot;

import dev.atscript.lang.Suggestions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.origin.Origin;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.Environment;

/** A property has a value that cannot be used, or there is none of that name. */
final class WrongPropertyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final List<ConfigurationPropertyName> OURS = List.of(
            ConfigurationPropertyName.of(AtscriptProperties.PREFIX),
            ConfigurationPropertyName.of(AtscriptEndpointProperties.PREFIX));

    private static final ConfigurationPropertyName SPACES = ConfigurationPropertyName.of(AtscriptProperties.SPACES);

    WrongPropertyException(String message) {
        super(message);
    }

    /** A value is one that its file has made something else of. */
    WrongPropertyException(ConfigurationProperty property, String problem) {
        this(property.getName() + " is '" + property.getValue() + "'" + origin(property) + ", " + problem);
    }

    private WrongPropertyException(String message, Throwable cause) {
        super(message, cause);
    }

    /** A value could be bound, and is none of those that can be used. */
    static WrongPropertyException outOfRange(String name, Environment environment, String problem) {
        ConfigurationPropertyName written = ConfigurationPropertyName.of(name);
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            ConfigurationProperty property = source.getConfigurationProperty(written);
            if (property != null) {
                return new WrongPropertyException(property, problem);
            }
        }
        return new WrongPropertyException(name + " has a value that cannot be used, " + problem);
    }

    static boolean isOurs(BindException failure) {
        return OURS.stream()
                .anyMatch(prefix -> prefix.equals(failure.getName()) || prefix.isAncestorOf(failure.getName()));
    }

    static WrongPropertyException of(BindException failure) {
        if (failure.getCause() instanceof UnboundConfigurationPropertiesException unbound) {
            String sentences = unbound.getUnboundProperties().stream()
                    .map(WrongPropertyException::unknown)
                    .collect(Collectors.joining(System.lineSeparator()));
            return new WrongPropertyException(sentences, failure);
        }
        ConfigurationProperty property = failure.getProperty();
        if (property != null && "".equals(property.getValue())) {
            return new WrongPropertyException(empty(failure.getName().toString(), property), failure);
        }
        String value = property == null ? "" : " is '" + property.getValue() + "'" + origin(property) + ", but";
        return new WrongPropertyException(
                failure.getName() + value + " "
                        + expected(failure.getTarget().getType().resolve(), failure) + ".",
                failure);
    }

    private static String unknown(ConfigurationProperty property) {
        List<String> names = names(property.getName());
        for (String name : names) {
            // An empty value is bound to nothing. The name may be written in another way, as in waitTimeout.
            if (ConfigurationPropertyName.of(name).equals(property.getName())) {
                return empty(name, property);
            }
        }
        String nearest = Suggestions.among(names).nearest(property.getName().toString());
        return "There is no property " + property.getName() + origin(property)
                + (nearest == null ? "." : "; did you mean " + nearest + "?");
    }

    private static String empty(String name, ConfigurationProperty property) {
        return name + " is empty" + origin(property) + ": give it a value, or leave it out.";
    }

    /** The properties that can be meant: those of a space, or those of all. */
    private static List<String> names(ConfigurationPropertyName written) {
        int ofASpace = SPACES.getNumberOfElements() + 2;
        return SPACES.isAncestorOf(written) && written.getNumberOfElements() == ofASpace
                ? names(AtscriptProperties.Space.class, written.getParent())
                : names();
    }

    /** The names of all our properties of {@code atscript.db}. */
    static List<String> names() {
        return names(AtscriptProperties.class, OURS.get(0));
    }

    private static List<String> names(Class<? extends Record> properties, ConfigurationPropertyName prefix) {
        return Arrays.stream(properties.getRecordComponents())
                .map(component -> prefix + "." + DataObjectPropertyName.toDashedForm(component.getName()))
                .toList();
    }

    private static String origin(ConfigurationProperty property) {
        Origin origin = property.getOrigin();
        return origin == null ? "" : " (" + origin + ")";
    }

    private static String expected(@Nullable Class<?> type, BindException failure) {
        if (type != null && type.isEnum()) {
            return "has to be one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(constant -> ((Enum<?>) constant).name())
                            .map(name -> DataObjectPropertyName.toDashedForm(name.toLowerCase(java.util.Locale.ROOT)))
                            .collect(Collectors.joining(", "));
        }
        if (type == Duration.class) {
            return "has to be a duration such as 30s or 500ms";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "has to be true or false";
        }
        if (type == Map.class || type == AtscriptProperties.Space.class) {
            return "has to have names behind it, for example "
                    + (type == Map.class ? failure.getName().append("reporting") : failure.getName())
                    + ".url";
        }
        return "cannot be used: "
                + NestedExceptionUtils.getMostSpecificCause(failure).getMessage();
    }
}
