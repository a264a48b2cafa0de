package dev.atscript.db.sync;

import dev.atscript.db.dialect.Dialect;
import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalIndex;
import dev.atscript.db.schema.PhysicalView;
import dev.atscript.db.schema.QualifiedName;

/** Tells which views have to be gone while a table changes. */
final class ViewsInTheWay {

    private final Dialect dialect;
    private final PlannedRenames renames;

    ViewsInTheWay(Dialect dialect, PlannedRenames renames) {
        this.dialect = dialect;
        this.renames = renames;
    }

    boolean contain(PhysicalView view, Change change) {
        QualifiedName table = renames.liveName(change.table());
        return switch (dialect.viewChanges().viewsInTheWay(change)) {
            case NONE -> false;
            case OF_THE_RELATION ->
                view.uses(table)
                        || change instanceof Change.DropTable drop
                                && drop.definition().indexes().stream().anyMatch(index -> uses(view, table, index));
            case OF_THE_INDEX -> change instanceof Change.DropIndex drop && uses(view, table, drop.index());
            case OF_THE_KEY -> view.keys().contains(table);
            case OF_THE_COLUMN -> {
                String column = Descriptions.columnOf(change);
                yield column != null && view.uses(table, renames.liveColumn(change.table(), column));
            }
        };
    }

    private static boolean uses(PhysicalView view, QualifiedName table, PhysicalIndex index) {
        return view.uses(table.withName(index.name()));
    }
}
