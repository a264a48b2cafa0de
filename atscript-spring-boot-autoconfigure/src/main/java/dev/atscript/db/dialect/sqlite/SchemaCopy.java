package dev.atscript.db.dialect.sqlite;

import dev.atscript.db.dialect.Sql;
import dev.atscript.db.dialect.SqlStatement;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A database in memory that has the schema of another one, and no rows. SQLite looks at all triggers and views when a column
 * gets another name, and at no other time: a table of its own lets it do so. It writes texts in double quotes in single ones
 * then.
 *
 * @see <a href="https://www.sqlite.org/lang_altertable.html#alter_table_rename_column">RENAME COLUMN</a>
 * @see <a href="https://www.sqlite.org/quirks.html#dblquote">Double-quoted string literals are accepted</a>
 */
final class SchemaCopy implements AutoCloseable {

    private static final String PROBE = "\"__atscript_probe\"";
    private static final String TO_LOOK = "ALTER TABLE " + PROBE + " RENAME COLUMN a TO b";

    /** What SQLite says, within what its driver says. */
    private static final Pattern WORDS = Pattern.compile("\\[\\w+] [^(]*\\((.*)\\)\\s*", Pattern.DOTALL);

    private final Connection connection;
    private final Statement statement;
    private final Look first;
    private final boolean complete;

    /**
     * What SQLite says of the schema.
     *
     * @param broken what does not work, and why
     * @param sql what made all else, by type and name, with texts in single quotes
     * @param virtualColumns the columns of each virtual table, which may be those of what it reads
     */
    record Look(Map<String, String> broken, Map<String, String> sql, Map<String, String> virtualColumns) {}

    /**
     * Makes a copy without what cannot be made here, or does not work.
     *
     * @param schema the statements that made what there is
     */
    SchemaCopy(List<String> schema) throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        statement = connection.createStatement();
        execute("PRAGMA foreign_keys = OFF");
        execute("CREATE TABLE " + PROBE + " (a)");
        boolean loaded = load(schema);
        first = look();
        dropAll(first.broken().keySet());
        complete = loaded && first.broken().isEmpty();
    }

    /** What SQLite said of the schema before anything was executed. */
    Look first() {
        return first;
    }

    /** Whether everything was here at first, and worked. */
    boolean isComplete() {
        return complete;
    }

    private boolean load(List<String> schema) {
        boolean loaded = true;
        for (String sql : schema) {
            String refusal = refusal(sql);
            loaded &= refusal == null || refusal.endsWith(" already exists");
        }
        return loaded;
    }

    /** Executes the statements; none of them where one fails, and says why. */
    @Nullable
    String tryAll(List<SqlStatement> statements) throws SQLException {
        execute("SAVEPOINT attempt");
        for (SqlStatement each : statements) {
            String refusal = each.isProof() ? null : refusal(each.sql());
            if (refusal != null) {
                execute("ROLLBACK TO attempt");
                execute("RELEASE attempt");
                execute("PRAGMA legacy_alter_table = OFF");
                return refusal;
            }
        }
        execute("RELEASE attempt");
        return null;
    }

    Look look() throws SQLException {
        return undone(() -> {
            Map<String, String> broken = new LinkedHashMap<>();
            String refusal = refusal(TO_LOOK);
            while (refusal != null) {
                String object = objectIn(refusal);
                broken.put(object, refusal.substring(refusal.indexOf(": ", refusal.indexOf(object)) + 2));
                execute(dropping(object));
                refusal = refusal(TO_LOOK);
            }
            return new Look(broken, objects(), virtualColumns());
        });
    }

    /** Drops what does not work. */
    void dropAll(Iterable<String> objects) throws SQLException {
        for (String object : objects) {
            refusal(dropping(object));
        }
    }

    /** The objects as SQLite writes them when a column gets a name that nothing has; all of them have to work. */
    Map<String, String> afterRename(String table, String column) throws SQLException {
        return undone(() -> {
            String rename = "ALTER TABLE " + Sql.quote(table) + " RENAME COLUMN " + Sql.quote(column)
                    + " TO \"__atscript_probe\"";
            return refusal(rename) == null ? objects() : Map.of();
        });
    }

    /** What does not work: SQLite says "error in", what it is, and its name as it is. */
    private String objectIn(String refusal) throws SQLException {
        return objects().keySet().stream()
                .filter(object -> refusal.startsWith("error in " + object + ": ")
                        || refusal.startsWith("error in " + object + " after "))
                .findFirst()
                .orElseThrow(() -> new SQLException(refusal));
    }

    private static String dropping(String object) {
        int end = object.indexOf(' ');
        return "DROP " + object.substring(0, end) + " " + Sql.quote(object.substring(end + 1));
    }

    private Map<String, String> objects() throws SQLException {
        return pairs(
                "SELECT type || ' ' || name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY length(name) DESC");
    }

    /** One by one, as one that cannot be opened would let the query of all fail. */
    private Map<String, String> virtualColumns() throws SQLException {
        Map<String, String> columns = new LinkedHashMap<>();
        for (String table : pairs("SELECT name, '' FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL %'")
                .keySet()) {
            String query = "SELECT " + Sql.literal(table) + ", group_concat(name, ', ') FROM pragma_table_xinfo("
                    + Sql.literal(table) + ") WHERE hidden = 0";
            if (refusal(query) == null) {
                columns.putAll(pairs(query));
            }
        }
        return columns;
    }

    private Map<String, String> pairs(String query) throws SQLException {
        Map<String, String> pairs = new LinkedHashMap<>();
        try (ResultSet rs = statement.executeQuery(query)) {
            while (rs.next()) {
                pairs.put(rs.getString(1), rs.getString(2));
            }
        }
        return pairs;
    }

    private interface Work<T> {
        T result() throws SQLException;
    }

    private <T extends @Nullable Object> T undone(Work<T> work) throws SQLException {
        execute("SAVEPOINT look");
        try {
            return work.result();
        } finally {
            execute("ROLLBACK TO look");
            execute("RELEASE look");
        }
    }

    /** Why SQLite does not execute it, in its own words; null where it does. */
    private @Nullable String refusal(String sql) {
        try {
            statement.execute(sql);
            return null;
        } catch (SQLException ex) {
            String message = String.valueOf(ex.getMessage());
            Matcher words = WORDS.matcher(message);
            return words.matches() ? words.group(1) : message;
        }
    }

    private void execute(String sql) throws SQLException {
        statement.execute(sql);
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            statement.close();
        }
    }
}
