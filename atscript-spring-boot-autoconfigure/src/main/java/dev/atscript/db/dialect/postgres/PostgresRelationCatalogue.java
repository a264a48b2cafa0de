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

    private static final String RELATIONS = """
            SELECT n.nspname, c.relname, CASE WHEN c.relispartition THEN 'partition' ELSE c.relkind::text END AS kind,
              ARRAY(SELECT t.tgname::text FROM pg_trigger t WHERE t.tgrelid = c.oid AND NOT t.tgisinternal) AS triggers,
              ARRAY(SELECT ARRAY[pn.nspname::text, p.relname::text] FROM pg_inherits i JOIN pg_class p ON p.oid = i.inhparent
                JOIN pg_namespace pn ON pn.oid = p.relnamespace WHERE i.inhrelid = c.oid) AS parents,
              ARRAY(SELECT DISTINCT pg_describe_object(u.classid, u.objid, u.objsubid)
                FROM (VALUES ('pg_class'::regclass, c.oid), ('pg_type'::regclass, c.reltype),
                  ('pg_type'::regclass, (SELECT t.typarray FROM pg_type t WHERE t.oid = c.reltype))) AS used(class, id)
                JOIN pg_depend u ON u.refclassid = used.class AND u.refobjid = used.id
                LEFT JOIN pg_rewrite r ON u.classid = 'pg_rewrite'::regclass AND r.oid = u.objid
                LEFT JOIN pg_class rc ON rc.oid = r.ev_class
                WHERE u.deptype = 'n' AND c.relkind IN ('r', 'p')
                  AND u.classid <> 'pg_constraint'::regclass AND (rc.oid IS NULL OR rc.relkind IN ('r', 'p'))
                  AND NOT EXISTS (SELECT FROM pg_depend o WHERE o.classid = u.classid AND o.objid = u.objid
                    AND o.deptype <> 'n' AND o.refclassid = 'pg_class'::regclass AND o.refobjid = c.oid)) AS users,
              CASE WHEN c.relhassubclass AND c.relkind = 'r' THEN ARRAY(
                SELECT ARRAY[hn.nspname::text, h.relname::text] FROM pg_inherits i JOIN pg_class h ON h.oid = i.inhrelid
                JOIN pg_namespace hn ON hn.oid = h.relnamespace WHERE i.inhparent = c.oid) ELSE '{}' END AS children,
              CASE WHEN c.relkind = 'p' THEN ARRAY(
                SELECT coalesce(a.attname::text, '') FROM pg_partitioned_table p CROSS JOIN unnest(p.partattrs::int2[]) u(num)
                LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = u.num WHERE p.partrelid = c.oid
              ) ELSE '{}' END AS partition_key
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = ANY (?) AND c.relkind <> 't'
            UNION ALL
            SELECT n.nspname, t.typname, 'type', '{}', '{}', '{}', '{}', '{}'
            FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
            WHERE n.nspname = ANY (?) AND t.typrelid = 0 AND t.typelem = 0""";

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
            for (String user : PostgresTables.strings(rs, "users")) {
                table.unmanaged.add(new UnmanagedObject(UnmanagedObject.Kind.USER_OF_TABLE, user, ""));
            }
            for (String column : PostgresTables.strings(rs, "partition_key")) {
                String what = column.isEmpty() ? EXPRESSION : "";
                table.unmanaged.add(new UnmanagedObject(UnmanagedObject.Kind.PARTITION_KEY, what, "", column));
            }
            readRelatives(rs, "parents", UnmanagedObject.Kind.PARENT, table);
            readRelatives(rs, "children", UnmanagedObject.Kind.CHILD, table);
        }
    }

    private void readRelatives(ResultSet rs, String column, UnmanagedObject.Kind kind, PostgresTables.Parts table)
            throws SQLException {
        if (rs.getArray(column).getArray() instanceof String[][] relatives) {
            for (String[] relative : relatives) {
                String name = tables.name(relative[0], relative[1]).toString();
                table.unmanaged.add(new UnmanagedObject(kind, name, ""));
            }
        }
    }
}
