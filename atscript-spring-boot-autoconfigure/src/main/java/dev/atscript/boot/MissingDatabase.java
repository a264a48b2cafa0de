package dev.atscript.boot;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionEvaluationReport;
import org.springframework.core.env.Environment;

/**
 * Warns that what the {@code .as} files declare is made nowhere, before a bean misses it.
 *
 * @param environment says where the files are
 */
record MissingDatabase(Environment environment) implements BeanFactoryPostProcessor {

    private static final Logger log = LoggerFactory.getLogger(MissingDatabase.class);

    static final String MESSAGE =
            "the application has no DataSource, as where it uses R2DBC only, and atscript.db.url is not set. Set it to the"
                    + " JDBC URL of the database, with atscript.db.username and atscript.db.password, and add the JDBC driver.";

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        boolean isWanted = !ConditionEvaluationReport.get(beans)
                .getExclusions()
                .contains(AtscriptAutoConfiguration.class.getName());
        if (isWanted && !CommandRunListener.isIn(beans) && Schemas.isAnyAt(AtscriptProperties.locations(environment))) {
            log.warn("Nothing is synced, although there are .as files: {} Or set atscript.db.enabled=false.", MESSAGE);
        }
    }
}
