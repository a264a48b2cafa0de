package dev.atscript.db.report;

import java.util.Locale;
import java.util.Set;

/** Replaces the literals of a piece of SQL, for readers who may see a schema but not values. */
final class SqlMask {

    private static final String MASK = "******";

    /** Words that stand before a parenthesis with values; after other words it holds a type's length. */
    private static final Set<String> BEFORE_VALUES =
            Set.of("DEFAULT", "VALUES", "IN", "AND", "OR", "NOT", "CHECK", "USING", "AS", "THEN", "ELSE", "WHEN");

    private static final Set<String> BOOLEANS = Set.of("TRUE", "FALSE");

    private final String sql;
    private final StringBuilder masked = new StringBuilder();
    private int at;

    private SqlMask(String sql) {
        this.sql = sql;
    }

    /** The SQL with every text, binary, numeric and boolean literal masked; identifiers, lengths of types and comments stay. */
    static String mask(String sql) {
        return new SqlMask(sql).mask();
    }

    private String mask() {
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (c == '\'') {
                literal(endOfText(false));
            } else if (c == '"' || c == '`') {
                keep(endOfQuoted(c));
            } else if (c == '$' && endOfDollarQuoted() > 0) {
                literal(endOfDollarQuoted());
            } else if (sql.startsWith("--", at)) {
                keep(endOfLine());
            } else if (Character.isDigit(c) || (c == '.' && isDigit(at + 1))) {
                masked.append(MASK);
                at = endOfNumber();
            } else if (Character.isUnicodeIdentifierStart(c) || c == '_') {
                word();
            } else {
                keep(at + 1);
            }
        }
        return masked.toString();
    }

    private void keep(int end) {
        masked.append(sql, at, end);
        at = end;
    }

    private void literal(int end) {
        masked.append('\'').append(MASK).append('\'');
        at = end;
    }

    /** A keyword or identifier, and what belongs to it: the quotes of {@code E'…'}, the length of {@code VARCHAR(20)}. */
    private void word() {
        int start = at;
        int end = at;
        while (end < sql.length() && isWordPart(sql.charAt(end))) {
            end++;
        }
        String word = sql.substring(start, end).toUpperCase(Locale.ROOT);
        if (BOOLEANS.contains(word)) {
            masked.append(MASK);
            at = end;
            return;
        }
        keep(end);
        if (at >= sql.length()) {
            return;
        }
        if (sql.charAt(at) == '\'' && word.length() == 1) {
            literal(endOfText(word.equals("E")));
        } else if (sql.charAt(at) == '(' && !BEFORE_VALUES.contains(word)) {
            keep(endOfLength());
        }
    }

    private static boolean isWordPart(char c) {
        return Character.isUnicodeIdentifierPart(c) || c == '_' || c == '$';
    }

    private boolean isDigit(int index) {
        return index < sql.length() && Character.isDigit(sql.charAt(index));
    }

    private int endOfText(boolean backslashes) {
        int end = at + 1;
        while (end < sql.length()) {
            char c = sql.charAt(end);
            if (backslashes && c == '\\') {
                end++;
            } else if (c == '\'') {
                if (end + 1 >= sql.length() || sql.charAt(end + 1) != '\'') {
                    return end + 1;
                }
                end++;
            }
            end++;
        }
        return sql.length();
    }

    private int endOfQuoted(char quote) {
        int end = sql.indexOf(quote, at + 1);
        return end < 0 ? sql.length() : end + 1;
    }

    /** The end of {@code $$…$$} or {@code $tag$…$tag$}; 0 where there is none. */
    private int endOfDollarQuoted() {
        int open = at + 1;
        while (open < sql.length() && isWordPart(sql.charAt(open)) && sql.charAt(open) != '$') {
            open++;
        }
        if (open >= sql.length() || sql.charAt(open) != '$' || isDigit(at + 1)) {
            return 0;
        }
        String tag = sql.substring(at, open + 1);
        int close = sql.indexOf(tag, open + 1);
        return close < 0 ? 0 : close + tag.length();
    }

    private int endOfLine() {
        int end = sql.indexOf('\n', at);
        return end < 0 ? sql.length() : end;
    }

    private int endOfNumber() {
        int end = at;
        while (end < sql.length() && (isWordPart(sql.charAt(end)) || sql.charAt(end) == '.')) {
            end++;
        }
        return end;
    }

    /** The end of {@code (10, 2)}; where the parenthesis holds something else, only the parenthesis. */
    private int endOfLength() {
        int end = at + 1;
        while (end < sql.length() && (Character.isDigit(sql.charAt(end)) || " ,".indexOf(sql.charAt(end)) >= 0)) {
            end++;
        }
        return end < sql.length() && sql.charAt(end) == ')' ? end + 1 : at + 1;
    }
}
