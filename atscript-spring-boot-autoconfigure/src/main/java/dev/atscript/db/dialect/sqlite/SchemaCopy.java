package dev.atscript.db.dialect.sqlite;

import dev.atscript.db.dialect.Sql;
import dev.atscript.db.dialect.sqlite.ColumnFates.Column;
import dev.atscript.db.dialect.sqlite.SqlTokens.Token;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A database in memory that has the schema of another one, and no rows. SQLite looks at all triggers and views when a column
 * gets another name, and at no other time: a table of its own lets it do so. It writes texts in double quotes in single ones
 * then. What a trigger writes to, it looks at when a statement is prepared that fires it.
 *
 * @see <a href="https://www.sqlite.org/lang_altertable.html#alter_table_rename_column">RENAME COLUMN</a>
 * @see <a href="https://www.sqlite.org/quirks.html#dblquote">Double-quoted string literals are accepted</a>
 */
final class SchemaCopy extends ScratchDatabase {

    /** What a name begins with that nobody knows. */
    static final String PLACE = "__atscript_place_";

    private static final String PROBE = "\"__atscript_probe\"";
    private static final String TO_LOOK = "ALTER TABLE " + PROBE + " RENAME COLUMN __atscript_a TO __atscript_b";

    private SchemaLook first = SchemaLook.NOTHING;
    private boolean complete;

    private SchemaCopy() throws SQLException {
        // Only its factory makes one, and fills it.
    }

    /**
     * Makes a copy, without what needs a function, collation or module that only the application's connections know.
     *
     * @param schema the statements that made what there is
     * @param isBroken whether something of that type and name does not work in the database itself either
     */
    static SchemaCopy of(List<String> schema, Predicate<String> isBroken) throws SQLException {
        SchemaCopy copy = new SchemaCopy();
        try {
            copy.fill(schema, isBroken);
            return copy;
        } catch (SQLException | RuntimeException ex) {
            copy.close();
            throw ex;
        }
    }

    private void fill(List<String> schema, Predicate<String> isBroken) throws SQLException {
        execute("PRAGMA foreign_keys = OFF");
        execute("CREATE TABLE " + PROBE + " (__atscript_a)");
        boolean loaded = load(schema);
        first = look();
        Set<String> onlyHere = first.broken().keySet().stream()
                .filter(object -> !loaded || !isBroken.test(object))
                .collect(Collectors.toSet());
        complete = loaded && onlyHere.isEmpty();
        dropAll(onlyHere);
    }

    /** What SQLite said of the schema before anything was executed. */
    SchemaLook first() {
        return first;
    }

    /** Whether everything could be made here. */
    boolean isComplete() {
        return complete;
    }

    private boolean load(List<String> schema) throws SQLException {
        boolean loaded = true;
        for (String sql : schema) {
            Refusal refusal = refusal(sql);
            loaded &= refusal == null || refusal.why().endsWith(" already exists");
        }
        return loaded;
    }

    SchemaLook look() throws SQLException {
        Map<String, String> written = objects();
        return undone(() -> {
            Map<String, String> broken = new LinkedHashMap<>();
            for (Refusal refusal = refusal(TO_LOOK); refusal != null; refusal = refusal(TO_LOOK)) {
                if (refusal.object() == null) {
                    throw new SQLException(refusal.why());
                }
                broken.put(refusal.object(), refusal.why());
                execute(dropping(refusal.object()));
            }
            broken.putAll(new TriggerTrial(this).broken());
            Map<String, List<String>> columns = columns(broken);
            return SchemaLook.of(broken, written, objects(), columns);
        });
    }

    /**
     * How often each object names each of the columns, by all that it may say instead.
     *
     * @param broken what would keep SQLite from telling, and is left out
     */
    Map<Column, Map<String, Integer>> places(Collection<Column> columns, Set<String> broken) throws SQLException {
        return undone(() -> {
            dropAll(broken);
            Map<String, Column> renamed = rename(columns);
            Map<Column, Map<String, Integer>> places = new HashMap<>();
            objects()
                    .forEach((object, sql) -> SqlTokens.of(sql).stream()
                            .flatMap(Token::words)
                            .map(renamed::get)
                            .filter(Objects::nonNull)
                            .forEach(column -> places.computeIfAbsent(column, key -> new HashMap<>())
                                    .merge(object, 1, Integer::sum)));
            return places;
        });
    }

    /** Gives columns names that nobody knows, and tells which; not those that cannot be renamed. */
    Map<String, Column> rename(Collection<Column> columns) throws SQLException {
        Map<String, Column> renamed = new HashMap<>();
        for (Column column : columns) {
            String name = PLACE + renamed.size();
            if (renameColumn(column.table(), column.name(), name) == null) {
                renamed.put(name, column);
            }
        }
        return renamed;
    }

    /** Gives a column another name where it can have that, and says why not. */
    @Nullable
    Refusal renameColumn(String table, String from, String to) throws SQLException {
        return refusal(
                "ALTER TABLE " + Sql.quote(table) + " RENAME COLUMN " + Sql.quote(from) + " TO " + Sql.quote(to));
    }

    /** Gives a table another name where it can have that. */
    void renameTable(String from, String to) throws SQLException {
        refusal("ALTER TABLE " + Sql.quote(from) + " RENAME TO " + Sql.quote(to));
    }

    void dropAll(Set<String> objects) throws SQLException {
        for (String object : objects) {
            refusal(dropping(object));
        }
    }

    /**
     * One by one, as one that cannot be opened would let the query of all fail. Of a view, nothing is executed, which may take
     * long; a virtual table looks for what it reads where it is read.
     */
    private Map<String, List<String>> columns(Map<String, String> broken) throws SQLException {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        Map<String, String> relations = pairs("SELECT type || ' ' || name, name FROM sqlite_schema"
                + " WHERE type = 'view' OR sql LIKE 'CREATE VIRTUAL %'");
        for (Map.Entry<String, String> relation : relations.entrySet()) {
            String select = "SELECT * FROM " + Sql.quote(relation.getValue());
            Refusal refusal =
                    refusal(relation.getKey().startsWith("view ") ? "EXPLAIN " + select : select + " LIMIT 1");
            if (refusal == null) {
                columns.put(relation.getKey(), columnsOf(relation.getValue()));
            } else {
                broken.put(relation.getKey(), refusal.why());
            }
        }
        return columns;
    }

    /** What the triggers are on, by type and name of these. */
    Map<String, String> tablesOfTriggers() throws SQLException {
        return pairs("SELECT 'trigger ' || name, tbl_name FROM sqlite_schema WHERE type = 'trigger'");
    }

    /** The columns of a table or view in their order; none where there is none of that name. */
    List<String> columnsOf(String relation) throws SQLException {
        return List.copyOf(
                pairs("SELECT name, '' FROM pragma_table_xinfo(" + Sql.literal(relation) + ") WHERE hidden = 0")
                        .keySet());
    }

    /** The columns of that name of all tables. */
    List<Column> columnsCalled(String name) throws SQLException {
        return pairs("SELECT m.name, c.name FROM sqlite_schema m, pragma_table_xinfo(m.name) c WHERE m.type = 'table'"
                        + " AND m.sql NOT LIKE 'CREATE VIRTUAL %' AND c.name = " + Sql.literal(name)
                        + " COLLATE NOCASE")
                .entrySet()
                .stream()
                .map(column -> new Column(column.getKey(), column.getValue()))
                .toList();
    }

    /** What goes with a table or view, or does not work without it. */
    Set<String> usersOf(String relation) throws SQLException {
        return undone(() -> {
            Set<String> users = new LinkedHashSet<>(objects().keySet());
            Refusal refusal = refusal(dropping((users.contains("view " + relation) ? "view " : "table ") + relation));
            users.removeAll(objects().keySet());
            users.addAll(refusal == null ? look().broken().keySet() : Set.of());
            return users;
        });
    }
}
