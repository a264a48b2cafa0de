package com.example.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.testing.JavaProcess;
import dev.atscript.testing.SqliteFiles;
import dev.atscript.testing.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The starter with Spring MVC and Actuator. */
class WebApplicationTest {

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void letsRequestsInWhenTheRunIsOverAndTellsOfIt() throws Exception {
        try (TestDatabase database = SqliteFiles.createDatabase();
                Connection writer = database.dataSource().getConnection()) {
            // The run has to wait for this transaction, and the test need not be quick.
            writer.createStatement().execute("BEGIN IMMEDIATE");
            try (JavaProcess process = PackagedApplication.WEB.start(database, "--server.port=0")) {
                String started = process.awaitLine(line -> line.contains("Tomcat started on port"));
                String address = "http://localhost:" + started.replaceAll(".*on port ([0-9]+).*", "$1");
                HttpResponse<String> early = get(address + "/users");
                assertThat(early.statusCode()).isEqualTo(503);
                assertThat(early.headers().firstValue("Retry-After")).contains("5");
                assertThat(get(address + "/actuator/health/liveness").statusCode())
                        .isEqualTo(200);

                writer.createStatement().execute("COMMIT");
                process.awaitLine(line -> line.contains("Schema synced (1 created"));
                assertThat(getWhenReady(address + "/users").body()).isEqualTo("[]");
                assertThat(get(address + "/actuator/atscript").body())
                        .contains("\"outcome\":\"synced\"", "\"name\":\"users\"");
                assertThat(get(address + "/actuator/health").body())
                        .contains("\"atscript\":{\"status\":\"UP\"", "{\"status\":\"UP\"");
            }
            assertThat(Tables.of(database)).containsExactly("__atscript_control", "users");
        }
    }

    private HttpResponse<String> getWhenReady(String address) throws IOException, InterruptedException {
        Instant deadline = Instant.now().plusSeconds(60);
        HttpResponse<String> response = get(address);
        while (response.statusCode() == 503 && Instant.now().isBefore(deadline)) {
            response = get(address);
        }
        return response;
    }

    private HttpResponse<String> get(String address) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
