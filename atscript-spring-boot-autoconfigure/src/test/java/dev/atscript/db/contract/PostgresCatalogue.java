package dev.atscript.db.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads PostgreSQL table by table, in the words of its {@code pg_get_…def} functions. */
final class PostgresCatalogue implements Catalogue {

    private static final Pattern INDEX = Pattern.compile(
            "CREATE (UNIQUE )?INDEX (.+?) ON .+? USING (\\w+) (\\(.*?\\))( WITH \\(.*?\\))?( WHERE .*)?",
            Pattern.DOTALL);

    private static final Pattern LITERAL = Pattern.compile("('(?:[^']|'')*')::[a-z\" .()0-9,\\[\\]]+");

    private final JdbcTemplate jdbc;

    PostgresCatalogue(DataSource dataSource) {
        jdbc = new JdbcTemplate(dataSource);
    }

    private static final String RELATIONS = """
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
              AND c.relname <> '__atscript_control'
            """;

    private static final String LABEL = "CASE n.nspname WHEN 'public' THEN '' ELSE n.nspname || '.' END || c.relname";

    @Override
    public List<String> tables() {
        return jdbc
                .queryForList(
                        "SELECT CASE WHEN c.relkind IN ('r', 'p') THEN 'table ' ELSE 'view ' END || " + LABEL + " "
                                + RELATIONS + " AND c.relkind IN ('r', 'p', 'v', 'm')",
                        String.class)
                .stream()
                .sorted()
                .toList();
    }

    @Override
    public List<String> describe(String table, boolean names) {
        List<Long> oids = jdbc.queryForList(
                "SELECT c.oid " + RELATIONS + " AND c.relkind IN ('r', 'p') AND " + LABEL + " = ?", Long.class, table);
        if (oids.isEmpty()) {
            return view(table);
        }
        long oid = oids.get(0);
        List<String> lines = new ArrayList<>();
        columns(oid, lines);
        key(oid, lines);
        indexes(oid, lines);
        constraints(oid, names, lines);
        jdbc.queryForList(
                        "SELECT tgname FROM pg_trigger WHERE tgrelid = ? AND NOT tgisinternal ORDER BY 1",
                        String.class,
                        oid)
                .forEach(name -> lines.add("trigger " + Identifier.of(name)));
        return lines;
    }

    private List<String> view(String name) {
        List<String> lines = new ArrayList<>();
        List<Map<String, Object>> found = jdbc.queryForList(
                "SELECT c.oid, c.relkind::text, pg_get_viewdef(c.oid) AS definition " + RELATIONS
                        + " AND c.relkind IN ('v', 'm') AND " + LABEL + " = ?",
                name);
        for (Map<String, Object> view : found) {
            lines.add(view.get("relkind").equals("m") ? "materialized view" : "view");
            columns((Long) view.get("oid"), lines);
            lines.add("as " + Catalogue.inOneOrder(view.get("definition").toString()));
        }
        return lines.isEmpty() ? List.of("no table") : lines;
    }

    private void columns(long oid, List<String> lines) {
        jdbc.query(
                """
                SELECT a.attname, format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull,
                  pg_get_expr(d.adbin, d.adrelid) AS value, a.attidentity <> '' AS identity,
                  CASE WHEN a.attcollation <> t.typcollation THEN c.collname END AS collation,
                  a.attgenerated <> '' AS generated,
                  (SELECT r.relkind = 'v' FROM pg_class r WHERE r.oid = a.attrelid) AS of_view,
                  (SELECT s.seqstart FROM pg_sequence s JOIN pg_depend p
                    ON p.classid = 'pg_class'::regclass AND p.objid = s.seqrelid AND p.deptype = 'i'
                    WHERE p.refobjid = a.attrelid AND p.refobjsubid = a.attnum) AS start
                FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
                LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
                LEFT JOIN pg_collation c ON c.oid = a.attcollation
                WHERE a.attrelid = ? AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum
                """,
                rs -> {
                    StringBuilder line = new StringBuilder(Identifier.of(rs.getString("attname")))
                            .append(' ')
                            .append(rs.getString("type"));
                    if (rs.getBoolean("attnotnull")) {
                        line.append(" not null");
                    }
                    // One of a view is somebody's, as the model says none.
                    if (rs.getString("value") != null && !rs.getBoolean("of_view")) {
                        Matcher literal = LITERAL.matcher(rs.getString("value"));
                        line.append(" default ").append(literal.matches() ? literal.group(1) : rs.getString("value"));
                    }
                    if (rs.getString("collation") != null) {
                        line.append(" collate ").append(rs.getString("collation"));
                    }
                    if (rs.getBoolean("identity")) {
                        line.append(rs.getLong("start") == 1 ? " identity" : " identity start " + rs.getLong("start"));
                    }
                    if (rs.getBoolean("generated")) {
                        line.append(" generated");
                    }
                    lines.add(line.toString());
                },
                oid);
    }

    private void key(long oid, List<String> lines) {
        jdbc.query(
                """
                SELECT (SELECT string_agg(a.attname, chr(31) ORDER BY k.n)
                  FROM unnest(conkey) WITH ORDINALITY k(num, n)
                  JOIN pg_attribute a ON a.attrelid = conrelid AND a.attnum = k.num) AS columns
                FROM pg_constraint WHERE conrelid = ? AND contype = 'p'
                """,
                rs -> {
                    lines.add("key ("
                            + Identifier.of(List.of(rs.getString("columns").split("\u001f"))) + ")");
                },
                oid);
    }

    private void indexes(long oid, List<String> lines) {
        jdbc.query(
                """
                SELECT pg_get_indexdef(i.indexrelid) AS definition, i.indisvalid FROM pg_index i
                JOIN pg_class c ON c.oid = i.indexrelid
                WHERE i.indrelid = ? AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = i.indexrelid
                  AND contype IN ('p', 'u', 'x'))
                ORDER BY c.relname COLLATE "C"
                """,
                rs -> {
                    Matcher index = INDEX.matcher(rs.getString("definition"));
                    if (!index.matches()) {
                        lines.add(rs.getString("definition"));
                        return;
                    }
                    boolean btree = index.group(3).equals("btree");
                    lines.add((index.group(1) == null ? "" : "unique ") + "index " + index.group(2) + " "
                            + unquoted(index.group(4).replace(" DESC", " desc"))
                            + (btree ? "" : " using " + index.group(3))
                            + (index.group(6) == null
                                    ? ""
                                    : " where " + index.group(6).substring(7))
                            + (rs.getBoolean("indisvalid") ? "" : " invalid"));
                    if (index.group(5) != null) {
                        lines.add("index " + index.group(2) + index.group(5).replace(" WITH", " with"));
                    }
                },
                oid);
    }

    private void constraints(long oid, boolean names, List<String> lines) {
        List<String> found = new ArrayList<>();
        jdbc.query(
                """
                SELECT conname, contype::text, pg_get_constraintdef(oid) AS definition FROM pg_constraint
                WHERE conrelid = ? AND contype IN ('f', 'u', 'c', 'x')
                """,
                rs -> {
                    String definition = rs.getString("definition");
                    String name = names ? " named " + rs.getString("conname") : "";
                    switch (rs.getString("contype")) {
                        case "f" -> found.add(foreignKey(definition) + name);
                        case "u" -> found.add(unquoted(definition.replaceFirst("^UNIQUE", "unique")) + name);
                        default -> found.add(definition.replaceFirst("^CHECK \\((.*)\\)$", "check $1") + name);
                    }
                },
                oid);
        found.sort(null);
        lines.addAll(found);
    }

    private static String foreignKey(String definition) {
        Matcher parts = Pattern.compile("FOREIGN KEY (\\(.*?\\)) REFERENCES (.*?\\(.*?\\))(.*)")
                .matcher(definition);
        return parts.matches()
                ? "foreign key " + unquoted(parts.group(1)) + " references " + unquoted(parts.group(2))
                        + parts.group(3).toLowerCase(Locale.ROOT)
                : definition;
    }

    /** Without quotes around names that are plain but for their case. */
    private static String unquoted(String text) {
        return text.replaceAll("\"([A-Za-z_][A-Za-z0-9_]*)\"", "$1");
    }

    @Override
    public List<String> content() {
        List<String> content = new ArrayList<>();
        List<String> tables = jdbc.queryForList(
                "SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname) " + RELATIONS
                        + " AND c.relkind = 'r' ORDER BY 1",
                String.class);
        for (String table : tables) {
            Rows.of(jdbc, "SELECT t::text FROM " + table + " AS t ORDER BY t::text COLLATE \"C\"")
                    .forEach(row -> content.add(table + ": " + row));
        }
        boolean control = Boolean.TRUE.equals(
                jdbc.queryForObject("SELECT to_regclass('__atscript_control') IS NOT NULL", Boolean.class));
        if (control) {
            Rows.of(
                            jdbc,
                            "SELECT * FROM __atscript_control WHERE _id <> 'sync_lock' AND _id NOT LIKE 'sync!_failure%' ESCAPE '!' ORDER BY _id")
                    .forEach(row -> content.add("__atscript_control: " + row));
        }
        Rows.of(jdbc, "SELECT schemaname, sequencename, last_value FROM pg_sequences ORDER BY 1, 2")
                .forEach(row -> content.add("sequence: " + row));
        return content;
    }

    @Override
    public List<String> problems() {
        return jdbc.queryForList(
                "SELECT 'invalid index ' || indexrelid::regclass FROM pg_index WHERE NOT indisvalid"
                        + " UNION ALL SELECT 'constraint not validated ' || conname FROM pg_constraint"
                        + " WHERE NOT convalidated AND (contype = 'n' OR conname LIKE '%\\_\\_fkey')",
                String.class);
    }
}
