package dev.atscript.db.dialect.postgres;

import dev.atscript.db.dialect.Sql;
import dev.atscript.db.schema.QualifiedName;

/**
 * What becomes of the sequence that a column owns once an identity numbers it. Left beside it, it would give the same numbers
 * to whoever asks it by its name.
 *
 * @see <a href="https://www.postgresql.org/docs/current/datatype-numeric.html#DATATYPE-SERIAL">Serial types</a>
 */
final class PostgresFormerSequences {

    private static final String EXECUTE = """

            DECLARE
              statement text;
            BEGIN
              FOREACH statement IN ARRAY ARRAY(
                WITH owned AS (
                  SELECT s.oid, s.oid::regclass::text AS name, s.relname, s.relowner, s.relacl, d.deptype
                  FROM pg_depend d
                  JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S'
                  JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
                  WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass
                    AND d.refobjid = %1$s::regclass AND a.attname = %2$s
                )%3$s
              ) LOOP
                EXECUTE statement;
              END LOOP;
            END""";

    /** It owns it already: but nobody else gets a number of it until the transaction ends. */
    private static final String LOCK = """

                SELECT pg_catalog.format('ALTER SEQUENCE %%s OWNED BY %%s.%%I', name, %1$s::regclass, %2$s) FROM owned WHERE deptype = 'a'""";

    private static final String REPLACE = """
            , pair AS (
                  SELECT former.*, identity.name AS identity, list.acl AS identity_acl, list.former_acl, q.seqcache, q.seqincrement,
                    NOT (list.acl @> list.of_owner AND list.former_acl @> list.of_owner) AS grants_to_owner
                  FROM owned former JOIN owned identity ON identity.deptype = 'i'
                  JOIN pg_sequence q ON q.seqrelid = former.oid
                  CROSS JOIN LATERAL (SELECT coalesce(identity.relacl, of_owner) AS acl, coalesce(former.relacl, of_owner) AS former_acl, of_owner[1]
                    FROM pg_catalog.acldefault('s', former.relowner) AS usual(of_owner)) AS list
                  WHERE former.deptype = 'a'
                ), privilege AS (
                  SELECT identity, of_identity, g.privilege_type, g.is_grantable,
                    CASE g.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(g.grantee)) END AS grantee
                  FROM pair CROSS JOIN LATERAL (VALUES (identity_acl, true), (former_acl, false)) AS list(acl, of_identity)
                  CROSS JOIN LATERAL pg_catalog.aclexplode(acl) g WHERE g.grantee <> relowner OR grants_to_owner
                ), step(number, change) AS (
                  SELECT 1, pg_catalog.format('REVOKE ALL ON SEQUENCE %s FROM %s', identity, grantee)
                  FROM privilege WHERE of_identity
                  UNION ALL
                  SELECT 2, pg_catalog.format('GRANT %s ON SEQUENCE %s TO %s%s', privilege_type, identity, grantee,
                    CASE WHEN is_grantable THEN ' WITH GRANT OPTION' END)
                  FROM privilege WHERE NOT of_identity
                  UNION ALL
                  SELECT 3, pg_catalog.format('COMMENT ON SEQUENCE %s IS %L', identity, pg_catalog.obj_description(oid, 'pg_class')) FROM pair
                  UNION ALL
                  SELECT 3, pg_catalog.format('ALTER SEQUENCE %s INCREMENT BY %s CACHE %s', identity, greatest(seqincrement, 1), seqcache)
                  FROM pair WHERE seqincrement > 1 OR seqcache > 1
                  UNION ALL
                  SELECT 4, pg_catalog.format('DROP SEQUENCE %s', name) FROM pair
                  UNION ALL
                  SELECT 5, pg_catalog.format('ALTER SEQUENCE %s RENAME TO %I', identity, relname) FROM pair
                )
                SELECT change FROM step ORDER BY number""";

    private PostgresFormerSequences() {}

    /** The statement that drops the only one, and gives the identity's its name, steps, cache, comment and privileges. */
    static String replaceByIdentity(QualifiedName table, String column) {
        return execute(table, column, REPLACE);
    }

    /** The statement that keeps others from taking numbers of it. */
    static String lock(QualifiedName table, String column) {
        return execute(table, column, LOCK.formatted(Sql.literal(PostgresDialect.quoted(table)), Sql.literal(column)));
    }

    private static String execute(QualifiedName table, String column, String statements) {
        String tag = "$atscript$";
        String code = EXECUTE.formatted(Sql.literal(PostgresDialect.quoted(table)), Sql.literal(column), statements);
        return "DO " + (code.contains(tag) ? Sql.literal(code) : tag + code + " " + tag);
    }
}
