package dev.atscript.db.dialect.postgres;

import dev.atscript.db.schema.PhysicalColumn;
import dev.atscript.db.schema.PhysicalForeignKey;
import dev.atscript.db.schema.PhysicalIndex;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.PrimaryKey;
import dev.atscript.db.schema.QualifiedName;
import dev.atscript.db.schema.UnmanagedObject;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What was read of tables so far, in several statements. */
final class PostgresTables {

    private final String defaultNamespace;
    private final SortedMap<QualifiedName, Parts> parts = new TreeMap<>();

    PostgresTables(String defaultNamespace) {
        this.defaultNamespace = defaultNamespace;
    }

    /** What was read of one table so far. */
    static final class Parts {
        final List<PhysicalColumn> columns = new ArrayList<>();
        final List<PhysicalIndex> indexes = new ArrayList<>();
        final List<PhysicalForeignKey> foreignKeys = new ArrayList<>();
        final List<UnmanagedObject> unmanaged = new ArrayList<>();
        final List<List<String>> otherKeys = new ArrayList<>();

        /** Names that move with the table: sequences, and the indexes of constraints. */
        final List<String> companions = new ArrayList<>();

        @Nullable
        PrimaryKey primaryKey;

        PhysicalTable table(QualifiedName name) {
            // The database calls the type of its arrays so.
            companions.add("_" + name.name());
            companions.forEach(
                    companion -> unmanaged.add(new UnmanagedObject(UnmanagedObject.Kind.COMPANION, companion, "")));
            return new PhysicalTable(name, columns, primaryKey, indexes, foreignKeys, unmanaged, otherKeys);
        }
    }

    /** Begins to read a table. */
    Parts begin(QualifiedName name) {
        return parts.computeIfAbsent(name, unknown -> new Parts());
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    /** The table of a row's {@code nspname} and {@code relname}; null for one that is not read. */
    @Nullable
    Parts of(ResultSet rs) throws SQLException {
        return parts.get(nameOf(rs));
    }

    QualifiedName nameOf(ResultSet rs) throws SQLException {
        return name(rs.getString("nspname"), rs.getString("relname"));
    }

    QualifiedName name(String namespace, String name) {
        return new QualifiedName(namespace.equals(defaultNamespace) ? "" : namespace, name);
    }

    SortedMap<QualifiedName, PhysicalTable> read() {
        SortedMap<QualifiedName, PhysicalTable> tables = new TreeMap<>();
        parts.forEach((name, of) -> tables.put(name, of.table(name)));
        return tables;
    }

    static List<String> strings(ResultSet rs, String column) throws SQLException {
        Array array = rs.getArray(column);
        return List.of((String[]) array.getArray());
    }

    /** The rows of an array of arrays; an empty one has no dimensions. */
    static String[][] rows(ResultSet rs, String column) throws SQLException {
        return rs.getArray(column).getArray() instanceof String[][] rows ? rows : new String[0][];
    }

    static List<Integer> integers(ResultSet rs, String column) throws SQLException {
        List<Integer> values = new ArrayList<>();
        for (Object value : (Object[]) rs.getArray(column).getArray()) {
            values.add(((Number) value).intValue());
        }
        return values;
    }
}
