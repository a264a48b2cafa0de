package dev.atscript.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.db.dialect.SqlStatement;
import dev.atscript.db.report.PlanJson;
import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.Identity;
import dev.atscript.db.schema.PhysicalColumn;
import dev.atscript.db.schema.PhysicalForeignKey;
import dev.atscript.db.schema.PhysicalIndex;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.PhysicalView;
import dev.atscript.db.schema.PrimaryKey;
import dev.atscript.db.schema.QualifiedName;
import dev.atscript.db.sync.SyncChange;
import dev.atscript.db.sync.SyncEntry;
import dev.atscript.db.sync.SyncError;
import dev.atscript.db.sync.SyncPlan;
import dev.atscript.docs.Page;
import dev.atscript.testing.DatabaseKind;
import dev.atscript.testing.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code docs/endpoint.md} has each field of the endpoint's answers, with its type, and no other. */
class EndpointDocumentTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String ANSWER = "answer";

    @TempDir
    Path folder;

    private final JsonShapes shapes = JsonShapes.ofPage("docs/endpoint.md");

    @Test
    void namesEachFieldOfEachAnswerAndNoOther() {
        try (TestDatabase database = DatabaseKind.SQLITE.create()) {
            JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
            JsonNode synced = answer(database, AsFiles.USERS, "");
            assertThat(synced.at("/spaces/default/run/outcome").asString()).isEqualTo("synced");
            check(synced);

            JsonNode live = answer(database, AsFiles.USERS_WITH_EMAIL, "?live=true");
            assertThat(live.at("/spaces/default/drift/status").asString()).isEqualTo("none");
            check(live);

            jdbc.update("INSERT INTO users (id) VALUES (1)");
            JsonNode failed = answer(database, AsFiles.USERS.replace("name?", "name"), "");
            assertThat(failed.at("/spaces/default/run").propertyNames()).contains("error", "durationMs", "statements");
            assertThat(failed.at("/spaces/default/lastFailure").isMissingNode()).isFalse();
            check(failed);
        }
        check(answerOf("jdbc:sqlite:" + folder.resolve("no/such/folder.db"), AsFiles.USERS, ""));
        checkTheAnswerOfALockedDatabase();
        shapes.check(
                "one table or view",
                JSON.valueToTree(Map.of("space", "a", "entry", of(entry()), "alsoIn", List.of("b"))));
        shapes.check("one table or view", JSON.valueToTree(Map.of("space", "a", "error", "why")));
        shapes.check("plan", JSON.valueToTree(new PlanJson(true).of(everything())));
        assertThat(shapes.unseen()).isEmpty();
    }

    private void check(JsonNode answer) {
        shapes.check(ANSWER, answer);
    }

    private void checkTheAnswerOfALockedDatabase() {
        try (LockedDatabase locked = LockedDatabase.create(DatabaseKind.SQLITE);
                HttpApplication http = locked.start(
                        UsersApplication.on(WebApplicationType.SERVLET),
                        WebApplicationType.SERVLET,
                        new AsFiles(folder).write(AsFiles.USERS),
                        "management.endpoints.web.exposure.include=atscript")) {
            JsonNode answer = JSON.readTree(http.get("/actuator/atscript").body());
            assertThat(answer.at("/spaces/default/run/outcome").asString()).isEqualTo("not-yet");
            assertThat(answer.at("/spaces/default/lock/held").asBoolean()).isTrue();
            check(answer);
        }
    }

    @Test
    void showsAnAnswerAsItIs() {
        JsonNode shown = JSON.readTree(Page.all().stream()
                .filter(page -> page.name().equals("docs/endpoint.md"))
                .flatMap(page -> page.blocks().stream())
                .filter(block -> block.language().equals("json"))
                .findFirst()
                .orElseThrow()
                .text());
        check(shown);
        try (TestDatabase database = DatabaseKind.SQLITE.create()) {
            assertThat(paths("", shown)).isEqualTo(paths("", answer(database, AsFiles.USERS, "")));
        }
    }

    /** Where there is something, at any depth. */
    private static List<String> paths(String path, JsonNode node) {
        List<String> paths = new ArrayList<>(List.of(path));
        if (node.isObject()) {
            node.properties().forEach(each -> paths.addAll(paths(path + "/" + each.getKey(), each.getValue())));
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            paths.addAll(paths(path + "/" + i, node.get(i)));
        }
        return paths;
    }

    @Test
    void namesEachKindOfChangeAndEachValue() {
        assertThat(shapes.kindsOfChange())
                .isEqualTo(Arrays.stream(Change.class.getPermittedSubclasses())
                        .map(type -> type.getSimpleName()
                                .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                                .toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet()));
        assertThat(shapes.values("plan", "status")).isEqualTo(names(SyncPlan.Status.values()));
        assertThat(shapes.values("entry", "status")).isEqualTo(names(SyncEntry.Status.values()));
        assertThat(shapes.values("entry", "kind")).isEqualTo(names(SyncEntry.Kind.values()));
        assertThat(shapes.values("change", "aspects"))
                .isEqualTo(names(Change.Aspect.values()))
                .isEqualTo(shapes.values("reason", "aspects"));
        assertThat(shapes.values("index", "kind")).isEqualTo(names(PhysicalIndex.Kind.values()));
        assertThat(shapes.values("foreign key", "onDelete"))
                .isEqualTo(names(PhysicalForeignKey.Action.values()))
                .isEqualTo(shapes.values("foreign key", "onUpdate"));
        Set<String> outcomes = names(dev.atscript.db.sync.SyncResult.Status.values());
        outcomes.addAll(Set.of("dry-run", "skipped", "failed", SyncOutcome.NOT_YET));
        assertThat(shapes.values("run", "outcome")).isEqualTo(outcomes);
        assertThat(shapes.values("drift", "status")).isEqualTo(Set.of("none", "drifted", "unknown"));
    }

    private static Set<String> names(Enum<?>[] all) {
        return Arrays.stream(all)
                .map(each -> each.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.toSet());
    }

    private JsonNode answer(TestDatabase database, String model, String query) {
        return answerOf(database.jdbcUrl(), model, query);
    }

    private JsonNode answerOf(String url, String model, String query) {
        List<String> properties = List.of(
                new AsFiles(folder).write(model).property(),
                "spring.datasource.url=" + url,
                "atscript.db.on-error=warn",
                "management.endpoints.web.exposure.include=atscript");
        WebApplicationType stack = WebApplicationType.SERVLET;
        try (HttpApplication http = HttpApplication.start(UsersApplication.on(stack), stack, properties, () -> {})) {
            http.awaitStart();
            return JSON.readTree(http.get("/actuator/atscript" + query).body());
        }
    }

    private static Map<String, Object> of(SyncEntry entry) {
        return new PlanJson(true).of(entry);
    }

    /** A plan with each kind of change, and with all that can be said of one. */
    private static SyncPlan everything() {
        return new SyncPlan(
                "9f3c2ab14d5e6f70",
                List.of(entry()),
                List.of(SqlStatement.of("SELECT 1"), SqlStatement.proof("SELECT 2", "a row is in the way")));
    }

    private static SyncEntry entry() {
        List<SyncChange> changes = changes().stream()
                .map(change -> new SyncChange(
                        change,
                        true,
                        "3 values",
                        List.of("a check"),
                        "a reason",
                        false,
                        List.of(SqlStatement.proof("SELECT 2", "a row is in the way"))))
                .toList();
        return new SyncEntry(
                name("t"),
                SyncEntry.Kind.TABLE,
                SyncEntry.Status.ALTER,
                changes,
                List.of(new SyncError("an error")),
                true,
                List.of("a note"),
                "model.as:1:1");
    }

    private static List<Change> changes() {
        QualifiedName t = name("t");
        PhysicalColumn column = new PhysicalColumn("c", "TEXT", false, "'a'", "NOCASE", new Identity(7L), true);
        PhysicalColumn plain = new PhysicalColumn("c", "BIGINT", true, null, "", null, false);
        PrimaryKey key = new PrimaryKey("pk", List.of("c"));
        PhysicalIndex index = new PhysicalIndex(
                "i", PhysicalIndex.Kind.FULLTEXT, List.of(new PhysicalIndex.Part("c", true, "A")), "partial");
        PhysicalForeignKey foreignKey = new PhysicalForeignKey(
                "f",
                List.of("c"),
                name("o"),
                List.of("id"),
                PhysicalForeignKey.Action.SET_NULL,
                List.of("c"),
                PhysicalForeignKey.Action.NO_ACTION,
                "not valid",
                false);
        PhysicalTable table =
                new PhysicalTable(t, List.of(column), key, List.of(index), List.of(foreignKey), List.of());
        PhysicalView view = new PhysicalView(name("v"), true, "SELECT 1", List.of("c"), Map.of(), List.of());
        Change alter = new Change.AlterColumn(t, plain, column, "'b'");
        return List.of(
                new Change.CreateTable(table),
                new Change.DropTable(table),
                new Change.RenameTable(name("s"), t),
                new Change.RecreateTable(table, table, true, List.of(alter, new Change.AddColumn(t, column, "'b'"))),
                new Change.AddColumn(t, column, "'b'"),
                new Change.DropColumn(t, column),
                new Change.RenameColumn(t, "b", "c"),
                alter,
                new Change.ChangePrimaryKey(t, null, key),
                new Change.ChangePrimaryKey(t, key, null),
                new Change.CreateIndex(t, index, List.of()),
                new Change.DropIndex(t, index),
                new Change.RenameIndex(t, index, "j"),
                new Change.AddForeignKey(t, foreignKey, List.of()),
                new Change.DropForeignKey(t, foreignKey),
                new Change.RenameForeignKey(t, foreignKey, "g"),
                new Change.CreateView(view),
                new Change.DropView(view),
                new Change.ReplaceView(view, view),
                new Change.RenameView(view, name("w")));
    }

    private static QualifiedName name(String name) {
        return QualifiedName.of(name);
    }
}
