package dev.atscript.boot;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.core.PriorityOrdered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Lets only the actuator's requests through while the {@link TrafficGate} is closed, before any other filter. */
final class ReactiveTrafficGate implements WebFilter, PriorityOrdered {

    private final TrafficGate gate;
    private final ApplicationContext context;
    private final ObjectProvider<ActuatorPaths> actuator;

    /**
     * Creates the filter.
     *
     * @param context whose requests it is for: the management server's context, its child, has its parent's filters
     * @param actuator asked for at the first request: filters are made before much else
     */
    ReactiveTrafficGate(TrafficGate gate, ApplicationContext context, ObjectProvider<ActuatorPaths> actuator) {
        this.gate = gate;
        this.context = context;
        this.actuator = actuator;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return gate.isOpen() || isLetIn(exchange) ? chain.filter(exchange) : refuse(exchange.getResponse());
    }

    private boolean isLetIn(ServerWebExchange exchange) {
        ApplicationContext receiver = exchange.getApplicationContext();
        if (receiver != null && receiver != context) {
            return true;
        }
        ActuatorPaths paths = actuator.getIfAvailable();
        return paths != null && paths.contain(exchange.getRequest().getPath().pathWithinApplication());
    }

    private static Mono<Void> refuse(ServerHttpResponse response) {
        byte[] body = GateAnswer.body();
        response.setStatusCode(HttpStatusCode.valueOf(GateAnswer.STATUS));
        HttpHeaders headers = response.getHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, GateAnswer.RETRY_AFTER_SECONDS);
        headers.setCacheControl("no-store");
        headers.set(HttpHeaders.CONTENT_TYPE, GateAnswer.CONTENT_TYPE);
        headers.setContentLength(body.length);
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
