package dev.atscript.lang;

import dev.atscript.lang.Syntax.Name;
import dev.atscript.lang.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A file's tokens without comments, the place that parsing has reached, and ways out of trouble. */
final class TokenStream {

    static final int DEEPEST = 100;

    private static final int LONGEST_NAME = 1000;

    private static final Set<String> FOREIGN = Set.of(
            "enum", "class", "const", "let", "var", "function", "namespace", "module", "declare", "abstract", "async");

    private final List<Token> tokens;
    private final Diagnostics diagnostics;
    private int index;
    private int depth;
    private int unclosedAt = -1;

    TokenStream(List<Token> all, Diagnostics diagnostics) {
        this.tokens = new ArrayList<>(all.size());
        this.diagnostics = diagnostics;
        boolean newline = false;
        for (Token token : all) {
            newline |= token.newlineBefore();
            if (token.kind() != Kind.COMMENT) {
                tokens.add(newline == token.newlineBefore() ? token : onNewLine(token));
                newline = false;
            }
        }
    }

    private static Token onNewLine(Token token) {
        return new Token(token.kind(), token.text(), token.start(), token.end(), true, token.location());
    }

    Diagnostics diagnostics() {
        return diagnostics;
    }

    Token peek() {
        return tokens.get(index);
    }

    Token peek(int ahead) {
        return tokens.get(Math.min(index + ahead, tokens.size() - 1));
    }

    /** The token taken last; the first one before any was taken. */
    Token previous() {
        return tokens.get(Math.max(0, index - 1));
    }

    /** Takes the next token; END stays. */
    Token take() {
        Token token = peek();
        if (token.kind() != Kind.END) {
            index++;
        }
        return token;
    }

    boolean at(String punctuation) {
        return peek().isPunctuation(punctuation);
    }

    boolean at(Kind kind) {
        return peek().kind() == kind;
    }

    boolean accept(String punctuation) {
        if (at(punctuation)) {
            index++;
            return true;
        }
        return false;
    }

    boolean acceptWord(String word) {
        if (peek().isWord(word)) {
            index++;
            return true;
        }
        return false;
    }

    /** Takes a token that is a name. Messages and columns repeat names, and so those have a limit. */
    Name takeName() {
        Token token = take();
        boolean tooLong = token.text().length() > LONGEST_NAME;
        if (tooLong) {
            diagnostics.mismatch(
                    DiagnosticCode.LONG_NAME,
                    token.location(),
                    "this name has " + token.text().length() + " characters",
                    "at most " + LONGEST_NAME,
                    null);
        }
        return new Name(tooLong ? token.text().substring(0, LONGEST_NAME) : token.text(), token.location());
    }

    /** How far parsing has come, to see whether it moves. */
    int index() {
        return index;
    }

    void skipSeparators() {
        while (at(",") || at(";")) {
            index++;
        }
    }

    void error(DiagnosticCode code, Location location, String problem, @Nullable String hint) {
        diagnostics.error(code, location, problem, hint);
    }

    void mismatch(DiagnosticCode code, Location location, String problem, String expected, @Nullable String hint) {
        diagnostics.mismatch(code, location, problem, expected, hint);
    }

    /**
     * Reports that something else was expected here. Where the next token starts a new line, the place is the token
     * before, behind which it is missing. Characters that were reported already are not reported again.
     */
    void expected(String what, @Nullable String hint) {
        Token found = peek();
        if (found.kind() == Kind.UNKNOWN && !isAngle(found)) {
            return;
        }
        boolean missing = found.newlineBefore() && index > 0;
        Token place = missing ? previous() : found;
        String after = what.contains(" after ") ? "" : " after " + place.described();
        boolean lineEnds = missing && found.kind() != Kind.END;
        mismatch(
                DiagnosticCode.UNEXPECTED_TOKEN,
                place.location(),
                "found " + (lineEnds ? "the end of the line" : found.described()),
                lineEnds ? what + after : what,
                hint);
    }

    boolean isAngle(Token token) {
        return token.kind() == Kind.UNKNOWN
                && (token.text().startsWith("<") || token.text().startsWith(">"));
    }

    /** Reports a block that is not closed before here; of several that end here, the innermost one. */
    void unclosed(Token open) {
        if (unclosedAt != index) {
            unclosedAt = index;
            mismatch(
                    DiagnosticCode.UNCLOSED_BLOCK,
                    open.location(),
                    "'" + open.text() + "' is never closed",
                    "'" + closerOf(open) + "' before "
                            + (at(Kind.END)
                                    ? "the end of the file"
                                    : peek().described() + " in line "
                                            + peek().location().line()),
                    null);
        }
    }

    static String closerOf(Token open) {
        return switch (open.text()) {
            case "{" -> "}";
            case "(" -> ")";
            default -> "]";
        };
    }

    /** Enters a block whose opening token was just taken; false, with the block skipped, where it is too deep. */
    boolean enter(Token open) {
        if (depth == DEEPEST) {
            diagnostics.error(
                    DiagnosticCode.TOO_DEEP,
                    open.location(),
                    "blocks are nested deeper than " + DEEPEST + " levels here",
                    "declare the inner parts as types of their own");
            skipRestOfBlock();
            unclosedAt = at(Kind.END) ? index : unclosedAt;
            return false;
        }
        depth++;
        return true;
    }

    void leave() {
        depth--;
    }

    /** Takes the token that closes a block, after skipping what should not be before it. */
    void close(Token open, String expected) {
        String closer = closerOf(open);
        if (accept(closer)) {
            return;
        }
        if (at(Kind.END) || atDeclaration()) {
            unclosed(open);
            return;
        }
        expected(expected, null);
        while (!at(Kind.END) && !atDeclaration() && !atMember() && !peek().isClosing()) {
            skipOne();
        }
        accept(closer);
    }

    /** Skips one token, or a whole block. */
    void skipOne() {
        boolean opening = take().isOpening();
        if (opening) {
            skipRestOfBlock();
        }
    }

    private void skipRestOfBlock() {
        int open = 1;
        while (open > 0
                && !at(Kind.END)
                && !(atDeclaration() && peek().location().column() == 1)) {
            Token token = take();
            open += token.isOpening() ? 1 : token.isClosing() ? -1 : 0;
        }
    }

    /** Skips what is left of a faulty member: to the next separator, line or closing token. */
    void skipMember() {
        while (!at(Kind.END) && !at(",") && !at(";") && !peek().isClosing() && !peek().newlineBefore()) {
            skipOne();
        }
    }

    /** Skips to the next declaration or the end. */
    void skipToDeclaration() {
        while (!at(Kind.END) && !atDeclaration() && !atForeign() && !(at(Kind.ANNOTATION) && peek().newlineBefore())) {
            skipOne();
        }
    }

    /** Whether a property starts here, at the beginning of a line. */
    boolean atMember() {
        boolean named = at(Kind.IDENTIFIER) || at(Kind.TEXT);
        Token next = peek(1);
        return peek().newlineBefore()
                && (at(Kind.ANNOTATION) || (named && (next.isPunctuation(":") || next.isPunctuation("?"))));
    }

    /** Whether a declaration starts here that TypeScript has and {@code .as} files have not. */
    boolean startsForeign() {
        return at(Kind.IDENTIFIER) && FOREIGN.contains(peek().text()) && peek(1).kind() == Kind.IDENTIFIER;
    }

    private boolean atForeign() {
        return peek().newlineBefore() && startsForeign();
    }

    /** Whether a declaration or import starts here, at the beginning of a line. */
    boolean atDeclaration() {
        return peek().newlineBefore() && startsDeclaration();
    }

    /** Whether a declaration or import starts here, wherever that is. */
    boolean startsDeclaration() {
        if (!at(Kind.IDENTIFIER)) {
            return false;
        }
        Token second = peek(1);
        return switch (peek().text()) {
            case "interface", "annotate", "type" ->
                second.kind() == Kind.IDENTIFIER && (!second.newlineBefore() || isBodied(second));
            case "export" ->
                second.isWord("type")
                        || second.isWord("interface")
                        || second.isWord("annotate")
                        || second.isWord("default");
            case "import" ->
                second.isPunctuation("{")
                        || second.isPunctuation("*")
                        || second.kind() == Kind.TEXT
                        || (second.kind() == Kind.IDENTIFIER && !second.newlineBefore());
            case "use" -> second.kind() == Kind.TEXT;
            default -> false;
        };
    }

    /** Whether a name on the line after a keyword goes on as a declaration does, not as a property. */
    private boolean isBodied(Token name) {
        Token third = peek(2);
        return name.kind() == Kind.IDENTIFIER
                && (third.isPunctuation("{")
                        || third.isPunctuation("=")
                        || third.isWord("extends")
                        || third.isWord("as"));
    }
}
