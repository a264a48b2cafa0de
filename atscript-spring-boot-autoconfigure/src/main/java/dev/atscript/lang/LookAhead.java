package dev.atscript.lang;

import java.util.BitSet;

/**
 * Finds where things end that may not end at all. Remembers what a failed search has shown, so that no stretch of text
 * is searched again and again.
 */
final class LookAhead {

    /** A stretch of text in which nothing of some kind ends. */
    private static final class Unclosed {
        private int from;
        private int to;

        void set(int start, int stop) {
            from = start;
            to = stop;
        }

        boolean has(int at) {
            return at >= from && at < to;
        }
    }

    private final String text;
    private final int end;
    /** Ends of lines behind which a search for a back-tick has found none: from there on, any other goes the same way. */
    private final BitSet passed = new BitSet();

    private final Unclosed single = new Unclosed();
    private final Unclosed doubled = new Unclosed();
    private final Unclosed regexps = new Unclosed();
    private int searchedFrom;
    private int searchedTo = -1;

    LookAhead(String text, int end) {
        this.text = text;
        this.end = end;
    }

    private char charAt(int at) {
        return at < end ? text.charAt(at) : '\0';
    }

    private boolean isLineEnd(int at) {
        return text.charAt(at) == '\n' || text.charAt(at) == '\r';
    }

    /** Where the line that the offset lies in ends. */
    int restOfLine(int start) {
        if (start < searchedFrom || start > searchedTo) {
            searchedFrom = start;
            searchedTo = start;
            while (searchedTo < end && !isLineEnd(searchedTo)) {
                searchedTo++;
            }
        }
        return searchedTo;
    }

    /**
     * The offset of the closing back-tick, or -1. From the second line on, signs that no condition holds end the
     * search: they mean that the next back-tick opens another condition, and that this one was forgotten to close.
     */
    int queryEnd(int start) {
        int firstLine = restOfLine(start);
        int at = start + 1;
        while (at < end) {
            char c = text.charAt(at);
            if (c == '`') {
                return at;
            } else if (isLineEnd(at)) {
                if (passed.get(at)) {
                    return -1;
                }
                passed.set(at);
            } else if (at > firstLine && (c == '@' || c == '{' || c == '}' || c == ';')) {
                return -1;
            } else if (c == '\'' || c == '"') {
                at = quoteEnd(at, c);
            } else if (c == '/') {
                at = Math.max(at, regexpEnd(at) - 1);
            }
            at++;
        }
        return -1;
    }

    /** The offset of the closing quote; of the opening one where the text is not closed on its line. */
    private int quoteEnd(int start, char quote) {
        Unclosed unclosed = quote == '"' ? doubled : single;
        if (unclosed.has(start)) {
            return start;
        }
        int at = start + 1;
        while (at < end && !isLineEnd(at)) {
            char c = text.charAt(at);
            if (c == quote) {
                return at;
            }
            at += c == '\\' ? 2 : 1;
        }
        unclosed.set(start, at);
        return start;
    }

    /** The offset behind a regular expression and its flags, or -1 where none starts. */
    int regexpEnd(int start) {
        boolean inClass = false;
        char following = charAt(start + 1);
        if (following == '/' || following == '*' || regexps.has(start)) {
            return -1;
        }
        int at = start + 1;
        while (at < end && !isLineEnd(at)) {
            char c = text.charAt(at);
            if (c == '/' && !inClass) {
                return flagsEnd(at + 1);
            }
            inClass = c == '[' || (inClass && c != ']');
            boolean escaped = c == '\\' && charAt(at + 1) != '\n' && charAt(at + 1) != '\r';
            at += escaped ? 2 : 1;
        }
        regexps.set(start, at);
        return -1;
    }

    private int flagsEnd(int start) {
        int at = start;
        while (charAt(at) >= 'a' && charAt(at) <= 'z') {
            at++;
        }
        return at;
    }
}
