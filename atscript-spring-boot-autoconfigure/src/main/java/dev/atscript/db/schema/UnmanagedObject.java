package dev.atscript.db.schema;

/**
 * Something that belongs to a table or view and was not made by sync: it is left alone, and carried over where that has to
 * be made anew.
 *
 * @param kind what it is
 * @param name its name; empty where it has none
 * @param sql what makes it again, in the database's own words
 */
public record UnmanagedObject(Kind kind, String name, String sql) {

    /** What an unmanaged object is. */
    public enum Kind {
        INDEX,
        TRIGGER,
        CHECK,
        UNIQUE,
        FOREIGN_KEY,
        GRANT,
        COMMENT,
        /** Whose a view is, where it is not the role's that syncs. */
        OWNER,
        /** A property of the whole table that a new table would lose, for example {@code WITHOUT ROWID}. */
        TABLE_OPTION
    }
}
