package dev.atscript.db.sync;

import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.QualifiedName;
import dev.atscript.db.schema.UnmanagedObject;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Defaults that somebody gave columns of ours, and that go. */
final class FormerDefaults {

    private FormerDefaults() {}

    /** Leaves out of what asks for the numbers of a table the defaults that go with the same plan. */
    static PhysicalTable without(PhysicalTable table, Collection<EntryDraft> drafts, Renames.Outcome renames) {
        if (table.unmanaged().stream().noneMatch(FormerDefaults::isDefault)) {
            return table;
        }
        Set<String> former =
                drafts.stream().flatMap(draft -> of(draft, renames)).collect(Collectors.toSet());
        return table.withUnmanaged(table.unmanaged().stream()
                .filter(object -> !isDefault(object) || !former.contains(object.sql()))
                .toList());
    }

    private static boolean isDefault(UnmanagedObject object) {
        return object.kind() == UnmanagedObject.Kind.READER_OF_NUMBERS
                && !object.sql().isEmpty();
    }

    private static Stream<String> of(EntryDraft draft, Renames.Outcome renames) {
        QualifiedName table = renames.liveName(draft.name());
        return draft.changes().stream()
                .flatMap(FormerDefaults::columns)
                .map(column -> table + "." + renames.liveColumn(draft.name(), column));
    }

    private static Stream<String> columns(Change change) {
        if (change instanceof Change.DropColumn drop) {
            return Stream.of(drop.column().name());
        }
        return change instanceof Change.AlterColumn alter && alter.aspects().contains(Change.Aspect.DEFAULT)
                ? Stream.of(alter.to().name())
                : Stream.empty();
    }
}
