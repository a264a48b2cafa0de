package dev.atscript.db.dialect.postgres;

/**
 * Expressions for where a sequence is. Unlike {@code pg_sequence_last_value}, which says nothing of a sequence that somebody
 * set and that gave no number since, they read the sequence itself, where that is allowed.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-createsequence.html">CREATE SEQUENCE</a>
 */
final class PostgresSequences {

    private PostgresSequences() {}

    /** The number it gave last or, where it gave none since it was made or set, the next one. */
    static String lastValue(String sequence) {
        return read("last_value", sequence, "pg_catalog.pg_sequence_last_value(" + sequence + ")") + "::bigint";
    }

    /** Whether it gave that number. */
    static String isCalled(String sequence) {
        return read("is_called", sequence, "true") + "::boolean";
    }

    /** The name of the relation is known to the database only, and this is how a query asks one that it makes itself. */
    private static String read(String column, String sequence, String otherwise) {
        return """
                (CASE WHEN pg_catalog.has_sequence_privilege(%2$s, 'SELECT')
                  THEN pg_catalog.substring(pg_catalog.query_to_xml('SELECT %1$s FROM ' || %2$s::text, false, false, '')::text, '<%1$s>(.*)</%1$s>')
                  ELSE %3$s::text END)""".formatted(column, sequence, otherwise);
    }
}
