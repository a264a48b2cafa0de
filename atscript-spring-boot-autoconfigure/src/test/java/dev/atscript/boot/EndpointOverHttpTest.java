package dev.atscript.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.testing.CountingDataSource;
import dev.atscript.testing.SqliteFiles;
import dev.atscript.testing.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.support.GenericApplicationContext;

/** What Boot's properties for all endpoints make of ours: whether it is there, and how long its answers are kept. */
class EndpointOverHttpTest {

    private static final String PATH = "/actuator/atscript";

    @TempDir
    Path folder;

    private final TestDatabase database = SqliteFiles.createDatabase();
    private final CountingDataSource dataSource = new CountingDataSource(database.dataSource());

    @AfterEach
    void drop() {
        database.close();
    }

    @ParameterizedTest
    @CsvSource({
        "endpoint.atscript.access=none, '', 404",
        "endpoint.atscript.access=read-only, '', 200",
        "endpoints.access.default=none, '', 404",
        "endpoints.access.default=none, endpoint.atscript.access=read-only, 200",
        "endpoints.access.max-permitted=none, endpoint.atscript.access=unrestricted, 404",
        "endpoints.access.max-permitted=read-only, endpoint.atscript.access=unrestricted, 200"
    })
    void isThereWhereItMayBeRead(String property, String other, int status) {
        List<String> properties = new ArrayList<>(List.of("management." + property));
        if (!other.isEmpty()) {
            properties.add("management." + other);
        }
        try (HttpApplication http = start(WebApplicationType.SERVLET, properties)) {
            http.awaitStart();
            assertThat(http.get(PATH).statusCode()).isEqualTo(status);
            assertThat(http.get(PATH + "/users").statusCode()).isEqualTo(status);
            assertThat(http.send("POST", PATH).statusCode()).isEqualTo(status == 200 ? 405 : 404);
        }
    }

    @ParameterizedTest
    @EnumSource(value = WebApplicationType.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void keepsAnswersForAsLongAsItIsTold(WebApplicationType stack) {
        try (HttpApplication http = start(stack, List.of("management.endpoint.atscript.cache.time-to-live=1h"))) {
            http.awaitStart();
            assertThat(statements(http, "", "application/json")).isPositive();
            assertThat(statements(http, "", "application/json")).isZero();
            assertThat(statements(http, "", "text/plain")).isPositive();
            assertThat(statements(http, "", "text/plain")).isZero();
            assertThat(http.get(PATH, "Accept", "text/plain").body()).startsWith("Tables\n  + users ");
            assertThat(http.get(PATH, "Accept", "application/json").body()).startsWith("{\"spaces\":");
            // What depends on the request is not kept, by Boot's rules.
            for (String path : List.of("?live=true", "/users")) {
                assertThat(statements(http, path, "application/json")).isPositive();
                assertThat(statements(http, path, "application/json")).isPositive();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(value = WebApplicationType.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void keepsNoAnswerUnlessItIsTold(WebApplicationType stack) {
        try (HttpApplication http = start(stack, List.of())) {
            http.awaitStart();
            assertThat(statements(http, "", "application/json")).isPositive();
            assertThat(statements(http, "", "application/json")).isPositive();
        }
    }

    /** As {@code docs/production.md} has it for processes that share their properties with others. */
    @ParameterizedTest
    @ValueSource(strings = {"atscript.db.enabled=false", "management.health.atscript.enabled=false"})
    void leavesReadinessAloneWhereItsHealthIsNotThere(String off) {
        List<String> properties = List.of(
                off,
                "management.endpoint.health.group.readiness.include=readinessState,atscript",
                "management.endpoint.health.validate-group-membership=false");
        try (HttpApplication http = start(WebApplicationType.SERVLET, properties)) {
            http.awaitStart();
            assertThat(http.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
        }
    }

    /** How many statements a request costs. */
    private int statements(HttpApplication http, String path, String accepted) {
        dataSource.reset();
        assertThat(http.get(PATH + path, "Accept", accepted).statusCode()).isEqualTo(200);
        return dataSource.statements().size();
    }

    private HttpApplication start(WebApplicationType stack, List<String> properties) {
        SpringApplication application = UsersApplication.on(stack);
        application.addInitializers(
                context -> ((GenericApplicationContext) context).registerBean(DataSource.class, () -> dataSource));
        List<String> all = new ArrayList<>(properties);
        all.add(new AsFiles(folder).write(AsFiles.USERS).property());
        all.add("management.endpoints.web.exposure.include=atscript,health");
        return HttpApplication.start(application, stack, all, () -> {});
    }
}
