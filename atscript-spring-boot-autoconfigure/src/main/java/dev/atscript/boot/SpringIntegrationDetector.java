package dev.atscript.boot;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.sql.init.dependency.AbstractBeansOfTypeDependsOnDatabaseInitializationDetector;
import org.springframework.util.ClassUtils;

/**
 * Lets Spring Integration's stores and locks wait for a sync in the early phase, as Spring Boot lets Quartz and Spring Session.
 * Without one they are left alone: Flyway may need them.
 */
final class SpringIntegrationDetector extends AbstractBeansOfTypeDependsOnDatabaseInitializationDetector {

    private static final String PACKAGE = "org.springframework.integration.jdbc.";

    @Override
    public Set<String> detect(ConfigurableListableBeanFactory beans) {
        boolean isEarly = beans.getBeanNamesForType(AtscriptInitializer.class, true, false).length > 0;
        return isEarly ? super.detect(beans) : Set.of();
    }

    @Override
    protected Set<Class<?>> getDependsOnDatabaseInitializationBeanTypes() {
        ClassLoader classLoader = getClass().getClassLoader();
        return Stream.of(
                        "store.JdbcMessageStore",
                        "store.JdbcChannelMessageStore",
                        "metadata.JdbcMetadataStore",
                        "lock.LockRepository")
                .map(PACKAGE::concat)
                .filter(name -> ClassUtils.isPresent(name, classLoader))
                .map(name -> ClassUtils.resolveClassName(name, classLoader))
                .collect(Collectors.toSet());
    }
}
