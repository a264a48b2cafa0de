package dev.atscript.lang;

import dev.atscript.lang.Query.Operator;
import dev.atscript.lang.Token.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Parses the condition between two back-ticks. Of one condition the first problem is reported only. */
final class QueryParser {

    private static final List<String> WORDS = List.of("in", "matches", "exists", "not in", "not exists");
    private static final String OPERATORS = "=, !=, <, <=, >, >=, in, matches or exists";

    private final Token whole;
    private final TokenStream tokens;
    private final Diagnostics diagnostics;
    private boolean failed;
    private int depth;

    private QueryParser(Token whole, Diagnostics diagnostics) {
        this.whole = whole;
        this.diagnostics = diagnostics;
        this.tokens = new TokenStream(Lexer.queryTokens(whole, diagnostics), diagnostics);
    }

    /** The condition of a query token, or null where it was reported as faulty. */
    static @Nullable Query parse(Token whole, Diagnostics diagnostics) {
        boolean closed = whole.text().length() > 1 && whole.text().endsWith("`");
        return closed ? new QueryParser(whole, diagnostics).condition() : null;
    }

    private @Nullable Query condition() {
        if (tokens.at(Kind.END)) {
            String expected = "something like `status = 'open'`";
            return fail(DiagnosticCode.EMPTY_QUERY, whole.location(), "the condition is empty", expected, null);
        }
        Query query = or();
        if (!failed && !tokens.at(Kind.END)) {
            failAtToken("'and', 'or' or the end of the condition");
        }
        return failed ? null : query;
    }

    private @Nullable Query or() {
        return joined("or", "||", this::and, Query.Or::new);
    }

    private @Nullable Query and() {
        return joined("and", "&&", this::unary, Query.And::new);
    }

    private interface Join {
        Query of(List<Query> operands);
    }

    private @Nullable Query joined(String word, String sign, Supplier<@Nullable Query> operand, Join join) {
        List<Query> operands = new ArrayList<>();
        do {
            Query next = operand.get();
            if (next == null) {
                return null;
            }
            operands.add(next);
        } while (tokens.acceptWord(word) || tokens.accept(sign));
        return operands.size() == 1 ? operands.get(0) : join.of(operands);
    }

    private @Nullable Query unary() {
        boolean negated = tokens.peek().isWord("not") || tokens.at("!");
        boolean group = tokens.at("(");
        if (!negated && !group) {
            return comparison();
        }
        Token open = tokens.take();
        if (depth == TokenStream.DEEPEST) {
            String expected = "at most " + depth + " levels";
            return fail(DiagnosticCode.TOO_DEEP, open.location(), "this condition is nested too deep", expected, null);
        }
        depth++;
        Query inner = negated ? unary() : or();
        depth--;
        if (inner == null) {
            return null;
        }
        if (group && !tokens.accept(")")) {
            return failAtToken("')' to close '('");
        }
        return negated ? new Query.Not(inner) : inner;
    }

    private @Nullable Query comparison() {
        Query.Field field = field();
        if (field == null) {
            return null;
        }
        Operator operator = operator();
        if (operator != null) {
            Query.Operand operand = operand(true);
            return operand == null ? null : new Query.Comparison(field, operator, operand);
        }
        if (tokens.acceptWord("matches")) {
            Query.Operand pattern = operand(false);
            return pattern == null ? null : new Query.Matches(field, pattern);
        }
        boolean negated = tokens.acceptWord("not");
        if (tokens.acceptWord("in")) {
            return in(field, negated);
        }
        if (tokens.acceptWord("exists")) {
            return new Query.Exists(field, negated);
        }
        return negated ? failAtToken("'in' or 'exists' after 'not'") : unknownOperator(field);
    }

    private @Nullable Operator operator() {
        Operator operator = tokens.at(Kind.PUNCTUATION)
                ? switch (tokens.peek().text()) {
                    case "=" -> Operator.EQUAL;
                    case "!=" -> Operator.NOT_EQUAL;
                    case ">" -> Operator.GREATER;
                    case ">=" -> Operator.GREATER_OR_EQUAL;
                    case "<" -> Operator.LESS;
                    case "<=" -> Operator.LESS_OR_EQUAL;
                    default -> null;
                }
                : null;
        if (operator != null) {
            tokens.take();
        }
        return operator;
    }

    private @Nullable Query unknownOperator(Query.Field field) {
        Token token = tokens.peek();
        String name = String.join(".", field.path());
        if (token.kind() == Kind.END || token.isPunctuation(")") || token.isWord("and") || token.isWord("or")) {
            String problem = "'" + Token.shortened(name) + "' is compared with nothing";
            return fail(DiagnosticCode.QUERY_SYNTAX, field.location(), problem, OPERATORS + " behind it", null);
        }
        String hint = token.isPunctuation("==")
                ? "write ="
                : token.isPunctuation("<>")
                        ? "write !="
                        : Suggestions.among(WORDS).hintFor(token.text());
        return fail(DiagnosticCode.QUERY_OPERATOR, token.location(), "found " + token.described(), OPERATORS, hint);
    }

    private @Nullable Query in(Query.Field field, boolean negated) {
        if (!tokens.accept("(")) {
            return failAtToken("'(' and a list of values after 'in'");
        }
        List<Query.Operand> values = new ArrayList<>();
        do {
            Query.Operand value = operand(false);
            if (value == null) {
                return null;
            }
            values.add(value);
        } while (tokens.accept(","));
        return tokens.accept(")")
                ? new Query.In(field, negated, values)
                : failAtToken("',' or ')' in the list of values");
    }

    private Query.@Nullable Field field() {
        if (!tokens.at(Kind.IDENTIFIER)) {
            failAtToken("a field");
            return null;
        }
        Token first = tokens.take();
        Token last = first;
        List<String> path = new ArrayList<>();
        path.add(first.text());
        while (tokens.accept(".")) {
            if (!tokens.at(Kind.IDENTIFIER)) {
                failAtToken("a name after '.'");
                return null;
            }
            last = tokens.take();
            path.add(last.text());
        }
        Location location = AnnotationParser.spanning(first, last);
        if (path.size() > TokenStream.DEEPEST) {
            String expected = "at most " + TokenStream.DEEPEST;
            fail(DiagnosticCode.TOO_DEEP, location, "this path has " + path.size() + " parts", expected, null);
            return null;
        }
        return new Query.Field(path, location);
    }

    private Query.@Nullable Operand operand(boolean orField) {
        Token token = tokens.peek();
        Location location = token.location();
        Query.Operand value = switch (token.kind()) {
            case TEXT -> new Query.TextValue(token.text(), location);
            case NUMBER -> new Query.NumberValue(new BigDecimal(token.text()), location);
            case REGEXP -> regexp(token);
            case IDENTIFIER -> keyword(token);
            default -> null;
        };
        if (value != null) {
            tokens.take();
            return value;
        }
        if (orField && token.kind() == Kind.IDENTIFIER) {
            return field();
        }
        failAtToken(orField ? "a value or a field" : "a value");
        return null;
    }

    private static Query.@Nullable Operand keyword(Token token) {
        return switch (token.text()) {
            case "true" -> new Query.BoolValue(true, token.location());
            case "false" -> new Query.BoolValue(false, token.location());
            case "null", "undefined" -> new Query.NullValue(token.location());
            default -> null;
        };
    }

    private static Query.RegexpValue regexp(Token token) {
        int slash = token.text().lastIndexOf('/');
        return new Query.RegexpValue(
                token.text().substring(1, slash), token.text().substring(slash + 1), token.location());
    }

    private @Nullable Query failAtToken(String expected) {
        Token found = tokens.peek();
        if (found.kind() == Kind.UNKNOWN) {
            failed = true;
            return null;
        }
        boolean end = found.kind() == Kind.END;
        String problem = "found " + (end ? "the end of the condition" : found.described());
        return fail(DiagnosticCode.QUERY_SYNTAX, found.location(), problem, expected, null);
    }

    private @Nullable Query fail(
            DiagnosticCode code, Location at, String problem, String expected, @Nullable String hint) {
        if (!failed) {
            failed = true;
            diagnostics.mismatch(code, at, problem, expected, hint);
        }
        return null;
    }
}
