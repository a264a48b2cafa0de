package dev.atscript.db.dialect.sqlite;

import dev.atscript.db.dialect.Breakage;
import dev.atscript.db.dialect.RenderedChange;
import dev.atscript.db.schema.Change;
import java.util.ArrayList;
import java.util.List;

/**
 * Views of somebody's whose columns get other names, as SQLite writes a renamed column anew in them, and a column that a view
 * gives no name has that of what it reads.
 *
 * @see <a href="https://www.sqlite.org/lang_altertable.html#altertabmvcol">ALTER TABLE RENAME COLUMN</a>
 */
final class RenamedViewColumns {

    private RenamedViewColumns() {}

    static List<Breakage> between(SchemaLook before, SchemaLook after, List<RenderedChange> changes) {
        List<Change.RenameColumn> renames = changes.stream()
                .map(RenderedChange::change)
                .filter(Change.RenameColumn.class::isInstance)
                .map(Change.RenameColumn.class::cast)
                .toList();
        List<Breakage> found = new ArrayList<>();
        before.columns().forEach((object, columns) -> {
            List<String> now = after.columns().getOrDefault(object, columns);
            if (!object.startsWith("view ") || now.size() != columns.size()) {
                return;
            }
            renames.stream()
                    .filter(rename -> isRenamed(rename.from(), columns, now))
                    .findFirst()
                    .ifPresent(rename -> found.add(new Breakage(
                            rename,
                            false,
                            "the " + object + ", which sync did not make, follows the new name: its columns ("
                                    + String.join(", ", columns) + ") are called (" + String.join(", ", now)
                                    + ") then")));
        });
        return found;
    }

    private static boolean isRenamed(String name, List<String> columns, List<String> now) {
        int index = columns.indexOf(name);
        return index >= 0 && !now.get(index).equalsIgnoreCase(name);
    }
}
