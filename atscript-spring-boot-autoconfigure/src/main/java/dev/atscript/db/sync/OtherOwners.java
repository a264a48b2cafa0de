package dev.atscript.db.sync;

import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalColumn;
import dev.atscript.db.schema.PhysicalForeignKey;
import dev.atscript.db.schema.PhysicalIndex;
import dev.atscript.db.schema.QualifiedName;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What other owners have in the same database.
 *
 * @param tracked who tracks a table or view
 * @param remembered what they remember of their tables
 */
record OtherOwners(Map<QualifiedName, String> tracked, List<Remembered> remembered) {

    static final OtherOwners NONE = new OtherOwners(Map.of(), List.of());

    /** What an owner remembers of a table. */
    record Remembered(String owner, TableSnapshot snapshot) {}

    OtherOwners {
        tracked = Map.copyOf(tracked);
        remembered = List.copyOf(remembered);
    }

    /** Who tracks a table or view, if somebody does. */
    Optional<String> ownerOf(QualifiedName name) {
        return Optional.ofNullable(tracked.get(name));
    }

    /** Who counts on a column, or has yet to drop it. */
    Optional<String> ownerOfColumn(QualifiedName table, String column) {
        return ownerOf(table, snapshot -> snapshot.states().anyMatch(state -> state.column(column) != null));
    }

    /**
     * Who counts on an index of that name, or has yet to drop it.
     *
     * @param agreed those that we want: who wants the same has nothing against its repair
     */
    Optional<String> ownerOfIndex(QualifiedName table, PhysicalIndex index, List<PhysicalIndex> agreed) {
        return ownerOf(
                table,
                snapshot -> snapshot.states()
                        .flatMap(state -> state.indexes().stream())
                        .anyMatch(theirs -> theirs.name().equals(index.name()) && !agreed.contains(theirs)));
    }

    /**
     * Who counts on a foreign key that joins the same, or has yet to drop it.
     *
     * @param agreed those that we want
     */
    Optional<String> ownerOfForeignKey(QualifiedName table, PhysicalForeignKey key, List<PhysicalForeignKey> agreed) {
        return ownerOf(
                table,
                snapshot -> snapshot.states()
                        .flatMap(state -> state.foreignKeys().stream())
                        .anyMatch(theirs ->
                                theirs.joinsSame(key) && agreed.stream().noneMatch(theirs::sameDefinition)));
    }

    /** Who wants a column, or the key, to be as it is, or at least not as the change makes it. */
    Optional<String> opponentOf(Change change) {
        if (change instanceof Change.AlterColumn alter) {
            return ownerOf(change.table(), snapshot -> {
                PhysicalColumn theirs = snapshot.table().column(alter.to().name());
                return theirs != null && !changedAlike(alter, theirs).isEmpty();
            });
        }
        if (change instanceof Change.ChangePrimaryKey key) {
            List<String> wanted = key.to() == null ? List.of() : key.to().columns();
            return ownerOf(
                    change.table(),
                    snapshot -> !snapshot.table().primaryKeyColumns().equals(wanted));
        }
        return Optional.empty();
    }

    /** In what the change makes the column another one than theirs. */
    private static Set<Change.Aspect> changedAlike(Change.AlterColumn change, PhysicalColumn theirs) {
        Set<Change.Aspect> aspects = EnumSet.noneOf(Change.Aspect.class);
        aspects.addAll(change.aspects());
        boolean isNumberedByDefault = theirs.identity() != null
                && change.from().identity() == null
                && change.from().defaultValue() != null;
        if (isNumberedByDefault && aspects.contains(Change.Aspect.DEFAULT)) {
            return aspects;
        }
        aspects.retainAll(new Change.AlterColumn(change.table(), theirs, change.to(), null).aspects());
        return aspects;
    }

    private Optional<String> ownerOf(QualifiedName table, Predicate<TableSnapshot> test) {
        return remembered.stream()
                .filter(each -> each.snapshot().name().equals(table)
                        && tracked.containsKey(table)
                        && test.test(each.snapshot()))
                .map(Remembered::owner)
                .findFirst();
    }
}
