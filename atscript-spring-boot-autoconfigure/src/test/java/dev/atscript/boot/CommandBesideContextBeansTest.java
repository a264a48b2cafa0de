package dev.atscript.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Role;
import org.springframework.context.event.ApplicationEventMulticaster;
import org.springframework.context.event.SimpleApplicationEventMulticaster;
import org.springframework.context.support.DefaultLifecycleProcessor;

/** {@code db sync} tells nobody of anything and starts nothing, also where an application has its own beans for that. */
class CommandBesideContextBeansTest extends CommandFixture {

    @ParameterizedTest
    @ValueSource(classes = {Named.class, Eager.class, Aliased.class, Late.class})
    void tellsNobodyAndStartsNothing(Class<?> beans) {
        more = new Class<?>[] {beans};
        assertThat(run("db sync --dry-run")).isZero();
        assertThat(out()).contains("1 to create");
        assertThat(tables()).isEmpty();

        assertThat(run("db sync")).isZero();
        assertThat(err()).isEmpty();
        assertThat(tables()).contains("users");
    }

    @Test
    void saysThatABeanMayNeedMoreThanItDependsOn() {
        more = new Class<?>[] {Untold.class};
        assertThat(run("db sync --dry-run")).isOne();
        assertThat(err())
                .contains("Error creating bean with name 'customizer'")
                .contains("A command makes only what the DataSource and the sync depend on: name with @DependsOn");
    }

    @Configuration(proxyBeanMethods = false)
    static class Untold {

        private static boolean told;

        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        Object teller() {
            told = true;
            return new Object();
        }

        @Bean
        SyncOptionsCustomizer customizer() {
            if (!told) {
                throw new IllegalStateException("nobody has told");
            }
            return options -> {};
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Named {

        @Bean
        ApplicationEventMulticaster applicationEventMulticaster() {
            return new SimpleApplicationEventMulticaster();
        }

        @Bean
        DefaultLifecycleProcessor lifecycleProcessor() {
            return new DefaultLifecycleProcessor();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Eager {

        @Bean
        @Lazy(false)
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        ApplicationEventMulticaster applicationEventMulticaster() {
            return new SimpleApplicationEventMulticaster();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Aliased {

        @Bean({"events", "applicationEventMulticaster"})
        ApplicationEventMulticaster events() {
            return new SimpleApplicationEventMulticaster();
        }

        @Bean({"lifecycle", "lifecycleProcessor"})
        DefaultLifecycleProcessor lifecycle() {
            return new DefaultLifecycleProcessor();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Late {

        @Bean
        static BeanFactoryPostProcessor late() {
            return beans -> {
                BeanDefinitionRegistry definitions = (BeanDefinitionRegistry) beans;
                definitions.registerBeanDefinition(
                        "applicationEventMulticaster", new RootBeanDefinition(SimpleApplicationEventMulticaster.class));
                definitions.registerBeanDefinition("failing", new RootBeanDefinition(Failing.class));
                definitions.removeBeanDefinition("lifecycleProcessor");
                definitions.registerBeanDefinition(
                        "lifecycleProcessor", new RootBeanDefinition(DefaultLifecycleProcessor.class));
            };
        }
    }

    static class Failing {

        Failing() {
            throw new AssertionError("a bean was made that nobody asked for");
        }
    }
}
