package dev.atscript.lang;

import dev.atscript.lang.Token.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses annotations with their arguments. */
final class AnnotationParser {

    /** What annotations can stand before: it decides where arguments end on a shared line. */
    enum Place {
        DECLARATION,
        MEMBER,
        ENTRY
    }

    private final TokenStream tokens;

    AnnotationParser(TokenStream tokens) {
        this.tokens = tokens;
    }

    List<Syntax.Mark> parse(Place place) {
        if (!tokens.at(Kind.ANNOTATION)) {
            return List.of();
        }
        List<Syntax.Mark> marks = new ArrayList<>();
        while (tokens.at(Kind.ANNOTATION)) {
            marks.add(annotation(place));
            while (tokens.accept(";")) {
                // a semicolon ends an annotation as a line end does
            }
        }
        return marks;
    }

    private Syntax.Mark annotation(Place place) {
        Token name = tokens.take();
        List<Argument> arguments = new ArrayList<>();
        skippedArguments(arguments);
        Diagnostics conditions = new Diagnostics();
        boolean sound = true;
        while (startsArgument(place, arguments.isEmpty())) {
            Argument argument = argument(conditions);
            if (argument == null) {
                sound = false;
            } else {
                arguments.add(argument);
            }
            if (!tokens.at(",") || tokens.peek().newlineBefore()) {
                break;
            }
            tokens.take();
            skippedArguments(arguments);
            if (tokens.peek().newlineBefore() && !continuesOnNextLine()) {
                break;
            }
        }
        sound &= endOfArguments(place);
        return new Syntax.Mark(new Annotation(name.text(), arguments, name.location()), sound, conditions.errors());
    }

    /** A comma with no argument before it stands for one that is undefined. */
    private void skippedArguments(List<Argument> arguments) {
        while (tokens.at(",") && !tokens.peek().newlineBefore()) {
            arguments.add(new Argument.Null(tokens.take().location()));
        }
    }

    private boolean startsArgument(Place place, boolean first) {
        Token token = tokens.peek();
        if (token.newlineBefore() && (first || !continuesOnNextLine())) {
            return false;
        }
        return switch (token.kind()) {
            case NUMBER, QUERY -> true;
            case TEXT -> place != Place.MEMBER || !namesMember();
            case IDENTIFIER ->
                !tokens.startsDeclaration()
                        && (place != Place.MEMBER || !namesMember())
                        && (place != Place.ENTRY || !tokens.peek(1).isPunctuation("}"));
            default -> false;
        };
    }

    /** A comma at the end of a line goes on only before what cannot start a member. */
    private boolean continuesOnNextLine() {
        Kind kind = tokens.peek().kind();
        return kind == Kind.NUMBER || kind == Kind.QUERY || (kind == Kind.TEXT && !namesMember());
    }

    private boolean namesMember() {
        Token next = tokens.peek(1);
        return next.isPunctuation(":") || next.isPunctuation("?");
    }

    private @Nullable Argument argument(Diagnostics conditions) {
        Token token = tokens.take();
        Location location = token.location();
        return switch (token.kind()) {
            case TEXT -> new Argument.Text(token.text(), location);
            case NUMBER -> new Argument.Number(new BigDecimal(token.text()), location);
            case QUERY -> {
                Query query = QueryParser.parse(token, conditions);
                yield query == null ? null : new Argument.Condition(query, location);
            }
            default -> word(token);
        };
    }

    private Argument word(Token token) {
        Location location = token.location();
        return switch (token.text()) {
            case "true", "false" -> new Argument.Bool(token.text().equals("true"), location);
            case "null", "undefined" -> new Argument.Null(location);
            default -> name(token);
        };
    }

    private Argument name(Token first) {
        List<String> path = new ArrayList<>();
        path.add(first.text());
        Token last = first;
        while (tokens.at(".")
                && !tokens.peek().newlineBefore()
                && tokens.peek(1).kind() == Kind.IDENTIFIER) {
            tokens.take();
            last = tokens.take();
            path.add(last.text());
        }
        return new Argument.Name(path, spanning(first, last), null);
    }

    static Location spanning(Token first, Token last) {
        Location location = first.location();
        return last.location().line() == location.line()
                ? new Location(location.file(), location.line(), location.column(), last.end() - first.start())
                : location;
    }

    /** Checks that what follows on the same line is no argument without its comma. */
    private boolean endOfArguments(Place place) {
        Token token = tokens.peek();
        if (token.newlineBefore() || token.kind() == Kind.END || token.kind() == Kind.ANNOTATION) {
            return true;
        }
        if (token.isPunctuation(";") || token.isClosing() || tokens.startsDeclaration()) {
            return true;
        }
        boolean target = switch (place) {
            case DECLARATION -> token.kind() == Kind.IDENTIFIER;
            case MEMBER -> namesMember() || token.isPunctuation("[");
            case ENTRY -> token.kind() == Kind.IDENTIFIER;
        };
        if (target) {
            return true;
        }
        tokens.expected("',' or a new line behind the argument", null);
        while (!tokens.at(Kind.END)
                && !tokens.peek().newlineBefore()
                && !tokens.peek().isClosing()) {
            tokens.skipOne();
        }
        return false;
    }
}
