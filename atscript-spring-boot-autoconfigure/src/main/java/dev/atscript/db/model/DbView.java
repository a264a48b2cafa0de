package dev.atscript.db.model;

import dev.atscript.lang.Location;
import dev.atscript.lang.Query;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A view: managed where it names an entry table, external otherwise.
 *
 * @param namespace the namespace; null for the default one
 * @param name physical name
 * @param space the named space it belongs to
 * @param renamedFrom previous names, newest first
 * @param materialized whether it is materialized where the database can
 * @param definition what it selects; null for an external view
 * @param columns its columns in order
 * @param location the declaration's name
 */
public record DbView(
        @Nullable String namespace,
        String name,
        String space,
        List<String> renamedFrom,
        boolean materialized,
        @Nullable Definition definition,
        List<Column> columns,
        Location location) {
    public DbView {
        renamedFrom = List.copyOf(renamedFrom);
        columns = List.copyOf(columns);
    }

    /** A table in a view's FROM, called by its declaration's name in conditions. */
    public record Source(String declaration, @Nullable String namespace, String table) {}

    /** A joined table, with its condition. */
    public record Join(Source source, boolean left, Query condition) {}

    /** What a managed view selects; conditions have their field paths resolved to {@code [declaration, column]}. */
    public record Definition(
            Source entry,
            List<Join> joins,
            @Nullable Query filter,
            @Nullable Query having) {
        public Definition {
            joins = List.copyOf(joins);
        }
    }

    /** The function of an aggregate column. */
    public enum Aggregate {
        SUM,
        AVG,
        COUNT,
        MIN,
        MAX
    }

    /**
     * A view column.
     *
     * @param name its name
     * @param source the declaration it is taken from; null for an external view's column or {@code COUNT(*)}
     * @param column the physical column it is taken from; null likewise
     * @param aggregate the function applied; null for none
     * @param type what it holds
     * @param nullable whether the model says it may be null
     */
    public record Column(
            String name,
            @Nullable String source,
            @Nullable String column,
            @Nullable Aggregate aggregate,
            ColumnType type,
            boolean nullable) {}
}
