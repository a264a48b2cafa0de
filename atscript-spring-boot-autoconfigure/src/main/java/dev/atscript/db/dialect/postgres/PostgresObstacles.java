package dev.atscript.db.dialect.postgres;

import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalIndex;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.UnmanagedObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What PostgreSQL does not let be changed of a table that is partitioned, or inherits from another.
 *
 * @see <a href="https://www.postgresql.org/docs/current/ddl-partitioning.html">Table partitioning</a>
 * @see <a href="https://www.postgresql.org/docs/current/ddl-inherit.html">Inheritance</a>
 */
final class PostgresObstacles {

    private final PhysicalTable table;
    private final List<String> found = new ArrayList<>();

    private PostgresObstacles(PhysicalTable table) {
        this.table = table;
    }

    static List<String> of(Change change, PhysicalTable table) {
        PostgresObstacles obstacles = new PostgresObstacles(table);
        if (change instanceof Change.AlterColumn alter) {
            obstacles.alter(alter);
        } else if (change instanceof Change.DropColumn drop) {
            obstacles.column(drop.column().name(), "be dropped", true);
        } else if (change instanceof Change.RenameColumn rename) {
            obstacles.column(rename.to(), "be renamed", false);
        } else if (change instanceof Change.ChangePrimaryKey key && key.to() != null) {
            obstacles.unique(key.to().columns(), "the primary key");
        } else if (change instanceof Change.CreateIndex create && create.index().kind() == PhysicalIndex.Kind.UNIQUE) {
            obstacles.unique(
                    create.index().parts().stream()
                            .map(PhysicalIndex.Part::column)
                            .toList(),
                    "the unique index " + create.index().name());
        }
        return obstacles.found;
    }

    private void alter(Change.AlterColumn change) {
        String column = change.to().name();
        if (PostgresColumnChange.setsType(change)) {
            column(column, "change its type", true);
        }
        boolean isRequiredByParent = table.unmanaged().stream()
                .anyMatch(object -> object.kind() == UnmanagedObject.Kind.INHERITED
                        && object.column().equals(column)
                        && !object.name().isEmpty());
        if (change.to().nullable() && !change.from().nullable() && isRequiredByParent) {
            inherited(column, "become optional");
        }
    }

    private void column(String column, String what, boolean partitions) {
        for (UnmanagedObject object : table.unmanaged()) {
            if (!object.column().equals(column)) {
                continue;
            }
            if (object.kind() == UnmanagedObject.Kind.INHERITED) {
                inherited(column, what);
            } else if (object.kind() == UnmanagedObject.Kind.PARTITION_KEY && partitions) {
                found.add("column " + column + " cannot " + what
                        + ", as the table is partitioned by it: make the table anew by hand, and move the rows");
            }
        }
    }

    private void inherited(String column, String what) {
        String parents = table.unmanaged().stream()
                .filter(object -> object.kind() == UnmanagedObject.Kind.PARENT)
                .map(UnmanagedObject::name)
                .collect(Collectors.joining(", "));
        found.add("column " + column + " cannot " + what + ", as it is inherited from " + parents
                + ": change it there by hand, or let the table no longer inherit");
    }

    /** Each partition keeps its own rows unique, and nothing more. */
    private void unique(Collection<String> columns, String what) {
        Set<String> missing = table.unmanaged().stream()
                .filter(object -> object.kind() == UnmanagedObject.Kind.PARTITION_KEY)
                .filter(object -> object.name().isEmpty() || object.column().isEmpty())
                .map(object -> object.column().isEmpty() ? object.name() : object.column())
                .filter(column -> !columns.contains(column))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (!missing.isEmpty()) {
            found.add("is partitioned by " + String.join(", ", missing) + ", and " + what + " ("
                    + String.join(", ", columns)
                    + ") can keep only the rows of one partition unique: put what it is partitioned by into it, or make the"
                    + " table anew by hand without partitions");
        }
    }
}
