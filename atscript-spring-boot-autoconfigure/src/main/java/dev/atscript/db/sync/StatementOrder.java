package dev.atscript.db.sync;

import dev.atscript.db.dialect.SqlStatement;
import dev.atscript.db.schema.Change;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Makes a plan of finished drafts: all their changes in one order, and the statements of each. */
final class StatementOrder {

    private final PlanningInput input;
    private final List<EntryDraft> drafts;

    StatementOrder(PlanningInput input, List<EntryDraft> drafts) {
        this.input = input;
        this.drafts = drafts;
    }

    /** The plan; one with an error has no statement. */
    SyncPlan plan(String hash) {
        List<SqlStatement> statements = new ArrayList<>();
        Map<Change, List<SqlStatement>> byChange = new IdentityHashMap<>();
        if (drafts.stream().noneMatch(EntryDraft::hasErrors)) {
            List<Change> ordered = ordered();
            statements.addAll(input.dialect().prerequisites(ordered, input.live()));
            for (Change change : ordered) {
                List<SqlStatement> rendered = input.dialect().render(change);
                byChange.put(change, rendered);
                statements.addAll(rendered);
            }
            statements.addAll(input.dialect().finalProofs(ordered));
        }
        List<SyncEntry> entries = drafts.stream()
                .map(draft -> draft.entry(byChange))
                .sorted(Comparator.comparing(SyncEntry::status).thenComparing(SyncEntry::name))
                .toList();
        return new SyncPlan(hash, entries, statements);
    }

    /** Views go first, as even a rename may fail on one; then tables and columns get their names. */
    private List<Change> ordered() {
        List<Change> ordered = new ArrayList<>();
        List<Change> rest = new ArrayList<>();
        for (EntryDraft draft : drafts) {
            for (Change change : draft.changes()) {
                if (change instanceof Change.DropView) {
                    ordered.add(change);
                } else if (!input.renames().makes(change)) {
                    rest.add(change);
                }
            }
        }
        rest.sort(ChangeOrder.COMPARATOR);
        ordered.addAll(input.renames().changes());
        ordered.addAll(rest);
        return ordered;
    }
}
