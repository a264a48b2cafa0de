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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What of a table that was not made by sync does not let it be changed: its partitions, heirs and parents, its policies, who
 * counts on its keys; of its columns, {@link PostgresColumnObstacles}.
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
        obstacles.hiddenRows(change);
        obstacles.rowsElsewhere(change);
        obstacles.rowType(change);
        obstacles.found.addAll(PostgresColumnObstacles.of(change, table));
        if (change instanceof Change.ChangePrimaryKey key) {
            obstacles.changePrimaryKey(key);
        } else if (change instanceof Change.AddColumn add && add.column().identity() != null) {
            obstacles.numbered(add.column().name());
        } else if (change instanceof Change.DropIndex drop) {
            obstacles.dropIndex(drop.index().name());
        } else if (change instanceof Change.AddForeignKey add) {
            obstacles.foreignPartitions(
                    "the foreign key (" + String.join(", ", add.foreignKey().columns()) + ")");
        } else if (change instanceof Change.CreateIndex create && create.index().kind() == PhysicalIndex.Kind.UNIQUE) {
            obstacles.unique(
                    create.index().columns(),
                    "the unique index " + create.index().name());
        }
        obstacles.found.addAll(PostgresReplication.obstacles(change, table));
        return obstacles.found;
    }

    /** What cannot be counted cannot be known to survive. */
    private void hiddenRows(Change change) {
        if (isAboutRows(change)
                && of(UnmanagedObject.Kind.HIDDEN_ROWS).findAny().isPresent()) {
            found.add("cannot be changed in what its rows hold, as its row-level security hides rows from the role that"
                    + " syncs: let that role see all of them (ALTER ROLE … BYPASSRLS), or do not force the policies on"
                    + " the owner (ALTER TABLE … NO FORCE ROW LEVEL SECURITY)");
        }
    }

    /** A column of the row's type does not get what the table's rows get. */
    private void rowsElsewhere(Change change) {
        boolean changesRows = change instanceof Change.AlterColumn alter
                        && PostgresColumnChange.setsType(alter)
                        && !(PostgresTypes.isPlainText(alter.from().type())
                                && PostgresTypes.isPlainText(alter.to().type()))
                || change instanceof Change.AddColumn add
                        && (add.column().defaultValue() != null
                                || add.column().identity() != null
                                || add.fill() != null);
        if (changesRows) {
            of(UnmanagedObject.Kind.ROW_TYPE_COLUMN)
                    .forEach(
                            object -> found.add(
                                    "cannot be changed in what its rows hold, as " + object.name()
                                            + ", which sync did not make, holds such rows: drop that one before, or give it another type"));
        }
    }

    private void rowType(Change change) {
        boolean isOfTheType = change instanceof Change.AddColumn
                || change instanceof Change.DropColumn
                || change instanceof Change.RenameColumn
                || change instanceof Change.AlterColumn alter && PostgresColumnChange.setsType(alter);
        if (isOfTheType) {
            of(UnmanagedObject.Kind.ROW_TYPE)
                    .forEach(
                            type -> found.add("cannot get other columns, names or types of columns, as it is a table of"
                                    + " the type " + type.name()
                                    + ": change that type by hand (ALTER TYPE … CASCADE), or"
                                    + " make the table one of its own (ALTER TABLE … NOT OF)"));
        }
    }

    /** See {@link dev.atscript.db.dialect.Alterations#obstacleToReference}. */
    static @Nullable String toReference(@Nullable PhysicalTable table, PhysicalTable target) {
        return isUnlogged(target) && (table == null || !isUnlogged(table))
                ? "is unlogged, and only unlogged tables can point at it: make it logged before (ALTER TABLE … SET LOGGED)"
                : null;
    }

    private static boolean isUnlogged(PhysicalTable table) {
        return table.unmanaged().stream().anyMatch(object -> object.kind() == UnmanagedObject.Kind.UNLOGGED);
    }

    private static boolean isAboutRows(Change change) {
        if (change instanceof Change.AlterColumn alter) {
            return PostgresColumnChange.setsType(alter)
                    || alter.from().nullable() && !alter.to().nullable()
                    || PostgresColumnChange.continuesNumbering(alter);
        } else if (change instanceof Change.AddColumn add) {
            return !add.column().nullable() || add.fill() != null;
        } else if (change instanceof Change.ChangePrimaryKey key) {
            return key.to() != null;
        }
        return change instanceof Change.AddForeignKey
                || change instanceof Change.CreateIndex create && create.index().kind() == PhysicalIndex.Kind.UNIQUE;
    }

    private void changePrimaryKey(Change.ChangePrimaryKey change) {
        if (change.from() != null) {
            dropIndex(change.from().name());
            of(UnmanagedObject.Kind.USER_OF_KEY)
                    .forEach(object -> found.add("the primary key cannot change, as " + object.name()
                            + ", which sync did not make, counts on it: drop that one before, and make it again"
                            + " afterwards"));
        }
        if (change.to() == null) {
            return;
        }
        unique(change.to().columns(), "the primary key");
        of(UnmanagedObject.Kind.REQUIRED_ALONE)
                .filter(object -> change.to().columns().contains(object.column()))
                .forEach(object -> found.add("column " + object.column() + " cannot be in the primary key, as "
                        + object.name() + ", which sync did not make, requires it of that table alone"
                        + PostgresChildObstacles.INHERIT));
        String columns = String.join(", ", change.to().columns());
        of(UnmanagedObject.Kind.KEY_OF_PARTITION)
                .filter(object -> !object.sql().equals(columns))
                .forEach(object -> found.add("the primary key cannot become (" + columns + "), as the partition "
                        + object.name() + " has one of its own (" + object.sql() + "): drop that one before"));
    }

    private void dropIndex(@Nullable String index) {
        of(UnmanagedObject.Kind.ATTACHED_INDEX)
                .filter(object -> object.name().equals(index))
                .forEach(object -> found.add("index " + index + " cannot be dropped, as index " + object.sql()
                        + ", which somebody attached to it, would go with it: detach that partition before, and attach it"
                        + " again afterwards"));
        of(UnmanagedObject.Kind.FOREIGN_KEY_AT_PART)
                .filter(object -> object.name().equals(index))
                .forEach(object -> found.add("index " + index + " cannot be dropped, as " + object.sql()
                        + ", which sync did not make, points at a partition by its part: drop that one before, and make it"
                        + " again afterwards"));
    }

    /** The database adds a column to the whole family or to none, and the numbering to one table. */
    private void numbered(String column) {
        String children = of(UnmanagedObject.Kind.CHILD)
                .map(UnmanagedObject::name)
                .sorted()
                .collect(Collectors.joining(", "));
        boolean hasPartitions =
                of(UnmanagedObject.Kind.UNNUMBERED_PARTITIONS).findAny().isPresent();
        if (hasPartitions || !children.isEmpty()) {
            found.add("cannot get column " + column + ", which the database numbers, as "
                    + (hasPartitions
                            ? "it has partitions, which cannot get the numbering before PostgreSQL 17"
                            : "its children (" + children + ") cannot get the numbering")
                    + ": let the model add it as an optional one that is not numbered, fill it by hand, and let it be"
                    + " numbered afterwards");
        }
    }

    private void foreignPartitions(String what) {
        of(UnmanagedObject.Kind.FOREIGN_PARTITION)
                .forEach(object -> found.add(
                        "cannot have " + what + ", as its partition " + object.name() + " is a foreign table"));
    }

    private Stream<UnmanagedObject> of(UnmanagedObject.Kind kind) {
        return table.unmanaged().stream().filter(object -> object.kind() == kind);
    }

    /** Each partition keeps its own rows unique, and nothing more; one that is elsewhere keeps nothing. */
    private void unique(Collection<String> columns, String what) {
        foreignPartitions(what);
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
