package dev.atscript.db.dialect.postgres;

import dev.atscript.db.dialect.Sql;
import dev.atscript.db.schema.PhysicalView;
import dev.atscript.db.schema.QualifiedName;
import dev.atscript.db.schema.UnmanagedObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Reads the views of a whole PostgreSQL database, as one in any namespace may stand in a table's way. A view of a child or
 * partition uses the parents too: its columns change with theirs.
 *
 * @see <a href="https://www.postgresql.org/docs/current/catalog-pg-depend.html">pg_depend</a>
 */
final class PostgresViewCatalogue {

    /** Stands for the view's name in what makes its grants and the like again. */
    private static final String NAME = "$atscript_view$";

    /** Stands for what it is: a view, or a materialized one. */
    private static final String KIND = "$atscript_kind$";

    /** Stands for the name of a column of it. */
    private static final String COLUMN = "$atscript_column$";

    /** Stands for its namespace before a name, with a point, or for nothing. */
    private static final String NAMESPACE = "$atscript_namespace$";

    /** Rules and functions whose words say that they write by a view {@code c}, and no trigger or rule of that does it instead. */
    private static final String WRITERS = """
            SELECT DISTINCT ARRAY['WRITER', pg_catalog.pg_describe_object(u.classid, u.objid, 0), '']
            FROM (SELECT DISTINCT d.classid, d.objid FROM pg_depend d WHERE d.refclassid = 'pg_class'::regclass AND d.refobjid = c.oid
              AND d.classid IN ('pg_proc'::regclass, 'pg_rewrite'::regclass)) AS u
            LEFT JOIN pg_rewrite ur ON u.classid = 'pg_rewrite'::regclass AND ur.oid = u.objid
            CROSS JOIN LATERAL (SELECT CASE WHEN u.classid = 'pg_proc'::regclass THEN pg_catalog.pg_get_function_sqlbody(u.objid)
              WHEN ur.rulename <> '_RETURN' AND ur.ev_class <> c.oid THEN pg_catalog.pg_get_ruledef(ur.oid) END) AS dependent(words)
            CROSS JOIN (VALUES ('INSERT INTO', 8, 4, '3'), ('UPDATE', 4, 16, '2'), ('DELETE FROM', 16, 8, '4'), ('MERGE INTO', 28, 28, ''))
              AS e(words, event, triggered, rule)
            CROSS JOIN LATERAL (VALUES (c.oid::regclass::text), (pg_catalog.format('%I.%I', n.nspname, c.relname))) AS name(spelled)
            WHERE c.relkind = 'v' AND dependent.words ~ (e.words || ' (ONLY )?' || pg_catalog.regexp_replace(name.spelled, '([^[:alnum:]_])', '\\\\\\1', 'g') || '([^[:alnum:]_$."]|$)')
              AND pg_catalog.pg_relation_is_updatable(c.oid, false) & e.event <> 0
              AND NOT EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgtype & 64 <> 0 AND t.tgtype & e.triggered <> 0)
              AND NOT EXISTS (SELECT FROM pg_rewrite r WHERE r.ev_class = c.oid AND r.ev_type::text = e.rule AND r.is_instead
                AND r.ev_qual::text = '<>')""";

    /** Views over a view {@code c} that the database lets write, and no trigger or rule of their own. */
    private static final String WRITABLE_VIEWS = """
            SELECT DISTINCT ARRAY['WRITABLE_VIEW', pg_catalog.pg_describe_object('pg_class'::regclass, w.oid, 0), '']
            FROM pg_depend u JOIN pg_rewrite ur ON ur.oid = u.objid AND ur.rulename = '_RETURN'
            JOIN pg_class w ON w.oid = ur.ev_class AND w.relkind = 'v' AND w.oid <> c.oid
            WHERE u.refclassid = 'pg_class'::regclass AND u.refobjid = c.oid AND u.classid = 'pg_rewrite'::regclass
              AND pg_catalog.pg_relation_is_updatable(w.oid, false) <> 0
              AND NOT EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = w.oid AND t.tgtype & 64 <> 0)
              AND NOT EXISTS (SELECT FROM pg_rewrite r WHERE r.ev_class = w.oid AND r.is_instead AND r.rulename <> '_RETURN')""";

    private static final String VIEWS = """
            SELECT n.nspname, c.relname, pg_catalog.format('%%I.%%I', n.nspname, c.relname) AS qualified, pg_catalog.pg_table_is_visible(c.oid) AS visible, c.relkind = 'm' AS materialized, pg_catalog.pg_get_viewdef(c.oid) AS definition,
              ARRAY(SELECT a.attname::text FROM pg_attribute a
                WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum) AS columns,
              ARRAY(SELECT DISTINCT ARRAY[un.nspname::text, u.relname::text, coalesce(ua.attname::text, ''),
                  CASE WHEN r.rulename <> '_RETURN' THEN pg_catalog.pg_describe_object('pg_rewrite'::regclass, r.oid, 0) ELSE '' END]
                FROM pg_rewrite r
                JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid
                  AND d.refclassid = 'pg_class'::regclass AND d.refobjid <> c.oid
                LEFT JOIN pg_attribute da ON da.attrelid = d.refobjid AND da.attnum = d.refobjsubid AND da.attnum > 0
                CROSS JOIN LATERAL (
                  WITH RECURSIVE source(relation) AS (SELECT d.refobjid UNION
                    SELECT i.inhparent FROM source JOIN pg_inherits i ON i.inhrelid = source.relation)
                  SELECT relation FROM source) AS s
                JOIN pg_class u ON u.oid = s.relation
                JOIN pg_namespace un ON un.oid = u.relnamespace
                LEFT JOIN pg_attribute ua ON ua.attrelid = u.oid AND ua.attname = da.attname
                WHERE r.ev_class = c.oid) AS uses,
              ARRAY(SELECT DISTINCT ARRAY[tn.nspname::text, t.relname::text]
                FROM pg_rewrite r
                JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_constraint'::regclass
                CROSS JOIN LATERAL (
                  WITH RECURSIVE source(id) AS (SELECT d.refobjid UNION
                    SELECT k.conparentid FROM source JOIN pg_constraint k ON k.oid = source.id)
                  SELECT id FROM source) AS s
                JOIN pg_constraint k ON k.oid = s.id
                JOIN pg_class t ON t.oid = k.conrelid
                JOIN pg_namespace tn ON tn.oid = t.relnamespace
                WHERE r.ev_class = c.oid) AS keys,
              ARRAY(
                SELECT ARRAY['COMMENT', '', pg_catalog.format('COMMENT ON $atscript_kind$ $atscript_view$ IS %%L', pg_catalog.obj_description(c.oid, 'pg_class'))]
                WHERE pg_catalog.obj_description(c.oid, 'pg_class') IS NOT NULL
                UNION ALL SELECT ARRAY['COMMENT', a.attname::text, pg_catalog.format('COMMENT ON COLUMN $atscript_view$.$atscript_column$ IS %%L', pg_catalog.col_description(c.oid, a.attnum))]
                FROM pg_attribute a WHERE a.attrelid = c.oid AND pg_catalog.col_description(c.oid, a.attnum) IS NOT NULL
                UNION ALL SELECT ARRAY['INDEX', (SELECT xc.relname::text FROM pg_class xc WHERE xc.oid = x.indexrelid), pg_catalog.pg_get_indexdef(x.indexrelid)]
                FROM pg_index x WHERE x.indrelid = c.oid
                UNION ALL SELECT ARRAY['TABLE_OPTION', '', 'ALTER $atscript_kind$ $atscript_view$ SET TABLESPACE ' || pg_catalog.quote_ident(s.spcname)]
                FROM pg_tablespace s WHERE s.oid = c.reltablespace
                UNION ALL SELECT ARRAY['TABLE_OPTION', '', pg_catalog.format('ALTER INDEX $atscript_namespace$%%I SET TABLESPACE %%I', xc.relname, s.spcname)]
                FROM pg_index x JOIN pg_class xc ON xc.oid = x.indexrelid JOIN pg_tablespace s ON s.oid = xc.reltablespace WHERE x.indrelid = c.oid
                UNION ALL SELECT ARRAY['COMMENT', '', pg_catalog.format('COMMENT ON INDEX $atscript_namespace$%%I IS %%L', xc.relname, xd.description)]
                FROM pg_index x JOIN pg_class xc ON xc.oid = x.indexrelid JOIN pg_description xd ON xd.objoid = xc.oid
                WHERE x.indrelid = c.oid AND xd.classoid = 'pg_class'::regclass AND xd.objsubid = 0
                UNION ALL SELECT ARRAY['TABLE_OPTION', '', pg_catalog.format('ALTER $atscript_kind$ $atscript_view$ CLUSTER ON %%I', xc.relname)]
                FROM pg_index x JOIN pg_class xc ON xc.oid = x.indexrelid WHERE x.indrelid = c.oid AND x.indisclustered
                UNION ALL SELECT ARRAY['TABLE_OPTION', '', pg_catalog.format('ALTER INDEX $atscript_namespace$%%I ALTER COLUMN %%s SET STATISTICS %%s', xc.relname, xa.attnum, xa.attstattarget)]
                FROM pg_index x JOIN pg_class xc ON xc.oid = x.indexrelid JOIN pg_attribute xa ON xa.attrelid = xc.oid
                WHERE x.indrelid = c.oid AND xa.attstattarget >= 0
                UNION ALL SELECT ARRAY['TABLE_OPTION', a.attname::text, 'ALTER $atscript_kind$ $atscript_view$ ALTER COLUMN $atscript_column$ SET ' || s.setting]
                FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
                CROSS JOIN LATERAL (VALUES ('DEFAULT ' || pg_catalog.pg_get_expr(d.adbin, c.oid)),
                  (CASE WHEN c.relkind = 'm' AND a.attstattarget >= 0 THEN 'STATISTICS ' || a.attstattarget END),
                  (CASE WHEN c.relkind = 'm' AND a.attstorage <> t.typstorage THEN 'STORAGE ' || CASE a.attstorage
                    WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN' ELSE 'EXTENDED' END END),
                  (CASE WHEN c.relkind = 'm' THEN 'COMPRESSION ' || CASE a.attcompression WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' END END),
                  ('(' || pg_catalog.array_to_string(a.attoptions, ', ') || ')')) AS s(setting)
                WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND s.setting IS NOT NULL
                UNION ALL SELECT ARRAY['TRIGGER', t.tgname::text, pg_catalog.pg_get_triggerdef(t.oid)]
                FROM pg_trigger t WHERE t.tgrelid = c.oid AND NOT t.tgisinternal
                UNION ALL SELECT ARRAY['STATISTICS', '', pg_catalog.pg_get_statisticsobjdef(st.oid)] FROM pg_statistic_ext st WHERE st.stxrelid = c.oid
                UNION ALL SELECT ARRAY['STATISTICS', '', pg_catalog.format('ALTER STATISTICS %%I.%%I SET STATISTICS %%s', sn.nspname, st.stxname, st.stxstattarget)]
                FROM pg_statistic_ext st JOIN pg_namespace sn ON sn.oid = st.stxnamespace WHERE st.stxrelid = c.oid AND st.stxstattarget >= 0
                UNION ALL SELECT ARRAY['COMMENT', '', pg_catalog.format('COMMENT ON STATISTICS %%I.%%I IS %%L', sn.nspname, st.stxname, sd.description)]
                FROM pg_statistic_ext st JOIN pg_namespace sn ON sn.oid = st.stxnamespace
                JOIN pg_description sd ON sd.classoid = 'pg_statistic_ext'::regclass AND sd.objoid = st.oid WHERE st.stxrelid = c.oid
                UNION ALL SELECT CASE WHEN pg_catalog.pg_has_role(current_user, st.stxowner, granted.acting)
                    AND (pg_catalog.has_schema_privilege(st.stxowner, st.stxnamespace, 'CREATE') OR granted.by_superuser)
                  THEN ARRAY['OWNER', '', pg_catalog.format('ALTER STATISTICS %%I.%%I OWNER TO %%I', sn.nspname, st.stxname, pg_catalog.pg_get_userbyid(st.stxowner))]
                  ELSE ARRAY['NOT_CARRIED_OVER', pg_catalog.format('the statistics %%I.%%I become those of the role that syncs, as it may not give them to %%I',
                    sn.nspname, st.stxname, pg_catalog.pg_get_userbyid(st.stxowner)), ''] END
                FROM pg_statistic_ext st JOIN pg_namespace sn ON sn.oid = st.stxnamespace
                WHERE st.stxrelid = c.oid AND pg_catalog.pg_get_userbyid(st.stxowner) <> current_user
                UNION ALL SELECT DISTINCT ARRAY['USER_OF_COLUMN', a.attname::text, pg_catalog.pg_describe_object(u.classid, u.objid, 0)]
                FROM pg_depend u JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = u.refobjsubid AND a.attnum > 0
                LEFT JOIN pg_rewrite ur ON u.classid = 'pg_rewrite'::regclass AND ur.oid = u.objid
                WHERE u.refclassid = 'pg_class'::regclass AND u.refobjid = c.oid
                  AND (u.classid IN ('pg_trigger'::regclass, 'pg_statistic_ext'::regclass) OR ur.ev_class = c.oid AND ur.rulename <> '_RETURN'
                    OR u.classid = 'pg_class'::regclass AND EXISTS (SELECT FROM pg_index x WHERE x.indexrelid = u.objid))
                UNION ALL SELECT ARRAY['COMMENT', '', pg_catalog.format('COMMENT ON TRIGGER %%I ON $atscript_view$ IS %%L', t.tgname, td.description)]
                FROM pg_trigger t JOIN pg_description td ON td.classoid = 'pg_trigger'::regclass AND td.objoid = t.oid
                WHERE t.tgrelid = c.oid AND NOT t.tgisinternal
                UNION ALL SELECT ARRAY['TRIGGER', r.rulename::text, pg_catalog.rtrim(pg_catalog.pg_get_ruledef(r.oid), ';')]
                FROM pg_rewrite r WHERE r.ev_class = c.oid AND r.rulename <> '_RETURN'
                UNION ALL SELECT ARRAY['NAMED_BY_RULE', pg_catalog.pg_describe_object('pg_rewrite'::regclass, r.oid, 0), pg_catalog.pg_get_ruledef(r.oid)]
                FROM pg_rewrite r WHERE r.ev_class = c.oid AND r.rulename <> '_RETURN'
                UNION ALL SELECT ARRAY['RETURNING_RULE', pg_catalog.pg_describe_object('pg_rewrite'::regclass, r.oid, 0), '']
                FROM pg_rewrite r WHERE r.ev_class = c.oid AND r.rulename <> '_RETURN' AND r.ev_action::text LIKE '%%:returningList (%%'
                UNION ALL %s
                UNION ALL %s
                UNION ALL SELECT ARRAY['UNPOPULATED', '', ''] WHERE NOT c.relispopulated
                UNION ALL SELECT ARRAY[f.kind, f.name, ''] FROM (%s) AS f
                UNION ALL SELECT ARRAY['TOLD_TRIGGER', a.attname::text, pg_catalog.pg_describe_object('pg_trigger'::regclass, t.oid, 0)]
                FROM pg_trigger t JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
                WHERE t.tgrelid = c.oid AND NOT t.tgisinternal AND t.tgnargs > 0
                  AND pg_catalog.position('\\x00'::bytea || t.tgargs, '\\x00'::bytea
                    || pg_catalog.convert_to(a.attname::text, pg_catalog.getdatabaseencoding()) || '\\x00'::bytea) > 0
                UNION ALL SELECT ARRAY['COMMENT', '', pg_catalog.format('COMMENT ON RULE %%I ON $atscript_view$ IS %%L', r.rulename, rd.description)]
                FROM pg_rewrite r JOIN pg_description rd ON rd.classoid = 'pg_rewrite'::regclass AND rd.objoid = r.oid
                WHERE r.ev_class = c.oid AND r.rulename <> '_RETURN'
                UNION ALL SELECT ARRAY[CASE WHEN o.setting LIKE 'check_option=%%' THEN 'CHECK_OPTION' ELSE 'TABLE_OPTION' END, '',
                  'ALTER $atscript_kind$ $atscript_view$ SET (' || o.setting || ')']
                FROM pg_catalog.unnest(c.reloptions) o(setting)
                UNION ALL SELECT ARRAY['TABLE_OPTION', '', 'ALTER $atscript_kind$ $atscript_view$ SET (toast.' || o.setting || ')']
                FROM pg_class toast CROSS JOIN LATERAL pg_catalog.unnest(toast.reloptions) o(setting) WHERE toast.oid = c.reltoastrelid
                UNION ALL SELECT ARRAY['OWNER', '', 'ALTER $atscript_kind$ $atscript_view$ OWNER TO ' || pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(c.relowner))]
                WHERE pg_catalog.pg_get_userbyid(c.relowner) <> current_user
                UNION ALL SELECT ARRAY['GRANT', '', 'REVOKE ALL ON $atscript_view$ FROM ' || CASE g.grantee WHEN 0 THEN 'PUBLIC'
                  ELSE pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(g.grantee)) END]
                FROM pg_default_acl da, pg_catalog.aclexplode(da.defaclacl) g WHERE da.defaclobjtype = 'r' AND g.grantee NOT IN (da.defaclrole, c.relowner)
                  AND da.defaclrole = pg_catalog.quote_ident(current_user)::regrole AND da.defaclnamespace IN (0, c.relnamespace)
                UNION ALL SELECT ARRAY['GRANT', '', 'REVOKE ALL ON $atscript_view$ FROM ' || pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(c.relowner))]
                WHERE granted.to_owner
                UNION ALL (SELECT ARRAY[s.kind, s.name, s.sql] FROM (
                  SELECT ''::text, '' AS columns, g.* FROM pg_catalog.aclexplode(granted.acl) WITH ORDINALITY g
                  WHERE g.grantee <> c.relowner OR granted.to_owner
                  UNION ALL SELECT a.attname::text, ' ($atscript_column$)', g.* FROM pg_attribute a
                  CROSS JOIN LATERAL pg_catalog.aclexplode(a.attacl) WITH ORDINALITY g WHERE a.attrelid = c.oid AND NOT a.attisdropped
                ) AS privilege(attname, columns, grantor, grantee, privilege_type, is_grantable, position)
                CROSS JOIN LATERAL (SELECT privilege.grantor <> c.relowner AS is_another,
                  pg_catalog.pg_has_role(session_user, privilege.grantor, granted.acting)
                    AND pg_catalog.has_schema_privilege(privilege.grantor, n.oid, 'USAGE') AS acts,
                  pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(privilege.grantor)) AS name) AS grantor
                CROSS JOIN LATERAL (VALUES
                  (1, grantor.is_another AND NOT grantor.acts, 'NOT_CARRIED_OVER', pg_catalog.format(
                    'what %%s granted on it is granted by its owner afterwards, as the role that syncs may not act for %%s', grantor.name, grantor.name), ''),
                  (2, grantor.is_another AND grantor.acts, 'GRANT', privilege.attname, 'SET LOCAL ROLE ' || grantor.name),
                  (3, true, 'GRANT', privilege.attname, pg_catalog.format('GRANT %%s%%s ON $atscript_view$ TO %%s%%s', privilege.privilege_type, privilege.columns,
                    CASE privilege.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(privilege.grantee)) END,
                    CASE WHEN privilege.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)),
                  (4, grantor.is_another AND grantor.acts, 'GRANT', privilege.attname, 'SET LOCAL ROLE ' || pg_catalog.quote_ident(current_user))
                ) AS s(step, applies, kind, name, sql)
                WHERE s.applies
                ORDER BY grantor.is_another, privilege.attname, privilege.position, s.step)
              ) AS unmanaged,
              %s AS users
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            CROSS JOIN LATERAL (SELECT coalesce(c.relacl, pg_catalog.acldefault('r', c.relowner)) AS acl,
              NOT coalesce(c.relacl @> (pg_catalog.acldefault('r', c.relowner))[1], true) OR EXISTS (SELECT FROM pg_default_acl da
                WHERE da.defaclrole = pg_catalog.quote_ident(current_user)::regrole AND da.defaclnamespace = 0 AND da.defaclobjtype = 'r'
                  AND NOT da.defaclacl @> (pg_catalog.acldefault('r', da.defaclrole))[1]) AS to_owner,
              (SELECT su.rolsuper FROM pg_roles su WHERE su.rolname = current_user) AS by_superuser,
              CASE WHEN pg_catalog.current_setting('server_version_num')::integer >= 160000 THEN 'SET' ELSE 'MEMBER' END AS acting) AS granted
            WHERE c.relkind IN ('v', 'm') AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg!_%%' ESCAPE '!'
            """.formatted(
                    WRITERS, WRITABLE_VIEWS, PostgresRelationCatalogue.ROW_FUNCTIONS, PostgresRelationCatalogue.USERS);

    private static final String DEFINITIONS = """
            SELECT CASE WHEN n.nspname = pg_catalog.current_schema() THEN '' ELSE n.nspname END AS namespace, c.relname,
              pg_catalog.pg_get_viewdef(c.oid) AS definition
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('v', 'm') AND c.relname = ANY (?)""";

    /** What is read as the SQL that made it, with the view's name. */
    private static final Set<UnmanagedObject.Kind> NAMING =
            EnumSet.of(UnmanagedObject.Kind.INDEX, UnmanagedObject.Kind.TRIGGER, UnmanagedObject.Kind.STATISTICS);

    /** What is of the view, or of a column of it. */
    private static final Set<UnmanagedObject.Kind> OF_COLUMN =
            EnumSet.of(UnmanagedObject.Kind.COMMENT, UnmanagedObject.Kind.TABLE_OPTION, UnmanagedObject.Kind.GRANT);

    private PostgresViewCatalogue() {}

    /**
     * All views of the database.
     *
     * @param name makes a qualified name of a namespace and a name
     */
    static List<PhysicalView> read(JdbcOperations jdbc, NameReader name) {
        return jdbc.query(VIEWS, (rs, row) -> view(rs, name));
    }

    /** Makes a qualified name of a namespace and a name. */
    interface NameReader {
        QualifiedName of(String namespace, String name);
    }

    private static PhysicalView view(ResultSet rs, NameReader name) throws SQLException {
        QualifiedName self = name.of(rs.getString("nspname"), rs.getString("relname"));
        List<UnmanagedObject> unmanaged = new ArrayList<>();
        Map<QualifiedName, Set<String>> uses = new LinkedHashMap<>();
        for (String[] use : PostgresTables.rows(rs, "uses")) {
            QualifiedName used = name.of(use[0], use[1]);
            Set<String> columns = uses.computeIfAbsent(used, relation -> new HashSet<>());
            if (!use[2].isEmpty()) {
                columns.add(use[2]);
            }
            if (!use[3].isEmpty()) {
                unmanaged.add(namedByRule(use[3], used, use[2]));
            }
        }
        Set<QualifiedName> keys = new HashSet<>();
        for (String[] table : PostgresTables.rows(rs, "keys")) {
            keys.add(name.of(table[0], table[1]));
        }
        for (String[] object : PostgresTables.rows(rs, "unmanaged")) {
            UnmanagedObject.Kind kind = UnmanagedObject.Kind.valueOf(object[0]);
            if (OF_COLUMN.contains(kind)) {
                unmanaged.add(new UnmanagedObject(kind, "", object[2], object[1]));
                continue;
            }
            if (kind == UnmanagedObject.Kind.USER_OF_COLUMN || kind == UnmanagedObject.Kind.TOLD_TRIGGER) {
                unmanaged.add(new UnmanagedObject(kind, object[2], "", object[1]));
                continue;
            }
            PostgresNaming naming = new PostgresNaming(object[2], rs.getString("qualified"), rs.getBoolean("visible"));
            if (kind == UnmanagedObject.Kind.NAMED_BY_RULE) {
                if (naming.dependsOnName()) {
                    unmanaged.add(namedByRule(object[1], self, ""));
                }
                continue;
            }
            unmanaged.add(new UnmanagedObject(kind, object[1], NAMING.contains(kind) ? naming.with(NAME) : object[2]));
        }
        for (String user : PostgresTables.strings(rs, "users")) {
            unmanaged.add(new UnmanagedObject(UnmanagedObject.Kind.USER_OF_TABLE, user, ""));
        }
        return new PhysicalView(
                self,
                rs.getBoolean("materialized"),
                rs.getString("definition"),
                List.of((String[]) rs.getArray("columns").getArray()),
                uses,
                keys,
                unmanaged);
    }

    private static UnmanagedObject namedByRule(String rule, QualifiedName relation, String column) {
        return new UnmanagedObject(UnmanagedObject.Kind.NAMED_BY_RULE, rule, relation.toString(), column);
    }

    static Map<QualifiedName, String> definitions(JdbcOperations jdbc, Set<QualifiedName> views) {
        String[] names = views.stream().map(QualifiedName::name).toArray(String[]::new);
        Map<QualifiedName, String> definitions = new HashMap<>();
        jdbc.query(
                DEFINITIONS,
                rs -> {
                    QualifiedName name = new QualifiedName(rs.getString("namespace"), rs.getString("relname"));
                    if (views.contains(name)) {
                        definitions.put(name, rs.getString("definition"));
                    }
                },
                (Object) names);
        return definitions;
    }

    /** What makes a view's grants, comments and the like again; what belonged to a column that is gone goes with it. */
    static List<String> carriedOver(PhysicalView view) {
        return view.unmanaged().stream()
                .filter(object -> !object.sql().isEmpty() && object.kind() != UnmanagedObject.Kind.NAMED_BY_RULE)
                .filter(object -> object.column().isEmpty() || view.columns().contains(object.column()))
                .map(object -> inNamespace(view.name(), object.sql())
                        .replace(KIND, PostgresRenderer.kind(view))
                        .replace(COLUMN, Sql.quote(object.column()))
                        .replace(NAME, PostgresDialect.quoted(view.name())))
                .toList();
    }

    /** SQL that names something in the namespace of a relation. */
    static String inNamespace(QualifiedName relation, String sql) {
        String namespace = relation.namespace();
        return sql.replace(NAMESPACE, namespace.isEmpty() ? "" : Sql.quote(namespace) + ".");
    }
}
