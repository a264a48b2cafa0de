package dev.atscript.db.sync;

import dev.atscript.db.dialect.Breakage;
import dev.atscript.db.dialect.DesiredSchema;
import dev.atscript.db.dialect.Dialect;
import dev.atscript.db.dialect.LiveQuery;
import dev.atscript.db.dialect.MissingRight;
import dev.atscript.db.dialect.RenderedChange;
import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalColumn;
import dev.atscript.db.schema.PhysicalSchema;
import dev.atscript.db.schema.QualifiedName;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks the database whether it takes the types that only it knows, and what a view makes of their values; and what of somebody's
 * would not outlive a plan.
 */
final class Trials {

    private final Dialect dialect;
    private final LiveQuery query;
    private final PhysicalSchema live;
    private final Renames.Outcome renames;
    private final Map<QualifiedName, DesiredSchema.Table> tables;
    private final Set<QualifiedName> coming;
    private final Map<QualifiedName, DesiredSchema.View> views = new HashMap<>();
    private final Map<String, Optional<String>> answers = new HashMap<>();
    private final Set<EntryDraft> refused = new HashSet<>();

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

    /** Whether the database would refuse a change, so that it need not be asked about its rows. */
    boolean haveRefused(EntryDraft draft) {
        return refused.contains(draft);
    }

    private void judge(EntryDraft draft) {
        for (Change change : draft.changes()) {
            if (change instanceof Change.CreateView || change instanceof Change.ReplaceView) {
                refuse(draft, "", trialOf(views.get(change.table())));
            } else {
                columns(change).stream()
                        .filter(column -> !isComing(column))
                        .forEach(column -> refuse(draft, "column " + column.name() + " ", dialect.trialOf(column)));
            }
        }
    }

    private void judgeRights(Collection<EntryDraft> drafts) {
        List<Change> changes =
                drafts.stream().flatMap(draft -> draft.changes().stream()).toList();
        for (MissingRight right : dialect.missingRights(changes, renames::liveName, live, query)) {
            drafts.stream()
                    .filter(draft -> draft.changes().stream().anyMatch(change -> change == right.change()))
                    .forEach(draft -> refuse(draft, right.sentence()));
        }
    }

    /** Refuses what the database would let be broken of what is not ours. */
    void judge(List<EntryDraft> drafts, List<RenderedChange> changes) {
        for (Breakage breakage : dialect.breakages(changes, query)) {
            drafts.stream()
                    .filter(draft -> draft.changes().stream().anyMatch(change -> change == breakage.change()))
                    .forEach(draft -> draft.error(breakage.sentence()));
        }
    }

    /** Nothing can be asked about a type that the plan makes. */
    private boolean isComing(PhysicalColumn column) {
        return dialect.holdsRowsOf(column, coming);
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
        return change instanceof Change.AlterColumn alter ? List.of(alter.to()) : List.of();
    }

    private void refuse(EntryDraft draft, String what, @Nullable String trial) {
        if (trial != null) {
            answers.computeIfAbsent(trial, sql -> Optional.ofNullable(query.refusal(sql)))
                    .ifPresent(words -> refuse(draft, what + "cannot be made, as the database says: " + words));
        }
    }

    private void refuse(EntryDraft draft, String sentence) {
        draft.error(sentence);
        refused.add(draft);
    }
}
