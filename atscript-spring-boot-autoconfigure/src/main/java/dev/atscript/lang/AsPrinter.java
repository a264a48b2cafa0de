package dev.atscript.lang;

import dev.atscript.lang.Token.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a parsed file as text: everything it says and every comment in the order written, on the lines its author
 * chose, with uniform indentation, blanks and line ends. What it writes is read as the same tree, and printed as itself.
 */
public final class AsPrinter {

    private static final String INDENT = "  ";

    private final String source;
    private final StringBuilder text = new StringBuilder();
    private final Deque<Integer> blocks = new ArrayDeque<>();
    private int lineIndent;

    private AsPrinter(String source) {
        this.source = source;
    }

    /**
     * The text of a file.
     *
     * @param file what to print; with syntax errors it is returned as it is, because nobody knows what it says
     * @return the text, with {@code \n} as line end
     */
    public static String print(SourceFile file) {
        Diagnostics diagnostics = new Diagnostics();
        Syntax.File parsed = Parser.parse(file, diagnostics);
        return diagnostics.hasErrors() ? file.text() : new AsPrinter(file.text()).print(parsed.tokens());
    }

    private String print(List<Token> tokens) {
        Token before = null;
        Token beforeComments = null;
        for (Token token : tokens) {
            if (token.kind() == Kind.END) {
                break;
            }
            int lines = before == null ? 0 : lineEndsBetween(before, token);
            if (before == null || lines > 0) {
                boolean tight = before == null || before.isOpening() || token.isClosing();
                text.append(before == null ? "" : lines > 1 && !tight ? "\n\n" : "\n");
                startLine(beforeComments, token);
            } else if (isSpaced(before, token)) {
                text.append(' ');
            }
            track(token);
            text.append(written(token));
            before = token;
            beforeComments = token.kind() == Kind.COMMENT ? beforeComments : token;
        }
        return text.append(before == null ? "" : "\n").toString();
    }

    private int lineEndsBetween(Token before, Token token) {
        int ends = 0;
        for (int i = before.end(); i < token.start(); i++) {
            char c = source.charAt(i);
            ends += c == '\n' || (c == '\r' && source.charAt(Math.min(i + 1, source.length() - 1)) != '\n') ? 1 : 0;
        }
        return ends;
    }

    private void startLine(@Nullable Token before, Token token) {
        if (token.isClosing() && !blocks.isEmpty()) {
            lineIndent = blocks.peek();
        } else {
            lineIndent = (blocks.isEmpty() ? 0 : blocks.peek() + 1) + (goesOn(before, token) ? 1 : 0);
        }
        text.append(INDENT.repeat(lineIndent));
    }

    /** Whether a line goes on with what the line before began. */
    private boolean goesOn(@Nullable Token before, Token token) {
        if (token.isPunctuation("|") || token.isPunctuation("&")) {
            return true;
        }
        return before != null
                && (before.isPunctuation("=")
                        || before.isPunctuation("|")
                        || before.isPunctuation("&")
                        || before.isPunctuation(":")
                        || (before.isPunctuation(",") && blocks.isEmpty()));
    }

    private void track(Token token) {
        if (token.isOpening()) {
            blocks.push(lineIndent);
        } else if (token.isClosing() && !blocks.isEmpty()) {
            blocks.pop();
        }
    }

    private static boolean isSpaced(Token before, Token token) {
        if (before.isOpening() && token.isClosing()) {
            return false;
        }
        if (before.kind() == Kind.PUNCTUATION && "([.".contains(before.text())) {
            return false;
        }
        if (token.kind() != Kind.PUNCTUATION) {
            return true;
        }
        return switch (token.text()) {
            case ")", "]", "?", ";" -> false;
            case ",", ":", "." -> before.kind() == Kind.ANNOTATION;
            case "[" -> before.kind() == Kind.PUNCTUATION && !before.isClosing() || before.kind() == Kind.ANNOTATION;
            default -> true;
        };
    }

    private String written(Token token) {
        String written = source.substring(token.start(), token.end());
        return token.kind() == Kind.COMMENT
                ? written.replace("\r\n", "\n").replace('\r', '\n').stripTrailing()
                : written;
    }
}
