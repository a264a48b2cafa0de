package dev.atscript.db.sync;

import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalForeignKey;
import dev.atscript.db.schema.PhysicalIndex;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.PrimaryKey;
import dev.atscript.db.schema.QualifiedName;
import dev.atscript.db.schema.UnmanagedObject;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Carries over what somebody has added to an index, a key or a foreign key that goes, to the one that replaces it; and what
 * was set of a column that changes its type.
 */
final class Belongings {

    private static final Set<UnmanagedObject.Kind> KINDS = EnumSet.of(
            UnmanagedObject.Kind.COMMENT,
            UnmanagedObject.Kind.INDEX_COMMENT,
            UnmanagedObject.Kind.CLUSTERING,
            UnmanagedObject.Kind.INDEX_OPTION,
            UnmanagedObject.Kind.INDEX_COLUMN,
            UnmanagedObject.Kind.TABLESPACE,
            UnmanagedObject.Kind.OF_PARTITION,
            UnmanagedObject.Kind.COLUMN_SETTING,
            UnmanagedObject.Kind.COLUMN_SETTING_OF_CHILD,
            UnmanagedObject.Kind.STATISTICS_TARGET,
            UnmanagedObject.Kind.REPLACEABLE_SEQUENCE);

    private final List<UnmanagedObject> belongings;
    private final Map<PhysicalIndex, PhysicalIndex> indexes;
    private final Map<PhysicalForeignKey, PhysicalForeignKey> foreignKeys;

    private Belongings(EntryDraft draft, QualifiedName liveName, List<UnmanagedObject> belongings) {
        this.belongings = belongings;
        this.indexes = predecessors(
                of(draft, Change.CreateIndex.class, Change.CreateIndex::index),
                of(draft, Change.DropIndex.class, Change.DropIndex::index),
                List.of(
                        (created, dropped) -> created.name().equals(dropped.name()),
                        PhysicalIndex::sameDefinition,
                        (created, dropped) -> label(created, draft.name()).equals(label(dropped, liveName)),
                        (created, dropped) -> columns(created).equals(columns(dropped))));
        this.foreignKeys = predecessors(
                of(draft, Change.AddForeignKey.class, Change.AddForeignKey::foreignKey),
                of(draft, Change.DropForeignKey.class, Change.DropForeignKey::foreignKey),
                List.of(
                        (added, dropped) -> added.name().equals(dropped.name()),
                        PhysicalForeignKey::sameDefinition,
                        (added, dropped) -> added.columns().equals(dropped.columns())));
    }

    /**
     * Carries over what there is.
     *
     * @param draft what happens to the table
     * @param actual the table as it is, after renames
     * @param liveName its name before them
     */
    static void carryOver(EntryDraft draft, PhysicalTable actual, QualifiedName liveName) {
        List<UnmanagedObject> belongings = actual.unmanaged().stream()
                .filter(object -> KINDS.contains(object.kind()))
                .toList();
        if (!belongings.isEmpty()) {
            draft.replaceAll(new Belongings(draft, liveName, belongings)::with);
        }
    }

    private Change with(Change change) {
        if (change instanceof Change.CreateIndex create) {
            PhysicalIndex from = indexes.get(create.index());
            return new Change.CreateIndex(create.table(), create.index(), of(from == null ? null : from.name()));
        }
        if (change instanceof Change.AddForeignKey add) {
            PhysicalForeignKey from = foreignKeys.get(add.foreignKey());
            return new Change.AddForeignKey(add.table(), add.foreignKey(), of(from == null ? null : from.name()));
        }
        if (change instanceof Change.ChangePrimaryKey key) {
            PrimaryKey from = key.from();
            return new Change.ChangePrimaryKey(key.table(), from, key.to(), of(from == null ? null : from.name()));
        }
        if (change instanceof Change.AlterColumn alter) {
            List<UnmanagedObject> ofColumn = belongings.stream()
                    .filter(object -> object.column().equals(alter.to().name()))
                    .toList();
            return ofColumn.isEmpty()
                    ? alter
                    : new Change.AlterColumn(alter.table(), alter.from(), alter.to(), alter.fill(), ofColumn);
        }
        return change;
    }

    private List<UnmanagedObject> of(@Nullable String name) {
        return belongings.stream().filter(object -> object.name().equals(name)).toList();
    }

    private static <C extends Change, T> List<T> of(EntryDraft draft, Class<C> kind, Function<C, T> part) {
        return draft.changes().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .map(part)
                .toList();
    }

    /** What each of the new ones replaces: the most alike of those that go, and each of these only once. */
    private static <T> Map<T, T> predecessors(List<T> made, List<T> dropped, List<BiPredicate<T, T>> likenesses) {
        Map<T, T> predecessors = new HashMap<>();
        List<T> left = new ArrayList<>(dropped);
        for (BiPredicate<T, T> likeness : likenesses) {
            for (T each : made) {
                left.stream()
                        .filter(other -> !predecessors.containsKey(each) && likeness.test(each, other))
                        .findFirst()
                        .ifPresent(other -> {
                            left.remove(other);
                            predecessors.put(each, other);
                        });
            }
        }
        return predecessors;
    }

    /** What the model calls it, by a name that says beside that what it is for and whose it is. */
    private static String label(PhysicalIndex index, QualifiedName table) {
        String name = index.name();
        int end = name.indexOf("__", PhysicalIndex.PREFIX.length());
        String label = end < 0 ? name : name.substring(end + 2);
        String owner = table.name() + "__";
        return kind(index) + (label.startsWith(owner) ? label.substring(owner.length()) : name);
    }

    private static List<String> columns(PhysicalIndex index) {
        List<String> columns = new ArrayList<>(List.of(kind(index)));
        index.parts().forEach(part -> columns.add(part.column()));
        return columns;
    }

    /** What is set of a full text can be set of nothing else. */
    private static String kind(PhysicalIndex index) {
        return index.kind() == PhysicalIndex.Kind.FULLTEXT ? "full text " : "index ";
    }
}
