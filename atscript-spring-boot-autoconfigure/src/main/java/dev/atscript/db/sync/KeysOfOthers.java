package dev.atscript.db.sync;

import dev.atscript.db.dialect.DesiredSchema;
import dev.atscript.db.schema.PhysicalIndex;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.UnmanagedObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What somebody keeps unique in a table of ours. */
final class KeysOfOthers {

    private KeysOfOthers() {}

    /**
     * Leaves out those that are about columns of which the model keeps all or some unique: what is equal is for the model to
     * say then.
     *
     * @param actual the table as it is, after renames
     * @param desired as the model wants it; null where it wants none
     */
    static PhysicalTable withoutRedundant(PhysicalTable actual, DesiredSchema.@Nullable Table desired) {
        Map<String, Set<String>> keys = new HashMap<>();
        actual.unmanaged().stream()
                .filter(object -> object.kind() == UnmanagedObject.Kind.KEY_COLUMN)
                .forEach(object -> keys.computeIfAbsent(object.name(), name -> new HashSet<>())
                        .add(object.column()));
        if (keys.isEmpty() || desired == null) {
            return actual;
        }
        List<List<String>> ours = keys(desired.physical()).toList();
        keys.values().removeIf(columns -> ours.stream().noneMatch(columns::containsAll));
        return actual.withUnmanaged(actual.unmanaged().stream()
                .filter(object -> object.kind() != UnmanagedObject.Kind.KEY_COLUMN || !keys.containsKey(object.name()))
                .toList());
    }

    private static Stream<List<String>> keys(PhysicalTable table) {
        Stream<List<String>> indexes = table.indexes().stream()
                .filter(index -> index.kind() == PhysicalIndex.Kind.UNIQUE)
                .map(index -> index.columns());
        return Stream.concat(Stream.of(table.primaryKeyColumns()).filter(columns -> !columns.isEmpty()), indexes);
    }
}
