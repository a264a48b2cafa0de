package dev.atscript.docs.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = Shop.LOCATIONS)
@DirtiesContext
@SpringBootTest(
        properties = {
            "spring.datasource.url=jdbc:sqlite::memory:?foreign_keys=on",
            "spring.datasource.hikari.maximum-pool-size=1",
            "spring.datasource.hikari.max-lifetime=0"
        })
class InMemoryTest {

    @Test
    void hasTheTables(@Autowired JdbcClient jdbc) {
        assertThat(jdbc.sql("SELECT name FROM customers").query(String.class).list())
                .isEmpty();
    }
}
