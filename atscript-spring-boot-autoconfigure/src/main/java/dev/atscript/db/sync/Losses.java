package dev.atscript.db.sync;

import dev.atscript.db.dialect.Alterations.Way;
import dev.atscript.db.model.SyncMethod;
import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.QualifiedName;
import dev.atscript.db.schema.UnmanagedObject;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says of each change whether it destroys data, and how much; a safe run leaves such changes out. */
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

    void judge(EntryDraft draft) {
        SyncMethod method = input.syncMethod(draft.name());
        for (Change change : List.copyOf(draft.changes())) {
            boolean byDropping = method == SyncMethod.DROP && recreations.wayOf(draft, change) != Way.IN_PLACE;
            if (byDropping || losesValues(change)) {
                draft.remarks().destroys(change, loss(change));
                if (input.options().safe()) {
                    draft.skip(change);
                }
            }
        }
    }

    private boolean losesValues(Change change) {
        return change instanceof Change.DropTable
                || change instanceof Change.DropColumn
                || !views.droppedMaterialized(change).isEmpty()
                || isComputedNoLonger(change)
                || change instanceof Change.AlterColumn alter
                        && alter.aspects().contains(Change.Aspect.TYPE)
                        && input.dialect().values().isNarrowing(alter.from(), alter.to(), input.live());
    }

    private static boolean isComputedNoLonger(Change change) {
        return change instanceof Change.AlterColumn alter
                && alter.from().generated()
                && alter.from().identity() == null
                && !alter.to().generated();
    }

    private String loss(Change change) {
        if (change instanceof Change.DropTable) {
            OptionalLong rows = counts.rowsThatGo(change.table());
            return rows.isPresent()
                    ? Descriptions.amount(rows.getAsLong(), "row", "rows")
                    : "rows that sync may not count";
        }
        if (change instanceof Change.DropColumn drop) {
            return Descriptions.amount(
                    counts.values(change.table(), drop.column().name()), "value", "values");
        }
        if (isComputedNoLonger(change)) {
            Change.AlterColumn alter = (Change.AlterColumn) change;
            return "what computes " + alter.to().name() + expression(alter);
        }
        List<QualifiedName> materialized = views.droppedMaterialized(change);
        return materialized.isEmpty()
                ? ""
                : "the rows of "
                        + materialized.stream().map(QualifiedName::toString).collect(Collectors.joining(", "))
                        + ", over " + Descriptions.columnOf(change);
    }

    private String expression(Change.AlterColumn alter) {
        PhysicalTable table = input.renames().after().table(alter.table());
        Stream<UnmanagedObject> unmanaged = table == null ? Stream.empty() : table.unmanaged().stream();
        return unmanaged
                .filter(object -> object.kind() == UnmanagedObject.Kind.EXPRESSION
                        && object.column().equals(alter.to().name()))
                .map(object -> ": " + object.name())
                .findFirst()
                .orElse("");
    }
}
