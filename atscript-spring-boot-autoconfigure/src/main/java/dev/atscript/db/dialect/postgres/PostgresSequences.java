package dev.atscript.db.dialect.postgres;

import dev.atscript.db.dialect.Sql;
import org.jspecify.annotations.Nullable;

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

    /** The statement that gives the sequence of an identity the type of its column, which only the database knows by name. */
    static String setType(String table, String column, String type) {
        return "DO "
                + Sql.literal("BEGIN EXECUTE pg_catalog.format('ALTER SEQUENCE %s AS " + type
                        + "', pg_catalog.pg_get_serial_sequence(" + Sql.literal(table) + ", " + Sql.literal(column)
                        + ")); END");
    }

    /** See {@link dev.atscript.db.dialect.Values#numberBeyond}. */
    static @Nullable String numberBeyond(String table, String column, String from, String to) {
        int bits = PostgresTypes.integerBits(to);
        if (bits == 0 || bits >= PostgresTypes.integerBits(from)) {
            return null;
        }
        return """
                SELECT coalesce(max(n), 0) FROM (
                  SELECT greatest(%3$s, seqstart, nullif(seqmax, CASE seqtypid WHEN 'int2'::regtype THEN 32767
                    WHEN 'int4'::regtype THEN 2147483647 ELSE 9223372036854775807 END)) AS n
                  FROM pg_sequence WHERE seqrelid = pg_get_serial_sequence(%1$s, %2$s)::regclass OR seqrelid IN (
                    SELECT u.refobjid FROM pg_attrdef d
                    JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
                    JOIN pg_depend u ON u.classid = 'pg_attrdef'::regclass AND u.objid = d.oid AND u.refclassid = 'pg_class'::regclass
                    WHERE d.adrelid = %1$s::regclass AND a.attname = %2$s)
                ) AS s WHERE n > %4$s""".formatted(
                        Sql.literal(table), Sql.literal(column), lastValue("seqrelid::regclass"), (1L << bits - 1) - 1);
    }

    /** The name of the relation is known to the database only, and this is how a query asks one that it makes itself. */
    private static String read(String column, String sequence, String otherwise) {
        return """
                (CASE WHEN pg_catalog.has_sequence_privilege(%2$s, 'SELECT')
                  THEN pg_catalog.substring(pg_catalog.query_to_xml('SELECT %1$s FROM ' || %2$s::text, false, false, '')::text, '<%1$s>(.*)</%1$s>')
                  ELSE %3$s::text END)""".formatted(column, sequence, otherwise);
    }
}
