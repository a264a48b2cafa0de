package dev.atscript.db.dialect.postgres;

import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.UnmanagedObject;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What of a table that was not made by sync does not let one of its columns be added, changed, renamed or dropped. */
final class PostgresColumnObstacles {

    /** What is about a column, by the name that it has. */
    static final Set<UnmanagedObject.Kind> OF_COLUMNS = EnumSet.of(
            UnmanagedObject.Kind.INHERITED,
            UnmanagedObject.Kind.DECLARED_TOO,
            UnmanagedObject.Kind.EXPRESSION,
            UnmanagedObject.Kind.REQUIRED_OF_NEW_ROWS,
            UnmanagedObject.Kind.PARTITION_KEY,
            UnmanagedObject.Kind.REPLICA_IDENTITY,
            UnmanagedObject.Kind.PUBLISHED_COLUMN,
            UnmanagedObject.Kind.FILTERING_COLUMN,
            UnmanagedObject.Kind.SHARED_BY_CHILD,
            UnmanagedObject.Kind.REQUIRED_BY_CHILD,
            UnmanagedObject.Kind.FOREIGN_KEY_OF_CHILD,
            UnmanagedObject.Kind.KEY_OF_CHILD,
            UnmanagedObject.Kind.REQUIRED_ALONE,
            UnmanagedObject.Kind.DEFAULT_OF_CHILD,
            UnmanagedObject.Kind.NO_DEFAULT_OF_CHILD,
            UnmanagedObject.Kind.GUARD_OF_CHILD,
            UnmanagedObject.Kind.USER_OF_VALUES,
            UnmanagedObject.Kind.USER_OF_ORDER,
            UnmanagedObject.Kind.USER_OF_WIDTH,
            UnmanagedObject.Kind.USER_OF_RANGE,
            UnmanagedObject.Kind.USER_OF_NUMBERS,
            UnmanagedObject.Kind.TOLD_TRIGGER,
            UnmanagedObject.Kind.KEY_COLUMN,
            UnmanagedObject.Kind.LOOSE_COLLATION,
            UnmanagedObject.Kind.COLUMN_SETTING,
            UnmanagedObject.Kind.COLUMN_SETTING_OF_CHILD,
            UnmanagedObject.Kind.STATISTICS_TARGET,
            UnmanagedObject.Kind.REPLACEABLE_SEQUENCE,
            UnmanagedObject.Kind.OWNED_SEQUENCE,
            UnmanagedObject.Kind.NUMBERING_DEFAULT,
            UnmanagedObject.Kind.SEQUENCE_LIMITS);

    private static final String DROPPED = "be dropped";
    private static final String FILLED = "be filled where it is NULL";

    private final PhysicalTable table;
    private final List<String> found = new ArrayList<>();

    private PostgresColumnObstacles(PhysicalTable table) {
        this.table = table;
    }

    static List<String> of(Change change, PhysicalTable table) {
        PostgresColumnObstacles obstacles = new PostgresColumnObstacles(table);
        if (change instanceof Change.AlterColumn alter) {
            obstacles.alter(alter);
            obstacles.found.addAll(PostgresChildObstacles.of(alter, table));
        } else if (change instanceof Change.DropColumn drop) {
            obstacles.column(drop.column().name(), DROPPED, true);
            obstacles.usersOfNumbers(drop.column().name(), DROPPED);
            obstacles.toldTriggers(drop.column().name(), DROPPED);
        } else if (change instanceof Change.RenameColumn rename) {
            obstacles.column(rename.to(), "be renamed", false);
            obstacles.toldTriggers(rename.to(), "be renamed");
        } else if (change instanceof Change.AddColumn add) {
            obstacles.rowFunctions(add.column().name());
        }
        return obstacles.found;
    }

    private void alter(Change.AlterColumn change) {
        String column = change.to().name();
        if (change.fill() != null) {
            update(column);
        }
        if (PostgresColumnChange.setsType(change)) {
            column(column, "change its type", true);
        }
        usersOfValues(change);
        if (isFiner(change)) {
            keys(change);
        }
        if (change.from().identity() != null && change.to().identity() == null) {
            usersOfNumbers(column, "lose its numbering");
        }
        if (change.beginsNumbering()) {
            otherNumbering(column);
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
                .forEach(object -> found.add("column " + column + " cannot " + FILLED + ", as " + object.name()
                        + ", which sync did not make, stands in the way of an UPDATE: drop that before"
                        + " (of a publication: say ALTER TABLE … REPLICA IDENTITY FULL), or fill the column by hand"));
        refuse(
                UnmanagedObject.Kind.GUARD_OF_CHILD,
                column,
                FILLED,
                "may not let every row have the same value: fill the column by hand before");
        of(UnmanagedObject.Kind.PARTITION_KEY)
                .filter(object -> object.column().equals(column))
                .forEach(object -> found.add("column " + column + " cannot " + FILLED
                        + ", as the table is partitioned by it, and no partition may be there for the new value: fill the"
                        + " column by hand before"));
    }

    private void usersOfValues(Change.AlterColumn change) {
        String column = change.to().name();
        Set<UnmanagedObject.Kind> kinds =
                usersOfValues(change.from().type(), change.to().type());
        table.unmanaged().stream()
                .filter(object ->
                        kinds.contains(object.kind()) && object.column().equals(column))
                .map(UnmanagedObject::name)
                .distinct()
                .forEach(name -> found.add("column " + column + " cannot change its type, as " + name
                        + ", which sync did not make, is about its values: drop that one before, and make it again"
                        + " afterwards"));
    }

    /** Arithmetic that wide integers bear is too much for narrow ones, and not the other way round. */
    private static Set<UnmanagedObject.Kind> usersOfValues(String from, String to) {
        if (PostgresTypes.isInteger(from) && PostgresTypes.isInteger(to)) {
            int growth = PostgresTypes.integerBits(to) - PostgresTypes.integerBits(from);
            Set<UnmanagedObject.Kind> ofWidth = growth == 0 ? Set.of() : EnumSet.of(UnmanagedObject.Kind.USER_OF_WIDTH);
            return growth < 0
                    ? EnumSet.of(UnmanagedObject.Kind.USER_OF_RANGE, UnmanagedObject.Kind.USER_OF_WIDTH)
                    : ofWidth;
        }
        if (PostgresTypes.isOfOneKind(from, to)) {
            return Set.of();
        }
        return PostgresTypes.isNumber(from) && PostgresTypes.isNumber(to)
                ? EnumSet.of(UnmanagedObject.Kind.USER_OF_VALUES)
                : EnumSet.of(UnmanagedObject.Kind.USER_OF_VALUES, UnmanagedObject.Kind.USER_OF_ORDER);
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
        refuse(
                UnmanagedObject.Kind.KEY_COLUMN,
                change.to().name(),
                "change its type",
                "would take values for different that are equal to it now: let the model keep the same columns unique, or drop"
                        + " that one before, and make it again afterwards");
    }

    private void usersOfNumbers(String column, String what) {
        refuse(
                UnmanagedObject.Kind.USER_OF_NUMBERS,
                column,
                what,
                "takes numbers from its sequence: drop that one first");
    }

    /** The sequence would go on beside the identity, and give its numbers a second time. */
    private void otherNumbering(String column) {
        of(UnmanagedObject.Kind.OWNED_SEQUENCE)
                .filter(object -> object.column().equals(column))
                .forEach(object -> found.add("column " + column + " cannot be numbered by an identity, as its sequence "
                        + object.name()
                        + " is not the only one that it owns, or others need it as well, so that it cannot"
                        + " be replaced: let that number the column before (ALTER TABLE … ALTER COLUMN … SET DEFAULT"
                        + " nextval('…')), or say ALTER SEQUENCE … OWNED BY NONE if it numbers other rows"));
    }

    private void toldTriggers(String column, String what) {
        refuse(
                UnmanagedObject.Kind.TOLD_TRIGGER,
                column,
                what,
                "has its name among its arguments: drop that one before, and make it again afterwards");
    }

    /** Refuses what objects of a kind that are about a column stand in the way of. */
    private void refuse(UnmanagedObject.Kind kind, String column, String what, String why) {
        of(kind).filter(object -> object.column().equals(column))
                .forEach(object -> found.add("column " + column + " cannot " + what + ", as " + object.name()
                        + ", which sync did not make, " + why));
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

    private Stream<UnmanagedObject> of(UnmanagedObject.Kind kind) {
        return table.unmanaged().stream().filter(object -> object.kind() == kind);
    }
}
