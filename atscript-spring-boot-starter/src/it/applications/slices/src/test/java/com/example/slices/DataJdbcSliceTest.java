package com.example.slices;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jdbc.test.autoconfigure.DataJdbcTest;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase.Replace;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A slice has the tables in the phase that the application has. */
@DataJdbcTest
@DirtiesContext
@AutoConfigureTestDatabase(replace = Replace.NONE)
class DataJdbcSliceTest {

    @TempDir
    static Path folder;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry properties) {
        properties.add("spring.datasource.url", () -> "jdbc:sqlite:" + folder.resolve("slice.db"));
    }

    @Test
    void savesAndFinds(@Autowired Users users) {
        users.save(new User(null, "ada@example.org", "Ada"));
        assertThat(users.findAll()).extracting(User::name).containsExactly("Ada");
    }
}
