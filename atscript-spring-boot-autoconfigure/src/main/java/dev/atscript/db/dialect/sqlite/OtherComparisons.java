package dev.atscript.db.dialect.sqlite;

import dev.atscript.db.dialect.Breakage;
import dev.atscript.db.dialect.sqlite.ColumnFates.Column;
import dev.atscript.db.dialect.sqlite.SqlTokens.Token;
import dev.atscript.db.schema.Change;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Views, triggers and indexes over a column that compares otherwise once its type or collation has changed: a
 * column of texts is less than 9 where it holds 10.
 *
 * @param changes in the order in which they are made
 * @param bystanders what somebody made
 * @see <a href="https://www.sqlite.org/datatype3.html#comparison_expressions">Comparison Expressions</a>
 */
record OtherComparisons(List<Change> changes, BystanderSql bystanders) {

    private static final Set<String> OF_LISTS = Set.of("(", ",", ")");
    private static final Set<String> COMPARISONS = Set.of("<", "=", ">");
    private static final Set<String> COMPARING = Set.of(
            "WHERE",
            "CASE",
            "IN",
            "BETWEEN",
            "LIKE",
            "JOIN",
            "USING",
            "GROUP",
            "ORDER",
            "DISTINCT",
            "NULLIF",
            "MIN",
            "MAX",
            "UNION",
            "EXCEPT",
            "INTERSECT");

    /**
     * What is to be told of them.
     *
     * @param copy what the changes were made in
     * @param after how it looks
     */
    List<Breakage> told(SchemaCopy copy, SchemaLook after) throws SQLException {
        Map<Column, Change> changed = new LinkedHashMap<>();
        for (Change change : changes) {
            for (Change part : change.parts()) {
                if (part instanceof Change.AlterColumn alter
                        && comparesOtherwise(alter)
                        && bystanders.hold(alter.to().name())) {
                    changed.put(new Column(change.table().name(), alter.to().name()), change);
                }
            }
        }
        if (changed.isEmpty()) {
            return List.of();
        }
        Map<Column, Map<String, Integer>> places =
                copy.places(changed.keySet(), after.broken().keySet());
        List<Breakage> told = new ArrayList<>();
        changed.forEach((column, change) -> new TreeSet<>(bystanders.withReaders(users(column, places)))
                .stream().filter(this::compares).forEach(object -> told.add(told(change, column, object))));
        return told;
    }

    /**
     * Those that SQLite would write another name of the column in; and a query over all columns that has that name where SQLite
     * does not look, and may keep it from being asked at all.
     */
    private Set<String> users(Column column, Map<Column, Map<String, Integer>> places) {
        boolean isKnown = places.containsKey(column);
        Set<String> users = new HashSet<>(places.getOrDefault(column, Map.of()).keySet());
        bystanders.naming(column.name()).stream()
                .filter(object -> bystanders.names(object, column.table()))
                .filter(object -> !isKnown || bystanders.says(object, "*"))
                .forEach(users::add);
        return users;
    }

    private static boolean comparesOtherwise(Change.AlterColumn alter) {
        boolean isText = Affinity.of(alter.to().type()) == Affinity.TEXT;
        return Affinity.isNumber(alter.from().type())
                        != Affinity.isNumber(alter.to().type())
                || isText && alter.aspects().contains(Change.Aspect.COLLATION);
    }

    /** An index of columns alone compares them with each other, and a view may only show them. */
    private boolean compares(String object) {
        if (!bystanders.objects().contains(object)) {
            return false;
        }
        boolean comparesRows = COMPARING.stream().anyMatch(word -> bystanders.says(object, word));
        return object.startsWith("index ")
                ? comparesRows || hasExpression(object)
                : object.startsWith("trigger ") || comparesRows || !Collections.disjoint(signs(object), COMPARISONS);
    }

    private boolean hasExpression(String index) {
        List<String> signs = signs(index);
        return !OF_LISTS.containsAll(signs) || signs.indexOf("(") != signs.lastIndexOf("(");
    }

    private List<String> signs(String object) {
        return bystanders.tokens(object).stream()
                .filter(token -> !token.quoted())
                .map(Token::text)
                .filter(text -> !Character.isJavaIdentifierStart(text.charAt(0)))
                .toList();
    }

    private static Breakage told(Change change, Column column, String object) {
        return new Breakage(
                change,
                false,
                "the " + object + " uses " + column.name()
                        + ", which compares otherwise from now on: see that it still says what it is meant to");
    }
}
