package dev.atscript.db.schema;

/**
 * Something that belongs to a table or view and was not made by sync: it is left alone, and carried over where that has to
 * be made anew.
 *
 * @param kind what it is
 * @param name its name; empty where it has none
 * @param sql what makes it again, in the database's own words; empty where nothing can
 * @param column the column that it stands on; empty where that is not known, or is not one
 */
public record UnmanagedObject(Kind kind, String name, String sql, String column) {

    public UnmanagedObject(Kind kind, String name, String sql) {
        this(kind, name, sql, "");
    }

    public UnmanagedObject withSql(String other) {
        return new UnmanagedObject(kind, name, other, column);
    }

    public UnmanagedObject withColumn(String other) {
        return new UnmanagedObject(kind, name, sql, other);
    }

    /** What an unmanaged object is. */
    public enum Kind {
        INDEX,
        TRIGGER,
        /** What says of a row who may see and write it. */
        POLICY,
        /** Statistics over several columns or expressions of a view. */
        STATISTICS,
        CHECK,
        UNIQUE,
        FOREIGN_KEY,
        GRANT,
        /** A comment on a view; or on an index or a constraint of that name, where the SQL is what it says. */
        COMMENT,
        /** A comment on the index of the key of that name: the SQL is what it says. */
        INDEX_COMMENT,
        /** That the rows were last put in the order of the index of that name. */
        CLUSTERING,
        /** A storage parameter of the index or key of that name. */
        INDEX_OPTION,
        /** What was set of a column of the full text of that name: the SQL is its number, and what is set. */
        INDEX_COLUMN,
        /** The tablespace of the index or key of that name. */
        TABLESPACE,
        /** What a partition has of its own at its part of the index or constraint of that name. */
        OF_PARTITION,
        /** How the values of the column are stored, which its type says otherwise: the SQL is what is set. */
        COLUMN_SETTING,
        /** How a child or partition of that name stores the column, where that is not how the table does: the SQL is what is set. */
        COLUMN_SETTING_OF_CHILD,
        /** How much is kept of statistics about the column, beside its own: the SQL is the statement that says it. */
        STATISTICS_TARGET,
        /** The expression by which the database computes the column; its name says it. */
        EXPRESSION,
        /** A sequence of that name that belongs to the column and gives its numbers to nothing else. */
        REPLACEABLE_SEQUENCE,
        /** A sequence of that name that belongs to the column, and that no identity can replace. */
        OWNED_SEQUENCE,
        /** The default by which the column takes numbers from a sequence that no identity can replace; its name says it. */
        NUMBERING_DEFAULT,
        /** What limits the numbers of the sequence that an identity can replace; its name says it. */
        SEQUENCE_LIMITS,
        /** A name in the namespace, other than that of an index of ours, that goes along when the table moves to another. */
        COMPANION,
        /** A table that this one inherits its columns from. */
        PARENT,
        /** A table that inherits the columns of this one, maybe by another one, and lends it its rows; no partition. */
        CHILD,
        /** A child or partition that has the column from another table as well. */
        SHARED_BY_CHILD,
        /** What makes the column required of a child, by another name than that of the table's own; its name says what. */
        REQUIRED_BY_CHILD,
        /** What makes the column required of the table, a child or a partition alone, and is not inherited; its name says what. */
        REQUIRED_ALONE,
        /** A foreign key over the column of a child or partition, from there or to there; its name says which. */
        FOREIGN_KEY_OF_CHILD,
        /** A primary key or replica identity of a child or partition that keeps NULL out of its column; its name says which. */
        KEY_OF_CHILD,
        /** A default that the column has at a child or partition, and is not that of the table; its name says which. */
        DEFAULT_OF_CHILD,
        /** A column of a child or partition that has no default, where that of the table has one; its name says which. */
        NO_DEFAULT_OF_CHILD,
        /** What a child or partition does not let every value be by; its name says what it is. */
        GUARD_OF_CHILD,
        /** A partition that is a foreign table. */
        FOREIGN_PARTITION,
        /** That partitions cannot get a column with the table that numbers it. */
        UNNUMBERED_PARTITIONS,
        /** A primary key that a partition has of its own: its name is the partition's, its SQL the columns. */
        KEY_OF_PARTITION,
        /** An index of a partition that somebody attached to the index of that name: its SQL says which. */
        ATTACHED_INDEX,
        /** A type of that name, which says what columns the table has. */
        ROW_TYPE,
        /** That the rows do not outlive a crash. */
        UNLOGGED,
        /** A column of another table that holds rows of this one; its name says which. */
        ROW_TYPE_COLUMN,
        /** A policy that may hide rows from the role that syncs. */
        HIDDEN_ROWS,
        /** Whatever keeps an UPDATE from the rows, or makes something else of it; its name says what it is. */
        OBSTACLE_TO_UPDATE,
        /** The index by which replication finds the rows, once for each of its columns. */
        REPLICA_IDENTITY,
        /** An index of that name a part of which is how replication finds the rows of a partition: the SQL is the partition's name. */
        REPLICA_IDENTITY_OF_PARTITION,
        /** An index of that name on a part of which a foreign key stands: the SQL says which. */
        FOREIGN_KEY_AT_PART,
        /** That the column is inherited; its name says what else is, or is empty. */
        INHERITED,
        /** That an inherited column is declared by the table as well, and stays when the parent's goes. */
        DECLARED_TOO,
        /** That the column takes null no longer, but may still hold it: as a column it is optional. */
        REQUIRED_OF_NEW_ROWS,
        /**
         * What the table is partitioned by: its column; or an expression, which has a name, once for each column in it and
         * once without one.
         */
        PARTITION_KEY,
        /** Whatever would go with a column, or keeps it from going; its name says what it is. */
        USER_OF_COLUMN,
        /** Whatever keeps a column from changing its type; its name says what it is. */
        USER_OF_TYPE,
        /** Whatever is about a column's values, and may not be about those of another type; its name says what it is. */
        USER_OF_VALUES,
        /** A domain that is the column's type and has constraints: its name is the domain's, its SQL says which. */
        DOMAIN,
        /** Whatever only compares a column's values with whole numbers; its name says what it is. */
        USER_OF_ORDER,
        /** Whatever may be another thing over integers of another width, or none; its name says what it is. */
        USER_OF_WIDTH,
        /** Whatever computes with a column's integers, which may be too much for narrower ones; its name says what it is. */
        USER_OF_RANGE,
        /** Whatever takes numbers from a column's sequence; its name says what it is. */
        USER_OF_NUMBERS,
        /** A trigger that has the column's name among its arguments; its name says which. */
        TOLD_TRIGGER,
        /** A column that a unique index or constraint of somebody's is over; its name says which. */
        KEY_COLUMN,
        /** That the collation of the column takes texts for equal that are not the same; its name is the collation's. */
        LOOSE_COLLATION,
        /** A function that returns rows of the table, and lists their columns; its name says which. */
        ROW_FUNCTION,
        /** A function that returns rows of the table by a text that may list their columns; its name says which. */
        ROW_FUNCTION_OF_TEXT,
        /** A publication of all tables of the namespace the table is in: its SQL is one of those that it is about. */
        NAMESPACE_PUBLICATION,
        /** A publication whose subscribers find the rows by the primary key. */
        KEY_PUBLICATION,
        /** A column that is in the list of a publication of changes, which has one; its name is the publication's. */
        PUBLISHED_COLUMN,
        /** A column by which a publication chooses the rows whose changes it publishes; its name is the publication's. */
        FILTERING_COLUMN,
        /** Whatever counts on the primary key, and is no view; its name says what it is. */
        USER_OF_KEY,
        /** Whatever would go, or break, with the table, and does not belong to it; its name says what it is. */
        USER_OF_TABLE,
        /** A relation, or a column of it, that a rule of a view names: its name is the rule's, its SQL the relation's. */
        NAMED_BY_RULE,
        /** That a materialized view holds no data, and cannot be read. */
        UNPOPULATED,
        /** A rule of a view that returns its columns; its name says which. */
        RETURNING_RULE,
        /** A rule or function that writes by a view, which nothing else than its definition lets; its name says what it is. */
        WRITER,
        /** A view over a view that can be written as long as that can; its name says which. */
        WRITABLE_VIEW,
        /** That what is written by a view has to be among its rows. */
        CHECK_OPTION,
        /** Whose a view or what stands on it is, where it is not the role's that syncs. */
        OWNER,
        /** What of a view cannot be made again as it was; its name says what becomes of it, and why. */
        NOT_CARRIED_OVER,
        /** A full text of somebody's that reads the rows, by the table's name and their ids. */
        CONTENT,
        /** A part of the table's definition that a new table would lose. */
        CLAUSE,
        /** A property of the whole table that a new table would lose, for example {@code WITHOUT ROWID}. */
        TABLE_OPTION
    }
}
