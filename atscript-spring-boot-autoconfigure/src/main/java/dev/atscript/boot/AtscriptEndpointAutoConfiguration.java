package dev.atscript.boot;

import dev.atscript.db.sync.AtscriptSchema;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.actuate.endpoint.invoker.cache.CachingOperationInvokerAdvisor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** The actuator's {@code atscript} endpoint. */
@AutoConfiguration(after = {AtscriptAutoConfiguration.class, EndpointAutoConfiguration.class})
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnBean({AtscriptSchema.class, SyncOutcomes.class})
@ConditionalOnAvailableEndpoint(AtscriptEndpoint.class)
@EnableConfigurationProperties(AtscriptEndpointProperties.class)
public final class AtscriptEndpointAutoConfiguration {

    @Bean
    AtscriptEndpoint atscriptEndpoint(
            AtscriptSpaces spaces,
            AtscriptSchema schema,
            SyncOutcomes outcomes,
            AtscriptEndpointProperties properties) {
        SpaceReporter reporter = new SpaceReporter(spaces, schema, outcomes);
        return new AtscriptEndpoint(reporter, properties.showValues());
    }

    @Bean
    @ConditionalOnBean(AtscriptEndpoint.class)
    @ConditionalOnAvailableEndpoint(exposure = EndpointExposure.WEB)
    AtscriptEndpointWebExtension atscriptEndpointWebExtension(
            AtscriptEndpoint endpoint, AtscriptEndpointProperties properties) {
        return new AtscriptEndpointWebExtension(endpoint, properties.showValues(), properties.roles());
    }

    @Bean
    @ConditionalOnBean({AtscriptEndpointWebExtension.class, CachingOperationInvokerAdvisor.class})
    FormatCaching atscriptEndpointFormatCaching(CachingOperationInvokerAdvisor caching) {
        return new FormatCaching(caching);
    }
}
