package dev.atscript.boot;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;

/** Says where {@code .as} files are there, but no database by JDBC, as in an application that has one by R2DBC. */
@AutoConfiguration(after = AtscriptAutoConfiguration.class)
@Conditional({OnSwitch.Enabled.class, AtscriptWithoutDatabaseAutoConfiguration.OnNoDatabase.class})
public final class AtscriptWithoutDatabaseAutoConfiguration {

    @Bean
    static MissingDatabase atscriptMissingDatabase(Environment environment) {
        return new MissingDatabase(environment);
    }

    static final class OnNoDatabase extends NoneNestedConditions {

        OnNoDatabase() {
            super(ConfigurationPhase.REGISTER_BEAN);
        }

        @Conditional(AtscriptAutoConfiguration.OnDatabase.class)
        static final class Database {}
    }
}
