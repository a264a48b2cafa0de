package dev.atscript.db.dialect.sqlite;

import dev.atscript.db.dialect.sqlite.SqlTokens.Token;
import dev.atscript.db.schema.UnmanagedObject;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Texts that somebody has put in double quotes: SQLite takes them for texts for as long as there is no column of that
 * name. They are looked for in constraints and indexes, whose expressions hold nothing but columns of the table,
 * functions and texts.
 *
 * @see <a href="https://www.sqlite.org/quirks.html#dblquote">Double-quoted string literals are accepted</a>
 */
final class DoubleQuotedTexts {

    private DoubleQuotedTexts() {}

    /**
     * The texts.
     *
     * @param object a constraint or an index; anything else has none
     * @param columns the keys of the names of all columns of its table
     */
    static List<UnmanagedObject> of(UnmanagedObject object, Set<String> columns) {
        List<Token> tokens = switch (object.kind()) {
            case CHECK -> SqlTokens.of(object.sql());
            case INDEX -> behindTable(SqlTokens.of(object.sql()));
            default -> List.of();
        };
        Set<String> texts = new TreeSet<>();
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).text().startsWith("\"") && standsForValue(tokens, i)) {
                texts.add(SqliteDialect.IDENTIFIERS.key(tokens.get(i).name()));
            }
        }
        texts.removeAll(columns);
        String what = SqliteObstacles.describe(object);
        return texts.stream()
                .map(text -> new UnmanagedObject(UnmanagedObject.Kind.DOUBLE_QUOTED_TEXT, what, "", text))
                .toList();
    }

    private static List<Token> behindTable(List<Token> index) {
        for (int i = 0; i < index.size(); i++) {
            if (index.get(i).is("ON")) {
                return index.subList(Math.min(i + 2, index.size()), index.size());
            }
        }
        return List.of();
    }

    /** Whether the word is no function, type or collation, and has nothing to do with a qualifier. */
    private static boolean standsForValue(List<Token> tokens, int at) {
        boolean named = at > 0
                && (tokens.get(at - 1).is("AS")
                        || tokens.get(at - 1).is("COLLATE")
                        || tokens.get(at - 1).text().endsWith("."));
        boolean names = at + 1 < tokens.size()
                && Stream.of("(", ".").anyMatch(tokens.get(at + 1).text()::startsWith);
        return !named && !names;
    }
}
