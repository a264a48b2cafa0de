package dev.atscript.db.sync;

import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalView;
import dev.atscript.db.schema.QualifiedName;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What the changes of tables do to views.
 *
 * @param reasons which of our views have to go meanwhile, and why
 * @param lostNames the names of tables, views and columns that nothing has after the run, or something else
 * @param typesChange whether any column gets another type
 */
record TableEffects(Map<QualifiedName, String> reasons, Set<String> lostNames, boolean typesChange) {
    TableEffects {
        reasons = Map.copyOf(reasons);
        lostNames = Set.copyOf(lostNames);
    }

    /** A view of somebody else's that has to go is an error of the table. */
    static TableEffects of(
            Collection<EntryDraft> tables, PlanningInput input, ViewSuccession succession, ViewsInTheWay inTheWay) {
        return new TableEffects(
                clearTheWay(tables, input, succession, inTheWay),
                lostNames(tables, input, succession),
                changeTypes(tables));
    }

    private static Map<QualifiedName, String> clearTheWay(
            Collection<EntryDraft> tables, PlanningInput input, ViewSuccession succession, ViewsInTheWay inTheWay) {
        Map<QualifiedName, String> reasons = new LinkedHashMap<>();
        for (EntryDraft table : tables) {
            for (Change change : table.changesInDetail()) {
                for (PhysicalView view : input.live().views().values()) {
                    if (!inTheWay.contain(view, change)) {
                        continue;
                    }
                    if (succession.own().contains(view.name())) {
                        reasons.putIfAbsent(view.name(), "made anew, as " + table.name() + " changes below it");
                    } else if (input.dialect().viewChanges().keepsDependencies()) {
                        table.error(Descriptions.ofOne(change) + " is used by the view " + view.name()
                                + ", which sync did not make: drop it before, and make it again afterwards");
                    }
                }
            }
        }
        return reasons;
    }

    private static Set<String> lostNames(
            Collection<EntryDraft> tables, PlanningInput input, ViewSuccession succession) {
        PlannedRenames renames = input.renames();
        Set<String> lost = new HashSet<>(renames.lostNames());
        succession.own().stream()
                .filter(succession::leaves)
                .map(QualifiedName::toString)
                .forEach(lost::add);
        tables.stream().flatMap(table -> table.changesInDetail().stream()).forEach(change -> {
            QualifiedName table = renames.liveName(change.table());
            if (change instanceof Change.DropTable) {
                lost.add(table.toString());
            } else if (change instanceof Change.DropColumn drop) {
                lost.add(table + "."
                        + renames.liveColumn(change.table(), drop.column().name()));
            }
        });
        return lost;
    }

    private static boolean changeTypes(Collection<EntryDraft> tables) {
        return tables.stream()
                .flatMap(table -> table.changesInDetail().stream())
                .anyMatch(change -> change instanceof Change.AlterColumn alter
                        && !alter.from().type().equals(alter.to().type()));
    }
}
