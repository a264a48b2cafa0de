package dev.atscript.db.model;

/** How a change that a database cannot make in place is made ({@code @db.sync.method}). */
public enum SyncMethod {
    /** Drop the table and create it empty. */
    DROP,
    /** Create a new table, copy the rows, swap. */
    RECREATE
}
