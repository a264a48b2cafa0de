package dev.atscript.db.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table.
 *
 * @param name its name
 * @param columns in their order; a difference of order alone is no difference
 * @param primaryKey the key; null where there is none
 * @param indexes those that sync manages, by their name's prefix
 * @param foreignKeys those that sync manages
 * @param unmanaged what else belongs to the table and is not ours
 */
public record PhysicalTable(
        QualifiedName name,
        List<PhysicalColumn> columns,
        @Nullable PrimaryKey primaryKey,
        List<PhysicalIndex> indexes,
        List<PhysicalForeignKey> foreignKeys,
        List<UnmanagedObject> unmanaged) {

    public PhysicalTable {
        columns = List.copyOf(columns);
        indexes = List.copyOf(indexes);
        foreignKeys = List.copyOf(foreignKeys);
        unmanaged = List.copyOf(unmanaged);
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
        return new PhysicalTable(other, columns, primaryKey, indexes, foreignKeys, unmanaged);
    }

    public PhysicalTable withColumns(List<PhysicalColumn> others) {
        return new PhysicalTable(name, others, primaryKey, indexes, foreignKeys, unmanaged);
    }

    public PhysicalTable withPrimaryKey(@Nullable PrimaryKey other) {
        return new PhysicalTable(name, columns, other, indexes, foreignKeys, unmanaged);
    }

    public PhysicalTable withIndexes(List<PhysicalIndex> others) {
        return new PhysicalTable(name, columns, primaryKey, others, foreignKeys, unmanaged);
    }

    public PhysicalTable withForeignKeys(List<PhysicalForeignKey> others) {
        return new PhysicalTable(name, columns, primaryKey, indexes, others, unmanaged);
    }

    public PhysicalTable withUnmanaged(List<UnmanagedObject> others) {
        return new PhysicalTable(name, columns, primaryKey, indexes, foreignKeys, others);
    }
}
