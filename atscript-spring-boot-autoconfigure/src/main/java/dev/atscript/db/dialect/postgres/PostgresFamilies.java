package dev.atscript.db.dialect.postgres;

/**
 * Beginnings of queries about a table {@code c} and what inherits from it: its partitions and children, and theirs. They go on
 * with what they select from {@code member}.
 *
 * @see <a href="https://www.postgresql.org/docs/current/catalog-pg-inherits.html">pg_inherits</a>
 */
final class PostgresFamilies {

    /** The table itself is a member, too. */
    static final String WITH_MEMBERS = beginningWith("SELECT c.oid");

    private PostgresFamilies() {}

    /**
     * Without the table itself.
     *
     * @param condition on {@code c}; what does not meet it has no members, and costs nothing
     */
    static String withMembersBelow(String condition) {
        return beginningWith("SELECT i.inhrelid FROM pg_inherits i WHERE " + condition + " AND i.inhparent = c.oid");
    }

    private static String beginningWith(String first) {
        return "WITH RECURSIVE member(relation) AS (" + first
                + " UNION SELECT i.inhrelid FROM member JOIN pg_inherits i ON i.inhparent = member.relation)";
    }
}
