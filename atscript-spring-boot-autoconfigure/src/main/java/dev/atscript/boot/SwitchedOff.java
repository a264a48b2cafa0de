package dev.atscript.boot;

import java.lang.reflect.Method;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.env.Environment;

/**
 * Takes away the beans of what is off, but was on when the application was built ahead of time, which decided what beans there
 * are.
 *
 * @param environment says what is off
 */
record SwitchedOff(Environment environment) implements BeanDefinitionRegistryPostProcessor {

    private static final Logger log = LoggerFactory.getLogger(SwitchedOff.class);

    @Override
    public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
        if (!GeneratedArtifacts.areUsed()) {
            return;
        }
        if (!OnSwitch.isOn(OnSwitch.ENABLED, environment)) {
            if (remove(name -> true, registry)) {
                log.info("There is no schema sync: {} is false.", OnSwitch.ENABLED);
            }
        } else if (!OnSwitch.isOn(OnSwitch.GATE, environment) && remove(TrafficGate.FILTER::equals, registry)) {
            log.info("Requests are let in before the schema sync is over: {} is false.", OnSwitch.GATE);
        }
    }

    /** Removes those of ours that have such a name, with what waits for them; whether there are any. */
    private static boolean remove(Predicate<String> isMeant, BeanDefinitionRegistry registry) {
        Set<String> removed = Stream.of(registry.getBeanDefinitionNames())
                .filter(isMeant)
                .filter(name -> isOurs(registry.getBeanDefinition(name)))
                .collect(Collectors.toSet());
        removed.forEach(registry::removeBeanDefinition);
        Stream.of(registry.getBeanDefinitionNames())
                .map(registry::getBeanDefinition)
                .forEach(definition -> waitForNone(removed, definition));
        return !removed.isEmpty();
    }

    /** Whether a bean is made by a class of this package, or is of one. */
    private static boolean isOurs(BeanDefinition definition) {
        Class<?> maker = definition instanceof RootBeanDefinition root ? maker(root) : null;
        return maker != null && maker.getPackage().equals(SwitchedOff.class.getPackage());
    }

    private static @Nullable Class<?> maker(RootBeanDefinition definition) {
        Method factory = definition.getResolvedFactoryMethod();
        if (factory != null) {
            return factory.getDeclaringClass();
        }
        return definition.hasBeanClass() ? definition.getBeanClass() : null;
    }

    private static void waitForNone(Set<String> removed, BeanDefinition definition) {
        String[] dependencies = definition.getDependsOn();
        if (dependencies != null) {
            definition.setDependsOn(Stream.of(dependencies)
                    .filter(name -> !removed.contains(name))
                    .toArray(String[]::new));
        }
    }
}
