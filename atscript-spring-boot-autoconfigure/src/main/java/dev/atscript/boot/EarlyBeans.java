package dev.atscript.boot;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/** Beans that may look for their tables while the context is made, before a runner could make them. */
record EarlyBeans(ListableBeanFactory beans, Environment environment) {

    private static final String SCHEDULER = "org.quartz.Scheduler";

    private static final String ENTITY_MANAGER_FACTORY = "jakarta.persistence.EntityManagerFactory";

    static final List<String> TYPES =
            List.of(ENTITY_MANAGER_FACTORY, SCHEDULER, "org.springframework.session.jdbc.JdbcIndexedSessionRepository");

    /** Their names. */
    List<String> names() {
        return TYPES.stream()
                .filter(type -> !type.equals(SCHEDULER) || storesJobs())
                .flatMap(this::names)
                .sorted()
                .toList();
    }

    boolean hasEntityManagerFactory() {
        return names(ENTITY_MANAGER_FACTORY).findAny().isPresent();
    }

    /** Whether a scheduler has its jobs in the database, and not in memory as it has by default. */
    private boolean storesJobs() {
        return "jdbc".equalsIgnoreCase(environment.getProperty("spring.quartz.job-store-type"));
    }

    private Stream<String> names(String type) {
        ClassLoader classLoader = getClass().getClassLoader();
        return ClassUtils.isPresent(type, classLoader)
                ? Arrays.stream(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(
                        beans, ClassUtils.resolveClassName(type, classLoader), true, false))
                : Stream.empty();
    }
}
