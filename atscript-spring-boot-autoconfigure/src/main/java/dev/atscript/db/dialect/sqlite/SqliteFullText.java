package dev.atscript.db.dialect.sqlite;

import dev.atscript.db.dialect.Dialect;
import dev.atscript.db.dialect.Sql;
import dev.atscript.db.dialect.sqlite.SqlTokens.Token;
import dev.atscript.db.dialect.sqlite.SqliteCatalogue.SchemaObject;
import dev.atscript.db.schema.PhysicalColumn;
import dev.atscript.db.schema.PhysicalIndex;
import dev.atscript.db.schema.PhysicalTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A full-text index: an external-content FTS5 table and three triggers that keep it as the table is.
 *
 * @see <a href="https://www.sqlite.org/fts5.html#external_content_tables">External content tables</a>
 */
final class SqliteFullText {

    private static final String INFIX = "__fts__";

    private static final List<String> TRIGGER_SUFFIXES = List.of("__insert", "__update", "__delete");

    private static final Pattern TRIGGER =
            Pattern.compile(".*" + INFIX + ".*(?:" + String.join("|", TRIGGER_SUFFIXES) + ")", Pattern.DOTALL);

    /** The same in SQL, of the name that {@code %s} stands for: whether a trigger may keep a full text of sync's. */
    static final String IS_TRIGGER = TRIGGER_SUFFIXES.stream()
            .map(suffix -> "%1$s GLOB '*" + INFIX + "*" + suffix + "'")
            .collect(Collectors.joining(" OR ", "(", ")"));

    /** The tables in which FTS5 keeps an index, by what follows its name; the last one only if it keeps the texts as well. */
    private static final List<String> SHADOW_SUFFIXES = List.of("_data", "_idx", "_docsize", "_config", "_content");

    private SqliteFullText() {}

    /** The names that an index takes. */
    static Dialect.IndexNames namesOf(PhysicalIndex index) {
        return new Dialect.IndexNames(
                Stream.concat(Stream.of(index.name()), shadowTables(index.name(), true))
                        .toList(),
                TRIGGER_SUFFIXES.stream().map(suffix -> index.name() + suffix).toList());
    }

    /** Whether a name may be that of a trigger which keeps a full text of sync's. */
    static boolean mayBeTrigger(String name) {
        return TRIGGER.matcher(name).matches();
    }

    /** The tables that belong to a virtual table. */
    static Stream<String> shadowTables(SchemaObject virtualTable) {
        boolean keepsTexts = SqlTokens.of(virtualTable.sql()).stream().noneMatch(token -> token.is("content"));
        return shadowTables(virtualTable.name(), keepsTexts);
    }

    private static Stream<String> shadowTables(String name, boolean keepsTexts) {
        return SHADOW_SUFFIXES.stream()
                .filter(suffix -> keepsTexts || !suffix.equals("_content"))
                .map(suffix -> name + suffix);
    }

    static String name(String table, String index) {
        return table + INFIX + index;
    }

    /** The table whose content a virtual table indexes; null where it is no external-content full text. */
    static @Nullable String tableOf(String sql) {
        List<Token> tokens = SqlTokens.of(sql);
        for (int i = 2; i < tokens.size(); i++) {
            if (tokens.get(i - 2).is("content") && tokens.get(i - 1).is("=")) {
                return tokens.get(i).name();
            }
        }
        return null;
    }

    /** Whether somebody's full text reads that column of its content: for its texts, or as the id of a row. */
    static boolean reads(String sql, String column) {
        List<Token> tokens = SqlTokens.of(sql);
        boolean hasColumns = false;
        for (int i = 1; i + 1 < tokens.size(); i++) {
            Token argument = tokens.get(i);
            boolean begins = argument.depth() == 1
                    && (tokens.get(i - 1).is("(") || tokens.get(i - 1).is(","));
            boolean isOption = i + 2 < tokens.size() && tokens.get(i + 1).is("=");
            Token read = isOption ? tokens.get(i + 2) : argument;
            if (begins && (!isOption || argument.is("content_rowid")) && NamesInSql.isSame(read.name(), column)) {
                return true;
            }
            hasColumns |= begins && !isOption;
        }
        return !hasColumns;
    }

    /**
     * The column that takes the name of the rowid away from its table, and so from a full text, which finds rows by it. One
     * that is the rowid, or tells rows apart as that does, takes nothing away.
     */
    static Optional<PhysicalColumn> hidingRowid(PhysicalTable table) {
        return table.columns().stream()
                .filter(column -> column.name().equalsIgnoreCase("rowid") && !isLikeRowid(column, table))
                .findFirst();
    }

    private static boolean isLikeRowid(PhysicalColumn column, PhysicalTable table) {
        boolean isKey = !column.nullable() && column.type().equals("INTEGER") && table.isKey(List.of(column.name()));
        return isKey || column.name().equals(TableRecreation.rowidAlias(table));
    }

    /** Whether a trigger of that name is one of the index's three. */
    static boolean isTriggerOf(PhysicalIndex index, String trigger) {
        return TRIGGER_SUFFIXES.stream().anyMatch(suffix -> trigger.equals(index.name() + suffix));
    }

    /** The index whose trigger has that name; null where it is no index's. */
    static @Nullable String indexOfTrigger(String table, String trigger) {
        for (String suffix : TRIGGER_SUFFIXES) {
            if (trigger.startsWith(name(table, "")) && trigger.endsWith(suffix)) {
                return trigger.substring(0, trigger.length() - suffix.length());
            }
        }
        return null;
    }

    /** What unmakes the index, whatever there is of it. */
    static List<String> drop(PhysicalIndex index) {
        return Stream.concat(
                        TRIGGER_SUFFIXES.stream()
                                .map(suffix -> "DROP TRIGGER IF EXISTS main." + Sql.quote(index.name() + suffix)),
                        Stream.of("DROP TABLE IF EXISTS main." + Sql.quote(index.name())))
                .toList();
    }

    /** What makes the index, by the name of the object that each statement makes: the table, then the triggers. */
    static Map<String, String> objects(String table, PhysicalIndex index) {
        List<String> columns = index.columns();
        String fts = Sql.quote(index.name());
        String names = Sql.quote(columns);
        String newValues = columns.stream().map(c -> "new." + Sql.quote(c)).collect(Collectors.joining(", "));
        String oldValues = columns.stream().map(c -> "old." + Sql.quote(c)).collect(Collectors.joining(", "));
        String insert = "INSERT INTO " + fts + " (rowid, " + names + ") VALUES (new.rowid, " + newValues + ");";
        String delete = "INSERT INTO " + fts + " (" + fts + ", rowid, " + names + ") VALUES ('delete', old.rowid, "
                + oldValues + ");";
        Map<String, String> objects = new LinkedHashMap<>();
        objects.put(
                index.name(),
                "CREATE VIRTUAL TABLE " + fts + " USING fts5(" + names + ", content=" + Sql.literal(table)
                        + ", content_rowid='rowid')");
        objects.put(index.name() + "__insert", trigger(index, "insert", "INSERT", table, insert));
        objects.put(index.name() + "__update", trigger(index, "update", "UPDATE", table, delete + " " + insert));
        objects.put(index.name() + "__delete", trigger(index, "delete", "DELETE", table, delete));
        return objects;
    }

    static String rebuild(PhysicalIndex index) {
        String fts = Sql.quote(index.name());
        return "INSERT INTO " + fts + " (" + fts + ") VALUES ('rebuild')";
    }

    private static String trigger(PhysicalIndex index, String suffix, String event, String table, String body) {
        return "CREATE TRIGGER " + Sql.quote(index.name() + "__" + suffix) + " AFTER " + event + " ON "
                + Sql.quote(table) + " BEGIN " + body + " END";
    }
}
