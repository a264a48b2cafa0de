package dev.atscript.boot;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;
import org.springframework.core.PriorityOrdered;
import org.springframework.web.util.pattern.PathPattern;

/** Answers the requests of a servlet application with 503 until the run at start-up is over. */
@AutoConfiguration(
        after = AtscriptAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration",
            "org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration"
        })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({Filter.class, PathPattern.class})
@ConditionalOnBean(TrafficGate.class)
@Conditional(OnSwitch.Gate.class)
@Import({
    ActuatorPathsConfigurations.Mvc.class,
    ActuatorPathsConfigurations.Jersey.class,
    ActuatorPathsConfigurations.Plain.class
})
public final class AtscriptServletGateAutoConfiguration {

    @Bean(TrafficGate.FILTER)
    @ConditionalOnMissingBean(name = TrafficGate.FILTER)
    FilterRegistrationBean<Filter> atscriptTrafficGateFilter(TrafficGate gate, ObjectProvider<ActuatorPaths> actuator) {
        return new First(new ServletTrafficGate(gate, actuator));
    }

    /**
     * Before any other filter, those of highest precedence included. Errors are dispatched to pages that only say what has
     * been decided already, and what is included cannot have an answer of its own.
     */
    private static final class First extends FilterRegistrationBean<Filter> implements PriorityOrdered {

        First(Filter filter) {
            super(filter);
            setOrder(HIGHEST_PRECEDENCE);
            setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.FORWARD, DispatcherType.ASYNC);
        }
    }
}
