package dev.atscript.db.sync;

import dev.atscript.db.dialect.RenderedChange;
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
    private final List<Part> parts;
    private final List<RenderedChange> rendered;

    StatementOrder(PlanningInput input, List<EntryDraft> drafts) {
        this.input = input;
        this.drafts = drafts;
        this.parts = hasErrors() ? List.of() : ordered();
        this.rendered = render();
    }

    /** The changes in their order, with their statements; none where a draft has errors. */
    List<RenderedChange> rendered() {
        return rendered;
    }

    /** The plan; one with an error has no statement. */
    SyncPlan plan(String hash) {
        List<SqlStatement> statements = new ArrayList<>();
        Map<Change, List<SqlStatement>> byChange = new IdentityHashMap<>();
        if (!hasErrors()) {
            List<Change> ordered = parts.stream().map(Part::change).toList();
            statements.addAll(input.dialect().prerequisites(ordered, input.live()));
            for (RenderedChange each : rendered) {
                byChange.computeIfAbsent(each.change(), change -> new ArrayList<>())
                        .addAll(each.statements());
                statements.addAll(each.statements());
            }
            statements.addAll(input.dialect().finalProofs(ordered));
        }
        List<SyncEntry> entries = drafts.stream()
                .map(draft -> draft.entry(byChange))
                .sorted(Comparator.comparing(SyncEntry::status).thenComparing(SyncEntry::name))
                .toList();
        return new SyncPlan(hash, entries, statements);
    }

    private boolean hasErrors() {
        return drafts.stream().anyMatch(EntryDraft::hasErrors);
    }

    private List<RenderedChange> render() {
        LossyValues values = new LossyValues(input.dialect(), input.live());
        return parts.stream()
                .map(part -> {
                    List<SqlStatement> statements = new ArrayList<>(values.proofs(part.change()));
                    statements.addAll(input.dialect().render(part.change()));
                    return new RenderedChange(part.whole(), statements);
                })
                .toList();
    }

    /**
     * Views go first, as even a rename may fail on one; those that need no name of a table get theirs, as a table may take the
     * old one; then tables and columns get their names.
     */
    private List<Part> ordered() {
        List<Part> ordered = new ArrayList<>();
        List<Part> renamedViews = new ArrayList<>();
        List<Part> rest = new ArrayList<>();
        for (EntryDraft draft : drafts) {
            for (Change change : draft.changes()) {
                if (change instanceof Change.DropView) {
                    ordered.add(new Part(change, change));
                } else if (change instanceof Change.RenameView rename
                        && input.live().table(rename.to()) == null) {
                    renamedViews.add(new Part(change, change));
                } else if (!input.renames().makes(change)) {
                    rest.addAll(Part.of(change));
                }
            }
        }
        ordered.addAll(renamedViews);
        rest.sort(Comparator.comparing(Part::change, ChangeOrder.COMPARATOR));
        input.renames().changes().forEach(change -> ordered.add(new Part(change, change)));
        ordered.addAll(rest);
        return ordered;
    }

    /** What is made at once of a change. */
    private record Part(Change change, Change whole) {

        /** A key goes before its columns change, which need not be unique any longer, and comes when they have changed. */
        static List<Part> of(Change change) {
            if (change instanceof Change.ChangePrimaryKey key && key.from() != null && key.to() != null) {
                return List.of(
                        new Part(new Change.ChangePrimaryKey(key.table(), key.from(), null), key),
                        new Part(new Change.ChangePrimaryKey(key.table(), null, key.to(), key.carriedOver()), key));
            }
            return List.of(new Part(change, change));
        }
    }
}
