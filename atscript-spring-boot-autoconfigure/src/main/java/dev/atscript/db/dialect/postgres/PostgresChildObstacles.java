package dev.atscript.db.dialect.postgres;

import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.UnmanagedObject;
import java.util.ArrayList;
import java.util.List;

/** What children, partitions or the table itself have for themselves at a column, and does not let that be changed. */
final class PostgresChildObstacles {

    /** What to do about what is not inherited. */
    static final String INHERIT =
            " (NO INHERIT): drop that one before, or let it be inherited (ALTER TABLE … ALTER CONSTRAINT …"
                    + " INHERIT)";

    private static final String CHANGE_TYPE = "change its type";

    private final Change.AlterColumn change;
    private final PhysicalTable table;
    private final List<String> found = new ArrayList<>();

    private PostgresChildObstacles(Change.AlterColumn change, PhysicalTable table) {
        this.change = change;
        this.table = table;
    }

    static List<String> of(Change.AlterColumn change, PhysicalTable table) {
        PostgresChildObstacles obstacles = new PostgresChildObstacles(change, table);
        if (PostgresColumnChange.setsType(change)) {
            obstacles.changeType();
        }
        if (PostgresColumnChange.setsDefault(change)) {
            obstacles.changeDefault();
        } else if (change.beginsNumbering()) {
            obstacles.beginNumbering();
        }
        if (change.to().nullable() && !change.from().nullable()) {
            obstacles.becomeOptional();
        } else if (change.from().nullable() && !change.to().nullable()) {
            obstacles.refuse(
                    UnmanagedObject.Kind.REQUIRED_ALONE, "become required", "says so of that table alone" + INHERIT);
        }
        return obstacles.found;
    }

    private void changeType() {
        refuse(
                UnmanagedObject.Kind.REQUIRED_BY_CHILD,
                CHANGE_TYPE,
                "requires it by another name than the table's own: detach that partition, and attach it again; or let that child"
                        + " no longer inherit (ALTER TABLE … NO INHERIT …), give its constraint the name of the table's"
                        + " (ALTER TABLE … RENAME CONSTRAINT …), and let it inherit again (ALTER TABLE … INHERIT …)");
        if (!PostgresForeignKeys.survive(change)) {
            refuse(
                    UnmanagedObject.Kind.FOREIGN_KEY_OF_CHILD,
                    CHANGE_TYPE,
                    "is a foreign key over it: drop that one before, and make it again afterwards, over columns of one"
                            + " type");
        }
        boolean isOtherKind =
                !PostgresTypes.isOfOneKind(change.from().type(), change.to().type());
        if (isOtherKind && !PostgresColumnChange.setsDefault(change)) {
            refuse(
                    UnmanagedObject.Kind.DEFAULT_OF_CHILD,
                    CHANGE_TYPE,
                    "may not be one of that type: drop it before (ALTER TABLE … ALTER COLUMN … DROP DEFAULT, or DROP"
                            + " IDENTITY), and set it again afterwards");
        }
    }

    /** The database sets that of the whole family, whatever it was. */
    private void changeDefault() {
        String what = PostgresColumnChange.setsType(change) ? CHANGE_TYPE : "change its default";
        String remedy =
                ": give it that of the table before (ALTER TABLE … ALTER COLUMN … SET DEFAULT …, or DROP DEFAULT"
                        + " or DROP IDENTITY where that has none), and what it had again afterwards";
        refuse(UnmanagedObject.Kind.DEFAULT_OF_CHILD, what, "is not that of the table, and would be lost" + remedy);
        if (change.to().defaultValue() != null) {
            refuse(
                    UnmanagedObject.Kind.NO_DEFAULT_OF_CHILD,
                    what,
                    "has no default, which the table has, and would get one" + remedy);
        }
    }

    /** The numbering of a table is that of its partitions, and not of its children. */
    private void beginNumbering() {
        if (table.unmanaged().stream().noneMatch(object -> object.kind() == UnmanagedObject.Kind.CHILD)) {
            refuse(
                    UnmanagedObject.Kind.DEFAULT_OF_CHILD,
                    "be numbered",
                    "would stand beside the numbers: drop it before (ALTER TABLE … ALTER COLUMN … DROP DEFAULT, or DROP"
                            + " IDENTITY)");
        }
    }

    private void becomeOptional() {
        refuse(
                UnmanagedObject.Kind.KEY_OF_CHILD,
                "become optional",
                "lets it hold no NULL: drop that one before, or, of an index that is the replica identity, say ALTER TABLE …"
                        + " REPLICA IDENTITY otherwise");
    }

    private void refuse(UnmanagedObject.Kind kind, String what, String why) {
        String column = change.to().name();
        table.unmanaged().stream()
                .filter(object -> object.kind() == kind && object.column().equals(column))
                .forEach(object -> found.add("column " + column + " cannot " + what + ", as " + object.name()
                        + ", which sync did not make, " + why));
    }
}
