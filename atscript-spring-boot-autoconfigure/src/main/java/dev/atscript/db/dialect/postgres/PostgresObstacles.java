package dev.atscript.db.dialect.postgres;

import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalIndex;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.UnmanagedObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What PostgreSQL does not let be changed of a table that is partitioned, or inherits from another.
 *
 * @see <a href="https://www.postgresql.org/docs/current/ddl-partitioning.html">Table partitioning</a>
 * @see <a href="https://www.postgresql.org/docs/current/ddl-inherit.html">Inheritance</a>
 */
final class PostgresObstacles {

    /** What is about a column, by the name that it has. */
    static final Set<UnmanagedObject.Kind> OF_COLUMNS = EnumSet.of(
            UnmanagedObject.Kind.INHERITED,
            UnmanagedObject.Kind.DECLARED_TOO,
            UnmanagedObject.Kind.REQUIRED_OF_NEW_ROWS,
            UnmanagedObject.Kind.PARTITION_KEY,
            UnmanagedObject.Kind.SHARED_BY_CHILD,
            UnmanagedObject.Kind.USER_OF_VALUES,
            UnmanagedObject.Kind.USER_OF_ORDER,
            UnmanagedObject.Kind.USER_OF_NUMBERS,
            UnmanagedObject.Kind.READER_OF_NUMBERS,
            UnmanagedObject.Kind.TOLD_TRIGGER,
            UnmanagedObject.Kind.KEY_COLUMN,
            UnmanagedObject.Kind.LOOSE_COLLATION,
            UnmanagedObject.Kind.COLUMN_SETTING,
            UnmanagedObject.Kind.STATISTICS_TARGET,
            UnmanagedObject.Kind.REPLACEABLE_SEQUENCE,
            UnmanagedObject.Kind.OWNED_SEQUENCE,
            UnmanagedObject.Kind.SEQUENCE_LIMITS);

    private static final String DROPPED = "be dropped";

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
        if (change instanceof Change.AlterColumn alter) {
            obstacles.alter(alter);
        } else if (change instanceof Change.DropColumn drop) {
            obstacles.column(drop.column().name(), DROPPED, true);
            obstacles.usersOfNumbers(drop.column().name(), DROPPED);
            obstacles.toldTriggers(drop.column().name(), DROPPED);
        } else if (change instanceof Change.RenameColumn rename) {
            obstacles.column(rename.to(), "be renamed", false);
            obstacles.toldTriggers(rename.to(), "be renamed");
        } else if (change instanceof Change.AddColumn add) {
            obstacles.rowFunctions(add.column().name());
        } else if (change instanceof Change.ChangePrimaryKey key) {
            obstacles.changePrimaryKey(key);
        } else if (change instanceof Change.DropIndex drop) {
            obstacles.dropIndex(drop.index().name());
        } else if (change instanceof Change.AddForeignKey add) {
            obstacles.foreignPartitions(
                    "the foreign key (" + String.join(", ", add.foreignKey().columns()) + ")");
        } else if (change instanceof Change.CreateIndex create && create.index().kind() == PhysicalIndex.Kind.UNIQUE) {
            obstacles.unique(
                    create.index().parts().stream()
                            .map(PhysicalIndex.Part::column)
                            .toList(),
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

    private void alter(Change.AlterColumn change) {
        String column = change.to().name();
        if (change.fill() != null) {
            update(column);
        }
        if (PostgresColumnChange.setsType(change)) {
            column(column, "change its type", true);
        }
        if (!PostgresTypes.isOfOneKind(change.from().type(), change.to().type())) {
            usersOfValues(change);
        }
        if (isFiner(change)) {
            keys(change);
        }
        if (change.from().identity() != null && change.to().identity() == null) {
            usersOfNumbers(column, "lose its numbering");
        }
        if (change.beginsNumbering()) {
            readersOfNumbers(column);
        }
        boolean isComputed = change.from().generated() && change.from().identity() == null;
        boolean isInherited = of(UnmanagedObject.Kind.INHERITED)
                .anyMatch(object -> object.column().equals(column));
        if (isComputed && !change.to().generated() && isInherited) {
            inherited(column, "become a plain one");
        }
        boolean isRequiredByParent = table.unmanaged().stream()
                .anyMatch(object -> object.kind() == UnmanagedObject.Kind.INHERITED
                        && object.column().equals(column)
                        && !object.name().isEmpty());
        if (change.to().nullable() && !change.from().nullable() && isRequiredByParent) {
            inherited(column, "become optional");
        }
    }

    /** A rule may make something else of it, and what is published has to be told apart. */
    private void update(String column) {
        of(UnmanagedObject.Kind.OBSTACLE_TO_UPDATE)
                .forEach(object -> found.add("column " + column + " cannot be filled where it is NULL, as "
                        + object.name() + ", which sync did not make, stands in the way of an UPDATE: drop that before"
                        + " (of a publication: say ALTER TABLE … REPLICA IDENTITY FULL), or fill the column by hand"));
    }

    private void usersOfValues(Change.AlterColumn change) {
        String column = change.to().name();
        boolean areNumbers = PostgresTypes.isNumber(change.from().type())
                && PostgresTypes.isNumber(change.to().type());
        table.unmanaged().stream()
                .filter(object -> object.kind() == UnmanagedObject.Kind.USER_OF_VALUES
                        || object.kind() == UnmanagedObject.Kind.USER_OF_ORDER && !areNumbers)
                .filter(object -> object.column().equals(column))
                .forEach(object -> found.add("column " + column + " cannot change its type, as " + object.name()
                        + ", which sync did not make, is about its values: drop that one before, and make it again"
                        + " afterwards"));
    }

    /** Whether values may be different that were equal. */
    private boolean isFiner(Change.AlterColumn change) {
        String from = change.from().type();
        String to = change.to().type();
        boolean areNumbers = PostgresTypes.isNumber(from) && PostgresTypes.isNumber(to);
        boolean isOtherKind = !areNumbers && !PostgresTypes.isOfOneKind(from, to);
        boolean isLooselyCollated = of(UnmanagedObject.Kind.LOOSE_COLLATION)
                .anyMatch(object -> object.column().equals(change.to().name()));
        return isOtherKind && PostgresTypes.isLoose(from)
                || isLooselyCollated
                        && (isOtherKind
                                || !change.from().collation().equals(change.to().collation()));
    }

    private void keys(Change.AlterColumn change) {
        String column = change.to().name();
        of(UnmanagedObject.Kind.KEY_COLUMN)
                .filter(object -> object.column().equals(column))
                .map(object -> "column " + column + " cannot change its type, as " + object.name()
                        + ", which sync did not make, would take values for different that are equal to it now: let the"
                        + " model keep the same columns unique, or drop that one before, and make it again afterwards")
                .forEach(found::add);
    }

    private void usersOfNumbers(String column, String what) {
        of(UnmanagedObject.Kind.USER_OF_NUMBERS)
                .filter(object -> object.column().equals(column))
                .forEach(object -> found.add("column " + column + " cannot " + what + ", as " + object.name()
                        + ", which sync did not make, takes numbers from its sequence: drop that one first"));
    }

    /** Its sequence would no longer be the one that numbers the rows. */
    private void readersOfNumbers(String column) {
        of(UnmanagedObject.Kind.READER_OF_NUMBERS)
                .filter(object -> object.column().equals(column))
                .forEach(object ->
                        found.add("column " + column + " cannot be numbered by an identity, as " + object.name()
                                + ", which sync did not make, asks for the last number of its sequence, and would go on to ask"
                                + " that one: make the column an identity by hand before, and let that ask for"
                                + " pg_get_serial_sequence(…)"));
    }

    private void toldTriggers(String column, String what) {
        of(UnmanagedObject.Kind.TOLD_TRIGGER)
                .filter(object -> object.column().equals(column))
                .forEach(object -> found.add("column " + column + " cannot " + what + ", as " + object.name()
                        + ", which sync did not make, has its name among its arguments: drop that one before, and make"
                        + " it again afterwards"));
    }

    private void column(String column, String what, boolean partitions) {
        for (UnmanagedObject object : table.unmanaged()) {
            if (!object.column().equals(column)) {
                continue;
            }
            if (object.kind() == UnmanagedObject.Kind.INHERITED) {
                inherited(column, what);
            } else if (object.kind() == UnmanagedObject.Kind.SHARED_BY_CHILD && !what.equals(DROPPED)) {
                found.add(
                        "column " + column + " cannot " + what + ", as " + object.name()
                                + " inherits it from another table as well: change it by hand, or let that table no longer inherit");
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

    /** Their result is of the row's type, which is then another one. */
    private void rowFunctions(String column) {
        of(UnmanagedObject.Kind.ROW_FUNCTION)
                .forEach(object -> found.add("cannot get column " + column + ", as " + object.name()
                        + ", which sync did not make, returns its rows and lists the columns that they have now: let that"
                        + " return them whole before (SELECT t FROM t), or drop it, and make it again afterwards"));
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
