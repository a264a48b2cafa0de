package dev.atscript.lang;

import dev.atscript.lang.Syntax.Entry;
import dev.atscript.lang.Syntax.Mark;
import dev.atscript.lang.Syntax.Name;
import dev.atscript.lang.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Parses the entries of an annotate block. */
final class EntryParser {

    private final TokenStream tokens;
    private final AnnotationParser annotations;
    private final StructureParser structures;

    EntryParser(TokenStream tokens, AnnotationParser annotations, StructureParser structures) {
        this.tokens = tokens;
        this.annotations = annotations;
        this.structures = structures;
    }

    /** The entries; the next token is the block's opening brace. */
    List<Entry> parse() {
        Token open = tokens.take();
        List<Entry> entries = new ArrayList<>();
        while (true) {
            tokens.skipSeparators();
            if (tokens.accept("}")) {
                return entries;
            }
            if (tokens.at(Kind.END) || tokens.atDeclaration()) {
                tokens.unclosed(open);
                return entries;
            }
            List<Mark> marks = annotations.parse(AnnotationParser.Place.ENTRY);
            if (!marks.isEmpty() && tokens.atDeclaration()) {
                structures.keepStray(marks);
                tokens.unclosed(open);
                return entries;
            }
            entry(entries, marks);
        }
    }

    private void entry(List<Entry> entries, List<Mark> marks) {
        Token token = tokens.peek();
        if (!marks.isEmpty() && (token.isPunctuation("}") || token.kind() == Kind.END)) {
            StructureParser.dangling(tokens, marks, "property");
            return;
        }
        if (token.kind() != Kind.IDENTIFIER && token.kind() != Kind.TEXT) {
            if (token.kind() != Kind.UNKNOWN) {
                tokens.mismatch(
                        DiagnosticCode.BAD_PROPERTY_NAME,
                        token.location(),
                        "found " + token.described(),
                        "the name of a property",
                        null);
            }
            tokens.skipOne();
            tokens.skipMember();
            return;
        }
        entries.add(new Entry(marks, path()));
        endOfEntry();
    }

    private List<Name> path() {
        List<Name> path = new ArrayList<>();
        path.add(tokens.takeName());
        while (true) {
            if (tokens.at(".") && isName(tokens.peek(1))) {
                tokens.take();
                path.add(tokens.takeName());
            } else if (tokens.at("[")
                    && tokens.peek(2).isPunctuation("]")
                    && tokens.peek(1).kind() == Kind.TEXT) {
                tokens.take();
                path.add(tokens.takeName());
                tokens.take();
            } else if (tokens.at("[") && tokens.peek(1).isPunctuation("]")) {
                tokens.take();
                tokens.take();
            } else {
                return path;
            }
        }
    }

    private static boolean isName(Token token) {
        return token.kind() == Kind.IDENTIFIER;
    }

    private void endOfEntry() {
        Token found = tokens.peek();
        boolean separated = found.newlineBefore() || found.isPunctuation(",") || found.isPunctuation(";");
        if (separated || found.isPunctuation("}") || found.kind() == Kind.END) {
            return;
        }
        if (found.isPunctuation(":") || found.isPunctuation("?")) {
            tokens.expected("a new line or ','", "an annotate block names properties only: remove the type");
        } else {
            tokens.expected("a new line or ','", null);
        }
        tokens.skipMember();
    }
}
