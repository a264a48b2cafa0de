package dev.atscript.boot;

import dev.atscript.db.report.PlanJson;
import dev.atscript.db.report.PlanText;
import dev.atscript.db.sync.SyncEntry;
import dev.atscript.db.sync.SyncPlan;
import dev.atscript.db.sync.SyncResult;
import dev.atscript.db.sync.SyncState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/**
 * Shows how the database compares with the {@code .as} files, and what this pod's run did about it. Over HTTP, the
 * {@link AtscriptEndpointWebExtension} replaces its operations; Actuator replaces only those that produce the same media types.
 */
@Endpoint(id = "atscript")
public class AtscriptEndpoint {

    private final SpaceReporter reporter;
    private final Show showValues;

    AtscriptEndpoint(SpaceReporter reporter, Show showValues) {
        this.reporter = reporter;
        this.showValues = showValues;
    }

    /**
     * All spaces.
     *
     * @param live whether to introspect the database now, instead of telling of the run
     */
    @ReadOperation(producesFrom = AtscriptEndpointFormat.class)
    public AtscriptDescriptor atscript(@Nullable Boolean live) {
        return describe(isTrue(live), showValues.isShown(true));
    }

    /**
     * One table or view; null where there is none of that name. An error where the database cannot be asked and no plan is known.
     *
     * @param entry its name, with its namespace if it has one: {@code users}, {@code auth.users}
     * @param space the space it is in; null for the first that has one of that name
     * @param live whether to introspect the database now, instead of telling of the run
     */
    @ReadOperation(producesFrom = AtscriptEndpointFormat.class)
    public @Nullable EntryDescriptor entry(@Selector String entry, @Nullable String space, @Nullable Boolean live) {
        return describeEntry(entry, space, isTrue(live), showValues.isShown(true));
    }

    static boolean isTrue(@Nullable Boolean value) {
        return Boolean.TRUE.equals(value);
    }

    AtscriptDescriptor describe(boolean live, boolean values) {
        Map<String, SpaceDescriptor> spaces = new LinkedHashMap<>();
        reporter.report(live).forEach(report -> spaces.put(report.name(), describe(report, values)));
        return new AtscriptDescriptor(spaces);
    }

    @Nullable
    EntryDescriptor describeEntry(String name, @Nullable String space, boolean live, boolean values) {
        List<SpaceReport> reports = reports(space, live);
        List<Found> found = find(name, reports);
        if (found.isEmpty()) {
            return unknown(reports)
                    .map(report -> new EntryDescriptor(report.name(), null, null, failure(report, values)))
                    .orElse(null);
        }
        Found first = found.get(0);
        List<String> others =
                found.stream().skip(1).map(each -> each.report().name()).toList();
        return new EntryDescriptor(
                first.report().name(), new PlanJson(values).of(first.entry()), others.isEmpty() ? null : others, null);
    }

    /** An entry, in a space. */
    private record Found(SpaceReport report, SyncEntry entry) {

        Optional<SyncPlan> plan() {
            return report.plan().map(all -> new SyncPlan(all.hash(), List.of(entry), List.of()));
        }
    }

    private List<SpaceReport> reports(@Nullable String space, boolean live) {
        return reporter.names().stream()
                .filter(each -> space == null || each.equals(space))
                .map(each -> reporter.report(each, live))
                .toList();
    }

    private static List<Found> find(String name, List<SpaceReport> reports) {
        return reports.stream()
                .flatMap(report -> report.plan().stream()
                        .flatMap(plan -> plan.entries().stream())
                        .filter(entry -> entry.name().toString().equals(name))
                        .limit(1)
                        .map(entry -> new Found(report, entry)))
                .toList();
    }

    /** The first space that may have anything, as its database cannot be asked and no plan is known. */
    private static Optional<SpaceReport> unknown(List<SpaceReport> reports) {
        return reports.stream()
                .filter(report -> report.failure() != null && report.plan().isEmpty())
                .findFirst();
    }

    /** What {@link #describe} says, as the command shows it. */
    String text(boolean live, boolean values) {
        List<SpaceReport> reports = reporter.report(live);
        return reports.stream()
                .map(report -> heading(report, reports.size()) + text(report, report.plan(), values))
                .collect(Collectors.joining("\n"));
    }

    /** What {@link #describeEntry} says, as the command shows it; null where there is no such entry. */
    @Nullable
    String entryText(String name, @Nullable String space, boolean live, boolean values) {
        List<SpaceReport> reports = reports(space, live);
        List<Found> found = find(name, reports);
        return found.isEmpty()
                ? unknown(reports).map(report -> failure(report, values) + "\n").orElse(null)
                : found.stream()
                        .map(each -> heading(each.report(), found.size()) + text(each.report(), each.plan(), values))
                        .collect(Collectors.joining("\n"));
    }

    private static String heading(SpaceReport report, int reports) {
        return reports == 1 ? "" : Answer.heading(report.name()) + "\n";
    }

    private static String text(SpaceReport report, Optional<SyncPlan> plan, boolean values) {
        PlanText text = PlanText.PLAIN.withValues(values).withRows(values);
        return plan.map(text::of).orElseGet(() -> failure(report, values)) + "\n";
    }

    private static String failure(SpaceReport report, boolean values) {
        if (report.failure() != null) {
            return Failures.text(report.failure(), values);
        }
        return report.outcome().orElse(null) instanceof SyncOutcome.Failed failed
                ? Failures.text(failed.cause(), values)
                : "No plan is known.";
    }

    private static SpaceDescriptor describe(SpaceReport report, boolean values) {
        PlanJson json = new PlanJson(values);
        RunDescriptor run = describe(report.outcome().orElse(null), values);
        DriftDescriptor drift = new DriftDescriptor(
                report.drift().status().toString(), report.drift().entries());
        Map<String, Object> plan = report.plan().map(json::of).orElse(null);
        SpaceReport.Look look = report.look();
        if (look == null) {
            String error = report.failure() == null ? null : Failures.text(report.failure(), values);
            return new SpaceDescriptor(
                    null, null, null, null, null, null, null, run, drift, null, null, null, null, plan, error);
        }
        SyncState state = look.state();
        SyncState.Applied applied = lastApplied(state);
        return new SpaceDescriptor(
                look.space().dialect().name(),
                look.space().owner(),
                look.desiredHash(),
                state.hash().orElse(null),
                applied == null ? null : applied.at(),
                applied == null ? null : applied.podId(),
                state.pendingChanges(),
                run,
                drift,
                json.lock(state),
                json.history(state),
                state.failure().map(json::of).orElse(null),
                state.tracked(),
                plan,
                null);
    }

    private static SyncState.@Nullable Applied lastApplied(SyncState state) {
        List<SyncState.Applied> history = state.history();
        return history.isEmpty() ? null : history.get(history.size() - 1);
    }

    private static RunDescriptor describe(@Nullable SyncOutcome outcome, boolean values) {
        if (outcome instanceof SyncOutcome.Ran ran) {
            SyncResult result = ran.result();
            return new RunDescriptor(ran.name(), ran.at(), result.duration().toMillis(), result.statements(), null);
        }
        if (outcome instanceof SyncOutcome.Failed failed) {
            return new RunDescriptor(
                    failed.name(),
                    failed.at(),
                    failed.duration() == null ? null : failed.duration().toMillis(),
                    failed.statements(),
                    Failures.text(failed.cause(), values));
        }
        return outcome == null
                ? new RunDescriptor(SyncOutcome.NOT_YET, null, null, null, null)
                : new RunDescriptor(outcome.name(), outcome.at(), null, null, null);
    }

    /**
     * What the endpoint tells.
     *
     * @param spaces the spaces by name; mostly one, {@code default}
     */
    public record AtscriptDescriptor(Map<String, SpaceDescriptor> spaces) implements OperationResponseBody {}

    /**
     * How a space stands. Components are null, and left out of JSON, where the database could not be asked.
     *
     * @param dialect the kind of database
     * @param owner whose tables these are
     * @param desiredHash the hash of what the database should hold
     * @param storedHash the hash of what was applied last
     * @param storedAt when it was applied
     * @param storedBy by which pod
     * @param pendingChanges how many changes safe runs left out
     * @param run how this pod's run ended
     * @param drift whether the database is still as the last run left it; computed by {@code live}
     * @param lock whether the lock is held, by whom, since when and until when
     * @param history the applied hashes, newest last
     * @param lastFailure the last run, of any pod, that failed; null where one has applied something since
     * @param tracked the tables and views that sync made or took over
     * @param plan the run's plan or, with {@code live}, what a run would do now; see {@link PlanJson}
     * @param error why the database could not be asked
     */
    public record SpaceDescriptor(
            @Nullable String dialect,
            @Nullable String owner,
            @Nullable String desiredHash,
            @Nullable String storedHash,
            @Nullable Instant storedAt,
            @Nullable String storedBy,
            @Nullable Integer pendingChanges,
            RunDescriptor run,
            DriftDescriptor drift,
            @Nullable Map<String, Object> lock,
            @Nullable List<Map<String, Object>> history,
            @Nullable Map<String, Object> lastFailure,
            @Nullable List<String> tracked,
            @Nullable Map<String, Object> plan,
            @Nullable String error) {}

    /**
     * How this pod's run ended.
     *
     * @param outcome {@code up-to-date}, {@code synced}, {@code synced-by-peer}, {@code superseded}, {@code dry-run},
     *     {@code skipped}, {@code failed} or {@code not-yet}
     * @param at when it ended
     * @param durationMs how long it took; null for a dry run, and where it failed before it began
     * @param statements how many statements it sent; null likewise
     * @param error why it failed
     */
    public record RunDescriptor(
            String outcome,
            @Nullable Instant at,
            @Nullable Long durationMs,
            @Nullable Integer statements,
            @Nullable String error) {}

    /**
     * Whether the database is still as the last run left it.
     *
     * @param status {@code none}, {@code drifted}, or {@code unknown}
     * @param entries the tables and views that differ
     */
    public record DriftDescriptor(String status, List<String> entries) {}

    /**
     * One table or view.
     *
     * @param space the space it is in
     * @param entry its entry of the plan; see {@link PlanJson}; null where there is an error
     * @param alsoIn other spaces that have one of that name; null where there are none
     * @param error why the database could not be asked, where no plan is known either; null else
     */
    public record EntryDescriptor(
            String space,
            @Nullable Map<String, Object> entry,
            @Nullable List<String> alsoIn,
            @Nullable String error) implements OperationResponseBody {}
}
