package dev.atscript.lang;

import dev.atscript.lang.Syntax.Name;
import dev.atscript.lang.Syntax.TypeExpression;
import dev.atscript.lang.Token.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses types. */
final class TypeParser {

    private static final Set<String> FOREIGN_WORDS = Set.of("keyof", "typeof", "readonly", "infer", "unique", "new");

    private final TokenStream tokens;
    private final StructureParser structures;

    TypeParser(TokenStream tokens, StructureParser structures) {
        this.tokens = tokens;
        this.structures = structures;
    }

    /** The type behind a property's colon, also on the next line, unless the next line is a property of its own. */
    TypeExpression ofMember() {
        return tokens.atMember() || atMemberWithoutColon() ? missing("':'") : parse("':'");
    }

    /** Whether a line starts with two words, of which the first can be no type: then a colon is missing between them. */
    private boolean atMemberWithoutColon() {
        Token name = tokens.peek();
        Token next = tokens.peek(1);
        boolean pattern = name.isPunctuation("[") && (next.kind() == Kind.REGEXP || next.isPunctuation("*"));
        boolean named =
                (name.kind() == Kind.IDENTIFIER && !Primitives.contains(name.text())) || name.kind() == Kind.TEXT;
        boolean word = next.kind() == Kind.IDENTIFIER || next.kind() == Kind.TEXT || next.kind() == Kind.NUMBER;
        boolean typed = word || next.isPunctuation("{") || next.isPunctuation("(");
        return name.newlineBefore() && (pattern || (named && !next.newlineBefore() && typed));
    }

    /**
     * A type.
     *
     * @param after what the type is expected after, for the message where none stands
     */
    TypeExpression parse(String after) {
        tokens.accept("|");
        Location start = tokens.peek().location();
        List<TypeExpression> options = new ArrayList<>();
        String behind = after;
        do {
            options.add(intersection(behind));
            behind = "'|'";
        } while (tokens.accept("|"));
        return options.size() == 1 ? options.get(0) : new Syntax.AnyOf(options, start);
    }

    private TypeExpression intersection(String after) {
        tokens.accept("&");
        Location start = tokens.peek().location();
        List<TypeExpression> parts = new ArrayList<>();
        String behind = after;
        do {
            parts.add(postfix(behind));
            behind = "'&'";
        } while (tokens.accept("&"));
        return parts.size() == 1 ? parts.get(0) : new Syntax.AllOf(parts, start);
    }

    private TypeExpression postfix(String after) {
        TypeExpression type = primary(after);
        while (tokens.at("[")
                && (tokens.peek(1).isPunctuation("]") || !tokens.peek().newlineBefore())) {
            Token open = tokens.take();
            if (tokens.accept("]")) {
                boolean broken = type instanceof Syntax.Broken || tooDeep(type);
                type = broken ? new Syntax.Broken(open.location()) : new Syntax.Brackets(type, open.location());
            } else {
                tokens.close(open, "']' for a list, or a quoted property name and ']'");
                type = new Syntax.Broken(open.location());
            }
        }
        return type;
    }

    private boolean tooDeep(TypeExpression type) {
        int levels = 0;
        TypeExpression inner = type;
        while (inner instanceof Syntax.Brackets brackets) {
            inner = brackets.element();
            levels++;
        }
        if (levels == 20) {
            tokens.error(
                    DiagnosticCode.TOO_DEEP,
                    tokens.previous().location(),
                    "lists are nested deeper than 20 levels",
                    null);
        }
        return levels >= 20;
    }

    private TypeExpression primary(String after) {
        Token token = tokens.peek();
        if (tokens.atMember()) {
            return missing(after);
        } else if (token.kind() == Kind.TEXT) {
            tokens.take();
            return new Syntax.TextValue(token.text(), token.location());
        } else if (token.kind() == Kind.NUMBER) {
            tokens.take();
            return new Syntax.NumberValue(new BigDecimal(token.text()), token.location());
        } else if (token.kind() == Kind.IDENTIFIER && !tokens.atDeclaration()) {
            return reference();
        } else if (token.isPunctuation("{")) {
            return structures.braces();
        } else if (token.isPunctuation("(")) {
            return group();
        } else if (token.isPunctuation("[")) {
            return tuple();
        }
        return missing(after);
    }

    private TypeExpression missing(String after) {
        Token found = tokens.peek();
        if (found.kind() != Kind.UNKNOWN || tokens.isAngle(found)) {
            boolean ended = found.newlineBefore() || found.kind() == Kind.END;
            Token place = ended ? tokens.previous() : found;
            boolean lineEnds = ended && found.kind() != Kind.END;
            tokens.mismatch(
                    DiagnosticCode.MISSING_TYPE,
                    place.location(),
                    "found " + (lineEnds ? "the end of the line" : found.described()),
                    "a type after " + after,
                    null);
        }
        return new Syntax.Broken(found.location());
    }

    private TypeExpression reference() {
        Token first = tokens.peek();
        List<Name> path = new ArrayList<>();
        path.add(tokens.takeName());
        while (true) {
            if (tokens.at(".")) {
                Token dot = tokens.take();
                if (!tokens.at(Kind.IDENTIFIER) || tokens.atDeclaration() || tokens.atMember()) {
                    tokens.expected("a name after '.'", null);
                    return new Syntax.Broken(dot.location());
                }
            } else if (isQuotedStep()) {
                tokens.take();
            } else {
                break;
            }
            boolean quoted = tokens.at(Kind.TEXT);
            path.add(tokens.takeName());
            if (quoted) {
                tokens.take();
            }
        }
        String foreign = foreignNotation(first, path);
        return foreign == null ? new Syntax.Reference(path) : foreign(first, foreign, path);
    }

    private boolean isQuotedStep() {
        return tokens.at("[")
                && tokens.peek(1).kind() == Kind.TEXT
                && tokens.peek(2).isPunctuation("]")
                && !tokens.peek().newlineBefore();
    }

    private @Nullable String foreignNotation(Token first, List<Name> path) {
        Token next = tokens.peek();
        if (next.newlineBefore()) {
            return null;
        }
        if (tokens.isAngle(next) && next.text().startsWith("<")) {
            return "generic types";
        }
        boolean modified = path.size() == 1
                && FOREIGN_WORDS.contains(first.text())
                && (next.kind() == Kind.IDENTIFIER || next.isPunctuation("("));
        return modified ? "types with '" + first.text() + "'" : null;
    }

    private TypeExpression foreign(Token first, String notation, List<Name> path) {
        Token argument = tokens.peek(1);
        boolean list = path.size() == 1 && first.text().equals("Array") && argument.kind() == Kind.IDENTIFIER;
        skipTypeArguments();
        tokens.error(
                DiagnosticCode.FOREIGN_TYPE,
                AnnotationParser.spanning(first, tokens.previous()),
                notation + " do not exist in .as files",
                list ? "write " + argument.text() + "[]" : null);
        tokens.skipMember();
        return new Syntax.Broken(first.location());
    }

    private void skipTypeArguments() {
        int open = 0;
        do {
            String text = tokens.isAngle(tokens.peek()) ? tokens.peek().text() : "";
            for (int i = 0; i < text.length(); i++) {
                open += text.charAt(i) == '<' ? 1 : text.charAt(i) == '>' ? -1 : 0;
            }
            tokens.take();
        } while (open > 0 && !tokens.at(Kind.END) && !tokens.peek().newlineBefore());
    }

    private TypeExpression group() {
        Token open = tokens.take();
        if (!tokens.enter(open)) {
            return new Syntax.Broken(open.location());
        }
        TypeExpression type = parse("'('");
        boolean function = tokens.at(":") || tokens.at("?") || tokens.at(",");
        if (function) {
            tokens.error(
                    DiagnosticCode.FOREIGN_TYPE, open.location(), "function types do not exist in .as files", null);
            while (!tokens.at(Kind.END)
                    && !tokens.atDeclaration()
                    && !tokens.peek().isClosing()) {
                tokens.skipOne();
            }
            tokens.accept(")");
            tokens.skipMember();
        } else if (type instanceof Syntax.Broken && tokens.at(")")) {
            tokens.take();
        } else {
            tokens.close(open, "')' to close '(' in line " + open.location().line());
        }
        tokens.leave();
        return function ? new Syntax.Broken(open.location()) : type;
    }

    private TypeExpression tuple() {
        Token open = tokens.take();
        if (!tokens.enter(open)) {
            return new Syntax.Broken(open.location());
        }
        List<TypeExpression> elements = new ArrayList<>();
        boolean more = !tokens.at("]");
        while (more) {
            elements.add(parse(elements.isEmpty() ? "'['" : "','"));
            more = tokens.accept(",") && !tokens.at("]");
        }
        tokens.close(open, "',' or ']'");
        tokens.leave();
        return new Syntax.TupleOf(elements, open.location());
    }
}
