package dev.atscript.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.testing.SqliteFiles;
import dev.atscript.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase;
import org.springframework.boot.jdbc.test.autoconfigure.JdbcTest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A slice of an application that needs a database has its tables. */
@JdbcTest(properties = "atscript.db.phase=database-initialization")
@AutoConfigureTestDatabase(replace = AutoConfigureTestDatabase.Replace.NONE)
class TestSliceTest {

    private static final TestDatabase DATABASE = SqliteFiles.createDatabase();

    @SpringBootConfiguration
    static class Application {}

    @DynamicPropertySource
    static void lead(DynamicPropertyRegistry properties) {
        properties.add("spring.datasource.url", DATABASE::jdbcUrl);
        properties.add("atscript.db.locations", () -> "classpath:boot/slice.as");
    }

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @Test
    void hasTheTables(@Autowired JdbcTemplate jdbc) {
        assertThat(jdbc.queryForList("SELECT id FROM slices")).isEmpty();
    }
}
