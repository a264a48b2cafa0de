package dev.atscript.db.dialect;

import org.jspecify.annotations.Nullable;

/** How a kind of database writes what is not the same everywhere in a view. */
public interface ViewMapping {

    /** Whether there are materialized views; otherwise they become plain ones. */
    boolean hasMaterializedViews();

    /** {@code true} or {@code false}, as the column of a boolean holds it. */
    String literal(boolean value);

    /**
     * A condition that a text matches a regular expression of JavaScript.
     *
     * @param expression the text in SQL
     * @param pattern the regular expression, without slashes
     * @param flags its flags
     * @return null where this kind of database cannot express it
     */
    @Nullable
    String matches(String expression, String pattern, String flags);
}
