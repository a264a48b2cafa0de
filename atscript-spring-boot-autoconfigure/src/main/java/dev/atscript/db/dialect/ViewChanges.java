package dev.atscript.db.dialect;

import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalSchema;
import dev.atscript.db.schema.QualifiedName;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcOperations;

/** How a database reacts when views change, or what they read. */
public interface ViewChanges {

    /** Which views have to be gone when a change is made, or break by it. */
    ViewsInTheWay viewsInTheWay(Change change);

    /** Which views stand in the way of a change. */
    enum ViewsInTheWay {
        NONE,
        /** Those that read the changed column. */
        OF_THE_COLUMN,
        /** Those that count on the table's primary key. */
        OF_THE_KEY,
        /** Those that read a full-text index, where that is a table of its own. */
        OF_THE_INDEX,
        /** Those that read the table or view. */
        OF_THE_RELATION
    }

    /**
     * Whether the database knows what a view reads, and keeps that from being dropped; otherwise only {@link Dialect#breakages} tells what
     * of somebody's views would not work any longer.
     */
    boolean keepsDependencies();

    /** The definitions of views in the database's own words, by name; read in one statement. */
    Map<QualifiedName, String> viewDefinitions(JdbcOperations jdbc, Set<QualifiedName> views);

    /**
     * What the database's words for a view depend on besides the view, so that those of two servers are compared only where
     * it is the same.
     */
    String viewSpelling(PhysicalSchema live);

    /** Whether a view can get another name in place. */
    boolean renamesViews();

    /**
     * Whether a view that is not materialized can get another definition in place, with other names for its columns, and more
     * columns behind them.
     */
    boolean replacesViews();
}
