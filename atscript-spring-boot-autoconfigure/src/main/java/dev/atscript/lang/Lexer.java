package dev.atscript.lang;

import dev.atscript.lang.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Splits a file into tokens, comments included, in one pass over its characters. */
final class Lexer {

    private final SourceFile file;
    private final String text;
    private final int end;
    private final LookAhead ahead;
    private final boolean query;
    private final Diagnostics diagnostics;
    private final List<Token> tokens = new ArrayList<>();

    private int position;
    private int line;
    private int lineStart;
    private boolean newline = true;
    private boolean afterBracket;

    private Lexer(
            SourceFile file, int start, int end, int line, int lineStart, boolean query, Diagnostics diagnostics) {
        this.file = file;
        this.text = file.text();
        this.position = start;
        this.end = end;
        this.ahead = new LookAhead(text, end);
        this.line = line;
        this.lineStart = lineStart;
        this.query = query;
        this.diagnostics = diagnostics;
    }

    /** All tokens of a file; the last is of kind END. */
    static List<Token> tokens(SourceFile file, Diagnostics diagnostics) {
        boolean mark = !file.text().isEmpty() && file.text().charAt(0) == '\uFEFF';
        return new Lexer(file, mark ? 1 : 0, file.text().length(), 1, 0, false, diagnostics).run();
    }

    /** The tokens between a closed query's back-ticks; the last is of kind END and stands at the closing back-tick. */
    static List<Token> queryTokens(Token query, Diagnostics diagnostics) {
        Location location = query.location();
        int lineStart = query.start() - location.column() + 1;
        return new Lexer(
                        location.file(),
                        query.start() + 1,
                        query.end() - 1,
                        location.line(),
                        lineStart,
                        true,
                        diagnostics)
                .run();
    }

    private List<Token> run() {
        while (skipBlank()) {
            next();
        }
        int at = Math.max(0, Math.min(position, text.length()));
        tokens.add(new Token(Kind.END, "", at, at, true, location(at, at + 1)));
        return tokens;
    }

    /** Skips white space; says whether anything is left. */
    private boolean skipBlank() {
        while (position < end) {
            char c = text.charAt(position);
            if (isLineEnd(position)) {
                lineEnd();
            } else if (c == ' ' || c == '\t' || c == '\r' || Characters.isRareBlank(c)) {
                position++;
            } else {
                return true;
            }
        }
        return false;
    }

    /** Whether a line ends at the offset: LF, or a CR that no LF follows. */
    private boolean isLineEnd(int at) {
        char c = text.charAt(at);
        return c == '\n' || (c == '\r' && (at + 1 >= text.length() || text.charAt(at + 1) != '\n'));
    }

    private void lineEnd() {
        position++;
        line++;
        lineStart = position;
        newline = true;
    }

    private void next() {
        int start = position;
        int c = text.codePointAt(start);
        char following = start + 1 < end ? text.charAt(start + 1) : '\0';
        if (Characters.isIdentifierStart(c)) {
            skipIdentifierPart();
            add(Kind.IDENTIFIER, start, text.substring(start, position));
        } else if (c == '\'' || c == '"') {
            quoted(start, (char) c);
        } else if (NumberLiteral.startsAt(text, start, end)) {
            number(start);
        } else if (c == '/' && following == '/' && !query) {
            lineComment(start);
        } else if (c == '/' && following == '*' && !query) {
            blockComment(start);
        } else if (c == '/' && (query || afterBracket) && ahead.regexpEnd(start) > 0) {
            position = ahead.regexpEnd(start);
            add(Kind.REGEXP, start, text.substring(start, position));
        } else if (c == '@' && !query) {
            annotation(start);
        } else if (c == '`' && !query) {
            query(start);
        } else {
            sign(start, c);
        }
    }

    private void sign(int start, int c) {
        String operator = query ? queryOperator(start) : null;
        if (operator != null) {
            position += operator.length();
            add(Kind.PUNCTUATION, start, operator);
        } else if (c < 128 && "{}()[]&+,./:=?|;!*".indexOf(c) >= 0) {
            position++;
            add(Kind.PUNCTUATION, start, String.valueOf((char) c));
        } else {
            unknown(start);
        }
    }

    private @Nullable String queryOperator(int start) {
        for (String operator : new String[] {"!=", ">=", "<=", "==", "<>", "&&", "||", ">", "<"}) {
            if (start + operator.length() <= end && text.startsWith(operator, start)) {
                return operator;
            }
        }
        return null;
    }

    /**
     * One problem and one token for a whole run of characters that mean nothing. Angle brackets outside conditions are
     * somebody's generics: the parser, which sees where they stand, explains them.
     */
    private void unknown(int start) {
        int first = text.codePointAt(start);
        position += Character.charCount(first);
        boolean more = true;
        while (more && position < end) {
            int c = text.codePointAt(position);
            more = !Characters.isIdentifierStart(c)
                    && (c >= 128 || "\\#~%^<>-".indexOf(c) >= 0)
                    && !Character.isSpaceChar(c);
            position += more ? Character.charCount(c) : 0;
        }
        String run = text.substring(start, position);
        add(Kind.UNKNOWN, start, run);
        if (query || (!run.startsWith("<") && !run.startsWith(">"))) {
            diagnostics.error(
                    DiagnosticCode.UNKNOWN_CHARACTER,
                    location(start, position),
                    (run.codePointCount(0, run.length()) == 1 ? "the character '" : "the characters '")
                            + Token.shortened(run)
                            + "' cannot stand here",
                    Characters.unknownHint(first));
        }
    }

    private void skipIdentifierPart() {
        while (position < end) {
            int c = text.codePointAt(position);
            if (!Characters.isIdentifierPart(c)) {
                return;
            }
            position += Character.charCount(c);
        }
    }

    private void number(int start) {
        NumberLiteral number = NumberLiteral.at(text, start, end);
        position = number.end();
        add(Kind.NUMBER, start, number.understood() ? text.substring(start, position) : "0");
        if (!number.understood()) {
            diagnostics.mismatch(
                    DiagnosticCode.BAD_NUMBER,
                    location(start, position),
                    "the number " + Token.shortened(text.substring(start, position)) + " is too large",
                    "at most " + NumberLiteral.LONGEST + " digits and an exponent of at most "
                            + NumberLiteral.LARGEST_EXPONENT,
                    null);
        }
    }

    private void annotation(int start) {
        position++;
        while (position < end) {
            int c = text.codePointAt(position);
            if (!Characters.isIdentifierPart(c) && c != '.') {
                break;
            }
            position += Character.charCount(c);
        }
        String name = text.substring(start + 1, position);
        add(Kind.ANNOTATION, start, name);
        if (name.isEmpty() || name.startsWith(".") || name.endsWith(".") || name.contains("..")) {
            boolean nameless = name.isEmpty();
            diagnostics.warning(
                    DiagnosticCode.BAD_ANNOTATION_NAME,
                    location(start, position),
                    nameless ? "'@' has no name" : "'@" + Token.shortened(name) + "' has an empty part",
                    nameless ? "write the name right behind it, as in @db.table" : "write one '.' between two names");
        }
    }

    private void quoted(int start, char quote) {
        int startLine = line;
        int startLineStart = lineStart;
        boolean first = newline;
        TextLiteral literal = TextLiteral.at(text, start, end);
        skipTo(literal.end());
        newline = first;
        addAt(Kind.TEXT, start, literal.value(), startLine, startLineStart);
        if (!literal.closed()) {
            diagnostics.mismatch(
                    DiagnosticCode.UNCLOSED_TEXT,
                    tokens.get(tokens.size() - 1).location(),
                    "this text is not closed",
                    quote + " before the end of the line",
                    null);
        }
    }

    private void lineComment(int start) {
        while (position < end && text.charAt(position) != '\n' && text.charAt(position) != '\r') {
            position++;
        }
        comment(start, line, lineStart);
    }

    private void blockComment(int start) {
        int startLine = line;
        int startLineStart = lineStart;
        int close = text.indexOf("*/", start + 2);
        int stop = close < 0 ? end : close + 2;
        skipTo(stop);
        comment(start, startLine, startLineStart);
        if (close < 0) {
            diagnostics.mismatch(
                    DiagnosticCode.UNCLOSED_COMMENT,
                    locationAt(start, start + 2, startLine, startLineStart),
                    "this comment is never closed",
                    "*/",
                    null);
        }
    }

    /** Goes on to an offset, counting lines. */
    private void skipTo(int stop) {
        while (position < stop) {
            if (isLineEnd(position)) {
                lineEnd();
            } else {
                position++;
            }
        }
    }

    private void comment(int start, int startLine, int startLineStart) {
        boolean before = newline;
        boolean bracket = afterBracket;
        addAt(Kind.COMMENT, start, text.substring(start, position), startLine, startLineStart);
        newline = before;
        afterBracket = bracket;
    }

    private void query(int start) {
        int startLine = line;
        int startLineStart = lineStart;
        int close = ahead.queryEnd(start);
        boolean closed = close >= 0;
        boolean first = newline;
        skipTo(closed ? close + 1 : ahead.restOfLine(start));
        newline = first;
        addAt(Kind.QUERY, start, text.substring(start, position), startLine, startLineStart);
        if (!closed) {
            diagnostics.mismatch(
                    DiagnosticCode.UNCLOSED_QUERY,
                    locationAt(start, start + 1, startLine, startLineStart),
                    "this condition is never closed",
                    "a second back-tick (`)",
                    null);
        }
    }

    private void add(Kind kind, int start, String value) {
        addAt(kind, start, value, line, lineStart);
    }

    private void addAt(Kind kind, int start, String value, int startLine, int startLineStart) {
        tokens.add(new Token(
                kind, value, start, position, newline, locationAt(start, position, startLine, startLineStart)));
        newline = false;
        afterBracket = kind == Kind.PUNCTUATION && value.equals("[");
    }

    private Location location(int start, int stop) {
        return locationAt(start, stop, line, lineStart);
    }

    private Location locationAt(int start, int stop, int startLine, int startLineStart) {
        int length = stop - start;
        if (startLine != line) {
            length = Math.min(length, ahead.restOfLine(start) - start);
        }
        return new Location(file, startLine, start - startLineStart + 1, Math.max(1, length));
    }
}
