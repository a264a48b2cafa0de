package dev.atscript.boot;

import java.util.Collection;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.ExposableEndpoint;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.jersey.autoconfigure.JerseyApplicationPath;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletPath;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Where the actuator is, for those who have it: below the path of Spring MVC's servlet, of Jersey's, or of the application. */
final class ActuatorPathsConfigurations {

    private ActuatorPathsConfigurations() {}

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({ManagementPortType.class, DispatcherServletPath.class})
    @ConditionalOnBean({PathMappedEndpoints.class, DispatcherServletPath.class})
    static class Mvc {

        @Bean
        ActuatorPaths atscriptActuatorPaths(
                PathMappedEndpoints endpoints, DispatcherServletPath servlet, Environment environment) {
            return Paths.of(endpoints, environment, servlet::getRelativePath);
        }
    }

    /** Jersey's path is asked for late: where the application has no resources, the actuator brings it. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({ManagementPortType.class, JerseyApplicationPath.class})
    @ConditionalOnBean(PathMappedEndpoints.class)
    static class Jersey {

        @Bean
        @ConditionalOnMissingBean
        ActuatorPaths atscriptActuatorPaths(
                PathMappedEndpoints endpoints, ObjectProvider<JerseyApplicationPath> jersey, Environment environment) {
            JerseyApplicationPath path = jersey.getIfAvailable();
            return Paths.of(endpoints, environment, path == null ? UnaryOperator.identity() : path::getRelativePath);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ManagementPortType.class)
    @ConditionalOnBean(PathMappedEndpoints.class)
    static class Plain {

        @Bean
        @ConditionalOnMissingBean
        ActuatorPaths atscriptActuatorPaths(PathMappedEndpoints endpoints, Environment environment) {
            return Paths.of(endpoints, environment, UnaryOperator.identity());
        }
    }

    /** Apart, so that the configurations can be looked at where there is no actuator. */
    private static final class Paths {

        static ActuatorPaths of(
                PathMappedEndpoints endpoints, Environment environment, UnaryOperator<String> relativeToServlet) {
            Stream<String> additional = endpoints.stream()
                    .map(endpoint -> (ExposableEndpoint<?>) endpoint)
                    .map(ExposableEndpoint::getEndpointId)
                    .flatMap(id -> additionalPaths(endpoints, id).stream());
            boolean here = ManagementPortType.get(environment) == ManagementPortType.SAME;
            Stream<String> own = here ? endpoints.getAllPaths().stream() : Stream.empty();
            Stream<String> links = here ? Stream.of(endpoints.getBasePath()) : Stream.empty();
            return ActuatorPaths.of(
                    own.map(relativeToServlet),
                    Stream.concat(links, additional)
                            .filter(path -> !path.isEmpty())
                            .map(relativeToServlet));
        }

        private static Collection<String> additionalPaths(PathMappedEndpoints endpoints, EndpointId id) {
            return endpoints.getAdditionalPaths(WebServerNamespace.SERVER, id);
        }
    }
}
