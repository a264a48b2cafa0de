package dev.atscript.boot;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.util.ClassUtils;

/** Beans that may look for their tables while the context is made, before a runner could make them. */
record EarlyBeans(ListableBeanFactory beans) {

    static final List<String> TYPES = List.of(
            "jakarta.persistence.EntityManagerFactory",
            "org.quartz.Scheduler",
            "org.springframework.session.jdbc.JdbcIndexedSessionRepository");

    /** Their names. */
    List<String> names() {
        return TYPES.stream().flatMap(this::names).sorted().toList();
    }

    private Stream<String> names(String type) {
        ClassLoader classLoader = getClass().getClassLoader();
        return ClassUtils.isPresent(type, classLoader)
                ? Arrays.stream(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(
                        beans, ClassUtils.resolveClassName(type, classLoader), true, false))
                : Stream.empty();
    }
}
