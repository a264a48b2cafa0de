package dev.atscript.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tells the gate's answers from others. */
final class GateAnswers {

    private GateAnswers() {}

    static void assertRefused(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).hasValue("5");
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = json(response);
        assertThat(problem.at("/type").asString()).isEqualTo("about:blank");
        assertThat(problem.at("/title").asString()).isEqualTo("Service Unavailable");
        assertThat(problem.at("/status").asInt()).isEqualTo(503);
        assertThat(problem.at("/detail").asString()).contains("schema is being brought up to date");
    }

    /** Its 503 too is told from the gate's. */
    static void assertIsTheActuators(HttpResponse<String> response, String status) {
        assertThat(response.headers().firstValue("Retry-After")).isEmpty();
        assertThat(json(response).at("/status").asString()).isEqualTo(status);
    }

    static JsonNode json(HttpResponse<String> response) {
        return new JsonMapper().readTree(response.body());
    }
}
