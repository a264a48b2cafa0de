package dev.atscript.docs.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = Shop.LOCATIONS)
@DirtiesContext
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class WholeApplicationTest {

    @TempDir
    static Path folder;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry properties) {
        properties.add("spring.datasource.url", () -> "jdbc:sqlite:" + folder.resolve("test.db") + "?foreign_keys=on");
    }

    @Test
    void hasTheTables(@Autowired JdbcClient jdbc) {
        jdbc.sql("INSERT INTO customers (name) VALUES ('Ada')").update();
        assertThat(jdbc.sql("SELECT name FROM customers").query(String.class).list())
                .containsExactly("Ada");
    }

    /** There is nothing at that path, but the traffic gate would have said 503. */
    @Test
    void answers(@Value("${local.server.port}") int port) throws IOException, InterruptedException {
        URI uri = URI.create("http://localhost:" + port + "/nothing");
        assertThat(HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(404);
    }
}
