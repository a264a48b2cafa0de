package dev.atscript.db.dialect.postgres;

import dev.atscript.db.dialect.ControlTableSql;
import dev.atscript.db.schema.Identity;
import dev.atscript.db.schema.PhysicalColumn;
import dev.atscript.db.schema.PhysicalForeignKey;
import dev.atscript.db.schema.PhysicalIndex;
import dev.atscript.db.schema.PhysicalSchema;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.PhysicalView;
import dev.atscript.db.schema.PrimaryKey;
import dev.atscript.db.schema.QualifiedName;
import dev.atscript.db.schema.UnmanagedObject;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** Reads a PostgreSQL database in six statements. */
final class PostgresIntrospector {

    private static final String NAMESPACES = """
            SELECT nspname, nspname = current_schema() AS is_default, current_setting('server_version_num') AS version,
              EXISTS (SELECT FROM pg_class c WHERE c.oid = to_regclass('"__atscript_control"') AND c.relnamespace = n.oid)
                AS has_control_table
            FROM pg_namespace n""";

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

    /** What a table is partitioned by that is no column. */
    private static final String EXPRESSION = "an expression";

    private static final String COLUMNS = PostgresSpelling.SETTINGS + """
            SELECT n.nspname, c.relname, a.attname, format_type(a.atttypid, a.atttypmod) AS type,
              a.attnotnull AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'n'
                AND k.conkey = ARRAY[a.attnum] AND NOT k.convalidated) AS required,
              pg_get_expr(d.adbin, d.adrelid) AS default_value, a.attidentity::text, a.attgenerated::text,
              CASE WHEN a.attcollation <> t.typcollation THEN l.collname END AS collation, ln.nspname AS collation_schema,
              a.attinhcount > 0 AS inherited, a.attinhcount > 0 AND EXISTS (SELECT FROM pg_constraint k
                WHERE k.conrelid = c.oid AND k.contype = 'n' AND k.conkey = ARRAY[a.attnum] AND k.coninhcount > 0) AS required_by_parent,
              c.relkind = 'p' AND EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
                AND d.objsubid = a.attnum AND d.refclassid = 'pg_class'::regclass AND d.refobjid = c.oid AND d.refobjsubid = 0
                AND d.deptype = 'i') AS partitioning,
              CASE WHEN a.attidentity <> '' OR a.atthasdef AND t.typcategory = 'N' THEN ARRAY(
                SELECT q.relname::text FROM pg_depend o JOIN pg_class q ON q.oid = o.objid AND q.relkind = 'S'
                WHERE o.classid = 'pg_class'::regclass AND o.refclassid = 'pg_class'::regclass AND o.refobjid = c.oid
                  AND o.refobjsubid = a.attnum AND o.deptype IN ('a', 'i')) ELSE '{}' END AS sequences,
              s.seqstart, s.seqincrement = 1 AND s.seqmin = 1 AND NOT s.seqcycle AND s.seqmax =
                CASE s.seqtypid WHEN 'int2'::regtype THEN 32767 WHEN 'int4'::regtype THEN 2147483647
                ELSE 9223372036854775807 END AS usual_sequence,
              ARRAY(SELECT DISTINCT pg_describe_object(u.classid, u.objid, u.objsubid)
                FROM pg_depend u
                LEFT JOIN pg_class uc ON u.classid = 'pg_class'::regclass AND uc.oid = u.objid
                LEFT JOIN pg_constraint uk ON u.classid = 'pg_constraint'::regclass AND uk.oid = u.objid
                LEFT JOIN pg_attrdef ud ON u.classid = 'pg_attrdef'::regclass AND ud.oid = u.objid
                LEFT JOIN pg_rewrite ur ON u.classid = 'pg_rewrite'::regclass AND ur.oid = u.objid
                LEFT JOIN pg_class urc ON urc.oid = ur.ev_class
                WHERE u.refclassid = 'pg_class'::regclass AND u.refobjid = c.oid AND u.refobjsubid = a.attnum
                  AND u.deptype IN ('a', 'n') AND (urc.oid IS NULL OR urc.relkind IN ('r', 'p'))
                  AND (uc.oid IS NULL OR uc.relkind <> 'S' AND NOT starts_with(uc.relname::text, 'atscript__'))
                  AND (uk.oid IS NULL OR uk.contype NOT IN ('p', 'n', 'f') AND NOT starts_with(uk.conname::text, 'atscript__'))
                  AND (ud.oid IS NULL OR ud.adnum <> a.attnum)) AS users,
              ARRAY(SELECT DISTINCT pg_describe_object(u.classid, u.objid, u.objsubid)
                FROM pg_depend u
                LEFT JOIN pg_rewrite ur ON u.classid = 'pg_rewrite'::regclass AND ur.oid = u.objid
                LEFT JOIN pg_class urc ON urc.oid = ur.ev_class
                LEFT JOIN pg_attrdef ud ON u.classid = 'pg_attrdef'::regclass AND ud.oid = u.objid
                WHERE u.refclassid = 'pg_class'::regclass AND u.refobjid = c.oid AND u.refobjsubid = a.attnum
                  AND (u.classid IN ('pg_trigger'::regclass, 'pg_policy'::regclass, 'pg_proc'::regclass,
                      'pg_publication_rel'::regclass)
                    OR urc.relkind IN ('r', 'p') OR ud.adnum <> a.attnum
                    OR u.classid = 'pg_class'::regclass AND u.objid = c.oid AND u.objsubid > 0)) AS type_users
            FROM settings
            CROSS JOIN pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            JOIN pg_type t ON t.oid = a.atttypid
            LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
            LEFT JOIN pg_collation l ON l.oid = a.attcollation
            LEFT JOIN pg_namespace ln ON ln.oid = l.collnamespace
            LEFT JOIN pg_depend p ON a.attidentity <> '' AND p.refobjid = c.oid AND p.refobjsubid = a.attnum
              AND p.deptype = 'i' AND p.classid = 'pg_class'::regclass AND p.refclassid = 'pg_class'::regclass
            LEFT JOIN pg_sequence s ON s.seqrelid = p.objid
            WHERE n.nspname = ANY (?) AND c.relkind IN ('r', 'p') AND NOT c.relispartition
            ORDER BY c.oid, a.attnum""";

    private static final String CONSTRAINTS = """
            SELECT n.nspname, c.relname, k.conname, k.contype::text, k.condeferrable, k.condeferred, k.convalidated,
              coalesce((to_jsonb(k) ->> 'conenforced')::boolean, true) AS enforced,
              k.confmatchtype::text, k.confdeltype::text, k.confupdtype::text, fn.nspname AS target_namespace, f.relname AS target,
              ARRAY(SELECT a.attname::text FROM jsonb_array_elements_text(
                  CASE jsonb_typeof(to_jsonb(k) -> 'confdelsetcols') WHEN 'array' THEN to_jsonb(k) -> 'confdelsetcols' ELSE '[]' END)
                  WITH ORDINALITY u(num, ord)
                JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.num::int2 ORDER BY u.ord) AS set_columns,
              pg_get_constraintdef(k.oid) AS definition,
              ARRAY(SELECT a.attname::text FROM unnest(k.conkey) WITH ORDINALITY u(num, ord)
                JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.num ORDER BY u.ord) AS columns,
              ARRAY(SELECT a.attname::text FROM unnest(k.confkey) WITH ORDINALITY u(num, ord)
                JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.num ORDER BY u.ord) AS target_columns
            FROM pg_constraint k
            JOIN pg_class c ON c.oid = k.conrelid
            JOIN pg_namespace n ON n.oid = c.relnamespace
            LEFT JOIN pg_class f ON f.oid = k.confrelid
            LEFT JOIN pg_namespace fn ON fn.oid = f.relnamespace
            WHERE (n.nspname = ANY (?) AND k.contype IN ('p', 'f', 'u', 'c', 'x') OR fn.nspname = ANY (?) AND k.contype = 'f')
              AND NOT c.relispartition AND (k.contype <> 'f' OR k.conparentid = 0)
            ORDER BY c.oid, k.conname""";

    private static final String INDEXES = """
            SELECT n.nspname, c.relname, i.relname AS index_name, x.indisunique, x.indisvalid, am.amname,
              pg_get_expr(x.indpred, x.indrelid) AS predicate, pg_get_expr(x.indexprs, x.indrelid) AS expressions,
              x.indnkeyatts < x.indnatts AS includes, k.oid IS NOT NULL AS is_constraint,
              coalesce((to_jsonb(x) ->> 'indnullsnotdistinct')::boolean, false) AS nulls_not_distinct, pg_get_indexdef(i.oid) AS definition,
              ARRAY(SELECT coalesce(a.attname::text, '') FROM unnest(x.indkey::int2[]) WITH ORDINALITY u(num, ord)
                LEFT JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = u.num ORDER BY u.ord) AS columns,
              ARRAY(SELECT (u.opt & 1) FROM unnest(x.indoption::int2[]) WITH ORDINALITY u(opt, ord) ORDER BY u.ord) AS descending,
              EXISTS (SELECT FROM unnest(x.indoption::int2[]) u(opt) WHERE u.opt IN (1, 2)) AS odd_nulls,
              EXISTS (SELECT FROM unnest(x.indkey::int2[], x.indcollation::oid[]) u(num, coll)
                JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = u.num
                WHERE u.coll <> 0 AND u.coll <> a.attcollation) AS odd_collation,
              EXISTS (SELECT FROM unnest(x.indclass::oid[]) u(opclass) JOIN pg_opclass o ON o.oid = u.opclass
                WHERE NOT o.opcdefault) AS odd_class
            FROM pg_index x
            JOIN pg_class i ON i.oid = x.indexrelid
            JOIN pg_class c ON c.oid = x.indrelid
            JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_am am ON am.oid = i.relam
            LEFT JOIN pg_constraint k ON k.conindid = i.oid AND k.contype IN ('p', 'u', 'x')
            WHERE n.nspname = ANY (?) AND c.relkind IN ('r', 'p') AND NOT c.relispartition
              AND (k.oid IS NULL OR k.contype = 'u' AND starts_with(i.relname::text, 'atscript__'))
            ORDER BY c.oid, i.relname""";

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

    private final Set<String> wanted;
    private final SortedMap<QualifiedName, TableParts> tables = new TreeMap<>();
    private final Map<QualifiedName, String> occupied = new HashMap<>();
    private final Set<String> namespaces = new HashSet<>();
    private String defaultNamespace = "";
    private String version = "";
    private String controlNamespace = "";

    /** What was read of one table so far. */
    private static final class TableParts {
        final List<PhysicalColumn> columns = new ArrayList<>();
        final List<PhysicalIndex> indexes = new ArrayList<>();
        final List<PhysicalForeignKey> foreignKeys = new ArrayList<>();
        final List<UnmanagedObject> unmanaged = new ArrayList<>();
        final List<List<String>> otherKeys = new ArrayList<>();

        /** Names that move with the table: sequences, and the indexes of constraints. */
        final List<String> companions = new ArrayList<>();

        @Nullable
        PrimaryKey primaryKey;

        PhysicalTable table(QualifiedName name) {
            // The database calls the type of its arrays so.
            companions.add("_" + name.name());
            companions.forEach(
                    companion -> unmanaged.add(new UnmanagedObject(UnmanagedObject.Kind.COMPANION, companion, "")));
            return new PhysicalTable(name, columns, primaryKey, indexes, foreignKeys, unmanaged, otherKeys);
        }
    }

    PostgresIntrospector(Set<String> wanted) {
        this.wanted = wanted;
    }

    PhysicalSchema introspect(JdbcOperations jdbc) {
        jdbc.query(NAMESPACES, rs -> {
            version = rs.getString("version");
            if (rs.getBoolean("is_default")) {
                defaultNamespace = rs.getString("nspname");
            } else {
                namespaces.add(rs.getString("nspname"));
            }
            if (rs.getBoolean("has_control_table")) {
                controlNamespace = rs.getString("nspname");
            }
        });
        if (!controlNamespace.isEmpty()) {
            occupied.put(name(controlNamespace, ControlTableSql.TABLE), PhysicalSchema.CONTROL_TABLE);
        }
        Set<String> read = new HashSet<>(wanted);
        read.add(defaultNamespace);
        String[] names = read.toArray(String[]::new);
        jdbc.query(RELATIONS, this::readRelation, names, names);
        jdbc.query(COLUMNS, this::readColumn, (Object) names);
        jdbc.query(CONSTRAINTS, this::readConstraint, names, names);
        jdbc.query(INDEXES, this::readIndex, (Object) names);
        SortedMap<QualifiedName, PhysicalTable> physical = new TreeMap<>();
        tables.forEach((name, parts) -> physical.put(name, parts.table(name)));
        SortedMap<QualifiedName, PhysicalView> views = new TreeMap<>();
        PostgresViewCatalogue.read(jdbc, this::name).forEach(view -> views.put(view.name(), view));
        return new PhysicalSchema(version, defaultNamespace, namespaces, physical, views, occupied);
    }

    private void readRelation(ResultSet rs) throws SQLException {
        QualifiedName name = name(rs.getString("nspname"), rs.getString("relname"));
        String kind = KINDS.get(rs.getString("kind"));
        if (kind != null) {
            occupied.put(name, kind);
        } else if (!name.name().equals(ControlTableSql.TABLE)) {
            TableParts table = new TableParts();
            tables.put(name, table);
            for (String trigger : strings(rs, "triggers")) {
                table.unmanaged.add(new UnmanagedObject(UnmanagedObject.Kind.TRIGGER, trigger, ""));
            }
            for (String user : strings(rs, "users")) {
                table.unmanaged.add(new UnmanagedObject(UnmanagedObject.Kind.USER_OF_TABLE, user, ""));
            }
            for (String column : strings(rs, "partition_key")) {
                String what = column.isEmpty() ? EXPRESSION : "";
                table.unmanaged.add(new UnmanagedObject(UnmanagedObject.Kind.PARTITION_KEY, what, "", column));
            }
            readRelatives(rs, "parents", UnmanagedObject.Kind.PARENT, table);
            readRelatives(rs, "children", UnmanagedObject.Kind.CHILD, table);
        }
    }

    private void readRelatives(ResultSet rs, String column, UnmanagedObject.Kind kind, TableParts table)
            throws SQLException {
        if (rs.getArray(column).getArray() instanceof String[][] relatives) {
            for (String[] relative : relatives) {
                String name = name(relative[0], relative[1]).toString();
                table.unmanaged.add(new UnmanagedObject(kind, name, ""));
            }
        }
    }

    private void readColumn(ResultSet rs) throws SQLException {
        TableParts table = tableOf(rs);
        if (table == null) {
            return;
        }
        String column = rs.getString("attname");
        String type = PostgresTypes.canonical(rs.getString("type"));
        boolean expression = !rs.getString("attgenerated").isEmpty();
        boolean identity = !rs.getString("attidentity").isEmpty();
        boolean always = rs.getString("attidentity").equals("a");
        String collation = rs.getString("collation");
        table.columns.add(new PhysicalColumn(
                column,
                type,
                !rs.getBoolean("required"),
                defaultValue(rs, type),
                collation == null ? "" : PostgresCollations.canonical(rs.getString("collation_schema"), collation),
                identity ? identity(rs) : null,
                expression || always));
        table.companions.addAll(strings(rs, "sequences"));
        if (rs.getBoolean("inherited")) {
            String required = rs.getBoolean("required_by_parent") ? "NOT NULL" : "";
            table.unmanaged.add(new UnmanagedObject(UnmanagedObject.Kind.INHERITED, required, "", column));
        }
        UnmanagedObject key = new UnmanagedObject(UnmanagedObject.Kind.PARTITION_KEY, "", "", column);
        if (rs.getBoolean("partitioning") && !table.unmanaged.contains(key)) {
            table.unmanaged.add(new UnmanagedObject(UnmanagedObject.Kind.PARTITION_KEY, EXPRESSION, "", column));
        }
        for (String user : strings(rs, "users")) {
            table.unmanaged.add(new UnmanagedObject(UnmanagedObject.Kind.USER_OF_COLUMN, user, "", column));
        }
        for (String user : strings(rs, "type_users")) {
            table.unmanaged.add(new UnmanagedObject(UnmanagedObject.Kind.USER_OF_TYPE, user, "", column));
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
        return new Identity(rs.getLong("seqstart"), rs.getBoolean("usual_sequence") ? "" : "other steps or limits");
    }

    private void readConstraint(ResultSet rs) throws SQLException {
        boolean isForeignKey = rs.getString("contype").equals("f");
        // A table elsewhere is known by nothing but the foreign keys by which it points here.
        TableParts table = isForeignKey ? tables.computeIfAbsent(nameOf(rs), other -> new TableParts()) : tableOf(rs);
        if (table == null) {
            return;
        }
        String name = rs.getString("conname");
        if ("pux".contains(rs.getString("contype")) && !name.startsWith(PhysicalIndex.PREFIX)) {
            table.companions.add(name);
        }
        switch (rs.getString("contype")) {
            case "p" ->
                table.primaryKey = new PrimaryKey(
                        name, strings(rs, "columns"), rs.getBoolean("condeferrable") ? "deferrable" : "");
            case "f" -> table.foreignKeys.add(foreignKey(rs, name));
            case "u" -> {
                if (!name.startsWith(PhysicalIndex.PREFIX)) {
                    table.unmanaged.add(
                            new UnmanagedObject(UnmanagedObject.Kind.UNIQUE, name, rs.getString("definition")));
                    if (!rs.getBoolean("condeferrable")) {
                        table.otherKeys.add(strings(rs, "columns"));
                    }
                }
            }
            default ->
                table.unmanaged.add(new UnmanagedObject(UnmanagedObject.Kind.CHECK, name, rs.getString("definition")));
        }
    }

    private PhysicalForeignKey foreignKey(ResultSet rs, String name) throws SQLException {
        String options = rs.getString("confmatchtype").equals("f") ? PostgresForeignKeys.MATCH_FULL : "";
        if (rs.getBoolean("condeferrable")) {
            options += " DEFERRABLE";
        }
        if (rs.getBoolean("condeferred")) {
            options += " INITIALLY DEFERRED";
        }
        if (!rs.getBoolean("enforced")) {
            options += " NOT ENFORCED";
        } else if (!rs.getBoolean("convalidated")) {
            options += " " + PostgresForeignKeys.NOT_VALID;
        }
        return new PhysicalForeignKey(
                name,
                strings(rs, "columns"),
                name(rs.getString("target_namespace"), rs.getString("target")),
                strings(rs, "target_columns"),
                action(rs.getString("confdeltype")),
                strings(rs, "set_columns"),
                action(rs.getString("confupdtype")),
                options.strip(),
                false);
    }

    private void readIndex(ResultSet rs) throws SQLException {
        TableParts table = tableOf(rs);
        if (table == null) {
            return;
        }
        String name = rs.getString("index_name");
        if (!name.startsWith(PhysicalIndex.PREFIX)) {
            table.companions.add(name);
            table.unmanaged.add(new UnmanagedObject(UnmanagedObject.Kind.INDEX, name, rs.getString("definition")));
            if (isKey(rs)) {
                table.otherKeys.add(strings(rs, "columns")
                        .subList(0, integers(rs, "descending").size()));
            }
            return;
        }
        if (rs.getString("amname").equals("gin")) {
            String expressions = rs.getString("expressions");
            List<PhysicalIndex.Part> parts = PostgresFullText.parts(expressions == null ? "" : expressions);
            String deviation = parts.isEmpty() ? "redefined" : deviation(rs, "gin");
            table.indexes.add(new PhysicalIndex(name, PhysicalIndex.Kind.FULLTEXT, parts, deviation));
            return;
        }
        List<String> columns = strings(rs, "columns");
        List<Integer> descending = integers(rs, "descending");
        List<PhysicalIndex.Part> parts = new ArrayList<>();
        for (int i = 0; i < descending.size(); i++) {
            parts.add(new PhysicalIndex.Part(columns.get(i), descending.get(i) == 1, ""));
        }
        PhysicalIndex.Kind kind = rs.getBoolean("indisunique") ? PhysicalIndex.Kind.UNIQUE : PhysicalIndex.Kind.PLAIN;
        table.indexes.add(new PhysicalIndex(name, kind, parts, deviation(rs, "btree")));
    }

    private static boolean isKey(ResultSet rs) throws SQLException {
        return rs.getBoolean("indisunique")
                && rs.getBoolean("indisvalid")
                && rs.getString("predicate") == null
                && rs.getString("expressions") == null;
    }

    private static String deviation(ResultSet rs, String method) throws SQLException {
        List<String> deviations = new ArrayList<>();
        if (!rs.getString("amname").equals(method)) {
            deviations.add(rs.getString("amname"));
        }
        if (!rs.getBoolean("indisvalid")) {
            deviations.add("invalid");
        }
        if (rs.getString("predicate") != null) {
            deviations.add("partial");
        }
        if (method.equals("btree") && rs.getString("expressions") != null) {
            deviations.add("over an expression");
        }
        if (rs.getBoolean("is_constraint")) {
            deviations.add(PostgresRenderer.CONSTRAINT);
        }
        if (rs.getBoolean("includes")) {
            deviations.add("with included columns");
        }
        if (method.equals("btree") && rs.getBoolean("odd_nulls")) {
            deviations.add("other order of nulls");
        }
        if (rs.getBoolean("nulls_not_distinct")) {
            deviations.add("nulls not distinct");
        }
        if (rs.getBoolean("odd_collation")) {
            deviations.add("other collation");
        }
        if (rs.getBoolean("odd_class")) {
            deviations.add("other operator class");
        }
        return deviations.stream().collect(Collectors.joining(", "));
    }

    private QualifiedName name(String namespace, String name) {
        return new QualifiedName(namespace.equals(defaultNamespace) ? "" : namespace, name);
    }

    private @Nullable TableParts tableOf(ResultSet rs) throws SQLException {
        return tables.get(nameOf(rs));
    }

    private QualifiedName nameOf(ResultSet rs) throws SQLException {
        return name(rs.getString("nspname"), rs.getString("relname"));
    }

    private static List<String> strings(ResultSet rs, String column) throws SQLException {
        Array array = rs.getArray(column);
        return List.of((String[]) array.getArray());
    }

    private static List<Integer> integers(ResultSet rs, String column) throws SQLException {
        List<Integer> values = new ArrayList<>();
        for (Object value : (Object[]) rs.getArray(column).getArray()) {
            values.add(((Number) value).intValue());
        }
        return values;
    }

    private static PhysicalForeignKey.Action action(String code) {
        return switch (code) {
            case "r" -> PhysicalForeignKey.Action.RESTRICT;
            case "c" -> PhysicalForeignKey.Action.CASCADE;
            case "n" -> PhysicalForeignKey.Action.SET_NULL;
            case "d" -> PhysicalForeignKey.Action.SET_DEFAULT;
            default -> PhysicalForeignKey.Action.NO_ACTION;
        };
    }
}
