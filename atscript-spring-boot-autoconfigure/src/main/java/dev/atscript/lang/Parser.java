package dev.atscript.lang;

import dev.atscript.lang.Syntax.Item;
import dev.atscript.lang.Syntax.Mark;
import dev.atscript.lang.Syntax.Name;
import dev.atscript.lang.Syntax.Section;
import dev.atscript.lang.Syntax.TypeExpression;
import dev.atscript.lang.Token.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses a file: its declarations. Goes on behind mistakes, so that one pass finds them all. */
final class Parser {

    private static final List<String> KEYWORDS = List.of("type", "interface", "annotate", "import", "export", "use");

    private final SourceFile file;
    private final List<Token> all;
    private final TokenStream tokens;
    private final AnnotationParser annotations;
    private final StructureParser structures;
    private final ImportParser imports;
    private final List<Item> items = new ArrayList<>();
    private final List<Section> sections = new ArrayList<>();
    private final Set<String> poisoned = new HashSet<>();

    private Parser(SourceFile file, Diagnostics diagnostics) {
        this.file = file;
        this.all = Lexer.tokens(file, diagnostics);
        this.tokens = new TokenStream(all, diagnostics);
        this.annotations = new AnnotationParser(tokens);
        this.structures = new StructureParser(tokens, annotations);
        this.imports = new ImportParser(tokens, poisoned);
    }

    static Syntax.File parse(SourceFile file, Diagnostics diagnostics) {
        if (!Utf8.check(file, diagnostics)) {
            return new Syntax.File(file, List.of(), List.of(), List.of(), List.of(), Set.of(), List.of(), false);
        }
        return new Parser(file, diagnostics).file();
    }

    private Syntax.File file() {
        tokens.skipSeparators();
        while (!tokens.at(Kind.END)) {
            List<Mark> stray = structures.takeStray();
            Location start = stray.isEmpty()
                    ? tokens.peek().location()
                    : stray.get(0).annotation().location();
            List<Mark> marks = stray.isEmpty() ? annotations.parse(AnnotationParser.Place.DECLARATION) : stray;
            int known = items.size();
            boolean bare = statement(marks);
            if (bare || items.size() > known) {
                sections.add(new Section(start, bare ? null : items.get(known)));
            }
            while (tokens.accept(";")) {
                // a semicolon ends a declaration as a line end does
            }
        }
        return new Syntax.File(file, imports.uses(), imports.imports(), items, sections, poisoned, all, true);
    }

    /** Reads a statement; whether it is an import. */
    private boolean statement(List<Mark> marks) {
        Token token = tokens.peek();
        boolean bare =
                token.isWord("import") || (token.isWord("use") && tokens.peek(1).kind() == Kind.TEXT);
        if (!marks.isEmpty() && (bare || token.kind() == Kind.END)) {
            StructureParser.dangling(tokens, marks, "declaration");
        }
        if (bare) {
            imports.parse();
        } else if (token.kind() != Kind.END) {
            declaration(marks);
        }
        return bare;
    }

    private void declaration(List<Mark> marks) {
        Token export = tokens.peek();
        boolean exported = tokens.acceptWord("export");
        if (exported && !imports.isNamedExport()) {
            return;
        }
        Token keyword = tokens.peek();
        String word = keyword.kind() == Kind.IDENTIFIER ? keyword.text() : "";
        if (!isDeclarationWord(word)) {
            String meant = unknownStatement(keyword, exported);
            if (meant == null) {
                return;
            }
            word = meant;
        }
        tokens.take();
        switch (word) {
            case "type" -> type(marks, exported);
            case "interface" -> interfaceItem(marks, exported);
            default -> annotate(marks, exported ? export : null);
        }
    }

    private static boolean isDeclarationWord(String word) {
        return word.equals("type") || word.equals("interface") || word.equals("annotate");
    }

    /** Reports what is no declaration and skips it; returns the keyword that it goes on as where that is clear. */
    private @Nullable String unknownStatement(Token found, boolean exported) {
        if (found.isClosing()) {
            tokens.error(
                    DiagnosticCode.UNMATCHED_CLOSER, found.location(), found.described() + " closes nothing", null);
            tokens.take();
            tokens.skipSeparators();
            return null;
        }
        if (tokens.startsForeign()) {
            foreign(found);
            return null;
        }
        String meant =
                found.kind() == Kind.IDENTIFIER ? Suggestions.among(KEYWORDS).nearest(found.text()) : null;
        if (found.kind() != Kind.UNKNOWN || tokens.isAngle(found)) {
            String what = exported
                    ? "type or interface after 'export'"
                    : "a declaration (type, interface, annotate) or an import";
            tokens.mismatch(
                    DiagnosticCode.UNEXPECTED_TOKEN,
                    found.location(),
                    "found " + found.described(),
                    what,
                    meant == null ? null : "did you mean '" + meant + "'?");
        }
        Token next = tokens.peek(1);
        if (meant != null && isDeclarationWord(meant) && next.kind() == Kind.IDENTIFIER) {
            return meant;
        }
        if (meant != null && meant.equals("export") && isDeclarationWord(next.text())) {
            tokens.take();
            return null;
        }
        if (found.newlineBefore() || !tokens.atDeclaration()) {
            tokens.skipOne();
        }
        tokens.skipToDeclaration();
        return null;
    }

    private void foreign(Token word) {
        tokens.mismatch(
                DiagnosticCode.FOREIGN_DECLARATION,
                word.location(),
                "'" + word.text() + "' does not exist in .as files",
                "type, interface or annotate",
                word.text().equals("enum") ? "write type Name = 'a' | 'b'" : null);
        tokens.take();
        if (tokens.at(Kind.IDENTIFIER)) {
            poisoned.add(tokens.take().text());
        }
        tokens.skipToDeclaration();
    }

    private void type(List<Mark> marks, boolean exported) {
        Name name = name("type");
        if (name == null) {
            skipRest();
            return;
        }
        typeParameters();
        boolean assigned = tokens.accept("=");
        if (!assigned) {
            tokens.expected("'=' and a type after '" + Token.shortened(name.text()) + "'", null);
            if (!tokens.at("{") || tokens.peek().newlineBefore()) {
                items.add(new Syntax.TypeItem(marks, exported, name, new Syntax.Broken(name.location())));
                skipRest();
                return;
            }
        }
        TypeExpression type = structures.types().parse("'='");
        items.add(new Syntax.TypeItem(marks, exported, name, type));
        if (type instanceof Syntax.Broken) {
            skipRest();
        } else {
            endOfType();
        }
    }

    /** Skips what is left of a faulty declaration: its line, or all up to the next declaration where that is gone. */
    private void skipRest() {
        while (!tokens.at(Kind.END) && !tokens.peek().newlineBefore() && !tokens.startsDeclaration()) {
            tokens.skipOne();
        }
    }

    private void endOfType() {
        Token found = tokens.peek();
        boolean ended = found.newlineBefore() || found.kind() == Kind.END || found.isPunctuation(";");
        if (!ended && !tokens.startsDeclaration() && found.kind() != Kind.ANNOTATION) {
            tokens.expected("a new line or ';' behind the type", null);
            skipRest();
        }
    }

    private void typeParameters() {
        if (tokens.isAngle(tokens.peek()) && !tokens.peek().newlineBefore()) {
            tokens.mismatch(
                    DiagnosticCode.FOREIGN_TYPE,
                    tokens.peek().location(),
                    "generic types do not exist in .as files",
                    "no type parameters",
                    null);
            while (!tokens.at(Kind.END)
                    && !tokens.at("{")
                    && !tokens.at("=")
                    && !tokens.peek().newlineBefore()) {
                poisoned.add(tokens.take().text());
            }
        }
    }

    private @Nullable Name name(String keyword) {
        if (tokens.at(Kind.IDENTIFIER) && !tokens.atDeclaration()) {
            return tokens.takeName();
        }
        tokens.expected("a name after '" + keyword + "'", null);
        if (!tokens.atDeclaration() && !tokens.at("{")) {
            tokens.skipToDeclaration();
        }
        return null;
    }

    private void interfaceItem(List<Mark> marks, boolean exported) {
        Name name = name("interface");
        if (name == null) {
            skipRest();
            return;
        }
        typeParameters();
        List<Name> parents = tokens.acceptWord("extends") ? parents() : List.of();
        if (tokens.at("=")) {
            tokens.expected("'{' after '" + Token.shortened(name.text()) + "'", "remove '='");
            tokens.take();
        }
        if (!tokens.at("{")) {
            tokens.expected("'{' and the properties of '" + Token.shortened(name.text()) + "'", null);
            poisoned.add(name.text());
            skipRest();
            return;
        }
        items.add(new Syntax.InterfaceItem(marks, exported, name, parents, structures.braces()));
    }

    private List<Name> parents() {
        List<Name> parents = new ArrayList<>();
        do {
            if (!tokens.at(Kind.IDENTIFIER) || tokens.atDeclaration()) {
                if (parents.isEmpty()) {
                    noParents();
                }
                return parents;
            }
            parents.add(tokens.takeName());
        } while (tokens.accept(","));
        return parents;
    }

    /** Nothing behind {@code extends} is what is left when the last parent was deleted: it means what it says. */
    private void noParents() {
        if (tokens.at("{")) {
            tokens.diagnostics()
                    .warning(
                            DiagnosticCode.NO_PARENTS,
                            tokens.previous().location(),
                            "'extends' names no parent",
                            "remove it");
        } else {
            tokens.expected("the name of a parent after 'extends'", null);
        }
    }

    private void annotate(List<Mark> marks, @Nullable Token export) {
        Name target = name("annotate");
        if (target == null) {
            skipRest();
            return;
        }
        // The reference compiler takes the name of the copy without 'as', too.
        boolean named = tokens.at(Kind.IDENTIFIER) && tokens.peek(1).isPunctuation("{");
        boolean copied = (named && !tokens.peek().isWord("as")) || tokens.acceptWord("as");
        Name copy = copied ? name("as") : null;
        if (copied && copy == null && !tokens.at("{")) {
            return;
        }
        if (export != null && copy == null) {
            tokens.error(
                    DiagnosticCode.EXPORTED_MUTATION,
                    export.location(),
                    "an annotate block without a name of its own cannot be exported",
                    "write annotate " + Token.shortened(target.text()) + " as NewName { … }, or remove 'export'");
        }
        if (!tokens.at("{")) {
            tokens.expected("'{' and the properties to annotate", null);
            skipRest();
            return;
        }
        List<Syntax.Entry> entries = new EntryParser(tokens, annotations, structures).parse();
        items.add(new Syntax.AnnotateItem(marks, export != null, target, copy, entries));
    }
}
