package dev.atscript.docs.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase.Replace;
import org.springframework.boot.jdbc.test.autoconfigure.JdbcTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = Shop.LOCATIONS)
@DirtiesContext
@JdbcTest
@AutoConfigureTestDatabase(replace = Replace.NONE)
class JdbcSliceTest {

    @TempDir
    static Path folder;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry properties) {
        properties.add("spring.datasource.url", () -> "jdbc:sqlite:" + folder.resolve("test.db") + "?foreign_keys=on");
    }

    @Test
    void hasTheTables(@Autowired JdbcClient jdbc) {
        assertThat(jdbc.sql("SELECT name FROM customers").query(String.class).list())
                .isEmpty();
    }
}
