package dev.atscript.boot;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.Environment;
import org.springframework.util.PropertyPlaceholderHelper;

/**
 * The version of the schema before it becomes a text: where a file has made a number of it, 1.10 is 1.1, which is an older
 * build.
 *
 * @param environment with the files
 */
record VersionAsWritten(Environment environment) {

    private static final ConfigurationPropertyName VERSION =
            ConfigurationPropertyName.of(AtscriptProperties.PREFIX + ".schema-version");

    private static final PropertyPlaceholderHelper PLACEHOLDERS =
            new PropertyPlaceholderHelper("${", "}", ":", '\\', true);

    /**
     * Fails where it is a number with a fraction, or takes one from another property.
     *
     * @throws WrongPropertyException if so
     */
    void require() {
        String version = text(VERSION);
        if (version != null) {
            PLACEHOLDERS.replacePlaceholders(version, name -> text(ConfigurationPropertyName.adapt(name, '.')));
        }
    }

    private @Nullable String text(ConfigurationPropertyName name) {
        ConfigurationProperty property = property(name);
        if (property == null) {
            return null;
        }
        if (property.getValue() instanceof Double || property.getValue() instanceof Float) {
            throw new WrongPropertyException(
                    property,
                    "a number, of which 1.10 and 1.1 are the same"
                            + (name.equals(VERSION) ? "" : ", while " + VERSION + " takes it")
                            + ": write it in quotes, as in "
                            + name.getLastElement(ConfigurationPropertyName.Form.DASHED) + ": '1.10'.");
        }
        return property.getValue().toString();
    }

    private @Nullable ConfigurationProperty property(ConfigurationPropertyName name) {
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            ConfigurationProperty property = source.getConfigurationProperty(name);
            if (property != null) {
                return property;
            }
        }
        return null;
    }
}
