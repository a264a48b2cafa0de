package dev.atscript.db.dialect.postgres;

import dev.atscript.db.dialect.Sql;
import dev.atscript.db.dialect.SqlStatement;
import dev.atscript.db.schema.UnmanagedObject;

/**
 * What somebody has set of a partition's part of an index or a constraint, and would go with the whole. The database gives
 * the new part its name: what is read is the query that makes the statement of the part that there is then.
 *
 * @see <a href="https://www.postgresql.org/docs/current/ddl-partitioning.html">Table partitioning</a>
 */
final class PostgresPartitionSettings {

    /** Stands for the index of the whole. */
    private static final String INDEX = "$atscript_index$";

    /** Stands for the constraint of the whole. */
    private static final String CONSTRAINT = "$atscript_constraint$";

    /** Those of the row's index {@code x}, a relation {@code i}. */
    static final String OF_INDEX = """
            ARRAY(SELECT ARRAY['OF_PARTITION', pg_catalog.format(
              'SELECT pg_catalog.format(%L, x.indexrelid::regclass, i.relname) FROM pg_catalog.pg_partition_tree($atscript_index$) p JOIN pg_catalog.pg_index x ON x.indexrelid = p.relid JOIN pg_catalog.pg_class i ON i.oid = p.relid WHERE x.indrelid = %L::regclass',
              own.statement, pg_catalog.format('%I.%I', pn.nspname, pt.relname))]
            FROM pg_catalog.pg_partition_tree(x.indexrelid) p JOIN pg_class pi ON pi.oid = p.relid JOIN pg_index px ON px.indexrelid = p.relid
            JOIN pg_class pt ON pt.oid = px.indrelid JOIN pg_namespace pn ON pn.oid = pt.relnamespace
            CROSS JOIN LATERAL (
              SELECT 'COMMENT ON INDEX %1$s IS ' || pg_catalog.replace(pg_catalog.quote_literal(d.description), '%', '%%') FROM pg_description d
              WHERE d.classoid = 'pg_class'::regclass AND d.objoid = p.relid AND d.objsubid = 0
              UNION ALL SELECT 'ALTER INDEX %1$s SET TABLESPACE ' || pg_catalog.replace(pg_catalog.quote_ident(s.spcname), '%', '%%') FROM pg_tablespace s
              WHERE pi.reltablespace <> i.reltablespace AND s.oid = CASE pi.reltablespace WHEN 0 THEN
                (SELECT db.dattablespace FROM pg_database db WHERE db.datname = pg_catalog.current_database()) ELSE pi.reltablespace END
              UNION ALL SELECT 'ALTER INDEX %1$s SET (' || o.setting || ')' FROM pg_catalog.unnest(pi.reloptions) o(setting)
              WHERE pi.relkind = 'i' AND o.setting <> ALL (coalesce(i.reloptions, '{}'))
              UNION ALL SELECT pg_catalog.format('ALTER INDEX %%1$s ALTER COLUMN %s SET STATISTICS %s', xa.attnum, xa.attstattarget)
              FROM pg_attribute xa WHERE xa.attrelid = p.relid AND xa.attstattarget >= 0
              UNION ALL SELECT pg_catalog.replace(pg_catalog.format('ALTER TABLE %I.%I CLUSTER ON ', pn.nspname, pt.relname), '%', '%%') || '%2$I'
              WHERE px.indisclustered
            ) AS own(statement)
            WHERE p.level > 0)""";

    /** Those of the row's constraint {@code k}, but for its index. */
    static final String OF_CONSTRAINT = """
            ARRAY(SELECT ARRAY['OF_PARTITION', pg_catalog.format(
              'WITH RECURSIVE part(id) AS (SELECT $atscript_constraint$ UNION SELECT k.oid FROM part JOIN pg_catalog.pg_constraint k ON k.conparentid = part.id) SELECT pg_catalog.format(%L, k.conname) FROM part JOIN pg_catalog.pg_constraint k ON k.oid = part.id WHERE k.conrelid = %L::regclass',
              'COMMENT ON CONSTRAINT %I ON ' || pg_catalog.replace(pg_catalog.format('%I.%I IS %L', pn.nspname, pt.relname, d.description), '%', '%%'),
              pg_catalog.format('%I.%I', pn.nspname, pt.relname))]
            FROM (WITH RECURSIVE part AS (SELECT pk.oid, pk.conrelid FROM pg_constraint pk WHERE pk.conparentid = k.oid
                UNION ALL SELECT pk.oid, pk.conrelid FROM part JOIN pg_constraint pk ON pk.conparentid = part.oid)
              SELECT part.oid, part.conrelid FROM part) part
            JOIN pg_class pt ON pt.oid = part.conrelid JOIN pg_namespace pn ON pn.oid = pt.relnamespace
            JOIN pg_description d ON d.classoid = 'pg_constraint'::regclass AND d.objoid = part.oid
            WHERE pt.relispartition)""";

    private PostgresPartitionSettings() {}

    static SqlStatement ofIndex(UnmanagedObject setting, String index) {
        return statement(setting.sql().replace(INDEX, Sql.literal(index) + "::regclass"));
    }

    /**
     * Sets it of the part of a constraint, or of that of its index.
     *
     * @param table the whole's, as SQL names it
     * @param condition finds the constraint among those of the table
     */
    static SqlStatement ofConstraint(UnmanagedObject setting, String table, String condition) {
        String found = " FROM pg_catalog.pg_constraint WHERE conrelid = " + Sql.literal(table) + "::regclass AND "
                + condition + ")";
        return statement(
                setting.sql().replace(INDEX, "(SELECT conindid" + found).replace(CONSTRAINT, "(SELECT oid" + found));
    }

    private static SqlStatement statement(String query) {
        return SqlStatement.of("DO " + Sql.literal("BEGIN EXECUTE (" + query + "); END"));
    }
}
