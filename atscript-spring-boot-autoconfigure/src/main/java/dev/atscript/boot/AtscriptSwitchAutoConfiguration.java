package dev.atscript.boot;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Holds what is on at start-up against what was on when the application was built ahead of time. */
@AutoConfiguration(after = AtscriptAutoConfiguration.class)
public final class AtscriptSwitchAutoConfiguration {

    @Bean
    static SwitchedOff atscriptSwitchedOff(Environment environment) {
        return new SwitchedOff(environment);
    }

    @Configuration(proxyBeanMethods = false)
    @Conditional(OnSwitch.Disabled.class)
    static final class BuiltWithoutSync {

        @Bean
        static SwitchedOn atscriptSyncSwitchedOn(Environment environment) {
            return new SwitchedOn(OnSwitch.ENABLED, environment);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Conditional(OnSwitch.NoGate.class)
    static final class BuiltWithoutGate {

        @Bean
        static SwitchedOn atscriptGateSwitchedOn(Environment environment) {
            return new SwitchedOn(OnSwitch.GATE, environment);
        }
    }
}
