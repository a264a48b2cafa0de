package dev.atscript.db.sync;

import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalSchema;
import dev.atscript.db.schema.PhysicalView;
import dev.atscript.db.schema.QualifiedName;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Renames to make, in order, and the database after them.
 *
 * @param changes the renames, and before them what happens to indexes that would not follow, or not find their name
 *     free
 * @param after the database after the renames
 * @param liveTables the name that a table has now, by its name after the renames; only renamed ones
 * @param liveColumns likewise for columns, by table after the renames and column
 * @param errors why a rename cannot be made, by table
 */
record PlannedRenames(
        List<Change> changes,
        PhysicalSchema after,
        Map<QualifiedName, QualifiedName> liveTables,
        Map<QualifiedName, Map<String, String>> liveColumns,
        Map<QualifiedName, List<String>> errors) {

    PlannedRenames with(PhysicalSchema other) {
        return new PlannedRenames(changes, other, liveTables, liveColumns, errors);
    }

    /** The name that a table has now. */
    QualifiedName liveName(QualifiedName table) {
        return liveTables.getOrDefault(table, table);
    }

    /** The name that a table of now gets. */
    QualifiedName nameAfter(QualifiedName live) {
        return liveTables.entrySet().stream()
                .filter(renamed -> renamed.getValue().equals(live))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(live);
    }

    /** The name that a column of now gets. */
    String columnAfter(QualifiedName liveTable, String live) {
        return liveColumns.getOrDefault(nameAfter(liveTable), Map.of()).entrySet().stream()
                .filter(renamed -> renamed.getValue().equals(live))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(live);
    }

    /** Whether a view, as it is now, reads a table or column that gets another name, which the view then follows. */
    boolean rename(PhysicalView view) {
        return changes.stream()
                .anyMatch(change -> change instanceof Change.RenameTable table && view.uses(table.from())
                        || change instanceof Change.RenameColumn column
                                && view.uses(liveName(column.table()), column.from()));
    }

    /** The names of tables, and with a point behind them of columns, that go to something else, or to nothing. */
    Set<String> lostNames() {
        Set<String> lost = new HashSet<>();
        liveTables.values().forEach(table -> lost.add(table.toString()));
        liveColumns.forEach(
                (table, columns) -> columns.values().forEach(column -> lost.add(liveName(table) + "." + column)));
        return lost;
    }

    /** Whether the change is one of these, and made before all others. */
    boolean makes(Change change) {
        return changes.stream().anyMatch(made -> made == change);
    }

    /** The name that a column has now. */
    String liveColumn(QualifiedName table, String column) {
        return liveColumns.getOrDefault(table, Map.of()).getOrDefault(column, column);
    }
}
