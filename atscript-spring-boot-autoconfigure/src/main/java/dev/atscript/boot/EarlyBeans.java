package dev.atscript.boot;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.impl.jdbcjobstore.JobStoreSupport;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.util.ClassUtils;

/** Beans that may look for their tables while the context is made, before a runner could make them. */
record EarlyBeans(ListableBeanFactory beans) {

    private static final String SCHEDULER = "org.quartz.Scheduler";

    private static final String ENTITY_MANAGER_FACTORY = "jakarta.persistence.EntityManagerFactory";

    static final List<String> TYPES =
            List.of(ENTITY_MANAGER_FACTORY, SCHEDULER, "org.springframework.session.jdbc.JdbcIndexedSessionRepository");

    /** Their names. */
    List<String> names() {
        return TYPES.stream()
                .flatMap(type -> type.equals(SCHEDULER) ? names(type).filter(this::storesJobs) : names(type))
                .sorted()
                .toList();
    }

    boolean hasEntityManagerFactory() {
        return names(ENTITY_MANAGER_FACTORY).findAny().isPresent();
    }

    /** Whether a scheduler is there that has its jobs in a database, and not in memory as it has by default. */
    private boolean storesJobs(String name) {
        return isMade(name, beans) && Quartz.storesJobs(beans.getBean(name));
    }

    private static boolean isMade(String name, @Nullable BeanFactory factory) {
        return factory instanceof ConfigurableBeanFactory own
                && (own.containsSingleton(name)
                        || (!own.containsLocalBean(name) && isMade(name, own.getParentBeanFactory())));
    }

    private Stream<String> names(String type) {
        ClassLoader classLoader = getClass().getClassLoader();
        return ClassUtils.isPresent(type, classLoader)
                ? Arrays.stream(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(
                        beans, ClassUtils.resolveClassName(type, classLoader), true, false))
                : Stream.empty();
    }

    /** Of an application that has Quartz. */
    private static final class Quartz {

        static boolean storesJobs(Object scheduler) {
            try {
                return JobStoreSupport.class.isAssignableFrom(
                        ((Scheduler) scheduler).getMetaData().getJobStoreClass());
            } catch (SchedulerException ex) {
                return false; // One that is elsewhere, and out of reach.
            }
        }
    }
}
