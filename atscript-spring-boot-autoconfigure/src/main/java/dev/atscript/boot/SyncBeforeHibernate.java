package dev.atscript.boot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.sql.init.dependency.DatabaseInitializerDetector;
import org.springframework.util.StringUtils;

/**
 * Lets Hibernate come after the sync where {@code spring.jpa.defer-datasource-initialization} has put it before all that
 * initializes the database. Scripts still come after Hibernate.
 *
 * @param sync the name of the bean; its dependencies are complete, as what has an order, like Boot, has been here before
 */
record SyncBeforeHibernate(String sync) implements BeanFactoryPostProcessor {

    /** Boot notes whom it has asked of each initializer. */
    private static final String DETECTOR = DatabaseInitializerDetector.class.getName();

    private static final String OF_HIBERNATE = "org.springframework.boot.jpa.JpaDatabaseInitializerDetector";

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        BeanDefinition definition = beans.getBeanDefinition(sync);
        List<String> before = dependencies(definition);
        List<String> hibernate = before.stream()
                .filter(name -> beans.containsBeanDefinition(name)
                        && OF_HIBERNATE.equals(beans.getBeanDefinition(name).getAttribute(DETECTOR)))
                .toList();
        before.removeAll(hibernate);
        before.stream()
                .filter(beans::containsBeanDefinition)
                .forEach(name -> requireNoneOf(hibernate, name, beans.getBeanDefinition(name)));
        definition.setDependsOn(StringUtils.toStringArray(before));
        for (String name : hibernate) {
            BeanDefinition later = beans.getBeanDefinition(name);
            later.setDependsOn(StringUtils.addStringToArray(later.getDependsOn(), sync));
        }
    }

    private static void requireNoneOf(List<String> hibernate, String name, BeanDefinition before) {
        if (dependencies(before).removeAll(hibernate)) {
            throw new WrongPropertyException("spring.jpa.defer-datasource-initialization lets " + name
                    + " wait for Hibernate, which (atscript.db.phase=database-initialization) waits for the sync, and that for "
                    + name + ": set it to false, or atscript.db.phase to application-runner.");
        }
    }

    private static List<String> dependencies(BeanDefinition definition) {
        return new ArrayList<>(Arrays.asList(Objects.requireNonNullElse(definition.getDependsOn(), new String[0])));
    }
}
