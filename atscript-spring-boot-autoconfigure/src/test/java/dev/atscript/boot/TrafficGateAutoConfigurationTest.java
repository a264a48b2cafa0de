package dev.atscript.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.testing.SqliteFiles;
import dev.atscript.testing.TestDatabase;
import jakarta.servlet.Filter;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.AbstractApplicationContextRunner;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.server.WebFilter;

class TrafficGateAutoConfigurationTest {

    private static final String FILTER = "atscriptTrafficGateFilter";

    @TempDir
    Path folder;

    private final TestDatabase database = SqliteFiles.createDatabase();

    @BeforeEach
    void writeTheModel() {
        new AsFiles(folder).write(AsFiles.USERS);
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void hasAFilterForEachKindOfWebApplication() {
        servlet()
                .run(context -> assertThat(context)
                        .hasSingleBean(FilterRegistrationBean.class)
                        .doesNotHaveBean(WebFilter.class));
        reactive()
                .run(context -> assertThat(context)
                        .hasSingleBean(WebFilter.class)
                        .doesNotHaveBean(FilterRegistrationBean.class));
        configured(new ApplicationContextRunner())
                .run(context ->
                        assertThat(context).hasSingleBean(TrafficGate.class).doesNotHaveBean(FILTER));
    }

    @Test
    void hasNoneWhereItIsSwitchedOff() {
        for (String property : new String[] {"atscript.db.traffic-gate=false", "atscript.db.enabled=false"}) {
            servlet()
                    .withPropertyValues(property)
                    .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(FILTER));
            reactive()
                    .withPropertyValues(property)
                    .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(FILTER));
        }
    }

    @ParameterizedTest
    @CsvSource({"on, true", "yes, true", "1, true", "off, false", "no, false", "0, false"})
    void isOnAndOffInEveryWordForIt(String word, boolean on) {
        for (String property : new String[] {"atscript.db.traffic-gate=", "atscript.db.enabled="}) {
            servlet()
                    .withPropertyValues(property + word)
                    .run(context -> assertThat(context.containsBean(FILTER)).isEqualTo(on));
            reactive()
                    .withPropertyValues(property + word)
                    .run(context -> assertThat(context.containsBean(FILTER)).isEqualTo(on));
        }
    }

    @Test
    void givesWayToTheApplicationsOwn() {
        servlet()
                .withUserConfiguration(OwnFilter.class)
                .run(context -> assertThat(context.getBean(FILTER)).isInstanceOf(Filter.class));
        reactive()
                .withUserConfiguration(OwnWebFilter.class)
                .run(context -> assertThat(context.getBean(FILTER)).isNotInstanceOf(ReactiveTrafficGate.class));
    }

    @Test
    void needsNoActuator() {
        ClassLoader without = new FilteredClassLoader("org.springframework.boot.actuate");
        servlet()
                .withClassLoader(without)
                .run(context -> assertThat(context).hasBean(FILTER).doesNotHaveBean(ActuatorPaths.class));
        reactive()
                .withClassLoader(without)
                .run(context -> assertThat(context).hasBean(FILTER).doesNotHaveBean(ActuatorPaths.class));
    }

    @Test
    void needsNoSpringWeb() {
        configured(new ApplicationContextRunner())
                .withClassLoader(new FilteredClassLoader(
                        "org.springframework.web", "org.springframework.http", "jakarta.servlet", "reactor"))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(FILTER));
    }

    private WebApplicationContextRunner servlet() {
        return configured(new WebApplicationContextRunner());
    }

    private ReactiveWebApplicationContextRunner reactive() {
        return configured(new ReactiveWebApplicationContextRunner());
    }

    private <R extends AbstractApplicationContextRunner<R, ?, ?>> R configured(R runner) {
        return runner.withConfiguration(AutoConfigurations.of(
                        DataSourceAutoConfiguration.class,
                        AtscriptAutoConfiguration.class,
                        AtscriptServletGateAutoConfiguration.class,
                        AtscriptReactiveGateAutoConfiguration.class))
                .withPropertyValues("spring.datasource.url=" + database.jdbcUrl(), new AsFiles(folder).property());
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnFilter {
        @Bean
        Filter atscriptTrafficGateFilter(TrafficGate gate) {
            return (request, response, chain) -> {
                if (gate.isOpen()) {
                    chain.doFilter(request, response);
                }
            };
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnWebFilter {
        @Bean
        WebFilter atscriptTrafficGateFilter() {
            return (exchange, chain) -> chain.filter(exchange);
        }
    }
}
