package dev.atscript.docs.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.testcontainers.postgresql.PostgreSQLContainer;

@EnabledIf("dev.atscript.testing.PostgresServer#isDockerThere")
@TestPropertySource(properties = Shop.LOCATIONS)
@DirtiesContext
@SpringBootTest
class ContainerTest {

    @TestConfiguration(proxyBeanMethods = false)
    static class Database {

        @Bean
        @ServiceConnection
        PostgreSQLContainer postgres() {
            return new PostgreSQLContainer("postgres:18");
        }
    }

    @Test
    void hasTheTables(@Autowired JdbcClient jdbc) {
        assertThat(jdbc.sql("SELECT name FROM customers").query(String.class).list())
                .isEmpty();
    }
}
