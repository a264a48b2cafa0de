package dev.atscript.boot;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Observes and measures the run at start-up, in applications that have Micrometer's registries. */
@AutoConfiguration(
        after = AtscriptAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration"
        })
@ConditionalOnBean(RunRecorders.class)
public final class AtscriptMetricsAutoConfiguration {

    /** The observation of the run. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ObservationRegistry.class)
    @ConditionalOnBean(ObservationRegistry.class)
    static final class ObservationConfiguration {

        @Bean
        ObservationRecorder atscriptObservationRecorder(
                ObjectProvider<ObservationRegistry> registry,
                ObjectProvider<SchemaSyncObservationConvention> convention) {
            return new ObservationRecorder(registry, convention);
        }
    }

    /** Meters of the run, and of what is known of the database since. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterRegistry.class)
    @ConditionalOnBean(MeterRegistry.class)
    static final class MeterConfiguration {

        @Bean
        MeterRecorder atscriptMeterRecorder(SyncOutcomes outcomes) {
            return new MeterRecorder(outcomes);
        }
    }
}
