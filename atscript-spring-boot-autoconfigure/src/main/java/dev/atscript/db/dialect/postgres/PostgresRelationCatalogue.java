package dev.atscript.db.dialect.postgres;

import dev.atscript.db.dialect.ControlTableSql;
import dev.atscript.db.schema.QualifiedName;
import dev.atscript.db.schema.UnmanagedObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.springframework.jdbc.core.JdbcOperations;

/** Reads what relations and types there are, and of tables what they stand in relation to. */
final class PostgresRelationCatalogue {

    /** What a table is partitioned by that is no column. */
    static final String EXPRESSION = "an expression";

    /**
     * What depends on a table or view {@code c}, its rows' type or its sequences, and is neither a part of it nor a view.
     */
    static final String USERS = """
            ARRAY(SELECT DISTINCT pg_catalog.pg_describe_object(u.classid, u.objid, u.objsubid)
              FROM (VALUES ('pg_class'::regclass, c.oid), ('pg_type'::regclass, c.reltype),
                ('pg_type'::regclass, (SELECT t.typarray FROM pg_type t WHERE t.oid = c.reltype))
                UNION ALL SELECT s.classid, s.objid FROM pg_depend s WHERE s.refclassid = 'pg_class'::regclass
                  AND s.refobjid = c.oid AND s.refobjsubid > 0 AND s.classid = 'pg_class'::regclass
                  AND s.deptype IN ('a', 'i')
                UNION ALL SELECT part.* FROM (
            """ + PostgresFamilies.withMembersBelow("c.relkind = 'p'") + """
                  SELECT relation FROM member) AS h(relation)
                  CROSS JOIN LATERAL (VALUES ('pg_class'::regclass, h.relation),
                    ('pg_type'::regclass, (SELECT hc.reltype FROM pg_class hc WHERE hc.oid = h.relation))) AS part
              ) AS used(class, id)
              CROSS JOIN LATERAL (SELECT d.classid, d.objid, d.objsubid, d.deptype FROM pg_depend d
                WHERE d.refclassid = used.class AND d.refobjid = used.id OFFSET 0) AS u
              LEFT JOIN pg_rewrite r ON u.classid = 'pg_rewrite'::regclass AND r.oid = u.objid
              LEFT JOIN pg_class rc ON rc.oid = r.ev_class
              WHERE u.deptype = 'n'
                AND (u.classid <> 'pg_constraint'::regclass OR used.id <> c.oid AND EXISTS (SELECT FROM pg_constraint f
                  JOIN pg_class fc ON fc.oid = f.conrelid
                  WHERE f.oid = u.objid AND f.contype = 'f' AND f.confrelid = used.id AND f.conparentid = 0 AND NOT fc.relispartition))
                AND (rc.oid IS NULL OR rc.relkind IN ('r', 'p'))
                AND NOT EXISTS (SELECT FROM pg_depend o WHERE o.classid = u.classid AND o.objid = u.objid
                  AND o.deptype <> 'n' AND o.refclassid = 'pg_class'::regclass AND o.refobjid = c.oid))""";

    /**
     * Of the indexes of partitions that are parts of those of a table {@code c}: which replication finds rows by, which foreign
     * keys stand on, and those of ours or of the key that have not the name that the database would have given them, which
     * begins with that of the partition, shortened where it is long: somebody made them. Nothing else tells, as a dump
     * attaches all of them.
     */
    private static final String PARTS_OF_INDEXES = """
            ARRAY(
              WITH RECURSIVE part(whole, id) AS (
                SELECT x.indexrelid, i.inhrelid FROM pg_index x JOIN pg_inherits i ON i.inhparent = x.indexrelid
                WHERE x.indrelid = c.oid
                UNION SELECT part.whole, i.inhrelid FROM part JOIN pg_inherits i ON i.inhparent = part.id)
              SELECT ARRAY[k.kind, wc.relname::text, k.what, hn.nspname::text, h.relname::text]
              FROM part JOIN pg_class wc ON wc.oid = part.whole JOIN pg_class ic ON ic.oid = part.id
              JOIN pg_index x ON x.indexrelid = part.id JOIN pg_class h ON h.oid = x.indrelid
              JOIN pg_namespace hn ON hn.oid = h.relnamespace
              CROSS JOIN LATERAL (
                SELECT 'REPLICA_IDENTITY_OF_PARTITION', '' WHERE x.indisreplident
                UNION ALL SELECT 'FOREIGN_KEY_AT_PART', pg_catalog.pg_describe_object('pg_constraint'::regclass, f.oid, 0)
                FROM pg_constraint f WHERE f.confrelid = x.indrelid AND f.conindid = x.indexrelid AND f.contype = 'f' AND f.conparentid = 0
                UNION ALL SELECT 'ATTACHED_INDEX', ic.relname::text
                WHERE (x.indisprimary OR pg_catalog.starts_with(wc.relname::text, 'atscript__'))
                  AND NOT (ic.relname ~ '_(idx|key|pkey)[0-9]*$' AND pg_catalog.starts_with(ic.relname::text, pg_catalog.left(h.relname::text,
                    CASE pg_catalog.octet_length(h.relname::text) WHEN pg_catalog.length(h.relname::text) THEN 26 ELSE 6 END)))
              ) AS k(kind, what)
            )""";

    /** Publications that publish what a table {@code c}, or a member {@code m} of its family, writes. */
    private static final String PUBLICATIONS = """
            SELECT 'publication ' || p.pubname FROM pg_publication p
              CROSS JOIN LATERAL (
            """ + PostgresFamilies.WITH_MEMBERS + """
                SELECT mc.oid, mc.relreplident FROM member JOIN pg_class mc ON mc.oid = member.relation WHERE mc.relkind = 'r') AS m
              WHERE %s
                AND ((p.oid, m.oid) IN (SELECT publication, relation FROM published)
                  OR (p.oid, c.oid) IN (SELECT publication, relation FROM published))""";

    /** Rules instead of an UPDATE, and publications of updates of rows that nothing tells apart. */
    private static final String OBSTACLES_TO_UPDATE = """
            ARRAY(SELECT pg_catalog.pg_describe_object('pg_rewrite'::regclass, r.oid, 0)
              FROM pg_rewrite r WHERE r.ev_class = c.oid AND r.ev_type = '2' AND r.is_instead
              UNION %s)""".formatted(PUBLICATIONS.formatted("""
            p.pubupdate
                AND m.relreplident <> 'f' AND NOT EXISTS (SELECT FROM pg_index x WHERE x.indrelid = m.oid
                  AND CASE m.relreplident WHEN 'd' THEN x.indisprimary WHEN 'i' THEN x.indisreplident END)"""));

    /** Publications of changes of rows that the primary key alone tells apart. */
    private static final String KEY_PUBLICATIONS =
            "ARRAY(SELECT DISTINCT * FROM (" + PUBLICATIONS.formatted("""
            m.relreplident = 'd' AND EXISTS (SELECT FROM pg_index x WHERE x.indrelid = m.oid AND x.indisprimary)""") + ") AS by_key)";

    /**
     * Functions whose result is a list of the columns that the row has. The database spells the last statement so that each
     * column of the result but the first is in a line of its own, five spaces deep, and nothing but a part of a column is
     * deeper. A text is not the database's; it lists no columns where it has a star, or the row as a whole, and what is no
     * SQL lists them in a query only.
     */
    static final String ROW_FUNCTIONS = """
            SELECT CASE WHEN f.prosqlbody IS NULL THEN 'ROW_FUNCTION_OF_TEXT' ELSE 'ROW_FUNCTION' END AS kind,
                pg_catalog.pg_describe_object('pg_proc'::regclass, f.oid, 0) AS name
              FROM (SELECT c.reltype AS type UNION ALL SELECT (SELECT hc.reltype FROM pg_class hc WHERE hc.oid = h.relation) FROM (
            """ + PostgresFamilies.withMembersBelow("c.relhassubclass") + """
                SELECT relation FROM member) AS h(relation)) AS rows
              CROSS JOIN LATERAL (SELECT p.* FROM pg_depend u JOIN pg_proc p ON p.oid = u.objid
                WHERE u.refclassid = 'pg_type'::regclass AND u.refobjid = rows.type AND u.classid = 'pg_proc'::regclass
                  AND p.prorettype = rows.type OFFSET 0) AS f
              CROSS JOIN LATERAL (SELECT pg_catalog.regexp_replace(pg_catalog.pg_get_function_sqlbody(f.oid), '^.*;\\n(?= )', '')) AS last(statement)
              WHERE CASE WHEN f.prosqlbody IS NULL
                  THEN (f.prosrc ~* '\\mreturn\\s+query\\M' OR f.prolang = (SELECT l.oid FROM pg_language l WHERE l.lanname = 'sql'))
                    AND f.prosrc !~* '(\\m(select|returning|distinct|all)|\\.)\\s*\\*|\\mselect\\s+\\w+\\s+from\\M'
                  WHEN last.statement ~ '\\n {0,4}RETURNING '
                  THEN last.statement ~ '\\n {0,4}RETURNING [^\\n]*(\\n {6,}[^\\n]*)*\\n {5}[^ \\n]'
                  ELSE last.statement ~ '(^|\\n) {1,2}(VALUES [(]|SELECT [^\\n]*(\\n {6,}[^\\n]*)*\\n {5}[^ \\n])' END""";

    /**
     * Columns that hold rows of a table {@code c} or of a member of its family: as they are, or in an array, a domain, a range
     * or a row of another type. Looked up one by one: of a join, the database would read its catalogue whole for each table.
     */
    private static final String ROW_TYPE_COLUMNS = """
            ARRAY(
            """ + PostgresFamilies.WITH_MEMBERS + """
              , holder AS (SELECT (SELECT m.reltype FROM pg_class m WHERE m.oid = member.relation) AS type FROM member
                UNION SELECT of.type FROM holder CROSS JOIN LATERAL (
                  SELECT CASE WHEN u.classid = 'pg_type'::regclass THEN u.objid ELSE (
                    SELECT uc.reltype FROM pg_class uc WHERE uc.oid = u.objid AND uc.relkind IN ('c', 'v')) END AS type
                  FROM pg_depend u WHERE u.refclassid = 'pg_type'::regclass AND u.refobjid = holder.type
                    AND (u.classid = 'pg_type'::regclass OR u.classid = 'pg_class'::regclass AND u.objsubid > 0) OFFSET 0) AS of
                WHERE of.type IS NOT NULL)
              SELECT DISTINCT held.name FROM holder CROSS JOIN LATERAL (
                SELECT pg_catalog.pg_describe_object(u.classid, u.objid, u.objsubid) AS name FROM pg_depend u
                WHERE u.refclassid = 'pg_type'::regclass AND u.refobjid = holder.type AND u.classid = 'pg_class'::regclass AND u.objsubid > 0
                  AND EXISTS (SELECT FROM pg_class uc WHERE uc.oid = u.objid AND uc.relkind IN ('r', 'p', 'm', 'f')) OFFSET 0) AS held)""";

    /** Materialized, as the database would list all tables for each of them. */
    private static final String RELATIONS = """
            WITH published AS MATERIALIZED (
              SELECT p.oid AS publication, c.oid AS relation FROM pg_publication p JOIN pg_publication_tables pt ON pt.pubname = p.pubname
              JOIN pg_namespace n ON n.nspname = pt.schemaname JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = pt.tablename
              WHERE p.pubupdate OR p.pubdelete), namespace_publication AS MATERIALIZED (
              SELECT p.oid, p.pubname, np.refobjid AS namespace FROM pg_publication p
              JOIN pg_depend pp ON pp.refclassid = 'pg_publication'::regclass AND pp.refobjid = p.oid
              JOIN pg_depend np ON np.classid = pp.classid AND np.objid = pp.objid AND np.refclassid = 'pg_namespace'::regclass)
            SELECT n.nspname, c.relname, CASE WHEN c.relispartition THEN 'partition' ELSE c.relkind::text END AS kind,
              ARRAY(SELECT t.tgname::text FROM pg_trigger t WHERE t.tgrelid = c.oid AND NOT t.tgisinternal) AS triggers,
              ARRAY(SELECT p.polname::text FROM pg_policy p WHERE p.polrelid = c.oid ORDER BY 1) AS policies,
              ARRAY(SELECT ARRAY[pn.nspname::text, p.relname::text] FROM pg_inherits i JOIN pg_class p ON p.oid = i.inhparent
                JOIN pg_namespace pn ON pn.oid = p.relnamespace WHERE i.inhrelid = c.oid) AS parents,
              CASE WHEN c.relkind IN ('r', 'p') THEN %s ELSE '{}' END AS users,
              CASE WHEN c.relhassubclass AND c.relkind IN ('r', 'p') THEN ARRAY(
                %s
                SELECT ARRAY[hn.nspname::text, h.relname::text,
                  CASE WHEN NOT h.relispartition THEN 'CHILD' WHEN h.relkind = 'f' THEN 'FOREIGN_PARTITION' ELSE 'KEY_OF_PARTITION' END,
                  pg_catalog.array_to_string(ARRAY(SELECT o.attname FROM pg_catalog.unnest(k.conkey) WITH ORDINALITY u(num, ord)
                    JOIN pg_attribute o ON o.attrelid = k.conrelid AND o.attnum = u.num ORDER BY u.ord), ', ')]
                FROM member JOIN pg_class h ON h.oid = member.relation JOIN pg_namespace hn ON hn.oid = h.relnamespace
                LEFT JOIN pg_constraint k ON h.relispartition AND k.conrelid = h.oid AND k.contype = 'p' AND k.conparentid = 0
                WHERE NOT h.relispartition OR h.relkind = 'f' OR k.oid IS NOT NULL
                UNION ALL SELECT ARRAY[n.nspname::text, c.relname::text, 'UNNUMBERED_PARTITIONS', '']
                WHERE c.relkind = 'p' AND EXISTS (SELECT FROM member) AND pg_catalog.current_setting('server_version_num')::int < 170000
              ) ELSE '{}' END AS children,
              CASE WHEN c.relkind IN ('r', 'p') THEN %s ELSE '{}' END AS obstacles_to_update,
              CASE c.relreplident WHEN 'i' THEN ARRAY(SELECT ARRAY[xc.relname::text, a.attname::text] FROM pg_index x
                JOIN pg_class xc ON xc.oid = x.indexrelid CROSS JOIN pg_catalog.unnest(x.indkey::int2[]) u(num)
                JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = u.num WHERE x.indrelid = c.oid AND x.indisreplident) ELSE '{}' END AS replica_identity,
              CASE WHEN c.relkind = 'p' THEN %s ELSE '{}' END AS parts_of_indexes,
              CASE WHEN c.relkind = 'p' THEN ARRAY(
                %s
                SELECT DISTINCT coalesce(a.attname::text, '') FROM member JOIN pg_partitioned_table p ON p.partrelid = member.relation
                CROSS JOIN pg_catalog.unnest(p.partattrs::int2[]) u(num)
                LEFT JOIN pg_attribute a ON a.attrelid = p.partrelid AND a.attnum = u.num
              ) ELSE '{}' END AS partition_key,
              CASE WHEN c.relkind IN ('r', 'p') THEN %s ELSE '{}' END AS row_type_columns,
              c.relkind IN ('r', 'p') AND pg_catalog.row_security_active(c.oid) AS hides_rows,
              CASE WHEN c.reloftype <> 0 THEN pg_catalog.format_type(c.reloftype, NULL) END AS row_type,
              c.relpersistence = 'u' AS unlogged,
              CASE WHEN c.relkind IN ('r', 'p') THEN ARRAY(SELECT ARRAY[f.kind, f.name] FROM (%s) AS f) ELSE '{}' END AS row_functions,
              CASE WHEN c.relkind IN ('r', 'p') AND c.relpersistence = 'p' THEN ARRAY(
                SELECT ARRAY[np.pubname::text, an.nspname::text] FROM namespace_publication np
                JOIN namespace_publication also ON also.oid = np.oid JOIN pg_namespace an ON an.oid = also.namespace
                WHERE np.namespace = n.oid
                  AND NOT EXISTS (SELECT FROM pg_publication_rel pr WHERE pr.prpubid = np.oid AND pr.prrelid = c.oid)
              ) ELSE '{}' END AS namespace_publications,
              CASE WHEN c.relkind IN ('r', 'p') THEN %s ELSE '{}' END AS key_publications,
              CASE WHEN c.relkind IN ('r', 'p') THEN %s ELSE '{}' END AS limits_of_publications
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = ANY (?) AND c.relkind <> 't'
            UNION ALL
            SELECT n.nspname, t.typname, 'type', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', false, NULL, false, '{}', '{}', '{}', '{}'
            FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
            WHERE n.nspname = ANY (?) AND t.typrelid = 0 AND t.typelem = 0""".formatted(
                    USERS,
                    PostgresFamilies.withMembersBelow("c.relhassubclass"),
                    OBSTACLES_TO_UPDATE,
                    PARTS_OF_INDEXES,
                    PostgresFamilies.WITH_MEMBERS,
                    ROW_TYPE_COLUMNS,
                    ROW_FUNCTIONS,
                    KEY_PUBLICATIONS,
                    PostgresPublicationLimits.OF_TABLE);

    /** What a relation or type is that is no table; a table has no entry. */
    private static final Map<String, String> KINDS = Map.of(
            "v", "view",
            "m", "materialized view",
            "f", "foreign table",
            "S", "sequence",
            "i", "index",
            "I", "index",
            "c", "composite type",
            "type", "type",
            "partition", "partition");

    private final PostgresTables tables;
    private final Map<QualifiedName, String> occupied;

    private PostgresRelationCatalogue(PostgresTables tables, Map<QualifiedName, String> occupied) {
        this.tables = tables;
        this.occupied = occupied;
    }

    /**
     * Reads them.
     *
     * @param occupied gets the names of what is no table, and what that is
     */
    static void read(
            JdbcOperations jdbc, String[] namespaces, PostgresTables tables, Map<QualifiedName, String> occupied) {
        jdbc.query(RELATIONS, new PostgresRelationCatalogue(tables, occupied)::readRelation, namespaces, namespaces);
    }

    private void readRelation(ResultSet rs) throws SQLException {
        QualifiedName name = tables.nameOf(rs);
        String kind = KINDS.get(rs.getString("kind"));
        if (kind != null) {
            occupied.put(name, kind);
        } else if (!name.name().equals(ControlTableSql.TABLE)) {
            PostgresTables.Parts table = tables.begin(name);
            for (String trigger : PostgresTables.strings(rs, "triggers")) {
                table.unmanaged.add(new UnmanagedObject(UnmanagedObject.Kind.TRIGGER, trigger, ""));
            }
            for (String policy : PostgresTables.strings(rs, "policies")) {
                table.unmanaged.add(new UnmanagedObject(UnmanagedObject.Kind.POLICY, policy, ""));
            }
            for (String user : PostgresTables.strings(rs, "users")) {
                table.unmanaged.add(new UnmanagedObject(UnmanagedObject.Kind.USER_OF_TABLE, user, ""));
            }
            for (String column : PostgresTables.strings(rs, "row_type_columns")) {
                table.unmanaged.add(new UnmanagedObject(UnmanagedObject.Kind.ROW_TYPE_COLUMN, column, ""));
            }
            if (rs.getBoolean("hides_rows")) {
                table.unmanaged.add(new UnmanagedObject(UnmanagedObject.Kind.HIDDEN_ROWS, "", ""));
            }
            if (rs.getString("row_type") != null) {
                table.unmanaged.add(new UnmanagedObject(UnmanagedObject.Kind.ROW_TYPE, rs.getString("row_type"), ""));
            }
            if (rs.getBoolean("unlogged")) {
                table.unmanaged.add(new UnmanagedObject(UnmanagedObject.Kind.UNLOGGED, "", ""));
            }
            for (String column : PostgresTables.strings(rs, "partition_key")) {
                String what = column.isEmpty() ? EXPRESSION : "";
                table.unmanaged.add(new UnmanagedObject(UnmanagedObject.Kind.PARTITION_KEY, what, "", column));
            }
            for (String obstacle : PostgresTables.strings(rs, "obstacles_to_update")) {
                table.unmanaged.add(new UnmanagedObject(UnmanagedObject.Kind.OBSTACLE_TO_UPDATE, obstacle, ""));
            }
            for (String[] function : PostgresTables.rows(rs, "row_functions")) {
                table.unmanaged.add(new UnmanagedObject(UnmanagedObject.Kind.valueOf(function[0]), function[1], ""));
            }
            for (String[] publication : PostgresTables.rows(rs, "namespace_publications")) {
                String namespace = tables.name(publication[1], name.name()).namespace();
                table.unmanaged.add(
                        new UnmanagedObject(UnmanagedObject.Kind.NAMESPACE_PUBLICATION, publication[0], namespace));
            }
            for (String publication : PostgresTables.strings(rs, "key_publications")) {
                table.unmanaged.add(new UnmanagedObject(UnmanagedObject.Kind.KEY_PUBLICATION, publication, ""));
            }
            for (String[] limit : PostgresTables.rows(rs, "limits_of_publications")) {
                table.unmanaged.add(
                        new UnmanagedObject(UnmanagedObject.Kind.valueOf(limit[0]), limit[1], "", limit[2]));
            }
            for (String[] index : PostgresTables.rows(rs, "replica_identity")) {
                table.unmanaged.add(new UnmanagedObject(UnmanagedObject.Kind.REPLICA_IDENTITY, index[0], "", index[1]));
            }
            for (String[] part : PostgresTables.rows(rs, "parts_of_indexes")) {
                UnmanagedObject.Kind what = UnmanagedObject.Kind.valueOf(part[0]);
                String partition = tables.name(part[3], part[4]).toString();
                String sql = switch (what) {
                    case ATTACHED_INDEX -> part[2] + " of the partition " + partition;
                    case FOREIGN_KEY_AT_PART -> part[2];
                    default -> partition;
                };
                table.unmanaged.add(new UnmanagedObject(what, part[1], sql));
            }
            for (String[] parent : PostgresTables.rows(rs, "parents")) {
                String parentName = tables.name(parent[0], parent[1]).toString();
                table.unmanaged.add(new UnmanagedObject(UnmanagedObject.Kind.PARENT, parentName, ""));
            }
            for (String[] child : PostgresTables.rows(rs, "children")) {
                String childName = tables.name(child[0], child[1]).toString();
                table.unmanaged.add(new UnmanagedObject(UnmanagedObject.Kind.valueOf(child[2]), childName, child[3]));
            }
        }
    }
}
