package dev.atscript.db.sync;

import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalForeignKey;
import dev.atscript.db.schema.PhysicalIndex;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.PrimaryKey;
import dev.atscript.db.schema.UnmanagedObject;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Carries over what somebody has added to an index, a key or a foreign key that goes, to the one that replaces it. */
final class Belongings {

    private static final Set<UnmanagedObject.Kind> KINDS = EnumSet.of(
            UnmanagedObject.Kind.COMMENT, UnmanagedObject.Kind.CLUSTERING, UnmanagedObject.Kind.INDEX_OPTION);

    private final EntryDraft draft;
    private final List<UnmanagedObject> belongings;

    private Belongings(EntryDraft draft, PhysicalTable actual) {
        this.draft = draft;
        this.belongings = actual.unmanaged().stream()
                .filter(object -> KINDS.contains(object.kind()))
                .toList();
    }

    static void carryOver(EntryDraft draft, PhysicalTable actual) {
        Belongings belongings = new Belongings(draft, actual);
        if (!belongings.belongings.isEmpty()) {
            draft.replaceAll(belongings::with);
        }
    }

    private Change with(Change change) {
        if (change instanceof Change.CreateIndex create) {
            return new Change.CreateIndex(create.table(), create.index(), of(replacedBy(create.index())));
        }
        if (change instanceof Change.AddForeignKey add) {
            return new Change.AddForeignKey(add.table(), add.foreignKey(), of(replacedBy(add.foreignKey())));
        }
        if (change instanceof Change.ChangePrimaryKey key) {
            PrimaryKey from = key.from();
            return new Change.ChangePrimaryKey(key.table(), from, key.to(), of(from == null ? null : from.name()));
        }
        return change;
    }

    private @Nullable String replacedBy(PhysicalIndex index) {
        return draft.changes().stream()
                .flatMap(change -> change instanceof Change.DropIndex drop ? Stream.of(drop.index()) : Stream.empty())
                .filter(dropped -> dropped.name().equals(index.name()) || dropped.sameDefinition(index))
                .map(PhysicalIndex::name)
                .findFirst()
                .orElse(null);
    }

    private @Nullable String replacedBy(PhysicalForeignKey key) {
        return draft.changes().stream()
                .flatMap(change ->
                        change instanceof Change.DropForeignKey drop ? Stream.of(drop.foreignKey()) : Stream.empty())
                .filter(dropped -> dropped.name().equals(key.name()) || dropped.sameDefinition(key))
                .map(PhysicalForeignKey::name)
                .findFirst()
                .orElse(null);
    }

    private List<UnmanagedObject> of(@Nullable String name) {
        return belongings.stream().filter(object -> object.name().equals(name)).toList();
    }
}
