package dev.atscript.boot;

import dev.atscript.lang.Suggestions;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;

/**
 * Finds environment variables and system properties that look like ours and set none. Boot does not tell of those: they
 * belong to the process, and others put some there too. So this is a warning, where the same in a file is an error.
 */
final class ProcessProperties {

    private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of(AtscriptProperties.PREFIX);
    private static final int OURS = PREFIX.getNumberOfElements();
    private static final String VARIABLE_PREFIX = "ATSCRIPT_DB_";

    /** What Kubernetes sets in each pod for a Service whose name begins with {@code atscript-db}. */
    private static final Pattern SERVICE = Pattern.compile(
            "(.+_)?" + "(SERVICE_HOST|SERVICE_PORT(_.+)?|PORT|PORT_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)");

    private static final Pattern INDEX = Pattern.compile("_\\d+_?");

    private ProcessProperties() {}

    /** A sentence for each, in order of their names. */
    static List<String> warnings(Environment environment) {
        Map<String, String> warnings = new TreeMap<>();
        if (environment instanceof ConfigurableEnvironment configurable) {
            for (String name : names(configurable, StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME)) {
                check("environment variable", name, warnings);
            }
            for (String name : names(configurable, StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME)) {
                check("system property", name, warnings);
            }
        }
        return List.copyOf(warnings.values());
    }

    private static List<String> names(ConfigurableEnvironment environment, String source) {
        return environment.getPropertySources().get(source) instanceof EnumerablePropertySource<?> found
                ? List.of(found.getPropertyNames())
                : List.of();
    }

    private static void check(String kind, String name, Map<String, String> warnings) {
        boolean dotted = name.indexOf('.') >= 0;
        String upper = name.toUpperCase(Locale.ROOT);
        if (dotted && isUnknownProperty(ConfigurationPropertyName.adapt(name, '.'))) {
            warnings.put(name, sentence(kind, name, nearest(name, WrongPropertyException.names())));
        } else if (!dotted && kind.startsWith("environment") && isUnknownVariable(upper)) {
            warnings.put(name, sentence(kind, name, nearest(upper, variables())));
        }
    }

    private static String sentence(String kind, String name, @Nullable String nearest) {
        return "There is no property for the " + kind + " " + name
                + (nearest == null ? "; nothing reads it." : "; did you mean " + nearest + "?");
    }

    private static @Nullable String nearest(String name, Collection<String> known) {
        return Suggestions.among(known).nearest(name);
    }

    private static boolean isUnknownProperty(ConfigurationPropertyName name) {
        return PREFIX.isAncestorOf(name)
                && components().noneMatch(component -> {
                    boolean sameName = name.getElement(OURS, Form.UNIFORM).equals(uniform(component));
                    int further = name.getNumberOfElements() - OURS - 1;
                    return sameName
                            && isReadDeeper(component, further == 0, further == 1 && name.isNumericIndex(OURS + 1));
                });
    }

    private static boolean isUnknownVariable(String name) {
        if (!name.startsWith(VARIABLE_PREFIX)) {
            return false;
        }
        String rest = name.substring(VARIABLE_PREFIX.length());
        Predicate<RecordComponent> reads = component -> forms(component)
                .filter(rest::startsWith)
                .map(form -> rest.substring(form.length()))
                .anyMatch(tail -> (tail.isEmpty() || tail.startsWith("_"))
                        && isReadDeeper(
                                component, tail.isEmpty(), INDEX.matcher(tail).matches()));
        return !SERVICE.matcher(rest).matches() && components().noneMatch(reads);
    }

    /** Whether a name that begins as the component's does sets it: that name itself, an element, or any part of it. */
    private static boolean isReadDeeper(RecordComponent component, boolean itself, boolean element) {
        if (itself || Collection.class.isAssignableFrom(component.getType())) {
            return itself || element;
        }
        Class<?> type = component.getType();
        return !BeanUtils.isSimpleValueType(type) && type != Duration.class;
    }

    private static List<String> variables() {
        List<String> variables = new ArrayList<>();
        components()
                .forEach(component ->
                        forms(component).map(VARIABLE_PREFIX::concat).forEach(variables::add));
        return variables;
    }

    /** {@code WAITTIMEOUT}, as Boot has it today, and {@code WAIT_TIMEOUT}, as it still reads. */
    private static Stream<String> forms(RecordComponent component) {
        String legacy = DataObjectPropertyName.toDashedForm(component.getName())
                .replace('-', '_')
                .toUpperCase(Locale.ROOT);
        return Stream.of(uniform(component).toUpperCase(Locale.ROOT), legacy).distinct();
    }

    private static String uniform(RecordComponent component) {
        return component.getName().toLowerCase(Locale.ROOT);
    }

    private static Stream<RecordComponent> components() {
        return Stream.of(AtscriptProperties.class.getRecordComponents());
    }
}
