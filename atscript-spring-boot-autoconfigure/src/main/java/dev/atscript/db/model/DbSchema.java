package dev.atscript.db.model;

import java.util.List;

/**
 * All tables and views that a set of declarations describes.
 *
 * @param tables in order of declaration
 * @param views in order of declaration
 */
public record DbSchema(List<DbTable> tables, List<DbView> views) {
    public DbSchema {
        tables = List.copyOf(tables);
        views = List.copyOf(views);
    }

    /** Whether there is neither a table nor a view. */
    public boolean isEmpty() {
        return tables.isEmpty() && views.isEmpty();
    }

    /** The tables and views of one space. */
    public DbSchema inSpace(String space) {
        return new DbSchema(
                tables.stream().filter(table -> table.space().equals(space)).toList(),
                views.stream().filter(view -> view.space().equals(space)).toList());
    }
}
