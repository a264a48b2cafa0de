package dev.atscript.db.dialect.postgres;

import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.UnmanagedObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What publications and the replica identity of a table keep from being changed.
 *
 * @see <a href="https://www.postgresql.org/docs/current/logical-replication-publication.html">Publication</a>
 */
final class PostgresReplication {

    private final PhysicalTable table;
    private final List<String> found = new ArrayList<>();

    private PostgresReplication(PhysicalTable table) {
        this.table = table;
    }

    /** Why it cannot be made; empty where it can. */
    static List<String> obstacles(Change change, PhysicalTable table) {
        PostgresReplication replication = new PostgresReplication(table);
        if (change instanceof Change.RenameTable rename) {
            replication.move(rename);
        } else if (change instanceof Change.ChangePrimaryKey key && key.from() != null) {
            replication.dropIndex(key.from().name());
            replication.dropPartOf(key.from().name());
            if (key.to() == null) {
                replication.loseKey();
            } else {
                replication.leaveLists(key.to().columns());
                replication.leaveFilters(key.to().columns());
            }
        } else if (change instanceof Change.DropIndex drop) {
            replication.dropIndex(drop.index().name());
            replication.dropPartOf(drop.index().name());
        } else if (change instanceof Change.AlterColumn alter
                && alter.to().nullable()
                && !alter.from().nullable()) {
            replication.becomeOptional(alter.to().name());
        }
        return replication.found;
    }

    /** What is published as one of its namespace stays there. */
    private void move(Change.RenameTable change) {
        String namespace = change.to().namespace();
        if (namespace.equals(change.from().namespace())) {
            return;
        }
        Set<String> there = of(UnmanagedObject.Kind.NAMESPACE_PUBLICATION)
                .filter(object -> object.sql().equals(namespace))
                .map(UnmanagedObject::name)
                .collect(Collectors.toSet());
        of(UnmanagedObject.Kind.NAMESPACE_PUBLICATION)
                .map(UnmanagedObject::name)
                .filter(publication -> !there.contains(publication))
                .distinct()
                .forEach(publication -> found.add("cannot move to another schema, as publication " + publication
                        + " has all tables of the one it is in, and would lose it: say ALTER PUBLICATION … ADD TABLE … (or"
                        + " ADD TABLES IN SCHEMA …) before"));
    }

    private void loseKey() {
        of(UnmanagedObject.Kind.KEY_PUBLICATION)
                .forEach(object -> found.add("cannot lose its primary key, as the subscribers of " + object.name()
                        + " find the rows by it, and no row could be changed: say ALTER TABLE … REPLICA IDENTITY FULL"
                        + " before"));
    }

    private void leaveLists(List<String> key) {
        Map<String, Set<String>> lists = of(UnmanagedObject.Kind.PUBLISHED_COLUMN)
                .collect(Collectors.groupingBy(
                        UnmanagedObject::name,
                        TreeMap::new,
                        Collectors.mapping(UnmanagedObject::column, Collectors.toSet())));
        lists.forEach(
                (publication, list) -> key.stream()
                        .filter(column -> !list.contains(column))
                        .forEach(
                                column -> found.add(
                                        becomes(key) + publication + " has a list of columns without " + column
                                                + ", and no row could be changed: let the list hold it before (ALTER PUBLICATION … SET TABLE …)")));
    }

    private void leaveFilters(List<String> key) {
        of(UnmanagedObject.Kind.FILTERING_COLUMN)
                .filter(object -> !key.contains(object.column()))
                .forEach(object -> found.add(becomes(key) + object.name() + " chooses rows by " + object.column()
                        + ", and no row could be changed: let it choose by columns of the key alone before (ALTER PUBLICATION"
                        + " … SET TABLE …), or say ALTER TABLE … REPLICA IDENTITY FULL"));
    }

    private static String becomes(List<String> key) {
        return "the primary key cannot become (" + String.join(", ", key) + "), as publication ";
    }

    private void dropIndex(@Nullable String index) {
        of(UnmanagedObject.Kind.REPLICA_IDENTITY)
                .filter(object -> object.name().equals(index))
                .findFirst()
                .ifPresent(object -> found.add("index " + index + " cannot be dropped, as it is the replica identity:"
                        + " say ALTER TABLE … REPLICA IDENTITY otherwise before, and again afterwards"));
    }

    private void dropPartOf(@Nullable String index) {
        of(UnmanagedObject.Kind.REPLICA_IDENTITY_OF_PARTITION)
                .filter(object -> object.name().equals(index))
                .forEach(object ->
                        found.add("index " + index + " cannot be dropped, as its part is the replica identity of"
                                + " the partition " + object.sql()
                                + ": say ALTER TABLE … REPLICA IDENTITY otherwise before, and"
                                + " again afterwards"));
    }

    private void becomeOptional(String column) {
        of(UnmanagedObject.Kind.REPLICA_IDENTITY)
                .filter(object -> object.column().equals(column))
                .forEach(object -> found.add("column " + column + " cannot become optional, as index " + object.name()
                        + " on it is the replica identity: say ALTER TABLE … REPLICA IDENTITY otherwise before"));
    }

    private Stream<UnmanagedObject> of(UnmanagedObject.Kind kind) {
        return table.unmanaged().stream().filter(object -> object.kind() == kind);
    }
}
