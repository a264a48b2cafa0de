package dev.atscript.db.sync;

import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalColumn;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.UnmanagedObject;
import dev.atscript.db.schema.UnmanagedObject.Kind;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * Keeps a parent's columns from changing where a child that the model has as well would change with it, and is to stay as
 * it is: nobody would look at the child any more.
 */
final class ChildColumns {

    private final Collection<EntryDraft> drafts;
    private final PlanningInput input;

    ChildColumns(Collection<EntryDraft> drafts, PlanningInput input) {
        this.drafts = drafts;
        this.input = input;
    }

    /** Refuses changes of a parent. */
    void protect(EntryDraft parent) {
        PhysicalTable table = input.actual(parent.name());
        if (table == null) {
            return;
        }
        drafts(names(table, Kind.CHILD))
                .filter(child -> input.tables().containsKey(child.name()))
                .filter(child -> !parentsThatChangeToo(child).contains(parent))
                .flatMap(child -> Stream.ofNullable(input.actual(child.name())))
                .forEach(child -> List.copyOf(parent.changes()).forEach(change -> protect(parent, change, child)));
    }

    private void protect(EntryDraft parent, Change change, PhysicalTable child) {
        if (change instanceof Change.AddColumn add) {
            if (child.column(add.column().name()) == null) {
                refuse(parent, add.column().name() + " cannot be added", child, "is to have none of that name");
            }
        } else if (change instanceof Change.DropColumn drop) {
            String column =
                    input.renames().liveColumn(parent.name(), drop.column().name());
            if (has(child, Kind.INHERITED, column) && !has(child, Kind.DECLARED_TOO, column)) {
                refuse(parent, drop.column().name() + " cannot be dropped", child, "is to keep it");
            }
        } else if (change instanceof Change.AlterColumn alter) {
            if (changes(
                    child,
                    alter,
                    input.renames().liveColumn(parent.name(), alter.to().name()))) {
                refuse(parent, alter.to().name() + " cannot change", child, "is to keep it as it is");
            }
        } else if (change instanceof Change.RenameColumn rename && has(child, Kind.INHERITED, rename.from())) {
            refuse(parent, rename.to() + " cannot be renamed", child, "is to keep it as it is");
        }
    }

    /** Whether a child's column is not yet what the parent's becomes. */
    private static boolean changes(PhysicalTable child, Change.AlterColumn alter, String name) {
        PhysicalColumn column = child.column(name);
        return column != null
                && has(child, Kind.INHERITED, name)
                && new Change.AlterColumn(child.name(), column, alter.to(), null)
                        .aspects().stream().anyMatch(alter.aspects()::contains);
    }

    private static void refuse(EntryDraft parent, String what, PhysicalTable child, String wanted) {
        parent.error("column " + what + ", as " + child.name() + " of the model inherits it, and " + wanted
                + ": change both by hand, or let it no longer inherit");
    }

    private static boolean has(PhysicalTable table, Kind kind, String column) {
        return table.unmanaged().stream()
                .anyMatch(object -> object.kind() == kind && object.column().equals(column));
    }

    /** The parents of a child that change columns while it does so itself: neither can be made twice. */
    List<EntryDraft> parentsThatChangeToo(EntryDraft child) {
        PhysicalTable table = input.actual(child.name());
        List<String> parents = table == null || !changesColumns(child) ? List.of() : names(table, Kind.PARENT);
        return drafts(parents).filter(ChildColumns::changesColumns).toList();
    }

    private Stream<EntryDraft> drafts(List<String> liveNames) {
        return liveNames.isEmpty()
                ? Stream.empty()
                : drafts.stream()
                        .filter(draft -> liveNames.contains(
                                input.renames().liveName(draft.name()).toString()));
    }

    private static List<String> names(PhysicalTable table, Kind kind) {
        return table.unmanaged().stream()
                .filter(object -> object.kind() == kind)
                .map(UnmanagedObject::name)
                .toList();
    }

    private static boolean changesColumns(EntryDraft draft) {
        return draft.changes().stream()
                .anyMatch(change -> change instanceof Change.AddColumn
                        || change instanceof Change.DropColumn
                        || change instanceof Change.AlterColumn
                        || change instanceof Change.RenameColumn);
    }
}
