package com.example.slices;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase.Replace;
import org.springframework.boot.jooq.test.autoconfigure.JooqTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A bean that asks by jOOQ while it is made finds its table. */
@JooqTest(properties = "atscript.db.phase=database-initialization")
@DirtiesContext
@AutoConfigureTestDatabase(replace = Replace.NONE)
@Import(JooqSliceTest.Asks.class)
class JooqSliceTest {

    @TempDir
    static Path folder;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry properties) {
        properties.add("spring.datasource.url", () -> "jdbc:sqlite:" + folder.resolve("slice.db"));
    }

    record Number(int ofUsers) {}

    @TestConfiguration(proxyBeanMethods = false)
    static class Asks {

        // The method is called before anything asks for the sync's beans.
        @Bean
        Number aNumber(DSLContext jooq) {
            return new Number(jooq.fetchCount(jooq.selectFrom("users")));
        }
    }

    @Test
    void isReadyForTheBean(@Autowired Number number) {
        assertThat(number).isEqualTo(new Number(0));
    }
}
