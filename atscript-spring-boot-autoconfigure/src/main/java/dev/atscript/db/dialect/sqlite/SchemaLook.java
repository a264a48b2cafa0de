package dev.atscript.db.dialect.sqlite;

import dev.atscript.db.dialect.sqlite.SqlTokens.Token;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What SQLite says of a schema; each thing in it is known by its type and name.
 *
 * @param broken what does not work, and why
 * @param sql what made all else, with texts in single quotes
 * @param doubleQuoted the keys of the texts that were in double quotes
 * @param columns those of views and virtual tables in their order, which may be those of what they read
 */
record SchemaLook(
        Map<String, String> broken,
        Map<String, String> sql,
        Map<String, Set<String>> doubleQuoted,
        Map<String, List<String>> columns) {

    static final SchemaLook NOTHING = new SchemaLook(Map.of(), Map.of(), Map.of(), Map.of());

    /**
     * Makes it of what there is.
     *
     * @param written what made it, as it was written
     * @param sql the same as SQLite writes it
     */
    static SchemaLook of(
            Map<String, String> broken,
            Map<String, String> written,
            Map<String, String> sql,
            Map<String, List<String>> columns) {
        Map<String, Set<String>> doubleQuoted = new HashMap<>();
        sql.forEach((object, singleQuoted) ->
                doubleQuoted.put(object, doubleQuoted(written.getOrDefault(object, singleQuoted), singleQuoted)));
        return new SchemaLook(broken, sql, doubleQuoted, columns);
    }

    /** Whether a text in double quotes is somewhere in it, of that meaning. */
    boolean hasDoubleQuoted(String object, String text) {
        return doubleQuoted.getOrDefault(object, Set.of()).contains(SqliteDialect.IDENTIFIERS.key(text));
    }

    /** Whether a full text is of what a view shows. */
    boolean isContent(String view) {
        String name = view.substring(view.indexOf(' ') + 1);
        return sql.entrySet().stream()
                .filter(object -> object.getKey().startsWith("table "))
                .map(object -> SqlTokens.of(object.getValue()))
                .anyMatch(tokens -> isContent(name, tokens));
    }

    private static boolean isContent(String view, List<Token> tokens) {
        for (int i = 2; i < tokens.size(); i++) {
            if (tokens.get(i - 2).is("content")
                    && tokens.get(i - 1).is("=")
                    && NamesInSql.isSame(tokens.get(i).name(), view)) {
                return true;
            }
        }
        return false;
    }

    private static Set<String> doubleQuoted(String written, String singleQuoted) {
        Set<String> texts = new LinkedHashSet<>();
        if (!written.equals(singleQuoted)) {
            List<Token> before = SqlTokens.of(written);
            List<Token> after = SqlTokens.of(singleQuoted);
            for (int i = 0; i < Math.min(before.size(), after.size()); i++) {
                if (before.get(i).text().startsWith("\"") && after.get(i).text().startsWith("'")) {
                    texts.add(SqliteDialect.IDENTIFIERS.key(before.get(i).name()));
                }
            }
        }
        return texts;
    }
}
