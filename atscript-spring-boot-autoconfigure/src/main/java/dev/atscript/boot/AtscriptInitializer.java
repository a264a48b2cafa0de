package dev.atscript.boot;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.InitializingBean;

/**
 * Brings the database in line while the context is made, before all beans that Spring Boot knows to depend on database
 * initialization.
 *
 * @see org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization
 */
public final class AtscriptInitializer implements InitializingBean {

    private final StartupSync sync;
    private final BeanFactory beans;

    AtscriptInitializer(StartupSync sync, BeanFactory beans) {
        this.sync = sync;
        this.beans = beans;
    }

    /** Where an application was built ahead of time, this bean is there whatever the properties say now. */
    @Override
    public void afterPropertiesSet() {
        if (!CommandRunListener.isIn(beans)) {
            sync.requirePhase(AtscriptProperties.Phase.DATABASE_INITIALIZATION);
            sync.run();
        }
    }
}
