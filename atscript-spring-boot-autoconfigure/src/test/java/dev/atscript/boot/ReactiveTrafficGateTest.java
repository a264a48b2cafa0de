package dev.atscript.boot;

import static dev.atscript.boot.GateAnswers.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.testing.DatabaseKind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** The order of WebFlux, where filters may have a priority of their own. */
class ReactiveTrafficGateTest {

    @TempDir
    Path folder;

    private final LockedDatabase database = LockedDatabase.create(DatabaseKind.SQLITE);

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void isBeforeFiltersOfHighestPrecedence() {
        SpringApplication application =
                new SpringApplication(new DefaultResourceLoader(WithoutJars.tomcat()), Application.class);
        AsFiles files = new AsFiles(folder).write(AsFiles.USERS);
        try (HttpApplication http = database.start(application, WebApplicationType.REACTIVE, files)) {
            assertRefused(http.get("/first"));
            assertRefused(http.get("/prioritized"));
            database.release();
            http.awaitStart();
            assertThat(http.get("/first").body()).isEqualTo("business");
            assertThat(http.get("/prioritized").body()).isEqualTo("business");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @Bean
        WebFilter first() {
            return new Answering("/first");
        }

        @Bean
        WebFilter prioritized() {
            return new Prioritized("/prioritized");
        }
    }

    /** Before all that has no priority. */
    static class Answering implements WebFilter, Ordered {

        private final String path;

        Answering(String path) {
            this.path = path;
        }

        @Override
        public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
            return exchange.getRequest().getPath().value().equals(path)
                    ? answer(exchange.getResponse())
                    : chain.filter(exchange);
        }

        private static Mono<Void> answer(ServerHttpResponse response) {
            byte[] body = "business".getBytes(StandardCharsets.UTF_8);
            return response.writeWith(
                    Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
        }

        @Override
        public int getOrder() {
            return HIGHEST_PRECEDENCE;
        }
    }

    /** Before those, too, but for one. */
    static final class Prioritized extends Answering implements PriorityOrdered {

        Prioritized(String path) {
            super(path);
        }

        @Override
        public int getOrder() {
            return HIGHEST_PRECEDENCE + 1;
        }
    }
}
