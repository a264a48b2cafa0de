package dev.atscript.db.sync;

import dev.atscript.db.dialect.Dialect.Way;
import dev.atscript.db.model.SyncMethod;
import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalForeignKey;
import dev.atscript.db.schema.QualifiedName;
import java.util.List;
import java.util.Map;

/** Says of each change whether it destroys data, and how much; a safe run leaves such changes out, and what needs them. */
final class Losses {

    private final PlanningInput input;
    private final Recreations recreations;
    private final ViewPlanner views;
    private final RowCounts counts;

    Losses(PlanningInput input, Recreations recreations, ViewPlanner views, RowCounts counts) {
        this.input = input;
        this.recreations = recreations;
        this.views = views;
        this.counts = counts;
    }

    void judge(Map<QualifiedName, EntryDraft> drafts) {
        drafts.values().forEach(this::judge);
        drafts.values().forEach(draft -> waitForTypes(draft, drafts));
    }

    private void judge(EntryDraft draft) {
        SyncMethod method = input.syncMethod(draft.name());
        for (Change change : List.copyOf(draft.changes())) {
            boolean byDropping = method == SyncMethod.DROP && recreations.wayOf(draft, change) != Way.IN_PLACE;
            if (byDropping || losesValues(change)) {
                draft.destroys(change, loss(change));
                if (input.options().safe()) {
                    draft.skip(change);
                }
            }
        }
    }

    /** A foreign key that needs a change of type which a safe run leaves out is left out with it. */
    private static void waitForTypes(EntryDraft draft, Map<QualifiedName, EntryDraft> drafts) {
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
                        && input.dialect().lossyCondition("x", alter.from(), alter.to(), input.live()) != null;
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
}
