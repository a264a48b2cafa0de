package dev.atscript.boot;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.HierarchicalBeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;

/**
 * The application's own beans of a type, apart from the {@link AutoConfigured} one that takes their place where there are
 * none.
 *
 * @param factory the application's beans; those of its parents count too
 */
record ApplicationBeans(ListableBeanFactory factory) {

    /** By the space that they are for; of several for one space, the primary one. */
    <T> Map<String, T> all(Class<T> type, Function<T, String> space) {
        return bySpace(type, space, name -> true);
    }

    /** The same, but for a bean that is just being made, and whose maker may be the one who asks. */
    <T> Map<String, T> finished(Class<T> type, Function<T, String> space) {
        return bySpace(type, space, name -> !isBeingMade(name));
    }

    /** Whether there is a bean of that type in place of the auto-configured one. */
    boolean replace(Class<?> type) {
        return names(type).noneMatch(name -> isAutoConfigured(name, factory));
    }

    private <T> Map<String, T> bySpace(Class<T> type, Function<T, String> space, Predicate<String> isMeant) {
        List<String> names = names(type)
                .filter(name -> !isAutoConfigured(name, factory))
                .filter(isMeant)
                .toList();
        Map<String, T> beans = new TreeMap<>();
        for (String name : names) {
            T bean = factory.getBean(name, type);
            String key = space.apply(bean);
            if (beans.put(key, bean) != null) {
                beans.put(key, primary(type, key, space));
            }
        }
        return beans;
    }

    private Stream<String> names(Class<?> type) {
        return Arrays.stream(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(factory, type, true, false));
    }

    private boolean isBeingMade(String name) {
        return factory instanceof ConfigurableBeanFactory beans && beans.isCurrentlyInCreation(name);
    }

    /** A factory knows the annotations of its own beans, and not those of its parent's. */
    private static boolean isAutoConfigured(String name, ListableBeanFactory factory) {
        boolean isParents = factory instanceof HierarchicalBeanFactory child && !child.containsLocalBean(name);
        return isParents
                        && ((HierarchicalBeanFactory) factory).getParentBeanFactory()
                                instanceof ListableBeanFactory parent
                ? isAutoConfigured(name, parent)
                : factory.findAnnotationOnBean(name, AutoConfigured.class) != null;
    }

    private <T> T primary(Class<T> type, String key, Function<T, String> space) {
        T primary = factory.getBean(type);
        if (!space.apply(primary).equals(key)) {
            throw new IllegalStateException(
                    "There are several " + type.getSimpleName() + " beans for the space '" + key + "'.");
        }
        return primary;
    }
}
