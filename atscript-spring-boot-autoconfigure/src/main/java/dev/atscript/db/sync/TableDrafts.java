package dev.atscript.db.sync;

import dev.atscript.db.dialect.DesiredSchema;
import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.QualifiedName;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Begins an entry for each table that is desired or goes, with its renames or its drop. */
final class TableDrafts {

    private final PlanningInput input;
    private final Map<QualifiedName, EntryDraft> drafts = new TreeMap<>();

    private TableDrafts(PlanningInput input) {
        this.input = input;
    }

    /** The drafts by name, in order of it. */
    static Map<QualifiedName, EntryDraft> begin(PlanningInput input) {
        TableDrafts begun = new TableDrafts(input);
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
        for (QualifiedName name : input.state().tracked()) {
            PhysicalTable table = input.actual(name);
            boolean stays = input.tables().containsKey(name)
                    || input.state().trackedByOthers().contains(name);
            if (table != null && !stays) {
                EntryDraft draft = new EntryDraft(name, SyncEntry.Kind.TABLE, "");
                draft.add(new Change.DropTable(table));
                drafts.put(name, draft);
            }
        }
    }
}
