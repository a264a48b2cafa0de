package dev.atscript.db.dialect.sqlite;

import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalColumn;
import dev.atscript.db.schema.PhysicalIndex;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.UnmanagedObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What of a table that was not made by sync stands in the way of a change. */
final class SqliteObstacles {

    private static final Set<String> STRICT_TYPES = Set.of("INT", "INTEGER", "REAL", "TEXT", "BLOB", "ANY");

    private final PhysicalTable table;
    private final List<String> found = new ArrayList<>();

    private SqliteObstacles(PhysicalTable table) {
        this.table = table;
    }

    static List<String> of(Change change, PhysicalTable table) {
        SqliteObstacles obstacles = new SqliteObstacles(table);
        if (change instanceof Change.RecreateTable recreation) {
            obstacles.recreation(recreation);
        } else if (change instanceof Change.DropColumn drop) {
            obstacles.dropColumn(drop.column().name());
            obstacles.content(drop.column().name(), "goes");
        } else if (change instanceof Change.AddColumn add) {
            obstacles.type(add.column());
            obstacles.rowid(table, table.indexes());
        } else if (change instanceof Change.CreateIndex create) {
            obstacles.index(create.index());
            obstacles.rowid(table, List.of(create.index()));
        } else if (change instanceof Change.RenameTable) {
            obstacles.content("gets another name");
        } else if (change instanceof Change.RenameColumn rename) {
            obstacles.content(rename.from(), "gets another name");
            obstacles.rowid(table, table.indexes());
        } else if (change instanceof Change.DropTable) {
            obstacles.content("is dropped");
        }
        return obstacles.found;
    }

    private void recreation(Change.RecreateTable change) {
        for (PhysicalColumn column : change.to().columns()) {
            if (column.generated()) {
                found.add(
                        "has to be made anew, and its column " + column.name()
                                + ", which the database computes, would not survive that: drop it, and add it again afterwards");
            }
            if (column.identity() != null && hasOption("WITHOUT ROWID")) {
                found.add("is a table WITHOUT ROWID, which numbers no column, and " + column.name()
                        + " is to be numbered: make it anew by hand without that");
            }
            type(column);
        }
        for (UnmanagedObject object : table.unmanaged()) {
            if (object.sql().isEmpty() && !isElsewhere(object)) {
                found.add("has to be made anew, and " + describe(object)
                        + " cannot be carried over: drop it before, and make it again afterwards");
            }
        }
        table.columns().stream()
                .map(PhysicalColumn::name)
                .filter(name -> change.to().column(name) == null)
                .forEach(name -> {
                    dropColumn(name);
                    content(name, "goes");
                });
        for (Change reason : change.reasons()) {
            if (reason instanceof Change.AlterColumn alter
                    && (alter.fill() != null
                            || alter.from().generated() != alter.to().generated()
                            || !Affinity.isSame(alter.from().type(), alter.to().type()))) {
                content(alter.to().name(), "gets other values");
            }
        }
        change.to().indexes().stream()
                .filter(index -> !table.indexes().contains(index))
                .forEach(this::index);
        rowid(change.to(), change.to().indexes());
        if (!new TableRecreation(change).keepsRowids()) {
            content("gets other rowids");
        }
    }

    /** Of triggers SQLite itself knows better which column they mean. */
    private void dropColumn(String column) {
        for (UnmanagedObject object : table.unmanaged()) {
            boolean needs = switch (object.kind()) {
                case CHECK, UNIQUE, INDEX -> new NamesInSql(object.sql()).containsColumn(column);
                default -> false;
            };
            if (needs) {
                found.add("column " + column + " cannot be dropped, as " + describe(object)
                        + ", which sync did not make, needs it: drop that before");
            }
        }
    }

    private void type(PhysicalColumn column) {
        if (hasOption("STRICT") && !STRICT_TYPES.contains(column.type())) {
            found.add("is a STRICT table, which has no column of the type " + column.type() + " as " + column.name()
                    + " needs: make it anew by hand without that");
        }
    }

    private void index(PhysicalIndex index) {
        if (index.kind() == PhysicalIndex.Kind.FULLTEXT && hasOption("WITHOUT ROWID")) {
            found.add("is a table WITHOUT ROWID, which can have no full-text index such as " + index.name()
                    + ": make it anew by hand without that");
        }
    }

    private void rowid(PhysicalTable made, List<PhysicalIndex> indexes) {
        SqliteFullText.hidingRowid(made)
                .ifPresent(hiding -> indexes.stream()
                        .filter(index -> index.kind() == PhysicalIndex.Kind.FULLTEXT)
                        .forEach(index -> found.add("would have a column " + hiding.name()
                                + ", which hides the rowid by which the full-text index " + index.name()
                                + " finds its rows: give the column another name, or drop it")));
    }

    private void content(String what) {
        content(object -> true, what);
    }

    private void content(String column, String what) {
        content(object -> SqliteFullText.reads(object.sql(), column), "column " + column + " " + what);
    }

    private void content(Predicate<UnmanagedObject> which, String what) {
        for (UnmanagedObject object : table.unmanaged()) {
            if (object.kind() == UnmanagedObject.Kind.CONTENT && which.test(object)) {
                found.add(what + ", and the full-text table " + object.name()
                        + ", which sync did not make, would lose it: drop that before, and make it again afterwards");
            }
        }
    }

    private boolean hasOption(String option) {
        return table.unmanaged().contains(new UnmanagedObject(UnmanagedObject.Kind.TABLE_OPTION, "", option));
    }

    /** What only names the table, and is not made anew with it. */
    private static boolean isElsewhere(UnmanagedObject object) {
        return object.kind() == UnmanagedObject.Kind.USER_OF_TABLE
                || object.kind() == UnmanagedObject.Kind.USER_OF_COLUMN;
    }

    private static String describe(UnmanagedObject object) {
        return switch (object.kind()) {
            case INDEX -> "the index " + object.name();
            case TRIGGER -> "the trigger " + object.name();
            case CLAUSE -> object.name();
            default -> "the constraint " + (object.name().isEmpty() ? object.sql() : object.name());
        };
    }
}
