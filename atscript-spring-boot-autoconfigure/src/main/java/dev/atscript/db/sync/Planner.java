package dev.atscript.db.sync;

import dev.atscript.db.dialect.Dialect;
import dev.atscript.db.dialect.LiveQuery;
import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalForeignKey;
import dev.atscript.db.schema.PhysicalSchema;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.QualifiedName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Makes a plan: finds the changes, decides how each is made, proves them on the live data, puts them in order. */
final class Planner {

    /**
     * A plan, and what is to be remembered once it is applied.
     *
     * @param plan the plan
     * @param tables what the control table will hold, one for each tracked table
     * @param views likewise for views
     * @param namespace what the database calls its default namespace; empty where it has none
     */
    record Draft(SyncPlan plan, List<TableSnapshot> tables, List<ViewSnapshot> views, String namespace) {}

    private final PlanningInput input;
    private final Dialect dialect;
    private final PhysicalSchema after;
    private final RowCounts counts;
    private final Snapshots snapshots;
    private final ViewPlanner views;
    private final Recreations recreations;
    private final Occupants occupants;
    private final Trials trials;

    /**
     * Creates a planner for one plan.
     *
     * @param query asks the live database
     */
    Planner(PlanningInput input, LiveQuery query) {
        this.input = input;
        this.dialect = input.dialect();
        this.after = input.renames().after();
        this.counts = new RowCounts(input.renames(), dialect, query);
        this.snapshots = new Snapshots(input.state());
        this.views = new ViewPlanner(input);
        this.recreations = new Recreations(input, snapshots, counts);
        this.occupants = new Occupants(after, dialect, views::makesRoom);
        this.trials = new Trials(input, query);
    }

    Draft plan(String hash) {
        refuseOtherNamespace();
        Map<QualifiedName, EntryDraft> drafts = TableDrafts.begin(input, counts);
        TableComparison comparison = new TableComparison(input, snapshots, occupants);
        drafts.values().forEach(comparison::compare);
        drafts.values().forEach(recreations::leaveNamesThatCost);
        drafts.values().forEach(new Losses(input, recreations, views, counts)::judge);
        WaitingChanges waiting = new WaitingChanges(drafts, input, views);
        waiting.leaveOut();
        ForeignKeyTargets targets = new ForeignKeyTargets(drafts, after);
        Set<PhysicalForeignKey> refused = targets.protect();
        waiting.leaveOut();
        new KeyFollowers(drafts, input).hold(refused);
        makeRoom(drafts, refused);
        trials.judge(drafts.values());
        Map<QualifiedName, ChangedValues> changed = new HashMap<>();
        drafts.values().forEach(draft -> checkData(draft).ifPresent(values -> changed.put(draft.name(), values)));
        drafts.values().forEach(recreations::recreateWhereNeeded);
        targets.refuseUnprovable();
        new ForeignKeyChecks(drafts, after, counts, changed, targets).check();
        drafts.values().forEach(this::findObstacles);
        new TableDrops(drafts, after, dialect).releaseOrRefuse();
        UnnamedApplication.protectOthers(drafts, input);
        drafts.values().forEach(this::carryOver);
        drafts.values().forEach(this::tellWhatFollows);
        views.plan(drafts.values());
        List<EntryDraft> all =
                Stream.concat(drafts.values().stream(), views.drafts().stream()).toList();
        trials.judge(all);
        StatementOrder order = new StatementOrder(input, all);
        trials.judge(all, order.rendered());
        SyncPlan plan = order.plan(hash);
        return new Draft(
                plan, remembered(drafts), views.snapshots(), input.live().defaultNamespace());
    }

    /** All tables would be made anew where another default namespace is; one that got another name has them with it. */
    private void refuseOtherNamespace() {
        String synced = syncedNamespace();
        boolean isElsewhere = input.live().namespaces().contains(synced)
                && !synced.equals(input.live().defaultNamespace());
        if (isElsewhere && input.state().tracked().stream().anyMatch(this::isMissing)) {
            throw new DefaultNamespaceException(synced, input.live().defaultNamespace());
        }
    }

    /** The default namespace of the last sync; what was stored before that was remembered tells by where it is. */
    private String syncedNamespace() {
        List<SyncState.Applied> history = input.state().history();
        String remembered =
                history.isEmpty() ? null : history.get(history.size() - 1).namespace();
        return remembered != null
                ? remembered
                : input.live().occupied().entrySet().stream()
                        .filter(occupant -> occupant.getValue().equals(PhysicalSchema.CONTROL_TABLE))
                        .map(occupant -> occupant.getKey().namespace())
                        .findFirst()
                        .orElse("");
    }

    private boolean isMissing(QualifiedName tracked) {
        PhysicalSchema live = input.live();
        return tracked.namespace().isEmpty() && live.table(tracked) == null && live.view(tracked) == null;
    }

    /** Takes off for a while what stands in a change's way, and refuses what must not go. */
    private void makeRoom(Map<QualifiedName, EntryDraft> drafts, Set<PhysicalForeignKey> refused) {
        if (dialect.alterations().dependentsBlockChanges()) {
            new ForeignKeySuspension(drafts, after, dialect).suspend(refused);
            new ForeignKeyEnds(drafts, after, dialect).refuseIncomparable();
        }
        Bystanders bystanders = new Bystanders(drafts, input);
        drafts.values().forEach(bystanders::protect);
        TakenNames taken = new TakenNames(drafts, input, occupants);
        drafts.values().forEach(taken::refuse);
        drafts.values().forEach(views::refuseTaken);
        drafts.values().forEach(this::refuseWhatTheDatabaseCannot);
        drafts.values().forEach(this::suspendFullText);
    }

    private void refuseWhatTheDatabaseCannot(EntryDraft draft) {
        for (Change change : draft.changes()) {
            String refusal = dialect.alterations().refusal(change);
            if (refusal != null) {
                draft.error(Descriptions.ofColumn(change) + " " + refusal);
            }
        }
    }

    private void suspendFullText(EntryDraft draft) {
        PhysicalTable actual = after.table(draft.name());
        if (actual != null && dialect.alterations().dependentsBlockChanges()) {
            new FullTextSuspension(draft).suspend(actual);
        }
    }

    private void carryOver(EntryDraft draft) {
        PhysicalTable actual = after.table(draft.name());
        if (actual != null) {
            Belongings.carryOver(draft, actual, input.renames().liveName(draft.name()));
        }
    }

    private void tellWhatFollows(EntryDraft draft) {
        PhysicalTable actual = after.table(draft.name());
        if (actual != null) {
            new RequiredRemains(dialect).note(draft, actual);
            Bystanders.tellWhatFires(draft, actual);
        }
    }

    private Optional<ChangedValues> checkData(EntryDraft draft) {
        PhysicalTable actual = after.table(draft.name());
        if (actual == null || recreations.losesAllRows(draft)) {
            return Optional.empty();
        }
        if (trials.haveRefused(draft)) {
            return Optional.of(ChangedValues.unknown(draft, actual));
        }
        PhysicalTable live =
                Objects.requireNonNull(input.live().table(input.renames().liveName(draft.name())));
        DataChecks checks = new DataChecks(counts, input.options().backfill(), draft, actual);
        ChangedValues values = checks.check();
        trials.judgeEmpty(draft, counts);
        PhysicalTable told = toldOf(draft, actual);
        if (draft.changes().stream().allMatch(change -> isPossible(change, told))) {
            checks.checkConditions(live.unmanaged());
            checks.checkDefaults(live.unmanaged());
        }
        return Optional.of(values);
    }

    /** The table without what the plan itself takes out of the way. */
    private PhysicalTable toldOf(EntryDraft draft, PhysicalTable actual) {
        return KeysOfOthers.withoutRedundant(actual, input.tables().get(draft.name()));
    }

    private boolean isPossible(Change change, PhysicalTable actual) {
        return dialect.alterations().refusal(change) == null
                && dialect.alterations().obstacles(change, actual).isEmpty();
    }

    private void findObstacles(EntryDraft draft) {
        PhysicalTable actual = after.table(draft.name());
        if (actual == null) {
            return;
        }
        PhysicalTable told = toldOf(draft, actual);
        PhysicalTable made = draft.dropsTable() ? told : TableEdits.apply(told, draft.changesBeside(input.renames()));
        for (Change change : draft.changes()) {
            dialect.alterations()
                    .obstacles(change, brings(change) ? made : told)
                    .forEach(draft::error);
        }
    }

    private static boolean brings(Change change) {
        return change instanceof Change.AddColumn
                || change instanceof Change.RenameColumn
                || change instanceof Change.CreateIndex;
    }

    private List<TableSnapshot> remembered(Map<QualifiedName, EntryDraft> drafts) {
        List<TableSnapshot> remembered = new ArrayList<>(snapshots.of(input.desired(), input.renames()));
        remembered.removeIf(snapshot -> draft(drafts, snapshot).skipsCreate());
        leftOvers(drafts).map(snapshots::leftOver).forEach(remembered::add);
        remembered.replaceAll(snapshot -> asLeft(draft(drafts, snapshot), snapshot));
        return remembered;
    }

    private static EntryDraft draft(Map<QualifiedName, EntryDraft> drafts, TableSnapshot snapshot) {
        return Objects.requireNonNull(drafts.get(snapshot.name()));
    }

    /** What a safe run leaves out of a table is not there afterwards, or still is. */
    private TableSnapshot asLeft(EntryDraft draft, TableSnapshot snapshot) {
        if (!draft.isIncomplete() && input.tables().containsKey(draft.name())) {
            return snapshot;
        }
        PhysicalTable actual = after.table(draft.name());
        PhysicalTable left = actual == null
                ? TableEdits.withoutSkipped(snapshot.table(), draft)
                : TableEdits.apply(actual, draft.changesBeside(input.renames()));
        OnlyOfOthers others = new OnlyOfOthers(input.state().others(), snapshot.table(), draft);
        List<PhysicalForeignKey> takenOver = new ArrayList<>(snapshot.takenOverOf(left.foreignKeys()));
        left.foreignKeys().stream().filter(key -> staysForNow(draft, key)).forEach(takenOver::add);
        return snapshot.withLeft(
                left.withUnmanaged(List.of())
                        .withColumns(left.columns().stream()
                                .filter(column -> !snapshot.keptColumns().contains(column.name())
                                        && !others.haveColumn(column.name()))
                                .toList())
                        .withIndexes(left.indexes().stream()
                                .filter(index -> !others.haveIndex(index))
                                .toList())
                        .withForeignKeys(ForeignKeyMatch.ours(left.foreignKeys(), takenOver).stream()
                                .filter(key -> !others.haveForeignKey(key))
                                .toList()),
                takenOver,
                snapshots.undecided(left));
    }

    /** Whether it is one that somebody made and sync manages, which goes with a later run. */
    private static boolean staysForNow(EntryDraft draft, PhysicalForeignKey key) {
        return !key.isManaged()
                && draft.skips(
                        Change.DropForeignKey.class, drop -> drop.foreignKey().equals(key));
    }

    /** Tracked tables that stay although the model does not know them any more, because the run is safe. */
    private Stream<PhysicalTable> leftOvers(Map<QualifiedName, EntryDraft> drafts) {
        return drafts.values().stream()
                .filter(draft -> !input.tables().containsKey(draft.name()) && !draft.dropsTable())
                .map(draft -> Objects.requireNonNull(after.table(draft.name())));
    }
}
