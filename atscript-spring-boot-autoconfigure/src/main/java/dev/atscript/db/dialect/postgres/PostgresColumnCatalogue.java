package dev.atscript.db.dialect.postgres;

import dev.atscript.db.schema.Identity;
import dev.atscript.db.schema.PhysicalColumn;
import dev.atscript.db.schema.UnmanagedObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Reads the columns of tables. What stands on a column stands as well on that of a child or partition; what a partition has
 * from its parent counts there.
 */
final class PostgresColumnCatalogue {

    /** Comparisons with whole numbers that every type of number holds exactly, in the words of {@code pg_get_expr}. */
    private static final String COMPARES_WITH_NUMBERS = """
            '^([( ]*("[^"]*"|[a-z_][a-z0-9_]*) (=|<>|<|>|<=|>=) ([0-9]{1,7}|[(][0-9]{1,7}[)]::[a-z ]+)[) ]*((AND|OR) |$))+$'""";

    /**
     * What stands on a column: it would go with it or keep it, where the column goes; keeps it from changing its type; or
     * is about its values, and may not be about those of a type of another kind, as the database makes it again from its
     * text, nor about integers of another width, where that calls functions, which may be others then; or keeps apart what its
     * type and collation keep apart.
     */
    private static final String USERS = """
            SELECT DISTINCT ARRAY[k.kind, coalesce(CASE u.classid
              WHEN 'pg_attrdef'::regclass THEN (SELECT 'generated ' || pg_catalog.pg_describe_object('pg_class'::regclass, ud.adrelid, ud.adnum)
                FROM pg_attrdef ud JOIN pg_attribute ua ON ua.attrelid = ud.adrelid AND ua.attnum = ud.adnum
                WHERE ud.oid = u.objid AND ua.attgenerated <> '')
              WHEN 'pg_class'::regclass THEN CASE WHEN u.objsubid > 0 THEN 'generated '
                || pg_catalog.pg_describe_object(u.classid, u.objid, u.objsubid) END
              END, pg_catalog.pg_describe_object(u.classid, u.objid, u.objsubid))]
            FROM %s AS m(attrelid, attnum, goes)
            JOIN pg_depend u ON u.refclassid = 'pg_class'::regclass AND u.refobjid = m.attrelid AND u.refobjsubid = m.attnum
            CROSS JOIN LATERAL pg_catalog.unnest(CASE u.classid
              WHEN 'pg_class'::regclass THEN (SELECT ARRAY[
                CASE WHEN uc.relkind <> 'S' AND NOT uc.relispartition AND NOT pg_catalog.starts_with(uc.relname::text, 'atscript__')
                  THEN 'USER_OF_COLUMN' END,
                CASE WHEN u.objid = m.attrelid THEN CASE WHEN u.objsubid > 0 THEN 'USER_OF_TYPE' END
                  WHEN NOT uc.relispartition AND NOT pg_catalog.starts_with(uc.relname::text, 'atscript__') THEN (
                    SELECT CASE WHEN ux.indexprs IS NOT NULL OR ux.indisunique AND ux.indrelid <> c.oid
                      OR um.amname NOT IN ('btree', 'hash') OR EXISTS (SELECT FROM pg_catalog.unnest(ux.indclass::oid[]) o(class)
                      JOIN pg_opclass oc ON oc.oid = o.class WHERE NOT oc.opcdefault) THEN 'USER_OF_VALUES'
                      WHEN pg_catalog.pg_get_expr(ux.indpred, ux.indrelid) ~ #compares# THEN 'USER_OF_ORDER'
                      WHEN ux.indpred IS NOT NULL THEN 'USER_OF_VALUES' END
                    FROM pg_index ux JOIN pg_am um ON um.oid = uc.relam WHERE ux.indexrelid = u.objid) END,
                CASE WHEN NOT uc.relispartition AND NOT pg_catalog.starts_with(uc.relname::text, 'atscript__') THEN (
                  SELECT CASE WHEN pg_catalog.regexp_replace(by.sql, '::[a-z ]+[(]', '', 'g') ~ '[[:alnum:]_"][(]'
                      OR EXISTS (SELECT FROM ROWS FROM (pg_catalog.unnest(ux.indkey::int2[]), pg_catalog.unnest(ux.indclass::oid[])) AS o(num, class)
                      JOIN pg_opclass oc ON oc.oid = o.class WHERE NOT oc.opcdefault AND o.num IN (0, m.attnum) AND (o.num > 0 OR by.sql <> ''))
                    THEN 'USER_OF_WIDTH' WHEN by.sql <> '' THEN 'USER_OF_RANGE' END
                  FROM pg_index ux CROSS JOIN LATERAL (SELECT pg_catalog.string_agg(e.sql, ' ') FROM (VALUES
                    (pg_catalog.pg_get_expr(ux.indexprs, ux.indrelid)), (pg_catalog.pg_get_expr(ux.indpred, ux.indrelid))) AS e(sql)
                    WHERE e.sql !~ #compares# AND e.sql ~ CASE WHEN a.attname ~ '^[a-z_][a-z0-9_]*$' THEN '\\m' || a.attname || '\\M'
                      ELSE '***=' || pg_catalog.quote_ident(a.attname) END) AS by(sql)
                  WHERE ux.indexrelid = u.objid) END,
                CASE WHEN uc.relkind IN ('i', 'I') AND NOT uc.relispartition AND NOT pg_catalog.starts_with(uc.relname::text, 'atscript__')
                  AND EXISTS (SELECT FROM pg_index ux WHERE ux.indexrelid = u.objid AND ux.indisunique
                    AND m.attnum = ANY ((ux.indkey::int2[])[0:ux.indnkeyatts - 1])) THEN 'KEY_COLUMN' END]
                FROM pg_class uc WHERE uc.oid = u.objid)
              WHEN 'pg_constraint'::regclass THEN (SELECT ARRAY[
                CASE WHEN uk.contype <> 'n' AND (uk.contype NOT IN ('p', 'f') OR m.attrelid <> c.oid)
                  AND NOT pg_catalog.starts_with(uk.conname::text, 'atscript__') THEN 'USER_OF_COLUMN' END,
                CASE WHEN uk.contype = 'c' AND pg_catalog.pg_get_expr(uk.conbin, uk.conrelid) ~ #compares# THEN 'USER_OF_ORDER'
                  WHEN uk.contype IN ('c', 'x') OR uk.contype IN ('p', 'u') AND (uk.conrelid <> c.oid OR uk.condeferrable)
                  THEN 'USER_OF_VALUES' END,
                CASE WHEN uk.contype = 'c' AND EXISTS (SELECT FROM pg_depend f WHERE f.classid = 'pg_constraint'::regclass
                  AND f.objid = uk.oid AND f.refclassid IN ('pg_proc'::regclass, 'pg_operator'::regclass)) THEN 'USER_OF_WIDTH'
                  WHEN uk.contype = 'c' AND pg_catalog.pg_get_expr(uk.conbin, uk.conrelid) !~ #compares# THEN 'USER_OF_RANGE' END,
                CASE WHEN uk.contype = 'f' AND m.attrelid <> c.oid THEN 'FOREIGN_KEY_OF_CHILD' END,
                CASE WHEN uk.contype = 'u' AND m.attnum = ANY (uk.conkey) AND NOT pg_catalog.starts_with(uk.conname::text, 'atscript__')
                  THEN 'KEY_COLUMN' END]
                FROM pg_constraint uk WHERE uk.oid = u.objid AND uk.coninhcount = 0 AND uk.conparentid = 0)
              WHEN 'pg_attrdef'::regclass THEN (SELECT ARRAY['USER_OF_COLUMN', 'USER_OF_TYPE']
                FROM pg_attrdef ud WHERE ud.oid = u.objid AND ud.adnum <> m.attnum)
              WHEN 'pg_rewrite'::regclass THEN (SELECT ARRAY['USER_OF_COLUMN', 'USER_OF_TYPE']
                FROM pg_rewrite ur JOIN pg_class urc ON urc.oid = ur.ev_class WHERE ur.oid = u.objid AND urc.relkind IN ('r', 'p'))
              WHEN 'pg_trigger'::regclass THEN (SELECT ARRAY['USER_OF_COLUMN', 'USER_OF_TYPE']
                FROM pg_trigger ut WHERE ut.oid = u.objid AND ut.tgparentid = 0)
              ELSE ARRAY['USER_OF_COLUMN', CASE WHEN u.classid IN ('pg_policy'::regclass, 'pg_proc'::regclass,
                'pg_publication_rel'::regclass) THEN 'USER_OF_TYPE' WHEN EXISTS (SELECT FROM pg_statistic_ext us
                WHERE u.classid = 'pg_statistic_ext'::regclass AND us.oid = u.objid AND us.stxexprs IS NOT NULL) THEN 'USER_OF_VALUES'
                END] END) AS k(kind)
            WHERE k.kind IS NOT NULL AND (k.kind <> 'USER_OF_COLUMN' OR m.goes AND u.deptype IN ('a', 'n'))""".replace("#compares#", COMPARES_WITH_NUMBERS);

    /** What takes numbers from a sequence of the column, beside the column itself. */
    private static final String USERS_OF_NUMBERS = """
            SELECT DISTINCT ARRAY['USER_OF_NUMBERS', pg_catalog.pg_describe_object(u.classid, u.objid, u.objsubid)]
            FROM pg_depend o JOIN pg_depend u ON u.refclassid = o.classid AND u.refobjid = o.objid AND u.deptype = 'n'
            WHERE o.refclassid = 'pg_class'::regclass AND o.refobjid = c.oid AND o.refobjsubid = a.attnum
              AND o.classid = 'pg_class'::regclass AND o.deptype IN ('a', 'i') AND u.objid IS DISTINCT FROM d.oid""";

    /**
     * Triggers that may find the column by its name, of which the database does not know; one of a partition may be a part. Those
     * that keep a text search want it to be a text.
     */
    private static final String TOLD_TRIGGERS = """
            SELECT ARRAY[k.kind, pg_catalog.pg_describe_object('pg_trigger'::regclass, g.oid, 0)]
            FROM pg_trigger g JOIN (VALUES ('TOLD_TRIGGER'), ('USER_OF_VALUES')) AS k(kind) ON k.kind = 'TOLD_TRIGGER'
              OR g.tgfoid IN ('pg_catalog.tsvector_update_trigger'::regproc, 'pg_catalog.tsvector_update_trigger_column'::regproc)
            WHERE g.tgrelid = ANY (family.relations) AND g.tgparentid = 0 AND NOT g.tgisinternal AND g.tgnargs > 0
              AND pg_catalog.position('\\x00'::bytea || g.tgargs, '\\x00'::bytea
                || pg_catalog.convert_to(a.attname::text, pg_catalog.getdatabaseencoding()) || '\\x00'::bytea) > 0""";

    /**
     * What is lost with the column's type, as the database makes statistics and indexes anew. Our indexes sync makes anew; the
     * names that parts of a partitioned one then have are the database's, and found by the whole.
     */
    private static final String STATISTICS_TARGETS = """
            SELECT ARRAY['STATISTICS_TARGET', '', pg_catalog.format('ALTER STATISTICS %I.%I SET STATISTICS %s', sn.nspname, st.stxname, st.stxstattarget)]
            FROM pg_attribute ua JOIN pg_statistic_ext st ON st.stxrelid = ua.attrelid JOIN pg_namespace sn ON sn.oid = st.stxnamespace
            WHERE ua.attrelid = ANY (family.relations) AND ua.attname = a.attname AND st.stxstattarget >= 0
              AND EXISTS (SELECT FROM pg_depend u WHERE u.classid = 'pg_statistic_ext'::regclass AND u.objid = st.oid
                AND u.refclassid = 'pg_class'::regclass AND u.refobjid = ua.attrelid AND u.refobjsubid = ua.attnum)
            UNION ALL
            SELECT ARRAY['STATISTICS_TARGET', '', target.statement]
            FROM pg_attribute ua JOIN pg_index x ON x.indrelid = ua.attrelid AND x.indexprs IS NOT NULL
            JOIN pg_class xc ON xc.oid = x.indexrelid
            JOIN pg_attribute xa ON xa.attrelid = xc.oid
            CROSS JOIN LATERAL (SELECT (
              SELECT CASE WHEN xc.relispartition THEN pg_catalog.format('DO %L', pg_catalog.format(
                  'BEGIN EXECUTE (SELECT pg_catalog.format(%L, x.indexrelid::regclass) FROM pg_catalog.pg_partition_tree(%L) p JOIN pg_catalog.pg_index x ON x.indexrelid = p.relid WHERE x.indrelid = %L::regclass); END',
                  'ALTER INDEX %s' || change.sql, whole.name, pg_catalog.format('%I.%I', un.nspname, uc.relname)))
                ELSE 'ALTER INDEX ' || whole.name || change.sql END
              FROM pg_index w JOIN pg_class wc ON wc.oid = w.indexrelid JOIN pg_namespace wn ON wn.oid = wc.relnamespace
              CROSS JOIN pg_class uc JOIN pg_namespace un ON un.oid = uc.relnamespace
              CROSS JOIN LATERAL (SELECT CASE w.indrelid WHEN c.oid THEN '$atscript_namespace$'
                ELSE pg_catalog.quote_ident(wn.nspname) || '.' END || pg_catalog.quote_ident(wc.relname)) AS whole(name)
              CROSS JOIN LATERAL (SELECT pg_catalog.format(' ALTER COLUMN %s SET STATISTICS %s', xa.attnum, xa.attstattarget)) AS change(sql)
              WHERE w.indexrelid = CASE WHEN xc.relispartition THEN pg_catalog.pg_partition_root(xc.oid) ELSE xc.oid END
                AND uc.oid = x.indrelid AND NOT pg_catalog.starts_with(wc.relname::text, 'atscript__'))) AS target(statement)
            WHERE ua.attrelid = ANY (family.relations) AND ua.attname = a.attname AND xa.attstattarget >= 0
              AND target.statement IS NOT NULL
              AND EXISTS (SELECT FROM pg_depend u WHERE u.classid = 'pg_class'::regclass AND u.objid = xc.oid
                AND u.refclassid = 'pg_class'::regclass AND u.refobjid = ua.attrelid AND u.refobjsubid = ua.attnum)""";

    /**
     * The sequences that the column owns. The default that goes with the numbering goes from children as well, which get no
     * identity in its place; partitions do, from PostgreSQL 17 on.
     */
    private static final String OWNED_SEQUENCES = """
            SELECT ARRAY[sequence.kind, sequence.what] FROM (
              SELECT q.relname::text, pg_catalog.count(*) OVER () = 1
                AND (d.oid IS NULL OR pg_catalog.pg_get_expr(d.adbin, d.adrelid) NOT LIKE '%nextval(%'
                  OR pg_catalog.pg_get_expr(d.adbin, d.adrelid) ~ '^nextval\\(''.*''::regclass\\)$' AND EXISTS (
                  SELECT FROM pg_depend u WHERE u.classid = 'pg_attrdef'::regclass AND u.objid = d.oid
                    AND u.refclassid = o.classid AND u.refobjid = q.oid))
                AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = o.classid AND e.objid = q.oid AND e.deptype = 'e')
                AND NOT EXISTS (SELECT FROM pg_depend u WHERE u.refclassid = o.classid AND u.refobjid = q.oid
                  AND NOT (u.classid = 'pg_attrdef'::regclass AND EXISTS (SELECT FROM pg_attrdef ud
                    JOIN pg_attribute ua ON ua.attrelid = ud.adrelid AND ua.attnum = ud.adnum
                    JOIN pg_class uc ON uc.oid = ud.adrelid
                    WHERE ud.oid = u.objid AND ua.attname = a.attname AND (ud.adrelid = c.oid OR uc.relispartition
                      AND ud.adrelid = ANY (family.relations) AND pg_catalog.current_setting('server_version_num')::int >= 170000)))) AS replaceable,
                pg_catalog.concat_ws(' ', CASE WHEN qs.seqincrement < 0 THEN 'INCREMENT BY ' || qs.seqincrement END,
                  CASE WHEN qs.seqmin <> 1 THEN 'MINVALUE ' || qs.seqmin END,
                  CASE WHEN qs.seqmax <> CASE qs.seqtypid WHEN 'int2'::regtype THEN 32767 WHEN 'int4'::regtype THEN 2147483647
                    ELSE 9223372036854775807 END THEN 'MAXVALUE ' || qs.seqmax END, CASE WHEN qs.seqcycle THEN 'CYCLE' END) AS limits
              FROM pg_depend o JOIN pg_class q ON q.oid = o.objid JOIN pg_sequence qs ON qs.seqrelid = q.oid
              WHERE o.classid = 'pg_class'::regclass AND o.refclassid = 'pg_class'::regclass AND o.refobjid = c.oid
                AND o.refobjsubid = a.attnum AND o.deptype = 'a') AS owned
            CROSS JOIN LATERAL (VALUES (CASE WHEN owned.replaceable THEN 'REPLACEABLE_SEQUENCE' ELSE 'OWNED_SEQUENCE' END, owned.relname),
              ('SEQUENCE_LIMITS', CASE WHEN owned.replaceable THEN owned.limits END)) AS sequence(kind, what)
            WHERE sequence.what <> '' ORDER BY owned.relname""";

    /** The constraints of a domain that is the type of the column or its elements, and of those that it is made of. */
    private static final String DOMAIN = """
            WITH RECURSIVE domain AS (SELECT e.oid, e.typbasetype, e.typnotnull FROM pg_type e
                WHERE e.oid IN (t.oid, t.typelem) AND e.typtype = 'd'
              UNION ALL SELECT b.oid, b.typbasetype, b.typnotnull FROM domain JOIN pg_type b ON b.oid = domain.typbasetype
              WHERE b.typtype = 'd')
            SELECT pg_catalog.concat_ws(', ', CASE WHEN pg_catalog.bool_or(domain.typnotnull) THEN 'NOT NULL' END,
              pg_catalog.string_agg(pg_catalog.pg_get_constraintdef(k.oid), ', ' ORDER BY k.conname))
            FROM domain LEFT JOIN pg_constraint k ON k.contypid = domain.oid AND k.contype = 'c'""";

    private static final String COLUMNS = """
            SELECT n.nspname, c.relname, a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod) AS type,
              a.attnotnull AS required, a.attnotnull AND EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = c.oid
                AND k.contype = 'n' AND k.conkey = ARRAY[a.attnum] AND NOT k.convalidated) AS only_of_new_rows,
              pg_catalog.pg_get_expr(d.adbin, d.adrelid) AS default_value, a.attidentity::text, a.attgenerated::text,
              CASE WHEN a.attcollation <> t.typcollation THEN l.collname END AS collation, ln.nspname AS collation_schema,
              a.attinhcount > 0 AS inherited, a.attislocal AS declared, a.attinhcount > 0 AND EXISTS (SELECT FROM pg_constraint k
                WHERE k.conrelid = c.oid AND k.contype = 'n' AND k.conkey = ARRAY[a.attnum] AND k.coninhcount > 0) AS required_by_parent,
              a.attidentity = '' AND t.typcategory = 'N' AND pg_catalog.pg_get_expr(d.adbin, d.adrelid) LIKE '%%nextval(%%' AS numbering_default,
              c.relkind = 'p' AND EXISTS (SELECT FROM pg_attribute o JOIN pg_depend d ON d.classid = 'pg_class'::regclass
                AND d.objid = o.attrelid AND d.objsubid = o.attnum AND d.refclassid = 'pg_class'::regclass
                AND d.refobjid = o.attrelid AND d.refobjsubid = 0 AND d.deptype = 'i'
                WHERE o.attrelid = ANY (family.relations) AND o.attname = a.attname) AS partitioning,
              CASE WHEN a.attidentity <> '' OR a.atthasdef AND t.typcategory = 'N' THEN ARRAY(
                SELECT q.relname::text FROM pg_depend o JOIN pg_class q ON q.oid = o.objid AND q.relkind = 'S'
                WHERE o.classid = 'pg_class'::regclass AND o.refclassid = 'pg_class'::regclass AND o.refobjid = c.oid
                  AND o.refobjsubid = a.attnum AND o.deptype IN ('a', 'i')) ELSE '{}' END AS sequences,
              s.seqstart, s.seqincrement < 0 AS counts_down, s.seqtypid <> a.atttypid AS other_type,
              s.seqmin = 1 AND NOT s.seqcycle AND s.seqmax =
                CASE s.seqtypid WHEN 'int2'::regtype THEN 32767 WHEN 'int4'::regtype THEN 2147483647
                ELSE 9223372036854775807 END AS usual_limits,
              CASE WHEN c.relhassubclass THEN ARRAY(
                SELECT ARRAY[hn.nspname::text, h.relname::text] FROM pg_catalog.unnest(family.relations) AS f(relation)
                JOIN pg_class h ON h.oid = f.relation JOIN pg_namespace hn ON hn.oid = h.relnamespace
                JOIN pg_attribute o ON o.attrelid = h.oid AND o.attname = a.attname
                WHERE h.oid <> c.oid AND o.attinhcount > (SELECT pg_catalog.count(*) FROM pg_inherits i
                  WHERE i.inhrelid = h.oid AND i.inhparent = ANY (family.relations))) ELSE '{}' END AS shared,
              ARRAY(SELECT ARRAY['COLUMN_SETTING', '', s.setting] FROM (VALUES
                (CASE WHEN a.attstorage <> t.typstorage THEN 'STORAGE ' || CASE a.attstorage
                  WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN' ELSE 'EXTENDED' END END),
                ('COMPRESSION ' || CASE a.attcompression WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' END)) AS s(setting)
                WHERE s.setting IS NOT NULL) || CASE WHEN c.relhassubclass THEN ARRAY(%s) ELSE '{}' END || ARRAY(%s) AS settings,
              n.nspname <> ALL (?) AS elsewhere,
              CASE WHEN t.typtype = 'd' OR t.typcategory = 'A' THEN (%s) END AS domain,
              %s AS users
            FROM pg_class c
            CROSS JOIN LATERAL (SELECT CASE WHEN c.relhassubclass THEN ARRAY(
              %s
              SELECT relation FROM member) ELSE ARRAY[c.oid] END AS relations) AS family
            JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            JOIN pg_type t ON t.oid = a.atttypid
            LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
            LEFT JOIN pg_collation l ON l.oid = a.attcollation
            LEFT JOIN pg_namespace ln ON ln.oid = l.collnamespace
            LEFT JOIN pg_depend p ON a.attidentity <> '' AND p.refobjid = c.oid AND p.refobjsubid = a.attnum
              AND p.deptype = 'i' AND p.classid = 'pg_class'::regclass AND p.refclassid = 'pg_class'::regclass
            LEFT JOIN pg_sequence s ON s.seqrelid = p.objid
            WHERE (n.nspname = ANY (?) OR a.attinhcount = 0 AND EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = c.oid))
              AND c.relkind IN ('r', 'p') AND NOT c.relispartition
            ORDER BY c.oid, a.attnum""".formatted(
            PostgresChildCatalogue.SETTINGS, STATISTICS_TARGETS, DOMAIN, ofFamily(), PostgresFamilies.WITH_MEMBERS);

    /** The deviation of a numbering whose steps are below zero. */
    static final String COUNTS_DOWN = "counts down";

    /** The deviation of a numbering whose sequence is of another type than the column. */
    static final String OTHER_TYPE = "another type";

    private final PostgresTables tables;

    private PostgresColumnCatalogue(PostgresTables tables) {
        this.tables = tables;
    }

    /** The same of a column and, which few tables have, of those of children. Asked for all at once, it is slow for each. */
    private static String ofFamily() {
        String children = """
            (SELECT o.attrelid, o.attnum, NOT o.attislocal FROM pg_catalog.unnest(family.relations) AS f(relation)
              JOIN pg_attribute o ON o.attrelid = f.relation AND o.attname = a.attname WHERE f.relation <> c.oid)""";
        return "ARRAY(" + USERS.formatted("(VALUES (c.oid, a.attnum, true))")
                + ") || CASE WHEN c.relhassubclass THEN ARRAY(" + USERS.formatted(children) + ") ELSE '{}' END"
                + " || CASE WHEN a.attidentity <> '' OR a.atthasdef AND t.typcategory = 'N' THEN ARRAY("
                + USERS_OF_NUMBERS + ") ELSE '{}' END"
                + " || CASE WHEN a.attidentity = '' AND t.typcategory = 'N' THEN ARRAY(" + OWNED_SEQUENCES
                + ") ELSE '{}' END"
                + " || CASE WHEN NOT l.collisdeterministic THEN ARRAY[ARRAY['LOOSE_COLLATION', l.collname::text]] ELSE '{}' END"
                + " || CASE WHEN c.relhastriggers OR c.relhassubclass THEN ARRAY(" + TOLD_TRIGGERS + ") ELSE '{}' END"
                + " || " + PostgresChildCatalogue.AT_COLUMN;
    }

    static void read(JdbcOperations jdbc, String[] namespaces, PostgresTables tables) {
        jdbc.query(COLUMNS, new PostgresColumnCatalogue(tables)::readColumn, namespaces, namespaces);
    }

    private void readColumn(ResultSet rs) throws SQLException {
        // A child elsewhere is known by its own columns, and what foreign keys point from it.
        PostgresTables.Parts table = rs.getBoolean("elsewhere") ? tables.begin(tables.nameOf(rs)) : tables.of(rs);
        if (table == null) {
            return;
        }
        String column = rs.getString("attname");
        String type = PostgresTypes.canonical(rs.getString("type"));
        boolean expression = !rs.getString("attgenerated").isEmpty();
        boolean identity = !rs.getString("attidentity").isEmpty();
        boolean always = rs.getString("attidentity").equals("a");
        boolean onlyOfNewRows = rs.getBoolean("only_of_new_rows");
        if (onlyOfNewRows) {
            table.unmanaged.add(new UnmanagedObject(UnmanagedObject.Kind.REQUIRED_OF_NEW_ROWS, "", "", column));
        }
        if (expression) {
            table.unmanaged.add(
                    new UnmanagedObject(UnmanagedObject.Kind.EXPRESSION, rs.getString("default_value"), "", column));
        }
        String collation = rs.getString("collation");
        table.columns.add(new PhysicalColumn(
                column,
                type,
                !rs.getBoolean("required") || onlyOfNewRows,
                defaultValue(rs, type),
                collation == null ? "" : PostgresCollations.canonical(rs.getString("collation_schema"), collation),
                identity ? identity(rs) : null,
                expression || always));
        table.companions.addAll(PostgresTables.strings(rs, "sequences"));
        if (rs.getBoolean("inherited")) {
            String required = rs.getBoolean("required_by_parent") ? "NOT NULL" : "";
            table.unmanaged.add(new UnmanagedObject(UnmanagedObject.Kind.INHERITED, required, "", column));
            if (rs.getBoolean("declared")) {
                table.unmanaged.add(new UnmanagedObject(UnmanagedObject.Kind.DECLARED_TOO, "", "", column));
            }
        }
        UnmanagedObject key = new UnmanagedObject(UnmanagedObject.Kind.PARTITION_KEY, "", "", column);
        if (rs.getBoolean("partitioning") && !table.unmanaged.contains(key)) {
            table.unmanaged.add(new UnmanagedObject(
                    UnmanagedObject.Kind.PARTITION_KEY, PostgresRelationCatalogue.EXPRESSION, "", column));
        }
        for (String[] user : PostgresTables.rows(rs, "users")) {
            table.unmanaged.add(new UnmanagedObject(UnmanagedObject.Kind.valueOf(user[0]), user[1], "", column));
        }
        for (String[] setting : PostgresTables.rows(rs, "settings")) {
            table.unmanaged.add(
                    new UnmanagedObject(UnmanagedObject.Kind.valueOf(setting[0]), setting[1], setting[2], column));
        }
        boolean isReplaceable = table.unmanaged.stream()
                .anyMatch(object -> object.kind() == UnmanagedObject.Kind.REPLACEABLE_SEQUENCE
                        && object.column().equals(column));
        if (rs.getBoolean("numbering_default") && !isReplaceable) {
            table.unmanaged.add(new UnmanagedObject(
                    UnmanagedObject.Kind.NUMBERING_DEFAULT, rs.getString("default_value"), "", column));
        }
        String domain = rs.getString("domain");
        if (domain != null && !domain.isEmpty()) {
            table.unmanaged.add(new UnmanagedObject(UnmanagedObject.Kind.DOMAIN, rs.getString("type"), domain, column));
        }
        for (String[] child : PostgresTables.rows(rs, "shared")) {
            String name = tables.name(child[0], child[1]).toString();
            table.unmanaged.add(new UnmanagedObject(UnmanagedObject.Kind.SHARED_BY_CHILD, name, "", column));
        }
    }

    private static @Nullable String defaultValue(ResultSet rs, String type) throws SQLException {
        String value = rs.getString("default_value");
        return switch (rs.getString("attgenerated")) {
            case "" -> PostgresDefaults.canonical(value, type);
            case "v" -> "(" + value + ") VIRTUAL";
            default -> null;
        };
    }

    private static Identity identity(ResultSet rs) throws SQLException {
        boolean countsDown = rs.getBoolean("counts_down");
        List<String> deviations = new ArrayList<>();
        if (rs.getBoolean("other_type")) {
            deviations.add(OTHER_TYPE);
        }
        if (countsDown || !rs.getBoolean("usual_limits")) {
            deviations.add(countsDown ? COUNTS_DOWN : "other limits");
        }
        return new Identity(rs.getLong("seqstart"), String.join(", ", deviations));
    }
}
