package dev.atscript.db.dialect.sqlite;

import dev.atscript.db.dialect.sqlite.SqlTokens.Token;
import dev.atscript.db.schema.Change;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The SQL of views, triggers and indexes that work, are not ours, and that a plan does not make anew, by type and name. */
final class BystanderSql {

    private final Map<String, String> sql = new HashMap<>();
    private final Map<String, List<Token>> tokens = new HashMap<>();
    private final Map<String, Set<String>> names = new HashMap<>();

    BystanderSql(SchemaLook look, List<Change> changes) {
        look.sql().forEach((object, made) -> {
            boolean ours = object.startsWith("index atscript__")
                    || object.startsWith("trigger ") && SqliteFullText.mayBeTrigger(object);
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
        return namesIn(object).contains(SqliteDialect.IDENTIFIERS.key(name));
    }

    /** Those that have the name, whatever that names. */
    Set<String> naming(String name) {
        return sql.keySet().stream().filter(object -> names(object, name)).collect(Collectors.toSet());
    }

    private Set<String> namesIn(String object) {
        return names.computeIfAbsent(
                object,
                any -> tokens(object).stream()
                        .flatMap(Token::words)
                        .map(SqliteDialect.IDENTIFIERS::key)
                        .collect(Collectors.toSet()));
    }

    /** Those, with all that have the name of a view among them, and so on. */
    Set<String> withReaders(Set<String> objects) {
        Set<String> all = new LinkedHashSet<>(objects);
        Set<String> last = objects;
        while (!last.isEmpty()) {
            Set<String> views = last.stream()
                    .filter(object -> object.startsWith("view "))
                    .map(view -> SqliteDialect.IDENTIFIERS.key(view.substring("view ".length())))
                    .collect(Collectors.toSet());
            last = sql.keySet().stream()
                    .filter(object -> !all.contains(object) && !Collections.disjoint(views, namesIn(object)))
                    .collect(Collectors.toSet());
            all.addAll(last);
        }
        return all;
    }

    boolean takesAllColumns(String object) {
        return takesOrJoinsByAll(object) && says(object, "*");
    }

    boolean takesOrJoinsByAll(String object) {
        return SqliteViewCatalogue.selectsAll(tokens(object));
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
