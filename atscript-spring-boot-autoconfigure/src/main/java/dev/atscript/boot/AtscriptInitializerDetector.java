package dev.atscript.boot;

import java.util.Set;
import org.springframework.boot.sql.init.dependency.AbstractBeansOfTypeDatabaseInitializerDetector;

/** Tells Spring Boot which bean initializes the database, and when: after Flyway and Liquibase, before {@code data.sql}. */
final class AtscriptInitializerDetector extends AbstractBeansOfTypeDatabaseInitializerDetector {

    static final int AFTER_FLYWAY_AND_LIQUIBASE = 10;

    @Override
    protected Set<Class<?>> getDatabaseInitializerBeanTypes() {
        return Set.of(AtscriptInitializer.class);
    }

    @Override
    public int getOrder() {
        return AFTER_FLYWAY_AND_LIQUIBASE;
    }
}
