package dev.atscript.db.dialect.sqlite;

import dev.atscript.db.dialect.sqlite.SqlTokens.Token;
import dev.atscript.db.schema.Change;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The SQL of views, triggers and indexes that work, are not ours, and that a plan does not make anew, by type and name. */
final class BystanderSql {

    private final Map<String, String> sql = new HashMap<>();
    private final Map<String, List<Token>> tokens = new HashMap<>();

    BystanderSql(SchemaLook look, List<Change> changes) {
        look.sql().forEach((object, made) -> {
            boolean ours = object.startsWith("index atscript__")
                    || object.startsWith("trigger ") && object.contains("__fts__");
            boolean remade = changes.stream()
                    .anyMatch(change -> (change instanceof Change.DropView || change instanceof Change.CreateView)
                            && object.equals("view " + change.table().name()));
            if (!object.startsWith("table ")
                    && !ours
                    && !remade
                    && !look.broken().containsKey(object)) {
                sql.put(object, made);
            }
        });
    }

    Set<String> objects() {
        return sql.keySet();
    }

    String of(String object) {
        return Objects.requireNonNull(sql.get(object));
    }

    List<Token> tokens(String object) {
        return tokens.computeIfAbsent(object, any -> SqlTokens.of(of(object)));
    }

    /** Whether the letters of the name are somewhere in one of them. */
    boolean hold(String name) {
        String letters = name.toLowerCase(Locale.ROOT);
        return sql.values().stream()
                .anyMatch(each -> each.toLowerCase(Locale.ROOT).contains(letters));
    }

    boolean says(String object, String keyword) {
        return tokens(object).stream().anyMatch(token -> token.is(keyword));
    }

    /** Whether it has the name, whatever that names. */
    boolean names(String object, String name) {
        return tokens(object).stream().flatMap(Token::words).anyMatch(word -> NamesInSql.isSame(word, name));
    }

    boolean takesAllColumns(String object) {
        return SqliteViewCatalogue.selectsAll(tokens(object)) && says(object, "*");
    }

    /** How often it has the text, but for defaults. */
    static long texts(String sql, String text) {
        List<Token> tokens = SqlTokens.of(sql);
        long texts = 0;
        for (int i = 1; i < tokens.size(); i++) {
            boolean isText = tokens.get(i).text().startsWith("'")
                    && NamesInSql.isSame(tokens.get(i).name(), text);
            texts += isText && !tokens.get(i - 1).is("DEFAULT") ? 1 : 0;
        }
        return texts;
    }
}
