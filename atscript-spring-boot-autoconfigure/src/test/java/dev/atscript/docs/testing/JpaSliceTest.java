package dev.atscript.docs.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.testing.ModulesOnRequest;
import jakarta.persistence.EntityManager;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase.Replace;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = Shop.LOCATIONS)
@DirtiesContext
@DataJpaTest(properties = {"atscript.db.phase=database-initialization", "spring.jpa.hibernate.ddl-auto=validate"})
@AutoConfigureTestDatabase(replace = Replace.NONE)
class JpaSliceTest {

    @TempDir
    static Path folder;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry properties) {
        properties.add("spring.datasource.url", () -> "jdbc:sqlite:" + folder.resolve("test.db") + "?foreign_keys=on");
        String[] modules = ModulesOnRequest.property("hibernate", "data.jpa").split("=", 2);
        properties.add(modules[0], () -> modules[1]);
    }

    @Test
    void hasTheTables(@Autowired EntityManager entities) {
        Customer ada = new Customer("Ada");
        entities.persist(ada);
        entities.flush();
        assertThat(ada.id()).isEqualTo(1);
    }
}
