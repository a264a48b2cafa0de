package dev.atscript.db.dialect.sqlite;

import dev.atscript.db.dialect.Sql;
import dev.atscript.db.dialect.sqlite.RolesInSql.Role;
import dev.atscript.db.dialect.sqlite.SqlTokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The names in the SQL of somebody's index, trigger or constraint, found and replaced as written. */
final class NamesInSql {

    private static final Set<String> RESERVED = Set.of(
            "and",
            "as",
            "between",
            "case",
            "check",
            "collate",
            "constraint",
            "create",
            "delete",
            "else",
            "exists",
            "from",
            "group",
            "in",
            "index",
            "insert",
            "into",
            "is",
            "isnull",
            "limit",
            "not",
            "notnull",
            "null",
            "on",
            "or",
            "order",
            "select",
            "set",
            "then",
            "unique",
            "update",
            "values",
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
     * @param role what it is the name of
     */
    private record Name(String text, int start, int end, Role role) {

        boolean isOneOf(String other, Role... roles) {
            return Stream.of(roles).anyMatch(role::equals) && isSame(text, other);
        }

        boolean isRow() {
            return isSame(text, "new") || isSame(text, "old");
        }
    }

    NamesInSql(String sql) {
        this.sql = sql;
        RolesInSql roles = new RolesInSql();
        for (Token token : SqlTokens.of(sql)) {
            Role role = roles.next(token);
            if (role == Role.END_OF_CASE) {
                continue;
            }
            if (!token.quoted()) {
                addWords(token, role);
            } else if (token.text().charAt(0) != '\'' || role == Role.RELATION) {
                add(token.name(), token.start(), token.end(), role);
            }
        }
    }

    /** A token without quotes holds its dots. */
    private void addWords(Token token, Role role) {
        int start = token.start();
        for (String word : token.text().split("\\.", -1)) {
            boolean isName = !word.isEmpty()
                    && (Character.isLetter(word.charAt(0)) || word.charAt(0) == '_' || word.charAt(0) > 0x7f)
                    && !RESERVED.contains(word.toLowerCase(Locale.ROOT));
            if (isName) {
                add(word, start, start + word.length(), role);
            }
            start += word.length() + 1;
        }
    }

    private void add(String text, int start, int end, Role role) {
        int last = names.size() - 1;
        Name before = last < 0 ? null : names.get(last);
        if (before == null || !sql.substring(before.end(), start).strip().equals(".")) {
            names.add(new Name(text, start, end, role));
        } else if (before.isRow()) {
            names.add(new Name(text, start, end, Role.COLUMN_OF_ROW));
        } else {
            names.set(last, new Name(before.text(), before.start(), before.end(), Role.RELATION));
            names.add(new Name(text, start, end, before.role()));
        }
    }

    /** Whether it names a table or view that. */
    boolean containsRelation(String name) {
        return names.stream().anyMatch(each -> each.isOneOf(name, Role.RELATION));
    }

    /** Whether it may name a column that, beside those of the row that a trigger is about. */
    boolean containsColumnBesideRow(String name) {
        return names.stream().anyMatch(each -> each.isOneOf(name, Role.OTHER));
    }

    /** Whether a column of the row that a trigger is about has that name, or may have it. */
    boolean containsColumn(String column) {
        return names.stream()
                .anyMatch(each ->
                        each.isOneOf(column, Role.COLUMN_OF_ROW, Role.OTHER) && !qualifies(each) && !isCall(each));
    }

    /** The SQL with another name for a column, from an offset on. */
    String withColumn(String from, String to, int offset) {
        return replaced(
                each -> each.start() >= offset
                        && isSame(each.text(), from)
                        && each.role() != Role.TYPE
                        && !qualifies(each)
                        && !isCall(each),
                Sql.quote(to));
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
