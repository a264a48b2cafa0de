package dev.atscript.db.sync;

import dev.atscript.db.dialect.DesiredSchema;
import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.QualifiedName;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** Begins an entry for each table that is desired or goes, with its renames or its drop. */
final class TableDrafts {

    private final PlanningInput input;
    private final RowCounts counts;
    private final Map<QualifiedName, EntryDraft> drafts = new TreeMap<>();

    private TableDrafts(PlanningInput input, RowCounts counts) {
        this.input = input;
        this.counts = counts;
    }

    /** The drafts by name, in order of it. */
    static Map<QualifiedName, EntryDraft> begin(PlanningInput input, RowCounts counts) {
        TableDrafts begun = new TableDrafts(input, counts);
        input.desired().tables().forEach(begun::draft);
        input.renames().changes().forEach(begun::addRename);
        begun.draftDrops();
        return begun.drafts;
    }

    private void draft(DesiredSchema.Table table) {
        EntryDraft draft = drafts.computeIfAbsent(
                table.name(),
                name -> new EntryDraft(
                        name, SyncEntry.Kind.TABLE, table.location().toString()));
        DesiredSchema.Table first = Objects.requireNonNull(input.tables().get(table.name()));
        if (!first.equals(table)) {
            draft.error("is declared at " + first.location() + " and at " + table.location() + ": the namespace '"
                    + input.live().defaultNamespace() + "' is the default one");
        }
        table.notes().forEach(draft::note);
        input.renames().errors().getOrDefault(table.name(), List.of()).forEach(draft::error);
    }

    private void addRename(Change change) {
        QualifiedName name = change.table();
        for (Map.Entry<QualifiedName, QualifiedName> renamed :
                input.renames().liveTables().entrySet()) {
            boolean isIndexBefore = (change instanceof Change.DropIndex || change instanceof Change.RenameIndex)
                    && renamed.getValue().equals(name);
            boolean isStepAside =
                    change instanceof Change.RenameTable rename && rename.from().equals(renamed.getValue());
            if (isIndexBefore || isStepAside) {
                name = renamed.getKey();
                break;
            }
        }
        Objects.requireNonNull(drafts.get(name)).add(change);
    }

    private void draftDrops() {
        Set<QualifiedName> created = new HashSet<>(input.tables().keySet());
        created.removeIf(name -> input.actual(name) != null);
        NamespaceMoves moves = new NamespaceMoves(input.live());
        for (QualifiedName name : input.state().trackedTables()) {
            PhysicalTable table = input.actual(name);
            boolean stays = input.tables().containsKey(name)
                    || input.state().trackedByOthers().contains(name);
            if (table != null && !stays) {
                EntryDraft draft = new EntryDraft(name, SyncEntry.Kind.TABLE, "");
                draft.add(new Change.DropTable(table));
                drafts.put(name, draft);
                if (!created.isEmpty()) {
                    moves.tellHowToMove(draft, created, counts.rows(name));
                }
            }
        }
    }
}
