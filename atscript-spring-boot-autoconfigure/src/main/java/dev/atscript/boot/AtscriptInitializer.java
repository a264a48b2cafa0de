package dev.atscript.boot;

import org.springframework.beans.factory.InitializingBean;

/**
 * Brings the database in line while the context is made, before all beans that Spring Boot knows to need a database that is
 * initialized.
 *
 * @see org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization
 */
public final class AtscriptInitializer implements InitializingBean {

    private final StartupSync sync;

    AtscriptInitializer(StartupSync sync) {
        this.sync = sync;
    }

    @Override
    public void afterPropertiesSet() {
        sync.run();
    }
}
