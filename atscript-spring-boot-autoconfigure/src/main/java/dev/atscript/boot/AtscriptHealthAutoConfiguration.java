package dev.atscript.boot;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** The health contributor {@code atscript}. */
@AutoConfiguration(after = AtscriptAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnEnabledHealthIndicator.class)
@ConditionalOnEnabledHealthIndicator("atscript")
@ConditionalOnBean(SyncOutcomes.class)
public final class AtscriptHealthAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(name = {"atscriptHealthIndicator", "atscriptHealthContributor"})
    HealthIndicator atscriptHealthIndicator(SyncOutcomes outcomes) {
        return new AtscriptHealthIndicator(outcomes);
    }
}
