package dev.atscript.db.dialect.postgres;

import dev.atscript.db.schema.PhysicalIndex;
import dev.atscript.db.schema.UnmanagedObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcOperations;

/** Reads the indexes of tables, but for those of most constraints. */
final class PostgresIndexCatalogue {

    /** The deviation of an index or key that holds more columns than it is about. */
    static final String INCLUDES = "with included columns";

    private static final String INDEXES = """
            SELECT n.nspname, c.relname, i.relname AS index_name, x.indisunique, x.indisvalid, am.amname,
              pg_catalog.pg_get_expr(x.indpred, x.indrelid) AS predicate, pg_catalog.pg_get_expr(x.indexprs, x.indrelid) AS expressions,
              x.indnkeyatts < x.indnatts AS includes, k.oid IS NOT NULL AS is_constraint,
              coalesce((pg_catalog.to_jsonb(x) ->> 'indnullsnotdistinct')::boolean, false) AS nulls_not_distinct, pg_catalog.pg_get_indexdef(i.oid) AS definition,
              ARRAY(SELECT coalesce(a.attname::text, '') FROM pg_catalog.unnest(x.indkey::int2[]) WITH ORDINALITY u(num, ord)
                LEFT JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = u.num ORDER BY u.ord) AS columns,
              ARRAY(SELECT (u.opt & 1) FROM pg_catalog.unnest(x.indoption::int2[]) WITH ORDINALITY u(opt, ord) ORDER BY u.ord) AS descending,
              EXISTS (SELECT FROM pg_catalog.unnest(x.indoption::int2[]) u(opt) WHERE u.opt IN (1, 2)) AS odd_nulls,
              EXISTS (SELECT FROM ROWS FROM (pg_catalog.unnest(x.indkey::int2[]), pg_catalog.unnest(x.indcollation::oid[])) u(num, coll)
                JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = u.num
                WHERE u.coll <> 0 AND u.coll <> a.attcollation) AS odd_collation,
              EXISTS (SELECT FROM pg_catalog.unnest(x.indclass::oid[]) u(opclass) JOIN pg_opclass o ON o.oid = u.opclass
                WHERE NOT o.opcdefault) AS odd_class,
              %s
            FROM pg_index x
            JOIN pg_class i ON i.oid = x.indexrelid
            JOIN pg_class c ON c.oid = x.indrelid
            JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_am am ON am.oid = i.relam
            LEFT JOIN pg_constraint k ON k.conindid = i.oid AND k.contype IN ('p', 'u', 'x')
            WHERE n.nspname = ANY (?) AND c.relkind IN ('r', 'p') AND NOT c.relispartition
              AND (k.oid IS NULL OR k.contype = 'u' AND pg_catalog.starts_with(i.relname::text, 'atscript__'))
            ORDER BY c.oid, i.relname""".formatted(PostgresBelongings.OF_INDEX);

    private final PostgresTables tables;

    private PostgresIndexCatalogue(PostgresTables tables) {
        this.tables = tables;
    }

    static void read(JdbcOperations jdbc, String[] namespaces, PostgresTables tables) {
        jdbc.query(INDEXES, new PostgresIndexCatalogue(tables)::readIndex, (Object) namespaces);
    }

    private void readIndex(ResultSet rs) throws SQLException {
        PostgresTables.Parts table = tables.of(rs);
        if (table == null) {
            return;
        }
        String name = rs.getString("index_name");
        if (!name.startsWith(PhysicalIndex.PREFIX)) {
            table.companions.add(name);
            table.unmanaged.add(new UnmanagedObject(UnmanagedObject.Kind.INDEX, name, rs.getString("definition")));
            if (isKey(rs)) {
                table.otherKeys.add(PostgresTables.strings(rs, "columns")
                        .subList(0, PostgresTables.integers(rs, "descending").size()));
            }
            return;
        }
        table.unmanaged.addAll(PostgresBelongings.read(rs, name));
        if (rs.getString("amname").equals("gin")) {
            String expressions = rs.getString("expressions");
            List<PhysicalIndex.Part> parts = PostgresFullText.parts(expressions == null ? "" : expressions);
            String deviation = parts.isEmpty() ? "redefined" : deviation(rs, "gin");
            table.indexes.add(new PhysicalIndex(name, PhysicalIndex.Kind.FULLTEXT, parts, deviation));
            return;
        }
        List<String> columns = PostgresTables.strings(rs, "columns");
        List<Integer> descending = PostgresTables.integers(rs, "descending");
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
            deviations.add(INCLUDES);
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
}
