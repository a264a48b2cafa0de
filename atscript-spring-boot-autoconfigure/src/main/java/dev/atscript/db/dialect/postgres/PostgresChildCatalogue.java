package dev.atscript.db.dialect.postgres;

/**
 * Reads what children and partitions of a table {@code c}, which are in {@code family} with it, have of their own at a column
 * {@code a}.
 */
final class PostgresChildCatalogue {

    /**
     * What makes the column required of a child, beside what that has from the table: of two names, the database does not make
     * them again.
     */
    private static final String REQUIRED_BY_CHILD = """
            SELECT ARRAY['REQUIRED_BY_CHILD', pg_catalog.pg_describe_object('pg_constraint'::regclass, m.oid, 0)]
            FROM pg_constraint k JOIN pg_constraint m ON m.conrelid = ANY (family.relations) AND m.contype = 'n' AND m.conislocal
              AND m.coninhcount > 0 AND m.conname <> k.conname
            JOIN pg_attribute o ON o.attrelid = m.conrelid AND o.attnum = m.conkey[1] AND o.attname = a.attname
            WHERE k.conrelid = c.oid AND k.contype = 'n' AND k.conkey = ARRAY[a.attnum] AND NOT k.connoinherit""";

    /**
     * What keeps NULL out of the column of a child. Where that requires it by a constraint of its own as well, which only
     * newer databases know, it stays required when the table's no longer is.
     */
    private static final String KEYS = """
            SELECT ARRAY['KEY_OF_CHILD', CASE WHEN k.oid IS NULL THEN pg_catalog.pg_describe_object('pg_class'::regclass, x.indexrelid, 0)
              ELSE pg_catalog.pg_describe_object('pg_constraint'::regclass, k.oid, 0) END]
            FROM pg_attribute o JOIN pg_index x ON x.indrelid = o.attrelid AND (x.indisprimary OR x.indisreplident)
              AND o.attnum = ANY ((x.indkey::int2[])[0:x.indnkeyatts - 1])
            LEFT JOIN pg_constraint k ON k.conindid = x.indexrelid AND k.conrelid = o.attrelid AND k.contype = 'p'
            WHERE o.attrelid = ANY (family.relations) AND o.attrelid <> c.oid AND o.attname = a.attname
              AND (k.oid IS NULL OR k.conparentid = 0 OR x.indisreplident)
              AND NOT EXISTS (SELECT FROM pg_constraint l WHERE l.conrelid = o.attrelid AND l.contype = 'n'
                AND l.conkey = ARRAY[o.attnum] AND l.conislocal)""";

    /** What the default of a child is that is not the default of the table. */
    private static final String DEFAULTS = """
            SELECT CASE WHEN o.attidentity <> ''
              THEN ARRAY['DEFAULT_OF_CHILD', 'the numbering of ' || pg_catalog.pg_describe_object('pg_class'::regclass, o.attrelid, o.attnum)]
              WHEN od.oid IS NULL
              THEN ARRAY['NO_DEFAULT_OF_CHILD', pg_catalog.pg_describe_object('pg_class'::regclass, o.attrelid, o.attnum)]
              ELSE ARRAY['DEFAULT_OF_CHILD', 'the ' || pg_catalog.pg_describe_object('pg_attrdef'::regclass, od.oid, 0)] END
            FROM pg_attribute o LEFT JOIN pg_attrdef od ON od.adrelid = o.attrelid AND od.adnum = o.attnum
            WHERE o.attrelid = ANY (family.relations) AND o.attrelid <> c.oid AND o.attname = a.attname
              AND a.attgenerated = '' AND o.attgenerated = ''
              AND (o.attidentity <> '' AND a.attidentity = ''
                OR pg_catalog.pg_get_expr(od.adbin, od.adrelid) IS DISTINCT FROM pg_catalog.pg_get_expr(d.adbin, d.adrelid))""";

    /** What is required of one table alone, by newer databases: it keeps a constraint of the family from being made. */
    private static final String REQUIRED_ALONE = """
            SELECT ARRAY['REQUIRED_ALONE', pg_catalog.pg_describe_object('pg_constraint'::regclass, k.oid, 0)]
            FROM pg_constraint k WHERE k.conrelid = ANY (family.relations) AND k.contype = 'n' AND k.connoinherit
              AND k.conkey = ARRAY[(SELECT o.attnum FROM pg_attribute o WHERE o.attrelid = k.conrelid AND o.attname = a.attname)]""";

    /** What a value of the column, which comes in the place of NULL, may not be in a child. */
    private static final String GUARDS = """
            SELECT DISTINCT ARRAY['GUARD_OF_CHILD', pg_catalog.pg_describe_object(u.classid, u.objid, u.objsubid)]
            FROM pg_attribute o JOIN pg_depend u ON u.refclassid = 'pg_class'::regclass AND u.refobjid = o.attrelid
              AND u.refobjsubid = o.attnum
            LEFT JOIN pg_constraint k ON u.classid = 'pg_constraint'::regclass AND k.oid = u.objid
              AND k.conrelid = o.attrelid AND k.contype IN ('c', 'f', 'u', 'x') AND k.coninhcount = 0 AND k.conparentid = 0
            LEFT JOIN pg_index x ON u.classid = 'pg_class'::regclass AND x.indexrelid = u.objid AND x.indisunique
            LEFT JOIN pg_class xc ON xc.oid = x.indexrelid AND NOT xc.relispartition
            WHERE o.attrelid = ANY (family.relations) AND o.attrelid <> c.oid AND o.attname = a.attname
              AND (k.oid IS NOT NULL OR xc.oid IS NOT NULL)""";

    /** How children store the column where that is not how the table does: the database sets that of the whole family. */
    static final String SETTINGS = """
            SELECT ARRAY['COLUMN_SETTING_OF_CHILD', pg_catalog.format('%I.%I', hn.nspname, h.relname), s.setting]
            FROM pg_attribute o JOIN pg_class h ON h.oid = o.attrelid JOIN pg_namespace hn ON hn.oid = h.relnamespace
            CROSS JOIN LATERAL (VALUES
              (CASE WHEN o.attstorage <> a.attstorage THEN 'STORAGE ' || CASE o.attstorage
                WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN' ELSE 'EXTENDED' END END),
              (CASE WHEN o.attcompression <> a.attcompression THEN 'COMPRESSION ' || CASE o.attcompression
                WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' ELSE 'default' END END)) AS s(setting)
            WHERE o.attrelid = ANY (family.relations) AND o.attrelid <> c.oid AND o.attname = a.attname AND s.setting IS NOT NULL""";

    /** The array of all of it, which few tables have. */
    static final String AT_COLUMN = "CASE WHEN c.relhassubclass OR a.attnotnull THEN ARRAY(" + REQUIRED_ALONE
            + ") ELSE '{}' END || CASE WHEN c.relhassubclass AND a.attnotnull THEN ARRAY(" + REQUIRED_BY_CHILD
            + ") || ARRAY(" + KEYS + ") ELSE '{}' END || CASE WHEN c.relhassubclass THEN ARRAY(" + DEFAULTS
            + ") ELSE '{}' END || CASE WHEN c.relhassubclass AND NOT a.attnotnull THEN ARRAY(" + GUARDS
            + ") ELSE '{}' END";

    private PostgresChildCatalogue() {}
}
