package dev.atscript.boot;

import static dev.atscript.boot.GateAnswers.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.testing.DatabaseKind;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import reactor.core.publisher.Mono;

/** What only servlet containers have: other servlets, and requests that are dispatched again. */
class ServletTrafficGateTest {

    @TempDir
    Path folder;

    private final LockedDatabase database = LockedDatabase.create(DatabaseKind.SQLITE);

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void isBeforeOtherServletsWhateverPathsTheyHaveBelowTheirOwn() {
        try (HttpApplication http = start()) {
            assertRefused(http.get("/other"));
            assertRefused(http.get("/other/actuator/health/liveness"));
            database.release();
            http.awaitStart();
            assertThat(http.get("/other/actuator/health/liveness").body()).isEqualTo("business");
        }
    }

    @Test
    void isBeforeFiltersOfHighestPrecedence() {
        try (HttpApplication http = start()) {
            assertRefusedUntilTheStart(http, "/forwarded", "/dispatched");
        }
    }

    /** A filter of the same precedence that forwards before the gate has seen the request. */
    @Test
    void seesWhereRequestsAreDispatchedTo() {
        try (HttpApplication http = start("test.before=true")) {
            assertRefusedUntilTheStart(http, "/forwarded", "/dispatched");
        }
    }

    private void assertRefusedUntilTheStart(HttpApplication http, String... paths) {
        for (String path : paths) {
            assertRefused(http.get(path));
        }
        database.release();
        http.awaitStart();
        for (String path : paths) {
            assertThat(http.get(path).body()).isEqualTo("business");
        }
    }

    @Test
    void letsTheActuatorsRequestsBeDispatchedAgain() {
        try (HttpApplication http = start("management.endpoints.web.exposure.include=*")) {
            assertThat(http.get("/actuator/later").body()).isEqualTo("later");
            assertThat(http.get("/actuator/broken").statusCode()).isEqualTo(500);
            assertThat(http.get("/actuator/health/nothing").statusCode()).isEqualTo(404);
            assertThat(http.send("PUT", "/actuator/health").statusCode()).isEqualTo(405);
        }
    }

    private HttpApplication start(String... properties) {
        AsFiles files = new AsFiles(folder).write(AsFiles.USERS);
        SpringApplication application = new SpringApplication(Application.class);
        return database.start(application, WebApplicationType.SERVLET, files, properties);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @Bean
        ServletRegistrationBean<HttpServlet> other() {
            return new ServletRegistrationBean<>(new Business(), "/other/*");
        }

        @Bean
        @ConditionalOnBooleanProperty(name = "test.before", havingValue = false, matchIfMissing = true)
        FilterRegistrationBean<Filter> dispatching() {
            return dispatchingFilter(new FilterRegistrationBean<>());
        }

        @Bean
        @ConditionalOnBooleanProperty("test.before")
        FilterRegistrationBean<Filter> dispatchingBefore() {
            return dispatchingFilter(new Before());
        }

        private static FilterRegistrationBean<Filter> dispatchingFilter(FilterRegistrationBean<Filter> registration) {
            registration.setFilter((request, response, chain) -> {
                String path = ((HttpServletRequest) request).getRequestURI();
                if (path.equals("/forwarded")) {
                    request.getRequestDispatcher("/other").forward(request, response);
                } else if (path.equals("/dispatched")) {
                    request.startAsync().dispatch("/other");
                } else {
                    chain.doFilter(request, response);
                }
            });
            registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
            return registration;
        }

        @Bean
        Later later() {
            return new Later();
        }

        @Bean
        Broken broken() {
            return new Broken();
        }
    }

    static final class Before extends FilterRegistrationBean<Filter> implements PriorityOrdered {}

    static final class Business extends HttpServlet {

        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().write("business");
        }
    }

    /** Answers in another thread, after which the container dispatches the request again. */
    @WebEndpoint(id = "later")
    static class Later {
        @ReadOperation
        Mono<String> later() {
            return Mono.delay(Duration.ofMillis(1)).thenReturn("later");
        }
    }

    /** Fails, after which the container dispatches the request to the page of errors. */
    @WebEndpoint(id = "broken")
    static class Broken {
        @ReadOperation
        String broken() {
            throw new IllegalStateException("broken on purpose");
        }
    }
}
