package dev.atscript.db.report;

import dev.atscript.db.dialect.SqlStatement;
import dev.atscript.db.sync.SyncChange;
import dev.atscript.db.sync.SyncEntry;
import dev.atscript.db.sync.SyncPlan;
import dev.atscript.db.sync.SyncResult;
import dev.atscript.db.sync.SyncState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Plans, results and states as trees of maps, lists, texts and numbers, which any JSON library can write. Keys that
 * have nothing to say are left out; statuses and kinds are written {@code in-sync}, {@code external-view}; times are
 * ISO 8601 in UTC.
 *
 * <ul>
 *   <li>plan: {@code status}, {@code hash}, {@code destructive}, {@code skippedChanges}, {@code counts} (by status),
 *       {@code entries}, {@code statements} (each {@code sql}, and {@code proof} where it only proves something)
 *   <li>entry: {@code name}, {@code kind}, {@code status}, {@code destructive}, {@code skipped} (all of it), {@code origin},
 *       {@code changes}, {@code errors}, {@code advisory} (they keep nothing from being applied), {@code notes}
 *   <li>change: {@code kind} ({@code add-column}, …), {@code name} (of the column, index, key or table), {@code before}
 *       and {@code after} (its definition, by kind), {@code fill}, {@code keepRows} and {@code reasons} of a recreation,
 *       {@code destructive}, {@code loss}, {@code checks} (what the rows were asked), {@code why} it is made this way,
 *       {@code skipped}, {@code statements}
 *   <li>result: {@code status}, {@code hash}, {@code pendingChanges}, {@code statements} (how many), {@code durationMs},
 *       {@code plan}
 *   <li>state: {@code hash}, {@code pendingChanges}, {@code tracked}, {@code history} (each {@code hash}, {@code at},
 *       {@code podId}, {@code pendingChanges}), {@code lastFailure} ({@code at}, {@code podId}, {@code hash},
 *       {@code message}), {@code lock} ({@code held}, {@code podId}, {@code since}, {@code until}, {@code expired})
 * </ul>
 *
 * <p>Problems of {@code .as} files have their own shape, see {@link DiagnosticJson}.
 *
 * @param values whether to show literals: default values, and those in statements
 * @param rows whether to show values of rows, which errors are about
 */
public record PlanJson(boolean values, boolean rows) {

    private static final JsonMapper MAPPER = new JsonMapper();

    /** The same choice for literals and for values of rows. */
    public PlanJson(boolean values) {
        this(values, values);
    }

    /** A plan. */
    public Map<String, Object> of(SyncPlan plan) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("status", Wording.kebab(plan.status()));
        json.put("hash", plan.hash());
        json.put("destructive", plan.destructive());
        json.put("skippedChanges", plan.skippedChanges());
        json.put("counts", counts(plan));
        json.put("entries", plan.entries().stream().map(this::of).toList());
        json.put("statements", plan.statements().stream().map(this::of).toList());
        return json;
    }

    private static Map<String, Object> counts(SyncPlan plan) {
        Map<String, Object> json = new LinkedHashMap<>();
        for (SyncEntry.Status status : SyncEntry.Status.values()) {
            json.put(Wording.kebab(status), plan.count(status));
        }
        return json;
    }

    /** An entry of a plan. */
    public Map<String, Object> of(SyncEntry entry) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", entry.name().toString());
        json.put("kind", Wording.kebab(entry.kind()));
        json.put("status", Wording.kebab(entry.status()));
        json.put("destructive", entry.destructive());
        json.put("skipped", entry.skipped());
        if (!entry.origin().isEmpty()) {
            json.put("origin", entry.origin());
        }
        json.put("changes", entry.changes().stream().map(this::of).toList());
        json.put(
                "errors", entry.errors().stream().map(error -> error.text(rows)).toList());
        if (entry.advisory()) {
            json.put("advisory", true);
        }
        json.put("notes", entry.notes());
        return json;
    }

    private Map<String, Object> of(SyncChange change) {
        Map<String, Object> json = change.change().accept(new ChangeJson(new Wording(values)));
        json.put("destructive", change.destructive());
        if (!change.loss().isEmpty()) {
            json.put("loss", change.loss());
        }
        if (!change.checks().isEmpty()) {
            json.put("checks", change.checks());
        }
        if (!change.why().isEmpty()) {
            json.put("why", change.why());
        }
        json.put("skipped", change.skipped());
        json.put("statements", change.statements().stream().map(this::of).toList());
        return json;
    }

    private Map<String, Object> of(SqlStatement statement) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("sql", new Wording(values).sql(statement.sql()));
        if (statement.isProof()) {
            json.put("proof", statement.proof());
        }
        return json;
    }

    /** A message that has SQL in it; its literals are masked where values are not shown. */
    public String message(String text) {
        return new Wording(values).sql(text);
    }

    /** A result. */
    public Map<String, Object> of(SyncResult result) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("status", Wording.kebab(result.status()));
        json.put("hash", result.hash());
        json.put("pendingChanges", result.pendingChanges());
        json.put("statements", result.statements());
        json.put("durationMs", result.duration().toMillis());
        result.plan().ifPresent(plan -> json.put("plan", of(plan)));
        return json;
    }

    /** What the control table says. */
    public Map<String, Object> of(SyncState state) {
        Map<String, Object> json = new LinkedHashMap<>();
        state.hash().ifPresent(hash -> json.put("hash", hash));
        json.put("pendingChanges", state.pendingChanges());
        json.put("tracked", state.tracked());
        json.put("history", history(state));
        state.failure().ifPresent(failure -> json.put("lastFailure", of(failure)));
        json.put("lock", lock(state));
        return json;
    }

    /** The applied hashes, newest last. */
    public List<Map<String, Object>> history(SyncState state) {
        return state.history().stream().map(PlanJson::applied).toList();
    }

    private static Map<String, Object> applied(SyncState.Applied applied) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("hash", applied.hash());
        json.put("at", applied.at().toString());
        json.put("podId", applied.podId());
        json.put("pendingChanges", applied.pendingChanges());
        return json;
    }

    /** A run that failed, without values of rows where values are not shown. */
    public Map<String, Object> of(SyncState.Failure failure) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("at", failure.at().toString());
        json.put("podId", failure.podId());
        json.put("hash", failure.hash());
        json.put("message", rows ? failure.message() : failure.summary());
        return json;
    }

    /** Who holds the lock. */
    public Map<String, Object> lock(SyncState state) {
        return state.lock().map(PlanJson::lock).orElseGet(() -> Map.of("held", false));
    }

    private static Map<String, Object> lock(SyncState.Lock lock) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("held", !lock.expired());
        json.put("podId", lock.podId());
        json.put("since", lock.since().toString());
        json.put("until", lock.until().toString());
        json.put("expired", lock.expired());
        return json;
    }

    /** A tree as JSON text, indented. */
    public static String write(Object tree) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(tree);
    }
}
