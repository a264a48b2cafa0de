package dev.atscript.boot;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;

/** Answers the requests of a reactive application with 503 until the run at start-up is over. */
@AutoConfiguration(
        after = AtscriptAutoConfiguration.class,
        afterName = "org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass({WebFilter.class, Mono.class})
@ConditionalOnBean(TrafficGate.class)
@Conditional(OnSwitch.Gate.class)
@Import(ActuatorPathsConfigurations.Plain.class)
public final class AtscriptReactiveGateAutoConfiguration {

    @Bean(TrafficGate.FILTER)
    @ConditionalOnMissingBean(name = TrafficGate.FILTER)
    WebFilter atscriptTrafficGateFilter(
            TrafficGate gate, ApplicationContext context, ObjectProvider<ActuatorPaths> actuator) {
        return new ReactiveTrafficGate(gate, context, actuator);
    }
}
