package dev.atscript.db.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads SQLite table by table, by its pragmas and the text of CREATE TABLE. */
final class SqliteCatalogue implements Catalogue {

    private static final Pattern CHECK = Pattern.compile("(?i)CHECK\\s*\\(");

    private final JdbcTemplate jdbc;

    SqliteCatalogue(DataSource dataSource) {
        jdbc = new JdbcTemplate(dataSource);
    }

    @Override
    public List<String> tables() {
        return jdbc.queryForList("""
                SELECT type || ' ' || name FROM sqlite_schema s
                WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
                  AND name <> '__atscript_control'
                  AND NOT EXISTS (SELECT 1 FROM sqlite_schema v WHERE v.sql LIKE 'CREATE VIRTUAL TABLE%'
                    AND (s.name = v.name OR substr(s.name, 1, length(v.name) + 1) = v.name || '_'))
                ORDER BY 1
                """, String.class);
    }

    @Override
    public List<String> describe(String table, boolean names) {
        String sql = sql("table", table);
        if (sql == null) {
            String view = sql("view", table);
            return view == null
                    ? List.of("no table")
                    : List.of("view", "as " + Catalogue.inOneOrder(view.replaceFirst("(?s)^.*?\\bAS\\s+", "")));
        }
        List<String> lines = new ArrayList<>();
        columns(table, sql, lines);
        indexes(table, lines);
        foreignKeys(table, lines);
        List<String> rest = new ArrayList<>();
        for (Matcher check = CHECK.matcher(sql); check.find(); ) {
            rest.add("check " + group(sql, check.end() - 1));
        }
        fullTexts(table, rest);
        triggers(table, rest);
        rest.sort(null);
        lines.addAll(rest);
        String tail = sql.substring(sql.lastIndexOf(')') + 1).strip();
        if (!tail.isEmpty()) {
            lines.add(tail.toLowerCase(Locale.ROOT));
        }
        return lines;
    }

    private @Nullable String sql(String type, String name) {
        List<String> found = jdbc.queryForList(
                "SELECT sql FROM sqlite_schema WHERE type = ? AND name = ?", String.class, type, name);
        return found.isEmpty() ? null : found.get(0);
    }

    private void columns(String table, String sql, List<String> lines) {
        Map<Integer, String> key = new java.util.TreeMap<>();
        String rowid = rowid(table);
        jdbc.query(
                "SELECT * FROM pragma_table_xinfo(?)",
                rs -> {
                    String name = rs.getString("name");
                    StringBuilder line = new StringBuilder(Identifier.of(name))
                            .append(' ')
                            .append(rs.getString("type").toLowerCase(Locale.ROOT));
                    if (rs.getBoolean("notnull") || name.equals(rowid)) {
                        line.append(" not null");
                    }
                    if (rs.getString("dflt_value") != null) {
                        line.append(" default ").append(rs.getString("dflt_value"));
                    }
                    String definition = definition(sql, name);
                    Matcher collation =
                            Pattern.compile("(?i)\\bCOLLATE\\s+\"?(\\w+)").matcher(definition);
                    if (collation.find()) {
                        line.append(" collate ").append(collation.group(1).toLowerCase(Locale.ROOT));
                    }
                    Pattern inConstraint = Pattern.compile("(?i)PRIMARY\\s+KEY\\s*\\(\\s*\"?" + Pattern.quote(name)
                            + "\"?\\s+(ASC\\s+)?AUTOINCREMENT");
                    if (definition.toUpperCase(Locale.ROOT).contains("AUTOINCREMENT")
                            || inConstraint.matcher(sql).find()) {
                        line.append(" identity");
                    }
                    if (rs.getInt("hidden") > 1) {
                        line.append(" generated");
                    }
                    lines.add(line.toString());
                    if (rs.getInt("pk") > 0) {
                        key.put(rs.getInt("pk"), name);
                    }
                },
                table);
        if (!key.isEmpty()) {
            lines.add("key (" + Identifier.of(List.copyOf(key.values())) + ")");
        }
    }

    /** The column that is the rowid, and so never null, whether it says so or not. */
    private @Nullable String rowid(String table) {
        List<String> found = jdbc.queryForList("""
                SELECT max(name) FROM pragma_table_info(?) WHERE pk > 0 HAVING count(*) = 1 AND upper(max(type)) = 'INTEGER'
                  AND NOT EXISTS (SELECT 1 FROM pragma_index_list(?) WHERE origin = 'pk')""", String.class, table, table);
        return found.isEmpty() ? null : found.get(0);
    }

    /** The text from a column's name to the comma or parenthesis that ends its definition. */
    private static String definition(String sql, String column) {
        Matcher start = Pattern.compile("(?i)[(,]\\s*(\"" + Pattern.quote(column.replace("\"", "\"\"")) + "\"|"
                        + Pattern.quote(column) + ")\\s")
                .matcher(sql);
        if (!start.find()) {
            return "";
        }
        int depth = 0;
        boolean quoted = false;
        for (int i = start.end(); i < sql.length(); i++) {
            char c = sql.charAt(i);
            quoted = c == '\'' ? !quoted : quoted;
            if (!quoted) {
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
                if (depth < 0 || depth == 0 && c == ',') {
                    return sql.substring(start.end(), i);
                }
            }
        }
        return sql.substring(start.end());
    }

    private static String group(String sql, int open) {
        int depth = 0;
        for (int i = open; i < sql.length(); i++) {
            depth += sql.charAt(i) == '(' ? 1 : sql.charAt(i) == ')' ? -1 : 0;
            if (depth == 0) {
                return sql.substring(open, i + 1);
            }
        }
        return sql.substring(open);
    }

    private void indexes(String table, List<String> lines) {
        List<Map<String, Object>> indexes = jdbc.queryForList(
                "SELECT name, \"unique\", origin, partial FROM pragma_index_list(?) WHERE origin <> 'pk' ORDER BY name",
                table);
        for (Map<String, Object> index : indexes) {
            String name = String.valueOf(index.get("name"));
            List<String> parts = jdbc.query(
                    """
                    SELECT coalesce(name, '<expression>') AS name, "desc" FROM pragma_index_xinfo(?)
                    WHERE key ORDER BY seqno
                    """,
                    (rs, row) -> Identifier.of(rs.getString("name")) + (rs.getBoolean("desc") ? " desc" : ""),
                    name);
            String what = index.get("origin").equals("u")
                    ? "unique"
                    : (isTrue(index.get("unique")) ? "unique " : "") + "index " + Identifier.of(name);
            String sql = String.valueOf(sql("index", name));
            int where = sql.toUpperCase(Locale.ROOT).lastIndexOf(" WHERE ");
            lines.add(what + " (" + String.join(", ", parts) + ")"
                    + (isTrue(index.get("partial")) ? " where " + sql.substring(where + 7) : ""));
        }
    }

    private static boolean isTrue(Object number) {
        return number.equals(1);
    }

    private void foreignKeys(String table, List<String> lines) {
        Map<Integer, List<String[]>> keys = new LinkedHashMap<>();
        jdbc.query(
                """
                SELECT f.*, coalesce(f."to", (SELECT name FROM pragma_table_info(f."table") WHERE pk = f.seq + 1)) AS at
                FROM pragma_foreign_key_list(?) f ORDER BY f.id, f.seq""",
                rs -> {
                    keys.computeIfAbsent(rs.getInt("id"), id -> new ArrayList<>())
                            .add(new String[] {
                                rs.getString("from"),
                                rs.getString("table"),
                                rs.getString("at"),
                                rs.getString("on_delete"),
                                rs.getString("on_update")
                            });
                },
                table);
        List<String> found = new ArrayList<>();
        for (List<String[]> parts : keys.values()) {
            String[] first = parts.get(0);
            found.add("foreign key ("
                    + Identifier.of(parts.stream().map(part -> part[0]).toList()) + ") references "
                    + Identifier.of(first[1]) + "("
                    + (first[2] == null
                            ? ""
                            : Identifier.of(parts.stream().map(part -> part[2]).toList()))
                    + ")" + action(" on update ", first[4]) + action(" on delete ", first[3]));
        }
        found.sort(null);
        lines.addAll(found);
    }

    private static String action(String event, String action) {
        return action.equals("NO ACTION") ? "" : event + action.toLowerCase(Locale.ROOT);
    }

    private void fullTexts(String table, List<String> lines) {
        for (String name : fullTexts()) {
            String sql = String.valueOf(sql("table", name));
            if (sql.contains("content='" + table.replace("'", "''") + "'")) {
                List<String> columns = jdbc.queryForList("SELECT name FROM pragma_table_info(?)", String.class, name);
                lines.add("fulltext " + Identifier.of(name) + " (" + Identifier.of(columns) + ")");
            }
        }
    }

    private List<String> fullTexts() {
        return jdbc.queryForList(
                "SELECT name FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL TABLE%fts5(%' ORDER BY 1", String.class);
    }

    private void triggers(String table, List<String> lines) {
        List<String> fullTexts = fullTexts();
        jdbc
                .queryForList(
                        "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?", String.class, table)
                .stream()
                .filter(name -> fullTexts.stream().noneMatch(name::startsWith))
                .forEach(name -> lines.add("trigger " + Identifier.of(name)));
    }

    @Override
    public List<String> content() {
        List<String> content = new ArrayList<>();
        List<String> tables =
                jdbc.queryForList("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name", String.class);
        for (String table : tables) {
            String where = table.equals("__atscript_control")
                    ? " WHERE _id <> 'sync_lock' AND _id NOT LIKE 'sync!_failure%' ESCAPE '!' ORDER BY _id"
                    : "";
            Rows.of(jdbc, "SELECT * FROM " + Identifier.quoted(table) + where)
                    .forEach(row -> content.add(table + ": " + row));
        }
        return content;
    }

    @Override
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        Rows.of(jdbc, "PRAGMA foreign_key_check").forEach(row -> problems.add("foreign_key_check: " + row));
        Rows.of(jdbc, "PRAGMA integrity_check").stream()
                .filter(row -> !row.equals("ok"))
                .forEach(row -> problems.add("integrity_check: " + row));
        for (String name : fullTexts()) {
            String fts = Identifier.quoted(name);
            try {
                jdbc.execute("INSERT INTO " + fts + " (" + fts + ", rank) VALUES ('integrity-check', 1)");
            } catch (org.springframework.dao.DataAccessException ex) {
                problems.add("full text " + name + ": " + ex.getMessage());
            }
        }
        return problems;
    }
}
