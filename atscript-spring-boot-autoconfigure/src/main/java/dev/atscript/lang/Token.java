package dev.atscript.lang;

/**
 * One token. Line ends are no tokens: {@code newlineBefore} says whether at least one lies before it.
 *
 * @param kind what it is
 * @param text of an identifier, number or punctuation as written; of a text with escapes resolved; of an annotation
 *     without {@code @}; of a query, regexp or comment with its marks
 * @param start offset of its first character
 * @param end offset behind its last character
 * @param newlineBefore whether it is the first token of its line, comments aside
 * @param location where it stands
 */
record Token(Kind kind, String text, int start, int end, boolean newlineBefore, Location location) {

    /** Kinds of tokens. */
    enum Kind {
        IDENTIFIER,
        ANNOTATION,
        TEXT,
        NUMBER,
        QUERY,
        REGEXP,
        PUNCTUATION,
        COMMENT,
        UNKNOWN,
        END
    }

    boolean is(Kind kind, String text) {
        return this.kind == kind && this.text.equals(text);
    }

    boolean isPunctuation(String text) {
        return is(Kind.PUNCTUATION, text);
    }

    boolean isWord(String text) {
        return is(Kind.IDENTIFIER, text);
    }

    boolean isOpening() {
        return kind == Kind.PUNCTUATION && (text.equals("{") || text.equals("(") || text.equals("["));
    }

    boolean isClosing() {
        return kind == Kind.PUNCTUATION && (text.equals("}") || text.equals(")") || text.equals("]"));
    }

    /** How a message names this token. */
    String described() {
        return switch (kind) {
            case END -> "the end of the file";
            case TEXT -> "the text '" + shortened(text) + "'";
            case ANNOTATION -> "the annotation @" + shortened(text);
            case NUMBER -> "the number " + shortened(text);
            case QUERY -> "a condition";
            case REGEXP -> "the pattern " + shortened(text);
            default -> "'" + shortened(text) + "'";
        };
    }

    static String shortened(String text) {
        int limit = 40;
        if (text.length() <= limit) {
            return text;
        }
        int cut = Character.isHighSurrogate(text.charAt(limit - 2)) ? limit - 2 : limit - 1;
        return text.substring(0, cut) + "…";
    }

    /** A path as it is shown in a message: of a long one its end, which tells more than its beginning. */
    static String shortenedPath(String path) {
        int limit = 80;
        if (path.length() <= limit) {
            return path;
        }
        int start = path.length() - limit + 1;
        return "…" + path.substring(Character.isLowSurrogate(path.charAt(start)) ? start + 1 : start);
    }
}
