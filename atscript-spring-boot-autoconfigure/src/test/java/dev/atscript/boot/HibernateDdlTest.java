package dev.atscript.boot;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManagerFactory;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.mock.env.MockEnvironment;

class HibernateDdlTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            spring.jpa.hibernate.ddl-auto | create | drops the tables of its entities with all their rows and makes them anew, at each start.
            spring.jpa.hibernate.ddl-auto | create-drop | drops the tables of its entities with all their rows and makes them anew, at each start, and drops them again at its end.
            spring.jpa.hibernate.ddl-auto | drop | drops the tables of its entities with all their rows.
            spring.jpa.hibernate.ddl-auto | update | adds what its entities have to their tables, at each start.
            spring.jpa.properties.hibernate.hbm2ddl.auto | create | drops the tables of its entities with all their rows and makes them anew, at each start.
            spring.jpa.properties.jakarta.persistence.schema-generation.database.action | create | adds what its entities have to their tables, at each start.
            spring.jpa.properties.jakarta.persistence.schema-generation.database.action | drop-and-create | drops the tables of its entities with all their rows and makes them anew, at each start.
            """)
    void saysWhatHibernateDoes(String property, String value, String effect) {
        assertThat(warning(property, value))
                .hasValue(property + " is '" + value + "': Hibernate " + effect
                        + " That goes for those that the schema sync keeps, too. Remove the property, or set it to"
                        + " validate or none.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            spring.jpa.hibernate.ddl-auto | validate
            spring.jpa.hibernate.ddl-auto | none
            spring.jpa.properties.jakarta.persistence.schema-generation.database.action | none
            """)
    void saysNothingWhereItChangesNothing(String property, String value) {
        assertThat(warning(property, value)).isEmpty();
    }

    /** As Boot gives Hibernate no 'none', what JPA was told is left of it then. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            spring.jpa.show-sql | false
            spring.jpa.hibernate.ddl-auto | none
            spring.jpa.properties.hibernate.hbm2ddl.auto | none
            """)
    void saysWhatHibernateDoesWhereOnlyJpaWasTold(String property, String value) {
        assertThat(warning(property, value, "spring.jpa.generate-ddl", "true"))
                .hasValue("spring.jpa.generate-ddl is 'true': Hibernate adds what its entities have to their tables, at"
                        + " each start. That goes for those that the schema sync keeps, too. Remove the property, or set"
                        + " it to false.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            spring.jpa.hibernate.ddl-auto | validate
            spring.jpa.properties.jakarta.persistence.schema-generation.database.action | none
            """)
    void saysNothingOfJpaWhereHibernateWasToldAnotherThing(String property, String value) {
        assertThat(warning(property, value, "spring.jpa.generate-ddl", "true")).isEmpty();
    }

    private static Optional<String> warning(String... properties) {
        DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
        beans.registerBeanDefinition("entityManagerFactory", new RootBeanDefinition(EntityManagerFactory.class));
        MockEnvironment environment = new MockEnvironment();
        for (int i = 0; i < properties.length; i += 2) {
            environment.setProperty(properties[i], properties[i + 1]);
        }
        return new HibernateDdl(new EarlyBeans(beans), environment).warning();
    }
}
