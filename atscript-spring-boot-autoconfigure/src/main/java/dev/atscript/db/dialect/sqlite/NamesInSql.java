package dev.atscript.db.dialect.sqlite;

import dev.atscript.db.dialect.Sql;
import dev.atscript.db.dialect.sqlite.SqlTokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The names in the SQL of somebody's index, trigger or constraint, found and replaced as written. */
final class NamesInSql {

    private static final Set<String> RESERVED = Set.of(
            "and",
            "between",
            "case",
            "check",
            "collate",
            "constraint",
            "else",
            "exists",
            "from",
            "in",
            "index",
            "is",
            "isnull",
            "not",
            "notnull",
            "null",
            "on",
            "or",
            "select",
            "then",
            "unique",
            "when",
            "where");

    private final String sql;
    private final List<Name> names = new ArrayList<>();

    /**
     * A name.
     *
     * @param text what it means
     * @param start offset of its first character
     * @param end offset behind its last character
     * @param qualifier the name that a dot separates from this one; empty for none
     */
    private record Name(String text, int start, int end, String qualifier) {}

    NamesInSql(String sql) {
        this.sql = sql;
        for (Token token : SqlTokens.of(sql)) {
            if (token.quoted() && token.text().charAt(0) != '\'') {
                add(token.name(), token.start(), token.end());
            } else if (!token.quoted()) {
                addWords(token);
            }
        }
    }

    /** A token without quotes holds its dots. */
    private void addWords(Token token) {
        int start = token.start();
        for (String word : token.text().split("\\.", -1)) {
            boolean isName = !word.isEmpty()
                    && (Character.isLetter(word.charAt(0)) || word.charAt(0) == '_' || word.charAt(0) > 0x7f)
                    && !RESERVED.contains(word.toLowerCase(Locale.ROOT));
            if (isName) {
                add(word, start, start + word.length());
            }
            start += word.length() + 1;
        }
    }

    private void add(String text, int start, int end) {
        String qualifier = "";
        if (!names.isEmpty()) {
            Name before = names.get(names.size() - 1);
            boolean qualified = sql.substring(before.end(), start).strip().equals(".");
            qualifier = qualified ? before.text() : "";
        }
        names.add(new Name(text, start, end, qualifier));
    }

    boolean contains(String name) {
        return names.stream().anyMatch(each -> isSame(each.text(), name));
    }

    /** Whether it names that beside columns of the row that a trigger is about. */
    boolean containsBesideRow(String name) {
        return names.stream().anyMatch(each -> isSame(each.text(), name) && !isOfRow(each));
    }

    /** Whether a trigger reads the column of that name of its row, or is about changes of it: it says so before an offset. */
    boolean containsColumnOfRow(String column, int on) {
        return names.stream().anyMatch(each -> isSame(each.text(), column) && (isOfRow(each) || each.start() < on));
    }

    private static boolean isOfRow(Name name) {
        return isSame(name.qualifier(), "new") || isSame(name.qualifier(), "old");
    }

    /** The names as the database compares them. */
    Set<String> keys() {
        return names.stream()
                .map(name -> SqliteDialect.IDENTIFIERS.key(name.text()))
                .collect(Collectors.toSet());
    }

    /** Whether a column of the row that a trigger is about has that name, or may have it. */
    boolean containsColumn(String column) {
        return names.stream().anyMatch(each -> isSame(each.text(), column) && !qualifies(each) && !isCall(each));
    }

    /** The SQL with another name for a column, from an offset on. */
    String withColumn(String from, String to, int offset) {
        return replaced(
                each -> each.start() >= offset && isSame(each.text(), from) && !qualifies(each) && !isCall(each),
                Sql.quote(to));
    }

    /** The SQL with another name for a column of the row that a trigger is about; empty where that cannot be told. */
    String withColumnOfRow(String from, String to, int on) {
        Predicate<Name> isOfRow = each -> isOfRow(each) || each.start() < on;
        boolean told = names.stream()
                .filter(each -> isSame(each.text(), from) && !qualifies(each))
                .allMatch(isOfRow);
        return told ? replaced(each -> isSame(each.text(), from) && isOfRow.test(each), Sql.quote(to)) : "";
    }

    /** The SQL without that name and a dot before other names. */
    String withoutQualifier(String qualifier) {
        StringBuilder result = new StringBuilder();
        int at = 0;
        for (Name name : names) {
            if (isSame(name.text(), qualifier) && qualifies(name)) {
                result.append(sql, at, name.start());
                at = sql.indexOf('.', name.end()) + 1;
            }
        }
        return result.append(sql.substring(at)).toString();
    }

    private String replaced(Predicate<Name> which, String replacement) {
        StringBuilder result = new StringBuilder();
        int at = 0;
        for (Name name : names) {
            if (which.test(name)) {
                result.append(sql, at, name.start()).append(replacement);
                at = name.end();
            }
        }
        return result.append(sql.substring(at)).toString();
    }

    private boolean qualifies(Name name) {
        return sql.substring(name.end()).stripLeading().startsWith(".");
    }

    private boolean isCall(Name name) {
        return sql.substring(name.end()).stripLeading().startsWith("(") && sql.charAt(name.end() - 1) != '"';
    }

    static boolean isSame(String one, String other) {
        return SqliteDialect.IDENTIFIERS.key(one).equals(SqliteDialect.IDENTIFIERS.key(other));
    }
}
