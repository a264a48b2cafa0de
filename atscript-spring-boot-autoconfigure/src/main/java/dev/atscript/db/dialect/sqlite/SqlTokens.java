package dev.atscript.db.dialect.sqlite;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Splits SQL, as SQLite keeps it in its schema, into tokens. */
final class SqlTokens {

    /**
     * A token.
     *
     * @param text as written
     * @param quoted whether it is an identifier or text in quotes
     * @param start offset of its first character
     * @param depth how many parentheses are open around it; a parenthesis itself counts as outside
     */
    record Token(String text, boolean quoted, int start, int depth) {

        int end() {
            return start + text.length();
        }

        boolean is(String keyword) {
            return !quoted && text.equalsIgnoreCase(keyword);
        }

        /** The name that the token means. */
        String name() {
            if (!quoted) {
                return text;
            }
            char open = text.charAt(0);
            char close = open == '[' ? ']' : open;
            String inner = text.substring(1, Math.max(1, text.length() - 1));
            return inner.replace("" + close + close, "" + close);
        }

        /** The names in it: without quotes, a token holds its dots. */
        Stream<String> words() {
            return quoted ? Stream.of(name()) : Stream.of(text.split("\\."));
        }
    }

    private SqlTokens() {}

    static List<Token> of(String sql) {
        List<Token> tokens = new ArrayList<>();
        int depth = 0;
        int at = 0;
        while (at < sql.length()) {
            char c = sql.charAt(at);
            int end;
            if (Character.isWhitespace(c)) {
                at++;
                continue;
            } else if (sql.startsWith("--", at)) {
                int line = sql.indexOf('\n', at);
                at = line < 0 ? sql.length() : line + 1;
                continue;
            } else if (sql.startsWith("/*", at)) {
                int close = sql.indexOf("*/", at + 2);
                at = close < 0 ? sql.length() : close + 2;
                continue;
            } else if (c == '\'' || c == '"' || c == '`') {
                end = endOfQuoted(sql, at, c);
            } else if (c == '[') {
                int close = sql.indexOf(']', at);
                end = close < 0 ? sql.length() : close + 1;
            } else if (isWord(c)) {
                end = at + 1;
                while (end < sql.length() && isWord(sql.charAt(end))) {
                    end++;
                }
            } else {
                end = at + 1;
            }
            if (c == ')') {
                depth--;
            }
            tokens.add(new Token(sql.substring(at, end), "'\"`[".indexOf(c) >= 0, at, depth));
            if (c == '(') {
                depth++;
            }
            at = end;
        }
        return tokens;
    }

    private static int endOfQuoted(String sql, int start, char quote) {
        int at = start + 1;
        while (at < sql.length()) {
            if (sql.charAt(at) != quote) {
                at++;
            } else if (at + 1 < sql.length() && sql.charAt(at + 1) == quote) {
                at += 2;
            } else {
                return at + 1;
            }
        }
        return sql.length();
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c == '.' || c > 0x7f;
    }
}
