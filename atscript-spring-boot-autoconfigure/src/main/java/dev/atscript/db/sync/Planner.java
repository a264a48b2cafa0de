package dev.atscript.db.sync;

import dev.atscript.db.dialect.DesiredSchema;
import dev.atscript.db.dialect.Dialect;
import dev.atscript.db.dialect.Dialect.Way;
import dev.atscript.db.dialect.SqlStatement;
import dev.atscript.db.model.SyncMethod;
import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalForeignKey;
import dev.atscript.db.schema.PhysicalIndex;
import dev.atscript.db.schema.PhysicalSchema;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.QualifiedName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes a plan: finds the changes, decides how each is made, proves them on the live data, puts them in order. */
final class Planner {

    /**
     * A plan, and what is to be remembered once it is applied.
     *
     * @param plan the plan
     * @param tables what the control table will hold, one for each tracked table
     * @param views likewise for views
     */
    record Draft(SyncPlan plan, List<TableSnapshot> tables, List<ViewSnapshot> views) {}

    private final Dialect dialect;
    private final SyncOptions options;
    private final ControlState state;
    private final DesiredSchema desired;
    private final PhysicalSchema live;
    private final Renames.Outcome renames;
    private final PhysicalSchema after;
    private final RowCounts counts;
    private final Map<QualifiedName, EntryDraft> drafts = new TreeMap<>();
    private final Map<QualifiedName, DesiredSchema.Table> desiredByName = new HashMap<>();
    private final Set<QualifiedName> indexNames;
    private final Snapshots snapshots;
    private final ViewPlanner views;

    /**
     * Creates a planner for one plan.
     *
     * @param query runs a query of one number on the live database
     */
    Planner(
            Dialect dialect,
            DesiredSchema desired,
            PhysicalSchema live,
            ControlState state,
            SyncOptions options,
            ToLongFunction<String> query) {
        this.dialect = dialect;
        this.options = options;
        this.state = state;
        this.live = live;
        this.desired = Normalisation.of(desired, live);
        this.renames = Renames.find(this.desired, live, state, dialect);
        this.after = renames.after();
        this.counts = new RowCounts(renames, dialect, query);
        this.indexNames = after.tables().values().stream()
                .flatMap(table ->
                        table.indexes().stream().map(index -> table.name().withName(index.name())))
                .collect(Collectors.toSet());
        this.snapshots = new Snapshots(state);
        this.views = new ViewPlanner(dialect, this.desired, live, state, options, renames);
    }

    Draft plan(String hash) {
        refuseOtherNamespace();
        desired.tables().forEach(this::draftTable);
        renames.changes().forEach(this::addRename);
        draftDrops();
        List<EntryDraft> all = List.copyOf(drafts.values());
        all.forEach(this::compare);
        all.forEach(this::judge);
        all.forEach(this::waitForTypes);
        if (dialect.typeChangeNeedsForeignKeysOff()) {
            new ForeignKeySuspension(drafts, after, dialect).suspend();
        }
        Bystanders bystanders = new Bystanders(drafts, renames);
        all.forEach(bystanders::protect);
        all.forEach(this::refuseWhatTheDatabaseCannot);
        all.forEach(this::suspendFullText);
        for (EntryDraft draft : all) {
            PhysicalTable actual = after.table(draft.name());
            if (actual != null && !losesAllRows(draft)) {
                new DataChecks(counts, dialect, options.backfill(), draft, actual).check();
            }
        }
        all.forEach(this::recreateWhereNeeded);
        all.forEach(this::findObstacles);
        refuseDropsOfReferencedTables();
        views.plan(drafts.values());
        SyncPlan plan = render(hash);
        List<TableSnapshot> remembered = new ArrayList<>(snapshots.of(desired, renames));
        leftOvers().map(snapshots::leftOver).forEach(remembered::add);
        return new Draft(plan, remembered, views.snapshots());
    }

    private void refuseOtherNamespace() {
        for (Map.Entry<QualifiedName, String> occupant : live.occupied().entrySet()) {
            String namespace = occupant.getKey().namespace();
            boolean elsewhere = occupant.getValue().equals(PhysicalSchema.CONTROL_TABLE) && !namespace.isEmpty();
            if (elsewhere && !state.tracked().isEmpty()) {
                throw new DefaultNamespaceException(namespace, live.defaultNamespace());
            }
        }
    }

    private void refuseWhatTheDatabaseCannot(EntryDraft draft) {
        for (Change change : draft.changes()) {
            String refusal = dialect.refusal(change);
            if (refusal != null) {
                draft.error(Descriptions.ofColumn(change) + " " + refusal);
            }
        }
    }

    private void draftTable(DesiredSchema.Table table) {
        DesiredSchema.Table other = desiredByName.putIfAbsent(table.name(), table);
        EntryDraft draft = drafts.computeIfAbsent(
                table.name(),
                name -> new EntryDraft(
                        name, SyncEntry.Kind.TABLE, table.location().toString()));
        if (other != null) {
            draft.error("is declared at " + other.location() + " and at " + table.location() + ": the namespace '"
                    + live.defaultNamespace() + "' is the default one");
        }
        table.notes().forEach(draft::note);
        renames.errors().getOrDefault(table.name(), List.of()).forEach(draft::error);
    }

    private void addRename(Change change) {
        QualifiedName name = change.table();
        for (Map.Entry<QualifiedName, QualifiedName> renamed :
                renames.liveTables().entrySet()) {
            boolean isDropBefore =
                    change instanceof Change.DropIndex && renamed.getValue().equals(name);
            boolean isStepAside =
                    change instanceof Change.RenameTable rename && rename.from().equals(renamed.getValue());
            if (isDropBefore || isStepAside) {
                name = renamed.getKey();
                break;
            }
        }
        Objects.requireNonNull(drafts.get(name)).add(change);
    }

    private void draftDrops() {
        for (QualifiedName name : state.tracked()) {
            PhysicalTable table = after.table(name);
            if (table == null || desiredByName.containsKey(name)) {
                continue;
            }
            if (state.trackedByOthers().contains(name)) {
                continue;
            }
            EntryDraft draft = new EntryDraft(name, SyncEntry.Kind.TABLE, "");
            draft.add(new Change.DropTable(table));
            drafts.put(name, draft);
        }
    }

    private void compare(EntryDraft draft) {
        DesiredSchema.Table table = desiredByName.get(draft.name());
        if (table == null) {
            return;
        }
        PhysicalTable actual = after.table(draft.name());
        if (actual == null) {
            create(draft, table.physical());
            return;
        }
        boolean adopted =
                !state.tracked().contains(draft.name()) && !state.tracked().contains(renames.liveName(draft.name()));
        List<Change> changes = Differ.diff(
                table.physical(),
                withoutThoseOfOthers(draft, table.physical(), actual),
                snapshots.keptColumns(draft.name(), renames.liveName(draft.name())),
                dialect.renamesConstraints(),
                indexNames);
        if (adopted) {
            draft.note("existed before and is taken over");
        }
        for (Change change : changes) {
            state.others()
                    .opponentOf(change)
                    .ifPresent(owner -> draft.error(Descriptions.ofOne(change) + " cannot change, as the owner " + owner
                            + " wants it otherwise: agree on one definition"));
            if (change instanceof Change.DropColumn drop
                    && state.others()
                            .ownerOfColumn(draft.name(), drop.column().name())
                            .isPresent()) {
                draft.note("column " + drop.column().name() + " belongs to another owner and stays");
            } else if (adopted && change instanceof Change.DropColumn drop) {
                adopt(draft, drop);
            } else {
                draft.add(change);
            }
        }
    }

    /** The table without indexes and foreign keys that only other owners want. */
    private PhysicalTable withoutThoseOfOthers(EntryDraft draft, PhysicalTable wanted, PhysicalTable actual) {
        List<PhysicalIndex> indexes = new ArrayList<>(actual.indexes());
        indexes.removeIf(index -> !wanted.indexes().contains(index)
                && state.others()
                        .ownerOfIndex(draft.name(), index)
                        .map(owner -> keep(
                                draft,
                                "index " + index.name(),
                                owner,
                                wanted.indexes().stream()
                                        .anyMatch(other -> other.name().equals(index.name()))))
                        .isPresent());
        List<PhysicalForeignKey> keys = new ArrayList<>(actual.foreignKeys());
        keys.removeIf(key -> wanted.foreignKeys().stream().noneMatch(key::sameDefinition)
                && state.others()
                        .ownerOfForeignKey(draft.name(), key)
                        .map(owner -> keep(
                                draft,
                                "foreign key (" + String.join(", ", key.columns()) + ")",
                                owner,
                                wanted.foreignKeys().stream()
                                        .anyMatch(other -> other.columns().equals(key.columns()))))
                        .isPresent());
        return actual.withIndexes(indexes).withForeignKeys(keys);
    }

    /** Says that something of another owner's stays, or that it stands in the way of ours. */
    private static String keep(EntryDraft draft, String what, String owner, boolean inTheWay) {
        if (inTheWay) {
            draft.error(
                    what + " cannot change, as the owner " + owner + " wants it otherwise: agree on one definition");
        } else {
            draft.note(what + " belongs to another owner and stays");
        }
        return owner;
    }

    private void create(EntryDraft draft, PhysicalTable table) {
        String occupant = after.occupied().get(table.name());
        if (occupant != null && !views.makesRoom(table.name())) {
            draft.error("cannot be created, as there is " + Descriptions.withArticle(occupant)
                    + " of that name: drop or rename it");
            return;
        }
        table.indexes().stream()
                .filter(this::hasRemains)
                .forEach(index -> draft.add(new Change.DropIndex(table.name(), index)));
        draft.add(new Change.CreateTable(table));
        table.indexes().forEach(index -> draft.add(new Change.CreateIndex(table.name(), index)));
        if (!dialect.foreignKeysInCreateTable()) {
            table.foreignKeys().forEach(key -> draft.add(new Change.AddForeignKey(table.name(), key)));
        }
    }

    /** Whether a table was dropped by hand, and its full text is still there. */
    private boolean hasRemains(PhysicalIndex index) {
        return PhysicalSchema.FULL_TEXT.equals(after.occupied().get(QualifiedName.of(index.name())));
    }

    private void adopt(EntryDraft draft, Change.DropColumn drop) {
        String column = drop.column().name();
        switch (options.adopt()) {
            case KEEP -> {
                snapshots.keep(draft.name(), column);
                draft.note("column " + column + " is not in the model and stays");
            }
            case DROP -> draft.add(drop);
            case ERROR ->
                draft.error(
                        "existed before and has a column " + column
                                + " that the model does not know: add it to the model, or set atscript.db.adopt to keep or drop");
        }
    }

    /** Says of each change whether it destroys data, and leaves those out of a safe run. */
    private void judge(EntryDraft draft) {
        SyncMethod method = syncMethod(draft);
        for (Change change : List.copyOf(draft.changes())) {
            boolean byDropping = method == SyncMethod.DROP && wayOf(draft, change) != Way.IN_PLACE;
            boolean destructive = byDropping || losesValues(change);
            if (!destructive) {
                continue;
            }
            draft.destroys(change, loss(change));
            if (options.safe()) {
                draft.skip(change);
            }
        }
    }

    /** Whether the table is made anew and stays empty, so that it does not matter what its rows hold. */
    private boolean losesAllRows(EntryDraft draft) {
        return syncMethod(draft) == SyncMethod.DROP
                && draft.changes().stream().anyMatch(change -> wayOf(draft, change) != Way.IN_PLACE);
    }

    private void suspendFullText(EntryDraft draft) {
        PhysicalTable actual = after.table(draft.name());
        if (actual != null && dialect.typeChangeNeedsForeignKeysOff()) {
            new FullTextSuspension(draft).suspend(actual);
        }
    }

    /** A foreign key that needs a change of type which a safe run leaves out is left out with it. */
    private void waitForTypes(EntryDraft draft) {
        for (Change change : List.copyOf(draft.changes())) {
            if (change instanceof Change.AddForeignKey add) {
                PhysicalForeignKey key = add.foreignKey();
                EntryDraft target = drafts.get(key.target());
                boolean waits = key.columns().stream().anyMatch(draft::skipsTypeOf)
                        || target != null && key.targetColumns().stream().anyMatch(target::skipsTypeOf);
                if (waits) {
                    draft.skip(change);
                }
            }
        }
    }

    private boolean losesValues(Change change) {
        return change instanceof Change.DropTable
                || change instanceof Change.DropColumn
                || views.dropsMaterialized(change)
                || change instanceof Change.AlterColumn alter
                        && alter.aspects().contains(Change.Aspect.TYPE)
                        && dialect.lossyCondition("x", alter.from(), alter.to(), live) != null;
    }

    private String loss(Change change) {
        if (change instanceof Change.DropTable) {
            return DataChecks.amount(counts.rows(change.table()), "row", "rows");
        }
        if (change instanceof Change.DropColumn drop) {
            return DataChecks.amount(counts.values(change.table(), drop.column().name()), "value", "values");
        }
        return "";
    }

    /** Puts changes together in one recreation, if one of them cannot be made in place. */
    private void recreateWhereNeeded(EntryDraft draft) {
        PhysicalTable actual = after.table(draft.name());
        List<Change> changes = draft.changes().stream()
                .filter(change -> !isRename(change) && !isDropBeforeRename(change) && !waitsForItsName(draft, change))
                .toList();
        Way way = changes.stream()
                .map(change -> wayOf(draft, change))
                .max(Comparator.naturalOrder())
                .orElse(Way.IN_PLACE);
        if (actual == null || way == Way.IN_PLACE) {
            return;
        }
        SyncMethod method = syncMethod(draft);
        if (way == Way.RECREATE_AS_CHOSEN && method == null) {
            draft.error("needs attention: " + Descriptions.typeChanges(changes)
                    + ", and this database cannot change a type in place: say @db.sync.method 'recreate' to copy the rows"
                    + " to a new table, or 'drop' to start with an empty one");
            return;
        }
        PhysicalTable made = TableEdits.apply(actual, changes);
        boolean keepRows = method != SyncMethod.DROP;
        state.others()
                .ownerOf(draft.name())
                .filter(owner -> !keepRows)
                .ifPresent(owner -> draft.error("cannot be emptied, as the owner " + owner
                        + " tracks it too: say @db.sync.method 'recreate' to copy the rows"));
        Change.RecreateTable recreation = new Change.RecreateTable(actual, made, keepRows, changes);
        draft.merge(changes, recreation);
        if (!keepRows) {
            draft.destroys(recreation, DataChecks.amount(counts.rows(draft.name()), "row", "rows"));
        }
    }

    private void findObstacles(EntryDraft draft) {
        PhysicalTable actual = after.table(draft.name());
        if (actual == null) {
            return;
        }
        for (Change change : draft.changes()) {
            dialect.obstacles(change, actual).forEach(draft::error);
        }
    }

    /** An index whose name another table's has, as after a swap of tables, is made when all tables are. */
    private boolean waitsForItsName(EntryDraft draft, Change change) {
        return change instanceof Change.CreateIndex create
                && after.tables().values().stream()
                        .filter(other -> !other.name().equals(draft.name()))
                        .flatMap(other -> other.indexes().stream())
                        .anyMatch(index -> index.name().equals(create.index().name()));
    }

    private static boolean isRename(Change change) {
        return change instanceof Change.RenameTable || change instanceof Change.RenameColumn;
    }

    private boolean isDropBeforeRename(Change change) {
        return renames.changes().stream().anyMatch(rename -> rename == change);
    }

    private Way wayOf(EntryDraft draft, Change change) {
        PhysicalTable actual = after.table(draft.name());
        return actual == null || change instanceof Change.DropTable
                ? Way.IN_PLACE
                : dialect.wayOf(change, actual, live);
    }

    private @Nullable SyncMethod syncMethod(EntryDraft draft) {
        DesiredSchema.Table table = desiredByName.get(draft.name());
        return table == null ? null : table.syncMethod();
    }

    /** A table that others still point at cannot go; CASCADE, which would drop their foreign keys, is never sent. */
    private void refuseDropsOfReferencedTables() {
        for (PhysicalTable other : after.tables().values()) {
            EntryDraft otherDraft = drafts.get(other.name());
            for (PhysicalForeignKey key : other.foreignKeys()) {
                EntryDraft target = drafts.get(key.target());
                if (target == null || !target.dropsTable() || key.target().equals(other.name())) {
                    continue;
                }
                if (otherDraft != null && otherDraft.dropsTable()) {
                    if (!dialect.foreignKeysInCreateTable()) {
                        otherDraft.add(new Change.DropForeignKey(other.name(), key));
                    }
                } else if (otherDraft == null || !otherDraft.dropsForeignKey(key)) {
                    target.error("cannot be dropped, as the foreign key "
                            + (key.name().isEmpty() ? String.join(", ", key.columns()) : key.name()) + " of "
                            + other.name() + " points at it: drop that one first");
                }
            }
        }
    }

    /** Tracked tables that stay although the model does not know them any more, because the run is safe. */
    private Stream<PhysicalTable> leftOvers() {
        return drafts.values().stream()
                .filter(draft -> !desiredByName.containsKey(draft.name()) && !draft.dropsTable())
                .map(draft -> Objects.requireNonNull(after.table(draft.name())));
    }

    private SyncPlan render(String hash) {
        List<EntryDraft> all =
                Stream.concat(drafts.values().stream(), views.drafts().stream()).toList();
        List<Change> ordered = ordered(all);
        List<SqlStatement> statements = new ArrayList<>();
        Map<Change, List<SqlStatement>> byChange = new IdentityHashMap<>();
        boolean errors = all.stream().anyMatch(EntryDraft::hasErrors);
        if (!errors) {
            statements.addAll(dialect.prerequisites(ordered, live));
            for (Change change : ordered) {
                List<SqlStatement> rendered = dialect.render(change);
                byChange.put(change, rendered);
                statements.addAll(rendered);
            }
            statements.addAll(dialect.finalProofs(ordered));
        }
        List<SyncEntry> entries = all.stream()
                .map(draft -> draft.entry(byChange))
                .sorted(Comparator.comparing(SyncEntry::status).thenComparing(SyncEntry::name))
                .toList();
        return new SyncPlan(hash, entries, statements);
    }

    /** Views go first, as even a rename may fail on one; then tables and columns get their names. */
    private List<Change> ordered(List<EntryDraft> all) {
        List<Change> ordered = new ArrayList<>();
        List<Change> rest = new ArrayList<>();
        for (EntryDraft draft : all) {
            for (Change change : draft.changes()) {
                if (change instanceof Change.DropView) {
                    ordered.add(change);
                } else if (!isDropBeforeRename(change)) {
                    rest.add(change);
                }
            }
        }
        rest.sort(ChangeOrder.COMPARATOR);
        ordered.addAll(renames.changes());
        ordered.addAll(rest);
        return ordered;
    }
}
