package dev.atscript.db.sync;

import dev.atscript.db.dialect.Dialect;
import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.Change.Aspect;
import dev.atscript.db.schema.PhysicalColumn;
import dev.atscript.db.schema.PhysicalForeignKey;
import dev.atscript.db.schema.PhysicalIndex;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.PhysicalView;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether an application can live with a database that a newer build has changed: everything its own schema needs must be
 * there, and what is there besides must accept its inserts.
 */
final class Coexistence {

    private final Dialect dialect;
    private final List<Change> changes;

    /** The tables as they are that the plan would make anew. */
    private final List<PhysicalTable> recreated;

    private Coexistence(Dialect dialect, List<Change> planned) {
        this.dialect = dialect;
        this.changes =
                planned.stream().flatMap(change -> change.parts().stream()).toList();
        this.recreated = planned.stream()
                .filter(Change.RecreateTable.class::isInstance)
                .map(change -> ((Change.RecreateTable) change).from())
                .toList();
    }

    /**
     * What keeps the application from living with the database.
     *
     * @param back the plan that would bring the database back
     */
    static List<String> obstacles(SyncPlan back, Dialect dialect) {
        List<String> obstacles = new ArrayList<>();
        for (SyncEntry entry : back.entries()) {
            List<Change> planned =
                    entry.changes().stream().map(SyncChange::change).toList();
            Stream<String> found = planned.isEmpty() && !entry.advisory()
                    ? entry.errors().stream().map(SyncError::message)
                    : new Coexistence(dialect, planned).obstacles();
            found.forEach(obstacle -> obstacles.add(entry.name() + ": " + obstacle));
        }
        return obstacles;
    }

    /** Of a table that is missing nothing else is said. */
    private Stream<String> obstacles() {
        for (Change change : changes) {
            if (change instanceof Change.CreateTable) {
                return Stream.of("the table is missing");
            } else if (change instanceof Change.RenameTable rename) {
                return Stream.of("the table is missing, there is " + rename.from());
            }
        }
        return changes.stream().map(this::obstacle).filter(obstacle -> !obstacle.isEmpty());
    }

    private String obstacle(Change change) {
        if (change instanceof Change.AddColumn add) {
            return "column " + add.column().name() + " is missing";
        } else if (change instanceof Change.RenameColumn rename) {
            return "column " + rename.to() + " is missing, there is " + rename.from();
        } else if (change instanceof Change.AlterColumn alter) {
            return ofAltered(alter);
        } else if (change instanceof Change.DropColumn drop) {
            return drop.column().needsValue()
                    ? "column " + drop.column().name() + " needs a value that this schema does not know"
                    : "";
        } else if (change instanceof Change.ChangePrimaryKey) {
            return "the primary key is another one";
        } else if (change instanceof Change.CreateIndex create) {
            return ofIndex(create.index());
        } else if (change instanceof Change.AddForeignKey add) {
            return ofForeignKey(add.foreignKey());
        } else if (change instanceof Change.CreateView create) {
            return ofView(create.definition());
        } else if (change instanceof Change.ReplaceView replace) {
            return missing(
                    "the view", replace.definition().columns(), replace.from().columns());
        } else if (change instanceof Change.RenameView rename) {
            return "the view is missing, there is " + rename.definition().name();
        }
        return "";
    }

    private String ofAltered(Change.AlterColumn alter) {
        PhysicalColumn there = alter.from();
        PhysicalColumn needed = alter.to();
        if (alter.aspects().contains(Aspect.TYPE) && !dialect.values().canStandFor(there.type(), needed.type())) {
            return "column " + needed.name() + " is " + there.type() + ", needed is " + needed.type();
        }
        if (needed.nullable() && !there.nullable()) {
            return "column " + needed.name() + " takes no null";
        }
        if (alter.aspects().contains(Aspect.COLLATION)) {
            return "column " + needed.name() + " compares and sorts by " + collation(there) + ", needed is "
                    + collation(needed);
        }
        boolean needsDefault = needed.defaultValue() != null || needed.identity() != null;
        boolean hasNone = there.defaultValue() == null
                && there.identity() == null
                && !there.generated()
                && recreated.stream().noneMatch(table -> RequiredRemains.isNumberedAnyhow(there, table, dialect));
        // What is left out of an insert would be null, which only an optional column may be.
        boolean needsValue = !there.nullable() || !needed.nullable();
        return needsDefault && hasNone && needsValue ? "column " + needed.name() + " has no default" : "";
    }

    private static String collation(PhysicalColumn column) {
        return column.collation().isEmpty() ? "the database's own rules" : column.collation();
    }

    /** A full text with tables of its own is asked by name; one without only makes a search faster, as a plain index does. */
    private String ofIndex(PhysicalIndex needed) {
        String name = needed.name();
        if (needed.kind() == PhysicalIndex.Kind.UNIQUE) {
            return "the unique index " + name + " is missing";
        }
        if (needed.kind() != PhysicalIndex.Kind.FULLTEXT
                || dialect.namesOf(needed).relations().size() == 1) {
            return "";
        }
        PhysicalIndex there = dropped(needed);
        return there == null
                ? "the full text " + name + " is missing"
                : missing("the full text " + name, needed.columns(), there.columns());
    }

    /** Who relies on one that changes rows would leave them as they are without, and change them where he does not know of it. */
    private String ofForeignKey(PhysicalForeignKey needed) {
        PhysicalForeignKey there = changes.stream()
                .filter(Change.DropForeignKey.class::isInstance)
                .map(change -> ((Change.DropForeignKey) change).foreignKey())
                .filter(needed::joinsSame)
                .findFirst()
                .orElse(null);
        String name = Descriptions.foreignKey(needed);
        if (there == null) {
            return needed.changesRows() ? name + " " + Descriptions.actions(needed) + " is missing" : "";
        }
        boolean doesOther = (needed.changesRows() || there.changesRows())
                && !(needed.onDelete() == there.onDelete() && needed.onUpdate() == there.onUpdate());
        return doesOther
                ? name + " is " + Descriptions.actions(there) + ", needed is " + Descriptions.actions(needed)
                : "";
    }

    private @Nullable PhysicalIndex dropped(PhysicalIndex needed) {
        return changes.stream()
                .filter(Change.DropIndex.class::isInstance)
                .map(change -> ((Change.DropIndex) change).index())
                .filter(index -> index.name().equals(needed.name()))
                .findFirst()
                .orElse(null);
    }

    private String ofView(PhysicalView needed) {
        return changes.stream()
                .filter(Change.DropView.class::isInstance)
                .map(change -> ((Change.DropView) change).definition())
                .findFirst()
                .map(there -> there.name().equals(needed.name())
                        ? missing("the view", needed.columns(), there.columns())
                        : "the view is missing, there is " + there.name())
                .orElse("the view is missing");
    }

    private static String missing(String what, List<String> needed, List<String> there) {
        List<String> missing =
                needed.stream().filter(column -> !there.contains(column)).toList();
        return missing.isEmpty() ? "" : what + " lacks " + String.join(", ", missing);
    }
}
