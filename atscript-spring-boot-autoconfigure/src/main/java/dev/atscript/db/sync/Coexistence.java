package dev.atscript.db.sync;

import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.Change.Aspect;
import dev.atscript.db.schema.PhysicalColumn;
import dev.atscript.db.schema.PhysicalIndex;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether an application can live with a database that a newer build has changed: everything its own schema needs must be
 * there, and what is there besides must accept its inserts.
 */
final class Coexistence {

    private Coexistence() {}

    /** What keeps the application from living with the database; read from the plan that would bring it back. */
    static List<String> obstacles(SyncPlan plan) {
        List<String> obstacles = new ArrayList<>();
        for (SyncEntry entry : plan.entries()) {
            for (SyncChange planned : entry.changes()) {
                List<Change> changes = planned.change() instanceof Change.RecreateTable recreation
                        ? recreation.reasons()
                        : List.of(planned.change());
                changes.stream()
                        .map(Coexistence::obstacle)
                        .filter(obstacle -> !obstacle.isEmpty())
                        .forEach(obstacle -> obstacles.add(entry.name() + ": " + obstacle));
            }
        }
        return obstacles;
    }

    private static String obstacle(Change change) {
        if (change instanceof Change.CreateTable) {
            return "the table is missing";
        } else if (change instanceof Change.RenameTable rename) {
            return "the table is missing, there is " + rename.from();
        } else if (change instanceof Change.AddColumn add) {
            return "column " + add.column().name() + " is missing";
        } else if (change instanceof Change.RenameColumn rename) {
            return "column " + rename.to() + " is missing, there is " + rename.from();
        } else if (change instanceof Change.AlterColumn alter) {
            return ofAltered(alter);
        } else if (change instanceof Change.DropColumn drop) {
            return takesNothing(drop.column())
                    ? "column " + drop.column().name() + " needs a value that this schema does not know"
                    : "";
        } else if (change instanceof Change.ChangePrimaryKey) {
            return "the primary key is another one";
        } else if (change instanceof Change.CreateIndex create) {
            return create.index().kind() == PhysicalIndex.Kind.UNIQUE
                    ? "the unique index " + create.index().name() + " is missing"
                    : "";
        }
        return "";
    }

    private static boolean takesNothing(PhysicalColumn column) {
        return !column.nullable() && column.defaultValue() == null && column.identity() == null && !column.generated();
    }

    private static String ofAltered(Change.AlterColumn alter) {
        PhysicalColumn there = alter.from();
        PhysicalColumn needed = alter.to();
        if (alter.aspects().contains(Aspect.TYPE)) {
            return "column " + needed.name() + " is " + there.type() + ", needed is " + needed.type();
        }
        if (needed.nullable() && !there.nullable()) {
            return "column " + needed.name() + " takes no null";
        }
        boolean needsDefault = needed.defaultValue() != null || needed.identity() != null;
        return needsDefault && takesNothing(there) ? "column " + needed.name() + " has no default" : "";
    }
}
