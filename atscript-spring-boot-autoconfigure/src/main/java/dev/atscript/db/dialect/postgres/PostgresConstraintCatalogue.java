package dev.atscript.db.dialect.postgres;

import dev.atscript.db.schema.PhysicalForeignKey;
import dev.atscript.db.schema.PhysicalIndex;
import dev.atscript.db.schema.PrimaryKey;
import dev.atscript.db.schema.UnmanagedObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcOperations;

/** Reads keys, foreign keys and other constraints: of tables, and of those that point at them. */
final class PostgresConstraintCatalogue {

    /** What counts on a key {@code k} of table {@code c}, or on one of a partition that is a part of it, and is no view. */
    private static final String USERS = """
            ARRAY(SELECT DISTINCT pg_catalog.pg_describe_object(u.classid, u.objid, u.objsubid)
              FROM pg_depend u
              LEFT JOIN pg_rewrite r ON u.classid = 'pg_rewrite'::regclass AND r.oid = u.objid
              LEFT JOIN pg_class rc ON rc.oid = r.ev_class
              WHERE u.refclassid = 'pg_constraint'::regclass AND u.refobjid = ANY (CASE c.relkind WHEN 'p' THEN ARRAY(
                WITH RECURSIVE part(id) AS (SELECT k.oid UNION
                  SELECT p.oid FROM part JOIN pg_constraint p ON p.conparentid = part.id)
                SELECT id FROM part) ELSE ARRAY[k.oid] END)
                AND u.deptype = 'n' AND (rc.oid IS NULL OR rc.relkind IN ('r', 'p')))""";

    private static final String CONSTRAINTS = """
            SELECT n.nspname, c.relname, k.conname, k.contype::text, k.condeferrable, k.condeferred, k.convalidated,
              coalesce((pg_catalog.to_jsonb(k) ->> 'conenforced')::boolean, true) AS enforced,
              coalesce((pg_catalog.to_jsonb(k) ->> 'conperiod')::boolean, false) AS period,
              k.contype = 'f' AND EXISTS (SELECT FROM pg_trigger g WHERE g.tgconstraint = k.oid AND g.tgenabled IN ('D', 'R')) AS disabled,
              k.confmatchtype::text, k.confdeltype::text, k.confupdtype::text, fn.nspname AS target_namespace, f.relname AS target,
              ARRAY(SELECT a.attname::text FROM pg_catalog.jsonb_array_elements_text(
                  CASE pg_catalog.jsonb_typeof(pg_catalog.to_jsonb(k) -> 'confdelsetcols') WHEN 'array' THEN pg_catalog.to_jsonb(k) -> 'confdelsetcols' ELSE '[]' END)
                  WITH ORDINALITY u(num, ord)
                JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.num::int2 ORDER BY u.ord) AS set_columns,
              pg_catalog.pg_get_constraintdef(k.oid) AS definition,
              k.contype = 'p' AND EXISTS (SELECT FROM pg_index x WHERE x.indexrelid = k.conindid AND x.indnkeyatts < x.indnatts) AS includes,
              k.contype = 'p' AND EXISTS (SELECT FROM pg_index x WHERE x.indexrelid = k.conindid AND NOT x.indisvalid) AS invalid,
              CASE k.contype WHEN 'p' THEN %s ELSE '{}' END AS users,
              ARRAY(SELECT a.attname::text FROM pg_catalog.unnest(k.conkey) WITH ORDINALITY u(num, ord)
                JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.num ORDER BY u.ord) AS columns,
              ARRAY(SELECT a.attname::text FROM pg_catalog.unnest(k.confkey) WITH ORDINALITY u(num, ord)
                JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.num ORDER BY u.ord) AS target_columns,
              %s
            FROM pg_constraint k
            JOIN pg_class c ON c.oid = k.conrelid
            JOIN pg_namespace n ON n.oid = c.relnamespace
            LEFT JOIN pg_class f ON f.oid = k.confrelid
            LEFT JOIN pg_namespace fn ON fn.oid = f.relnamespace
            WHERE (n.nspname = ANY (?) AND k.contype IN ('p', 'f', 'u', 'c', 'x') OR fn.nspname = ANY (?) AND k.contype = 'f')
              AND (NOT c.relispartition OR k.contype = 'f') AND (k.contype <> 'f' OR k.conparentid = 0)
            ORDER BY c.oid, k.conname""".formatted(USERS, PostgresBelongings.OF_CONSTRAINT);

    private final PostgresTables tables;

    private PostgresConstraintCatalogue(PostgresTables tables) {
        this.tables = tables;
    }

    static void read(JdbcOperations jdbc, String[] namespaces, PostgresTables tables) {
        jdbc.query(CONSTRAINTS, new PostgresConstraintCatalogue(tables)::readConstraint, namespaces, namespaces);
    }

    private void readConstraint(ResultSet rs) throws SQLException {
        boolean isForeignKey = rs.getString("contype").equals("f");
        // A table elsewhere, or a partition, is known by nothing but the foreign keys by which it points here.
        PostgresTables.Parts table = isForeignKey ? tables.begin(tables.nameOf(rs)) : tables.of(rs);
        if (table == null) {
            return;
        }
        String name = rs.getString("conname");
        if ("pux".contains(rs.getString("contype")) && !name.startsWith(PhysicalIndex.PREFIX)) {
            table.companions.add(name);
        }
        if ("pf".contains(rs.getString("contype"))) {
            table.unmanaged.addAll(PostgresBelongings.read(rs, name));
        }
        for (String user : PostgresTables.strings(rs, "users")) {
            table.unmanaged.add(new UnmanagedObject(UnmanagedObject.Kind.USER_OF_KEY, user, ""));
        }
        switch (rs.getString("contype")) {
            case "p" -> table.primaryKey = new PrimaryKey(name, PostgresTables.strings(rs, "columns"), deviation(rs));
            case "f" -> table.foreignKeys.add(foreignKey(rs, name));
            case "u" -> {
                if (!name.startsWith(PhysicalIndex.PREFIX)) {
                    table.unmanaged.add(
                            new UnmanagedObject(UnmanagedObject.Kind.UNIQUE, name, rs.getString("definition")));
                    if (!rs.getBoolean("condeferrable")) {
                        table.otherKeys.add(PostgresTables.strings(rs, "columns"));
                    }
                }
            }
            default ->
                table.unmanaged.add(new UnmanagedObject(UnmanagedObject.Kind.CHECK, name, rs.getString("definition")));
        }
    }

    /** An included column would take the key along when it goes. */
    private static String deviation(ResultSet rs) throws SQLException {
        List<String> deviations = new ArrayList<>();
        if (rs.getBoolean("condeferrable")) {
            deviations.add("deferrable");
        }
        if (rs.getBoolean("includes")) {
            deviations.add(PostgresIndexCatalogue.INCLUDES);
        }
        if (rs.getBoolean("invalid")) {
            deviations.add("invalid");
        }
        return String.join(", ", deviations);
    }

    private PhysicalForeignKey foreignKey(ResultSet rs, String name) throws SQLException {
        String options = rs.getBoolean("period") ? PostgresForeignKeys.PERIOD : "";
        if (rs.getString("confmatchtype").equals("f")) {
            options += " " + PostgresForeignKeys.MATCH_FULL;
        }
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
        PhysicalForeignKey key = new PhysicalForeignKey(
                name,
                PostgresTables.strings(rs, "columns"),
                tables.name(rs.getString("target_namespace"), rs.getString("target")),
                PostgresTables.strings(rs, "target_columns"),
                action(rs.getString("confdeltype")),
                PostgresTables.strings(rs, "set_columns"),
                action(rs.getString("confupdtype")),
                options.strip(),
                false);
        // Of somebody's, that is for them to say.
        return key.isManaged() && rs.getBoolean("disabled")
                ? key.withDeviation((options + " " + PostgresForeignKeys.DISABLED).strip())
                : key;
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
