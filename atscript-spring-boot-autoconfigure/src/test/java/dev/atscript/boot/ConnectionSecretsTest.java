package dev.atscript.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.testing.PostgresServer;
import dev.atscript.testing.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The password of a connection is in no answer and in no log line, whether it leads to a database or not. */
@ExtendWith(OutputCaptureExtension.class)
class ConnectionSecretsTest {

    private static final String SECRET = "geheim17";

    private static final List<String> PATHS = List.of(
            "/actuator/atscript",
            "/actuator/atscript?live=true",
            "/actuator/atscript/users",
            "/actuator/health",
            "/actuator/metrics",
            "/actuator/startup");

    @TempDir
    Path folder;

    @Test
    void appearNowhereWhereTheSyncRuns(CapturedOutput output) {
        try (TestDatabase database = PostgresServer.createDatabase()) {
            assertThat(answers(database.jdbcUrl(), database.username())).contains("\"outcome\":\"synced\"");
        }
        assertThat(output).doesNotContain(SECRET);
    }

    @Test
    void appearNowhereWhereTheDatabaseCannotBeReached(CapturedOutput output) {
        assertThat(answers("jdbc:postgresql://localhost:1/shop", "sync")).contains("\"outcome\":\"failed\"");
        assertThat(output).contains("on-error=warn").doesNotContain(SECRET);
    }

    /** All answers, once it is known that none has the password. */
    private String answers(String url, String user) {
        List<String> properties = List.of(
                new AsFiles(folder).write(AsFiles.USERS).property(),
                "spring.datasource.url=jdbc:sqlite:" + folder.resolve("application.db"),
                "atscript.db.url=" + url + (url.contains("?") ? "&" : "?") + "user=" + user + "&password=" + SECRET,
                "atscript.db.on-error=warn",
                "management.endpoint.atscript.show-values=always",
                "management.endpoint.health.show-details=always",
                "management.endpoints.web.exposure.include=*");
        StringBuilder all = new StringBuilder();
        try (HttpApplication http = HttpApplication.start(
                UsersApplication.on(WebApplicationType.SERVLET), WebApplicationType.SERVLET, properties, () -> {})) {
            http.awaitStart();
            for (String path : PATHS) {
                for (String accepted : List.of("application/json", "text/plain")) {
                    String body = http.get(path, "Accept", accepted).body();
                    assertThat(body).as("%s as %s", path, accepted).doesNotContain(SECRET);
                    all.append(body);
                }
            }
        }
        return all.toString();
    }
}
