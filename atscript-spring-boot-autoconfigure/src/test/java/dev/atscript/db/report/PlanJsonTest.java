package dev.atscript.db.report;

import static dev.atscript.db.report.Plans.change;
import static dev.atscript.db.report.Plans.name;
import static dev.atscript.db.report.Plans.plan;
import static dev.atscript.db.report.Plans.required;
import static dev.atscript.db.report.Plans.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PrimaryKey;
import dev.atscript.db.sync.SyncEntry.Status;
import dev.atscript.db.sync.SyncPlan;
import dev.atscript.db.sync.SyncResult;
import dev.atscript.db.sync.SyncState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PlanJsonTest {

    private static final PlanJson JSON = new PlanJson(true);

    @Test
    void tellsAPlan() {
        JsonNode plan = parsed(JSON.of(Plans.documented()));
        assertThat(plan.at("/status").asString()).isEqualTo("changes-needed");
        assertThat(plan.at("/hash").asString()).isEqualTo(Plans.HASH);
        assertThat(plan.at("/destructive").asBoolean()).isTrue();
        assertThat(plan.at("/counts/in-sync").asInt()).isEqualTo(2);
        assertThat(plan.at("/entries/0/changes/0/kind").asString()).isEqualTo("create-table");
        assertThat(plan.at("/entries/0/changes/0/after/columns/0/type").asString())
                .isEqualTo("BIGINT");
        assertThat(plan.at("/entries/0/changes/0/after/primaryKey/0").asString())
                .isEqualTo("id");
        assertThat(plan.at("/entries/1/changes/1").toString())
                .startsWith("{\"kind\":\"rename-column\",\"name\":\"title\",\"before\":{\"name\":\"title_text\"},"
                        + "\"after\":{\"name\":\"title\"}");
        assertThat(plan.at("/entries/1/changes/2/loss").asString()).isEqualTo("1,204 values");
        assertThat(plan.at("/entries/4/kind").asString()).isEqualTo("external-view");
    }

    @Test
    void leavesOutWhatHasNothingToSay() {
        JsonNode plan = parsed(JSON.of(plan(table(
                "t",
                Status.ALTER,
                change(new Change.ChangePrimaryKey(name("t"), null, new PrimaryKey(null, List.of("id"))))))));
        JsonNode change = plan.at("/entries/0/changes/0");
        assertThat(change.has("before")).isFalse();
        assertThat(change.at("/after/columns/0").asString()).isEqualTo("id");
        assertThat(change.has("loss")).isFalse();
        assertThat(plan.at("/entries/0").has("origin")).isFalse();
    }

    @Test
    void masksValuesOnRequest() {
        SyncPlan plan = plan(table(
                "t",
                Status.ALTER,
                change(
                        new Change.AddColumn(name("t"), required("c", "VARCHAR(20)", "'secret'"), "'other secret'"),
                        "ALTER TABLE t ADD c VARCHAR(20) DEFAULT 'secret'")));
        assertThat(PlanJson.write(JSON.of(plan))).contains("'secret'", "'other secret'");
        assertThat(PlanJson.write(new PlanJson(false).of(plan)))
                .doesNotContain("secret")
                .contains("\"default\" : \"'******'\"", "VARCHAR(20) DEFAULT '******'");
    }

    @Test
    void tellsAResult() {
        SyncResult result = new SyncResult(
                SyncResult.Status.SYNCED_BY_PEER, Plans.HASH, Optional.empty(), 2, 5, Duration.ofMillis(17));
        assertThat(parsed(JSON.of(result)).toString())
                .isEqualTo("{\"status\":\"synced-by-peer\",\"hash\":\"" + Plans.HASH
                        + "\",\"pendingChanges\":2,\"statements\":5,\"durationMs\":17}");
    }

    @Test
    void tellsAState() {
        Instant at = Instant.parse("2026-01-02T03:04:05Z");
        SyncState state = new SyncState(
                Optional.of(Plans.HASH),
                0,
                List.of("users"),
                List.of(new SyncState.Applied(Plans.HASH, at, "pod-1", 0, null, null, null)),
                Optional.of(new SyncState.Failure(Plans.HASH, at, "pod-3", "It failed.", "It failed at 'x'.")),
                Optional.of(new SyncState.Lock("pod-2", at, at.plusSeconds(30), false)));
        JsonNode json = parsed(JSON.of(state));
        assertThat(json.at("/history/0/at").asString()).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(json.at("/lock/held").asBoolean()).isTrue();
        assertThat(json.at("/lock/podId").asString()).isEqualTo("pod-2");
        assertThat(json.at("/lastFailure/podId").asString()).isEqualTo("pod-3");
        assertThat(json.at("/lastFailure/message").asString()).isEqualTo("It failed at 'x'.");
        assertThat(parsed(new PlanJson(false).of(state))
                        .at("/lastFailure/message")
                        .asString())
                .isEqualTo("It failed.");
        assertThat(parsed(JSON.of(SyncState.EMPTY)).at("/lock/held").asBoolean())
                .isFalse();
    }

    private static JsonNode parsed(Map<String, Object> tree) {
        return new JsonMapper().readTree(PlanJson.write(tree));
    }
}
