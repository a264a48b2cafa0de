package dev.atscript.db.dialect.sqlite;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * What SQLite's catalogue says, read in five statements.
 *
 * @param version SQLite's version
 * @param objects all tables, indexes, views and triggers by type and name, in order of creation
 * @param columns by table or view, in order; none of a view that is broken
 * @param indexParts by table, by index, in order
 * @param foreignKeyParts by table, in order of id
 * @see <a href="https://www.sqlite.org/pragma.html#pragfunc">Pragma functions</a>
 */
record SqliteCatalogue(
        String version,
        Map<String, SchemaObject> objects,
        Map<String, List<Column>> columns,
        Map<String, Map<String, List<IndexPart>>> indexParts,
        Map<String, List<ForeignKeyPart>> foreignKeyParts) {

    private static final String OBJECTS = """
            SELECT type, name, tbl_name, coalesce(sql, '') AS sql, sqlite_version() AS version
            FROM main.sqlite_schema
            UNION ALL SELECT '', '', '', '', sqlite_version()
            """;

    private static final String COLUMNS = """
            SELECT m.name AS tbl, c.name, c.type, c."notnull", c.dflt_value, c.pk, c.hidden
            FROM main.sqlite_schema m, pragma_table_xinfo(m.name, 'main') c
            WHERE m.type = 'table' AND m.sql NOT LIKE 'CREATE VIRTUAL %' AND m.name NOT LIKE 'sqlite!_%' ESCAPE '!'
            ORDER BY m.name, c.cid
            """;

    private static final String VIEW_COLUMNS = """
            SELECT m.name AS tbl, c.name, c.type, c."notnull", c.dflt_value, c.pk, c.hidden
            FROM main.sqlite_schema m, pragma_table_xinfo(m.name, 'main') c
            WHERE m.type = 'view' AND (?1 = '' OR m.name = ?1)
            ORDER BY m.name, c.cid
            """;

    private static final String INDEXES = """
            SELECT m.name AS tbl, i.name, i."unique", i.origin, i.partial, c.name AS col, c."desc", c.coll
            FROM main.sqlite_schema m, pragma_index_list(m.name, 'main') i, pragma_index_xinfo(i.name, 'main') c
            WHERE m.type = 'table' AND m.sql NOT LIKE 'CREATE VIRTUAL %' AND m.name NOT LIKE 'sqlite!_%' ESCAPE '!'
              AND c."key" = 1
            ORDER BY m.name, i.name, c.seqno
            """;

    private static final String FOREIGN_KEYS = """
            SELECT m.name AS tbl, f.id, f."table" AS target, f."from", f."to", f.on_delete, f.on_update
            FROM main.sqlite_schema m, pragma_foreign_key_list(m.name, 'main') f
            WHERE m.type = 'table' AND m.sql NOT LIKE 'CREATE VIRTUAL %' AND m.name NOT LIKE 'sqlite!_%' ESCAPE '!'
            ORDER BY m.name, f.id, f.seq
            """;

    /** A row of {@code sqlite_schema}. */
    record SchemaObject(String type, String name, String table, String sql) {
        boolean isVirtualTable() {
            return type.equals("table") && sql.regionMatches(true, 0, "CREATE VIRTUAL ", 0, 15);
        }
    }

    /** A row of {@code pragma_table_xinfo}. */
    record Column(
            String name,
            String type,
            boolean notNull,
            @Nullable String defaultValue,
            int keyPosition,
            int hidden) {}

    /** A row of {@code pragma_index_xinfo}, with its index's of {@code pragma_index_list}. */
    record IndexPart(
            boolean unique,
            String origin,
            boolean partial,
            @Nullable String column,
            boolean descending,
            String collation) {}

    /** A row of {@code pragma_foreign_key_list}. */
    record ForeignKeyPart(
            int id, String target, String from, @Nullable String to, String onDelete, String onUpdate) {}

    /** The SQL that made an object; empty where there is none. */
    String sqlOf(String type, String name) {
        SchemaObject object = objects.get(key(type, name));
        return object == null ? "" : object.sql();
    }

    /** The columns of a table's key, in order; empty where it has none. */
    List<String> primaryKeyOf(String table) {
        return columns.getOrDefault(table, List.of()).stream()
                .filter(column -> column.keyPosition() > 0)
                .sorted(Comparator.comparingInt(Column::keyPosition))
                .map(Column::name)
                .toList();
    }

    /** Triggers may have the name of a table. */
    private static String key(String type, String name) {
        return type + ' ' + name;
    }

    static SqliteCatalogue read(JdbcOperations jdbc) {
        Map<String, SchemaObject> objects = new LinkedHashMap<>();
        StringBuilder version = new StringBuilder();
        jdbc.query(OBJECTS, rs -> {
            SchemaObject object = new SchemaObject(
                    rs.getString("type"), rs.getString("name"), rs.getString("tbl_name"), rs.getString("sql"));
            if (object.type().isEmpty()) {
                version.append(rs.getString("version"));
            } else {
                objects.put(key(object.type(), object.name()), object);
            }
        });
        Map<String, List<Column>> columns = new HashMap<>();
        jdbc.query(COLUMNS, reader(columns));
        columns.putAll(viewColumns(jdbc, objects));
        Map<String, Map<String, List<IndexPart>>> indexParts = new HashMap<>();
        jdbc.query(INDEXES, rs -> {
            list(indexParts.computeIfAbsent(rs.getString("tbl"), table -> new LinkedHashMap<>()), rs.getString("name"))
                    .add(new IndexPart(
                            rs.getBoolean("unique"),
                            rs.getString("origin"),
                            rs.getBoolean("partial"),
                            rs.getString("col"),
                            rs.getBoolean("desc"),
                            rs.getString("coll")));
        });
        Map<String, List<ForeignKeyPart>> foreignKeyParts = new HashMap<>();
        jdbc.query(FOREIGN_KEYS, rs -> {
            list(foreignKeyParts, rs.getString("tbl"))
                    .add(new ForeignKeyPart(
                            rs.getInt("id"),
                            rs.getString("target"),
                            rs.getString("from"),
                            rs.getString("to"),
                            rs.getString("on_delete"),
                            rs.getString("on_update")));
        });
        return new SqliteCatalogue(version.toString(), objects, columns, indexParts, foreignKeyParts);
    }

    private static RowCallbackHandler reader(Map<String, List<Column>> columns) {
        return rs -> list(columns, rs.getString("tbl"))
                .add(new Column(
                        rs.getString("name"),
                        rs.getString("type"),
                        rs.getBoolean("notnull"),
                        rs.getString("dflt_value"),
                        rs.getInt("pk"),
                        rs.getInt("hidden")));
    }

    /** One view that names a missing table makes the statement fail for all: then each is asked for on its own. */
    private static Map<String, List<Column>> viewColumns(JdbcOperations jdbc, Map<String, SchemaObject> objects) {
        Map<String, List<Column>> columns = new HashMap<>();
        try {
            jdbc.query(VIEW_COLUMNS, reader(columns), "");
            return columns;
        } catch (DataAccessException ex) {
            columns.clear();
        }
        for (SchemaObject object : objects.values()) {
            if (object.type().equals("view")) {
                try {
                    jdbc.query(VIEW_COLUMNS, reader(columns), object.name());
                } catch (DataAccessException ex) {
                    columns.remove(object.name());
                }
            }
        }
        return columns;
    }

    private static <T> List<T> list(Map<String, List<T>> lists, String key) {
        return lists.computeIfAbsent(key, name -> new ArrayList<>());
    }
}
