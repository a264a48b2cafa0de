package dev.atscript.boot;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.sql.init.dependency.DatabaseInitializerDetector;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;

/**
 * The beans that initialize the database before the sync in each start, as Flyway's and Liquibase's do: those that Boot orders
 * before ours, but scripts. Where beans are made only when asked for, somebody has to ask for them.
 *
 * @param beans where they are
 */
record EarlierInitializers(ConfigurableListableBeanFactory beans) {

    /**
     * Makes them, and with that lets them do their work.
     *
     * @return their names, in their order
     * @throws IllegalStateException if one of them fails
     */
    List<String> run() {
        Set<String> names = new LinkedHashSet<>();
        ArgumentResolver arguments = ArgumentResolver.of(Environment.class, beans.getBean(Environment.class));
        SpringFactoriesLoader.forDefaultResourceLocation(beans.getBeanClassLoader())
                .load(DatabaseInitializerDetector.class, arguments)
                .stream()
                .filter(detector -> detector.getOrder() < AtscriptInitializerDetector.AFTER_FLYWAY_AND_LIQUIBASE)
                .filter(detector -> !SyncBeforeReactiveScripts.areOf(detector))
                .forEach(detector -> names.addAll(detector.detect(beans)));
        names.forEach(name -> make(name, names));
        return new ArrayList<>(names);
    }

    private void make(String name, Set<String> names) {
        try {
            beans.getBean(name);
        } catch (BeansException ex) {
            List<String> earlier =
                    names.stream().filter(beans::containsSingleton).toList();
            throw new IllegalStateException(
                    "The bean '" + name + "', which initializes the database before the sync, failed: "
                            + NestedExceptionUtils.getMostSpecificCause(ex).getMessage()
                            + (earlier.isEmpty()
                                    ? ""
                                    : System.lineSeparator() + "Nothing was changed" + cameBefore(earlier) + "."),
                    ex);
        }
    }

    /** That what was not changed was not changed by the sync, but may have been by them. */
    static String cameBefore(List<String> names) {
        return names.isEmpty() ? "" : " by the sync; " + String.join(", ", names) + " came before it";
    }
}
