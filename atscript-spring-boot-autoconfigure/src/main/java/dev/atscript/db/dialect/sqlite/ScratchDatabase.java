package dev.atscript.db.dialect.sqlite;

import dev.atscript.db.dialect.Sql;
import dev.atscript.db.dialect.SqlStatement;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A database in memory to try things in, which tells why SQLite refuses what. */
class ScratchDatabase implements AutoCloseable {

    private static final Set<String> SAID = Set.of("Transaction", "Explain", "Init", "Trace");
    private static final Set<String> NAMING = Set.of("Halt", "HaltIfNull", "VOpen", "VUpdate", "VBegin");

    /** What SQLite says, within what its driver says. */
    private static final Pattern WORDS = Pattern.compile("\\[\\w+] [^(]*\\((.*)\\)\\s*", Pattern.DOTALL);

    private final Connection connection;
    private final Statement statement;
    /**
     * Why SQLite does not execute a statement.
     *
     * @param object what it finds broken, by type and name; null where it names nothing
     * @param why what is wrong with that, or with the statement
     */
    record Refusal(@Nullable String object, String why) {

        /** Whether SQLite names a trigger, view or index. */
        boolean isOfBystander() {
            return object != null && !object.startsWith("table ");
        }

        @Override
        public String toString() {
            return (object == null ? "" : object + ": ") + why;
        }
    }

    ScratchDatabase() throws SQLException {
        this.connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        this.statement = connection.createStatement();
    }

    /** Executes the statements; none of them where one fails, and says why. */
    @Nullable
    Refusal tryAll(List<SqlStatement> statements) throws SQLException {
        execute("SAVEPOINT attempt");
        for (SqlStatement each : statements) {
            Refusal refusal = each.isProof() ? null : refusal(each.sql());
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

    static String dropping(String object) {
        int end = object.indexOf(' ');
        return "DROP " + object.substring(0, end) + " " + Sql.quote(object.substring(end + 1));
    }

    Map<String, String> objects() throws SQLException {
        return pairs(
                "SELECT type || ' ' || name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY length(name) DESC");
    }

    Map<String, String> pairs(String query) throws SQLException {
        Map<String, String> pairs = new LinkedHashMap<>();
        try (ResultSet rs = statement.executeQuery(query)) {
            while (rs.next()) {
                pairs.put(rs.getString(1), rs.getString(2));
            }
        }
        return pairs;
    }

    /**
     * What SQLite would do for a statement, without what differs by itself: the schema's cookie, and addresses and names that
     * are only said. Of triggers, those are looked at that it fires itself. What cannot be prepared does nothing, and always the
     * same.
     *
     * @see <a href="https://www.sqlite.org/opcode.html">The SQLite Bytecode Engine</a>
     */
    List<String> program(String sql) {
        List<String> program = new ArrayList<>();
        int begun = 0;
        int fired = 0;
        try (ResultSet rs = statement.executeQuery("EXPLAIN " + sql)) {
            while (rs.next()) {
                String code = rs.getString("opcode");
                begun += rs.getInt("addr") == 0 ? 1 : 0;
                fired += begun == 1 && code.equals("Program") ? 1 : 0;
                if (begun > fired + 1) {
                    break;
                }
                if (!SAID.contains(code)) {
                    program.add(code + " " + rs.getInt("p1") + " " + rs.getInt("p2") + " " + rs.getInt("p3") + " "
                            + rs.getInt("p5") + (NAMING.contains(code) ? "" : " " + rs.getString("p4")));
                }
            }
            return program;
        } catch (SQLException ex) {
            return List.of("error");
        }
    }

    interface Work<T> {
        T result() throws SQLException;
    }

    <T> T undone(Work<T> work) throws SQLException {
        execute("SAVEPOINT look");
        try {
            return work.result();
        } finally {
            execute("ROLLBACK TO look");
            execute("RELEASE look");
        }
    }

    /** Why SQLite does not execute it; null where it does. It says "error in", what is broken, and the name of that as it is. */
    @Nullable
    Refusal refusal(String sql) throws SQLException {
        try {
            statement.execute(sql);
            return null;
        } catch (SQLException ex) {
            String message = String.valueOf(ex.getMessage());
            Matcher matcher = WORDS.matcher(message);
            String words = matcher.matches() ? Objects.requireNonNull(matcher.group(1)) : message;
            for (String object : objects().keySet()) {
                if (words.startsWith("error in " + object + ": ")
                        || words.startsWith("error in " + object + " after ")) {
                    return new Refusal(object, words.substring(words.indexOf(": ", words.indexOf(object)) + 2));
                }
            }
            return new Refusal(null, words);
        }
    }

    void execute(String sql) throws SQLException {
        statement.execute(sql);
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            statement.close();
        }
    }
}
