package dev.atscript.lang;

import dev.atscript.lang.Syntax.Mark;
import dev.atscript.lang.Syntax.Member;
import dev.atscript.lang.Syntax.Name;
import dev.atscript.lang.Syntax.TypeExpression;
import dev.atscript.lang.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses structures: the properties between braces. */
final class StructureParser {

    private final TokenStream tokens;
    private final AnnotationParser annotations;
    private final TypeParser types;
    private List<Mark> stray = List.of();

    StructureParser(TokenStream tokens, AnnotationParser annotations) {
        this.tokens = tokens;
        this.annotations = annotations;
        this.types = new TypeParser(tokens, this);
    }

    TypeParser types() {
        return types;
    }

    /** Annotations found in an unclosed structure that belong to the declaration behind it; forgotten when asked for. */
    List<Mark> takeStray() {
        List<Mark> taken = stray;
        stray = List.of();
        return taken;
    }

    /** Keeps annotations for {@link #takeStray}. */
    void keepStray(List<Mark> marks) {
        stray = marks;
    }

    /** A structure; the next token is its opening brace. */
    Syntax.Braces braces() {
        Token open = tokens.take();
        List<Member> members = new ArrayList<>();
        if (!tokens.enter(open)) {
            return new Syntax.Braces(members, open.location());
        }
        while (true) {
            tokens.skipSeparators();
            if (tokens.accept("}")) {
                break;
            }
            if (tokens.at(Kind.END) || tokens.atDeclaration() || !stray.isEmpty()) {
                tokens.unclosed(open);
                break;
            }
            member(members);
        }
        tokens.leave();
        return new Syntax.Braces(members, open.location());
    }

    private void member(List<Member> members) {
        List<Mark> marks = annotations.parse(AnnotationParser.Place.MEMBER);
        if (!marks.isEmpty() && tokens.startsDeclaration()) {
            stray = marks;
            return;
        }
        if (!marks.isEmpty() && (tokens.at("}") || tokens.at(Kind.END))) {
            dangling(tokens, marks, "property");
            return;
        }
        Token start = tokens.peek();
        Name name = name();
        if (name == null) {
            return;
        }
        boolean optional = tokens.accept("?");
        TypeExpression type = tokens.accept(":") ? types.ofMember() : withoutType(name);
        members.add(new Member(marks, name, start.isPunctuation("["), optional, type));
        if (type instanceof Syntax.Broken) {
            tokens.skipMember();
        } else {
            separator();
        }
    }

    static void dangling(TokenStream tokens, List<Mark> marks, String target) {
        Annotation last = marks.get(marks.size() - 1).annotation();
        tokens.mismatch(
                DiagnosticCode.DANGLING_ANNOTATION,
                last.location(),
                "@" + Token.shortened(last.name()) + " annotates nothing",
                "a " + target + " behind it",
                null);
    }

    private @Nullable Name name() {
        Token token = tokens.peek();
        if (token.kind() == Kind.IDENTIFIER || token.kind() == Kind.TEXT) {
            return tokens.takeName();
        }
        if (token.isPunctuation("[")) {
            return pattern();
        }
        if (token.isPunctuation(")") || token.isPunctuation("]")) {
            tokens.error(
                    DiagnosticCode.UNMATCHED_CLOSER,
                    token.location(),
                    token.described() + " closes nothing here",
                    null);
            tokens.take();
            return null;
        }
        if (token.kind() != Kind.UNKNOWN || tokens.isAngle(token)) {
            tokens.mismatch(
                    DiagnosticCode.BAD_PROPERTY_NAME,
                    token.location(),
                    "found " + token.described(),
                    "the name of a property",
                    nameHint(token));
        }
        if (!token.isPunctuation("}")) {
            tokens.skipOne();
        }
        tokens.skipMember();
        return null;
    }

    private static @Nullable String nameHint(Token token) {
        return token.kind() == Kind.NUMBER ? "put it in quotes" : null;
    }

    private @Nullable Name pattern() {
        Token open = tokens.take();
        Token content = tokens.peek();
        boolean pattern = content.kind() == Kind.REGEXP || content.isPunctuation("*");
        if (pattern && tokens.peek(1).isPunctuation("]")) {
            tokens.take();
            tokens.take();
            return new Name(content.text(), content.location());
        }
        if (content.kind() != Kind.UNKNOWN) {
            tokens.mismatch(
                    DiagnosticCode.BAD_PATTERN,
                    content.location(),
                    "found " + (pattern ? tokens.peek(1).described() + " behind " : "") + content.described(),
                    "[*] or [/pattern/] as the name of a property",
                    null);
        }
        while (!tokens.at(Kind.END)
                && !tokens.peek().newlineBefore()
                && !tokens.peek().isClosing()) {
            tokens.skipOne();
        }
        tokens.accept(TokenStream.closerOf(open));
        tokens.skipMember();
        return null;
    }

    private TypeExpression withoutType(Name name) {
        Token found = tokens.peek();
        String shown = "'" + Token.shortened(name.text()) + "'";
        boolean ends =
                found.newlineBefore() || found.isClosing() || found.isPunctuation(",") || found.isPunctuation(";");
        if (ends || found.kind() == Kind.END) {
            tokens.mismatch(
                    DiagnosticCode.MISSING_TYPE,
                    name.location(),
                    "the property " + shown + " has no type",
                    "':' and a type behind it",
                    null);
        } else if (found.isPunctuation("(")) {
            tokens.error(
                    DiagnosticCode.FOREIGN_TYPE,
                    name.location(),
                    "methods such as " + shown + " do not exist in .as files",
                    null);
        } else {
            boolean readonly = name.text().equals("readonly");
            tokens.expected("':' after " + shown, readonly ? "there are no modifiers: remove 'readonly'" : null);
        }
        return new Syntax.Broken(name.location());
    }

    private void separator() {
        Token found = tokens.peek();
        boolean separated = found.newlineBefore() || found.isPunctuation(",") || found.isPunctuation(";");
        if (separated || found.isPunctuation("}") || found.kind() == Kind.END) {
            return;
        }
        boolean startsMember = (found.kind() == Kind.IDENTIFIER || found.kind() == Kind.TEXT)
                && (tokens.peek(1).isPunctuation(":") || tokens.peek(1).isPunctuation("?"));
        if (startsMember || found.kind() == Kind.ANNOTATION) {
            tokens.mismatch(
                    DiagnosticCode.MISSING_SEPARATOR,
                    found.location(),
                    "found " + found.described(),
                    "a new line, ',' or ';' before it",
                    null);
            return;
        }
        if (found.isClosing()) {
            tokens.error(
                    DiagnosticCode.UNMATCHED_CLOSER,
                    found.location(),
                    found.described() + " closes nothing here",
                    null);
            tokens.take();
        } else if (found.isPunctuation("=")) {
            tokens.expected(
                    "a new line, ',' or ';'", "defaults are annotations: write @db.default before the property");
        } else if (found.isPunctuation("?")) {
            tokens.expected("a new line, ',' or ';'", "an optional property is written name?: type");
        } else {
            tokens.expected("a new line, ',' or ';' behind the type", null);
        }
        tokens.skipMember();
    }
}
