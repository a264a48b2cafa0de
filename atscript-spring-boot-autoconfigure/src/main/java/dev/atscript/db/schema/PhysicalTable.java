package dev.atscript.db.schema;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A table.
 *
 * @param name its name
 * @param columns in their order; a difference of order alone is no difference
 * @param primaryKey the key; null where there is none
 * @param indexes those that sync manages, by their name's prefix
 * @param foreignKeys all of them, also those that sync does not manage
 * @param unmanaged what else belongs to the table and is not ours
 * @param otherKeys columns that something of {@code unmanaged} keeps unique, so that a foreign key can point at them
 */
public record PhysicalTable(
        QualifiedName name,
        List<PhysicalColumn> columns,
        @Nullable PrimaryKey primaryKey,
        List<PhysicalIndex> indexes,
        List<PhysicalForeignKey> foreignKeys,
        List<UnmanagedObject> unmanaged,
        List<List<String>> otherKeys) {

    public PhysicalTable {
        Objects.requireNonNull(name, "no name");
        columns = List.copyOf(columns);
        indexes = List.copyOf(indexes);
        foreignKeys = List.copyOf(foreignKeys);
        unmanaged = List.copyOf(unmanaged);
        otherKeys = copyOf(otherKeys);
    }

    /** A table that nothing but what is ours keeps unique. */
    public PhysicalTable(
            QualifiedName name,
            List<PhysicalColumn> columns,
            @Nullable PrimaryKey primaryKey,
            List<PhysicalIndex> indexes,
            List<PhysicalForeignKey> foreignKeys,
            List<UnmanagedObject> unmanaged) {
        this(name, columns, primaryKey, indexes, foreignKeys, unmanaged, List.of());
    }

    /** What was stored before there were such keys has none. */
    private static List<List<String>> copyOf(@Nullable List<List<String>> keys) {
        return keys == null ? List.of() : keys.stream().map(List::copyOf).toList();
    }

    /** Whether the table keeps these columns unique together, in whatever order, so that a foreign key can point at them. */
    public boolean isKey(List<String> columnNames) {
        Set<String> sought = Set.copyOf(columnNames);
        return !sought.isEmpty()
                && (sought.equals(new HashSet<>(primaryKeyColumns()))
                        || otherKeys.stream().anyMatch(key -> sought.equals(new HashSet<>(key)))
                        || indexes.stream().anyMatch(index -> index.isKey(sought)));
    }

    /** The column of that name, or null. */
    public @Nullable PhysicalColumn column(String columnName) {
        for (PhysicalColumn column : columns) {
            if (column.name().equals(columnName)) {
                return column;
            }
        }
        return null;
    }

    /** The key's columns in order; empty where there is no key. */
    public List<String> primaryKeyColumns() {
        return primaryKey == null ? List.of() : primaryKey.columns();
    }

    public PhysicalTable withName(QualifiedName other) {
        return new PhysicalTable(other, columns, primaryKey, indexes, foreignKeys, unmanaged, otherKeys);
    }

    public PhysicalTable withColumns(List<PhysicalColumn> others) {
        return new PhysicalTable(name, others, primaryKey, indexes, foreignKeys, unmanaged, otherKeys);
    }

    public PhysicalTable withPrimaryKey(@Nullable PrimaryKey other) {
        return new PhysicalTable(name, columns, other, indexes, foreignKeys, unmanaged, otherKeys);
    }

    public PhysicalTable withIndexes(List<PhysicalIndex> others) {
        return new PhysicalTable(name, columns, primaryKey, others, foreignKeys, unmanaged, otherKeys);
    }

    public PhysicalTable withForeignKeys(List<PhysicalForeignKey> others) {
        return new PhysicalTable(name, columns, primaryKey, indexes, others, unmanaged, otherKeys);
    }

    public PhysicalTable withUnmanaged(List<UnmanagedObject> others) {
        return new PhysicalTable(name, columns, primaryKey, indexes, foreignKeys, others, otherKeys);
    }
}
