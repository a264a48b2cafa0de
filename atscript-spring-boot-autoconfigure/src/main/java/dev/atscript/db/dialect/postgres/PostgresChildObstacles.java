package dev.atscript.db.dialect.postgres;

import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.UnmanagedObject;
import java.util.ArrayList;
import java.util.List;

/** What children and partitions have of their own at a column, and does not let it be changed at the table. */
final class PostgresChildObstacles {

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
        if (change.to().nullable() && !change.from().nullable()) {
            obstacles.becomeOptional();
        }
        return obstacles.found;
    }

    private void changeType() {
        refuse(
                UnmanagedObject.Kind.REQUIRED_BY_CHILD,
                "change its type",
                "requires it by another name than the table's own: detach that partition, and attach it again; or let that child"
                        + " no longer inherit (ALTER TABLE … NO INHERIT …), give its constraint the name of the table's"
                        + " (ALTER TABLE … RENAME CONSTRAINT …), and let it inherit again (ALTER TABLE … INHERIT …)");
        if (!new PostgresAlterations().foreignKeysSurvive(change)) {
            refuse(
                    UnmanagedObject.Kind.FOREIGN_KEY_OF_CHILD,
                    "change its type",
                    "is a foreign key over it: drop that one before, and make it again afterwards, over columns of one"
                            + " type");
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
