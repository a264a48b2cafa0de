package dev.atscript.boot;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.sql.init.dependency.DatabaseInitializerDetector;
import org.springframework.util.StringUtils;

/**
 * Lets R2DBC's scripts come after the sync, as JDBC's do: Boot puts them before all others that initialize the database.
 *
 * @param sync the name of the bean; its dependencies are complete, as what has an order, like Boot, has been here before
 */
record SyncBeforeReactiveScripts(String sync) implements BeanFactoryPostProcessor {

    private static final String DETECTOR = DatabaseInitializerDetector.class.getName();

    private static final String OF_SCRIPTS =
            "org.springframework.boot.r2dbc.init.R2dbcScriptDatabaseInitializerDetector";

    /** Whether it is the detector of these scripts, which has no order. */
    static boolean areOf(DatabaseInitializerDetector detector) {
        return detector.getClass().getName().equals(OF_SCRIPTS);
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        Set<String> scripts = new LinkedHashSet<>(initializers(beans)
                .filter(name -> OF_SCRIPTS.equals(beans.getBeanDefinition(name).getAttribute(DETECTOR)))
                .toList());
        if (scripts.isEmpty()) {
            return;
        }
        initializers(beans)
                .filter(name -> !scripts.contains(name))
                .map(beans::getBeanDefinition)
                .forEach(earlier -> earlier.setDependsOn(dependencies(earlier).stream()
                        .filter(name -> !scripts.contains(name))
                        .toArray(String[]::new)));
        scripts.stream()
                .map(beans::getBeanDefinition)
                .forEach(later -> later.setDependsOn(StringUtils.addStringToArray(later.getDependsOn(), sync)));
    }

    private static Stream<String> initializers(ConfigurableListableBeanFactory beans) {
        return Stream.of(beans.getBeanDefinitionNames())
                .filter(name -> beans.getBeanDefinition(name).hasAttribute(DETECTOR));
    }

    private static List<String> dependencies(BeanDefinition definition) {
        return Arrays.asList(Objects.requireNonNullElse(definition.getDependsOn(), new String[0]));
    }
}
