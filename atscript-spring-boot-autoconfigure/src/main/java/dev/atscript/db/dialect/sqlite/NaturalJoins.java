package dev.atscript.db.dialect.sqlite;

import dev.atscript.db.dialect.Breakage;
import dev.atscript.db.dialect.sqlite.SqlTokens.Token;
import dev.atscript.db.schema.Change;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Those of somebody's who join by all names that both sides have, which are others where a side gets or loses one. */
final class NaturalJoins {

    /** What a name that is written without quotes may begin with: such a token holds its dots. */
    private static final String MAIN = "main.";

    private final List<Change> changes;
    private final Map<String, Set<String>> before = new LinkedHashMap<>();

    /**
     * Looks at them before the changes.
     *
     * @param copy what the changes are to be made in
     */
    NaturalJoins(List<Change> changes, BystanderSql bystanders, SchemaCopy copy) throws SQLException {
        this.changes = changes;
        for (String object : bystanders.objects()) {
            if (bystanders.says(object, "NATURAL")) {
                before.put(object, joined(bystanders.tokens(object), copy));
            }
        }
    }

    /**
     * Those who would join by other names after the changes.
     *
     * @param copy what the changes were made in
     * @param after how it looks
     */
    List<Breakage> others(SchemaCopy copy, SchemaLook after) throws SQLException {
        List<Breakage> found = new ArrayList<>();
        for (Map.Entry<String, Set<String>> join : before.entrySet()) {
            List<Token> tokens = SqlTokens.of(after.sql().getOrDefault(join.getKey(), ""));
            Set<String> now = joined(tokens, copy);
            if (!tokens.isEmpty() && !now.equals(join.getValue())) {
                found.add(new Breakage(
                        changeOf(tokens),
                        "the %s, which sync did not make, joins by all names that both sides have, and would join by (%s) instead of (%s): name the columns there"
                                .formatted(join.getKey(), String.join(", ", now), String.join(", ", join.getValue()))));
            }
        }
        return found;
    }

    /** The last change of what it names, or the last one. */
    private Change changeOf(List<Token> tokens) {
        return changes.stream()
                .filter(change -> tokens.stream()
                        .anyMatch(token ->
                                NamesInSql.isSame(token.name(), change.table().name())))
                .reduce(changes.get(changes.size() - 1), (one, other) -> other);
    }

    /** The names that at least two of what may be joined have: tables, views, and queries in parentheses. */
    private static Set<String> joined(List<Token> tokens, SchemaCopy copy) throws SQLException {
        Map<String, Integer> sides = new HashMap<>();
        for (int i = 1; i < tokens.size(); i++) {
            for (String column : columns(tokens, i, copy)) {
                sides.merge(SqliteDialect.IDENTIFIERS.key(column), 1, Integer::sum);
            }
        }
        Set<String> joined = new TreeSet<>(sides.keySet());
        joined.removeIf(name -> Objects.requireNonNull(sides.get(name)) < 2);
        return joined;
    }

    private static List<String> columns(List<Token> tokens, int at, SchemaCopy copy) throws SQLException {
        Token token = tokens.get(at);
        Token previous = tokens.get(at - 1);
        if (previous.is("AS") && token.depth() > 0) {
            return List.of(token.name());
        }
        boolean isQualifier = at + 1 < tokens.size() && tokens.get(at + 1).is(".");
        boolean isRead =
                !isQualifier && Stream.of("VIEW", "ON", "INTO", "UPDATE").noneMatch(previous::is);
        boolean isInMain = !token.quoted() && token.text().regionMatches(true, 0, MAIN, 0, MAIN.length());
        return isRead ? copy.columnsOf(token.name().substring(isInMain ? MAIN.length() : 0)) : List.of();
    }
}
