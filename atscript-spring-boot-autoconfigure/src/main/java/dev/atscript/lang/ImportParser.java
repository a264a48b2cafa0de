package dev.atscript.lang;

import dev.atscript.lang.Syntax.Name;
import dev.atscript.lang.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses {@code use}, {@code import} and the beginnings of exports. */
final class ImportParser {

    private final TokenStream tokens;
    private final Set<String> poisoned;
    private final List<Syntax.Use> uses = new ArrayList<>();
    private final List<Syntax.Import> imports = new ArrayList<>();

    ImportParser(TokenStream tokens, Set<String> poisoned) {
        this.tokens = tokens;
        this.poisoned = poisoned;
    }

    List<Syntax.Use> uses() {
        return uses;
    }

    List<Syntax.Import> imports() {
        return imports;
    }

    /** A use or import statement; the next token is its keyword. */
    void parse() {
        Token keyword = tokens.take();
        if (keyword.text().equals("use")) {
            Token plugin = tokens.take();
            uses.add(new Syntax.Use(new Name(plugin.text(), plugin.location())));
            return;
        }
        Token next = tokens.peek();
        if (next.isPunctuation("{")) {
            named();
        } else if (next.isPunctuation("*")) {
            refuse(
                    DiagnosticCode.IMPORT_ALL,
                    next,
                    "'import *' does not exist in .as files; only named imports do",
                    "write import { Name } from '…'");
        } else if (next.isWord("type") && tokens.peek(1).isPunctuation("{")) {
            tokens.expected("'{' after 'import'", "remove 'type'");
            tokens.take();
            named();
        } else if (next.kind() == Kind.IDENTIFIER && !tokens.atDeclaration()) {
            refuse(
                    DiagnosticCode.IMPORT_DEFAULT,
                    next,
                    "default imports do not exist in .as files; only named imports do",
                    "write import { " + Token.shortened(next.text()) + " } from '…'");
        } else {
            tokens.expected("'{' and names after 'import'", "write import { Name } from '…'");
            skipStatement();
        }
    }

    /** Reports an import of a kind that does not exist; the names it meant to bring in are no further problem. */
    private void refuse(DiagnosticCode code, Token at, String message, @Nullable String hint) {
        tokens.error(code, at.location(), message, hint);
        skipStatement();
    }

    private void skipStatement() {
        boolean ended = false;
        while (!ended && !tokens.at(Kind.END) && !tokens.at(";") && !tokens.atDeclaration()) {
            Token token = tokens.peek();
            boolean nextLine = token.newlineBefore() && !token.isWord("from") && !token.isClosing();
            if (nextLine) {
                return;
            }
            if (token.kind() == Kind.IDENTIFIER) {
                poisoned.add(token.text());
            }
            tokens.take();
            ended = token.kind() == Kind.TEXT;
        }
    }

    private void named() {
        Token open = tokens.take();
        List<Name> names = new ArrayList<>();
        while (tokens.at(Kind.IDENTIFIER) && !tokens.atDeclaration()) {
            importedName(names);
            if (!tokens.accept(",")) {
                break;
            }
        }
        if (tokens.peek().isWord("from")) {
            tokens.expected("',' or '}'", null);
        } else {
            tokens.close(open, "',' or '}'");
        }
        if (!tokens.acceptWord("from")) {
            tokens.expected("'from' and the path of a file", null);
            poison(names);
            skipStatement();
            return;
        }
        if (!tokens.at(Kind.TEXT)) {
            tokens.expected("the path of a file in quotes after 'from'", null);
            poison(names);
            if (!tokens.peek().newlineBefore()) {
                skipStatement();
            }
            return;
        }
        Token path = tokens.take();
        imports.add(new Syntax.Import(names, new Name(path.text(), path.location())));
    }

    private void importedName(List<Name> names) {
        Name name = tokens.takeName();
        if (!tokens.peek().isWord("as")) {
            names.add(name);
            return;
        }
        Token as = tokens.take();
        tokens.mismatch(
                DiagnosticCode.IMPORT_RENAME,
                as.location(),
                "imports cannot be renamed in .as files",
                "',' or '}' after '" + Token.shortened(name.text()) + "'",
                null);
        poisoned.add(name.text());
        if (tokens.at(Kind.IDENTIFIER)) {
            poisoned.add(tokens.take().text());
        }
    }

    private void poison(List<Name> names) {
        for (Name name : names) {
            poisoned.add(name.text());
        }
    }

    /** Whether a declaration follows the {@code export} just taken; otherwise reports what does and skips it. */
    boolean isNamedExport() {
        Token next = tokens.peek();
        if (next.isWord("default")) {
            tokens.error(
                    DiagnosticCode.EXPORT_DEFAULT,
                    next.location(),
                    "'export default' does not exist in .as files; only named exports do",
                    "remove 'default'");
            tokens.take();
            boolean goesOn = tokens.peek().isWord("interface") || tokens.peek().isWord("type");
            if (!goesOn) {
                tokens.skipToDeclaration();
            }
            return goesOn;
        }
        if (next.isPunctuation("*") || next.isPunctuation("{")) {
            boolean all = next.isPunctuation("*");
            tokens.error(
                    DiagnosticCode.RE_EXPORT,
                    next.location(),
                    "'export " + next.text()
                            + "' does not exist in .as files; a file exports only what it declares itself",
                    all ? "import the names where they are used" : "write 'export' before each declaration");
            tokens.skipOne();
            skipStatement();
            return false;
        }
        return true;
    }
}
