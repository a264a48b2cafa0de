package dev.atscript.db.sync;

import dev.atscript.db.dialect.Breakage;
import dev.atscript.db.dialect.DesiredSchema;
import dev.atscript.db.dialect.Dialect;
import dev.atscript.db.dialect.LiveQuery;
import dev.atscript.db.dialect.MissingRight;
import dev.atscript.db.dialect.RenderedChange;
import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalColumn;
import dev.atscript.db.schema.PhysicalIndex;
import dev.atscript.db.schema.PhysicalSchema;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.PrimaryKey;
import dev.atscript.db.schema.QualifiedName;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks the database whether it takes the types that only it knows, and what a view makes of their values; and what of somebody's
 * would not outlive a plan.
 */
final class Trials {

    private final Dialect dialect;
    private final LiveQuery query;
    private final PhysicalSchema live;
    private final PlannedRenames renames;
    private final Map<QualifiedName, DesiredSchema.Table> tables;
    private final Set<QualifiedName> coming;
    private final Map<QualifiedName, DesiredSchema.View> views = new HashMap<>();
    private final Map<String, Optional<String>> answers = new HashMap<>();
    private final Set<EntryDraft> refused = new HashSet<>();
    private final Set<Change> withKnownRights = new HashSet<>();

    Trials(PlanningInput input, LiveQuery query) {
        this.dialect = input.dialect();
        this.query = query;
        this.live = input.live();
        this.renames = input.renames();
        this.tables = input.tables();
        this.coming = new HashSet<>(tables.keySet());
        coming.removeAll(input.live().tables().keySet());
        input.desired().views().forEach(view -> views.put(view.name(), view));
    }

    /** Refuses what the database would refuse, be it for the lack of a right. */
    void judge(Collection<EntryDraft> drafts) {
        drafts.forEach(this::judge);
        judgeRights(drafts);
    }

    /** Refuses optional columns that are empty in rows that there are, and get a type that is never empty. */
    void judgeEmpty(EntryDraft draft, RowCounts counts) {
        for (Change change : draft.changes()) {
            if (change instanceof Change.AddColumn add
                    && add.column().defaultValue() == null
                    && add.column().identity() == null) {
                judgeEmpty(draft, add.column(), () -> counts.rows(draft.name()));
            } else if (change instanceof Change.AlterColumn alter
                    && alter.aspects().contains(Change.Aspect.TYPE)) {
                judgeEmpty(
                        draft,
                        alter.to(),
                        () -> counts.nulls(draft.name(), alter.to().name()));
            }
        }
    }

    private void judgeEmpty(EntryDraft draft, PhysicalColumn column, LongSupplier empty) {
        if (column.nullable() && !isComing(column)) {
            answer(dialect.alterations().trialOfNull(column))
                    .filter(words -> empty.getAsLong() > 0)
                    .ifPresent(
                            words -> draft.error("column " + column.name() + " cannot be empty in the rows that there"
                                    + " are, as the database says: " + words
                                    + ". Give them a value, give it a @db.default, or take a type that can be empty"));
        }
    }

    /** Whether the database would refuse a change, so that it need not be asked about its rows. */
    boolean haveRefused(EntryDraft draft) {
        return refused.contains(draft);
    }

    private void judge(EntryDraft draft) {
        for (Change change : draft.changes()) {
            if (change instanceof Change.CreateView || change instanceof Change.ReplaceView) {
                answer(trialOf(views.get(change.table())))
                        .ifPresent(words -> refuse(draft, "cannot be made, as the database says: " + words));
            } else {
                columns(change).stream()
                        .filter(column -> !isComing(column))
                        .forEach(column -> judgeType(draft, column));
                indexed(change, false).stream()
                        .filter(column -> !isComing(column))
                        .forEach(column -> judgeOrder(draft, column));
                indexed(change, true).stream()
                        .filter(column -> !isComing(column))
                        .forEach(column -> judgeText(draft, column));
            }
        }
    }

    private void judgeType(EntryDraft draft, PhysicalColumn column) {
        answer(dialect.alterations().trialOf(column))
                .ifPresent(words ->
                        refuse(draft, "column " + column.name() + " cannot be made, as the database says: " + words));
    }

    /** What the database says of a type that it cannot make at all is no more of its order. */
    private void judgeOrder(EntryDraft draft, PhysicalColumn column) {
        if (answer(dialect.alterations().trialOf(column)).isEmpty()) {
            answer(dialect.alterations().trialOfOrder(column))
                    .ifPresent(words -> refuse(
                            draft,
                            "column " + column.name() + " can be in no key or index, as the database says: " + words
                                    + ". Leave it out there, or choose a type that has an order; an index of another kind"
                                    + " can be made by hand"));
        }
    }

    private void judgeText(EntryDraft draft, PhysicalColumn column) {
        String obstacle = dialect.alterations().obstacleToFullText(column);
        if (obstacle != null && answer(dialect.alterations().trialOf(column)).isEmpty()) {
            query.texts(obstacle)
                    .forEach(words -> refuse(
                            draft,
                            "column " + column.name() + " can be in no full text, " + words
                                    + ": leave it out there, or choose a type of text"));
        }
    }

    /** The columns of the full texts, or of the keys and all other indexes, that a change makes or keeps over another type. */
    private List<PhysicalColumn> indexed(Change change, boolean fullText) {
        DesiredSchema.Table table = tables.get(change.table());
        if (table == null) {
            return List.of();
        }
        PhysicalTable wanted = table.physical();
        PrimaryKey key = fullText ? null : wanted.primaryKey();
        List<PhysicalIndex> indexes = wanted.indexes().stream()
                .filter(index -> isFullText(index) == fullText)
                .toList();
        Set<String> names = new HashSet<>();
        if (change instanceof Change.CreateIndex create && isFullText(create.index()) == fullText) {
            names.addAll(create.index().columns());
        } else if (change instanceof Change.ChangePrimaryKey other && other.to() != null && !fullText) {
            names.addAll(other.to().columns());
        } else if (change instanceof Change.CreateTable && key != null) {
            names.addAll(key.columns());
        } else if (change instanceof Change.AlterColumn alter && alter.aspects().contains(Change.Aspect.TYPE)) {
            if (key != null) {
                names.addAll(key.columns());
            }
            indexes.forEach(index -> names.addAll(index.columns()));
            names.retainAll(Set.of(alter.to().name()));
        }
        return wanted.columns().stream()
                .filter(column -> names.contains(column.name()))
                .toList();
    }

    private static boolean isFullText(PhysicalIndex index) {
        return index.kind() == PhysicalIndex.Kind.FULLTEXT;
    }

    private void judgeRights(Collection<EntryDraft> drafts) {
        List<Change> changes =
                drafts.stream().flatMap(draft -> draft.changes().stream()).toList();
        if (!withKnownRights.addAll(changes)) {
            return;
        }
        for (MissingRight right : dialect.missingRights(changes, renames::liveName, live, query)) {
            drafts.stream()
                    .filter(draft -> draft.changes().stream().anyMatch(change -> change == right.change()))
                    .forEach(draft -> refuse(draft, right.sentence()));
        }
    }

    /** Refuses, or tells, what the database would let be broken of what is not ours. */
    void judge(List<EntryDraft> drafts, List<RenderedChange> changes) {
        for (Breakage breakage : dialect.breakages(changes, live, query)) {
            drafts.stream()
                    .filter(draft -> draft.changes().stream().anyMatch(change -> change == breakage.change()))
                    .forEach(draft -> tell(draft, breakage));
        }
    }

    private static void tell(EntryDraft draft, Breakage breakage) {
        if (breakage.forbids()) {
            draft.error(breakage.sentence());
        } else {
            draft.note(breakage.sentence());
        }
    }

    /** Nothing can be asked about a type that the plan makes. */
    private boolean isComing(PhysicalColumn column) {
        return dialect.alterations().holdsRowsOf(column, coming);
    }

    private @Nullable String trialOf(DesiredSchema.@Nullable View view) {
        if (view == null) {
            return null;
        }
        Set<QualifiedName> read = view.physical().uses().keySet();
        boolean reads = tables.values().stream()
                .filter(table -> read.contains(table.name()))
                .flatMap(table -> table.physical().columns().stream())
                .anyMatch(this::isComing);
        return reads ? null : view.trial();
    }

    private static List<PhysicalColumn> columns(Change change) {
        if (change instanceof Change.CreateTable create) {
            return create.definition().columns();
        } else if (change instanceof Change.AddColumn add) {
            return List.of(add.column());
        }
        return change instanceof Change.AlterColumn alter && isTried(alter) ? List.of(alter.to()) : List.of();
    }

    /** What stays as it is was taken once. */
    private static boolean isTried(Change.AlterColumn change) {
        return change.aspects().contains(Change.Aspect.TYPE)
                || change.aspects().contains(Change.Aspect.DEFAULT)
                || change.from().nullable() && !change.to().nullable();
    }

    /** What the database has against a trial; empty where it takes it, or there is none. */
    private Optional<String> answer(@Nullable String trial) {
        return trial == null
                ? Optional.empty()
                : answers.computeIfAbsent(trial, sql -> Optional.ofNullable(query.refusal(sql)));
    }

    private void refuse(EntryDraft draft, String sentence) {
        draft.error(sentence);
        refused.add(draft);
    }
}
