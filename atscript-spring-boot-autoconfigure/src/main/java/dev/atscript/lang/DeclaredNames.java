package dev.atscript.lang;

import dev.atscript.lang.Syntax.Name;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a symbol for each declaration of each file, and fills the scopes: own names first, then imported ones. */
final class DeclaredNames {

    private static final Set<String> KEYWORDS =
            Set.of("interface", "type", "import", "from", "export", "annotate", "as");

    private final List<Loader.Loaded> files;
    private final Names names;
    private final Diagnostics diagnostics;
    private final List<Scope> scopes = new ArrayList<>();
    private final List<Symbol> symbols = new ArrayList<>();
    private final List<Map<String, Syntax.Item>> items = new ArrayList<>();
    private final List<Map<String, Integer>> sources = new ArrayList<>();
    private final Map<Syntax.Item, Declaration.Kind> kinds = new IdentityHashMap<>();

    private DeclaredNames(List<Loader.Loaded> files, Names names, Diagnostics diagnostics) {
        this.files = files;
        this.names = names;
        this.diagnostics = diagnostics;
    }

    static DeclaredNames of(List<Loader.Loaded> files, Names names, Diagnostics diagnostics) {
        DeclaredNames declared = new DeclaredNames(files, names, diagnostics);
        for (Loader.Loaded loaded : files) {
            declared.index(loaded);
        }
        for (int i = 0; i < files.size(); i++) {
            declared.declare(i);
        }
        for (int i = 0; i < files.size(); i++) {
            declared.imports(i);
        }
        return declared;
    }

    /** All declarations, by file and position. */
    List<Symbol> symbols() {
        return symbols;
    }

    /** The scopes of the files, in their order. */
    List<Scope> scopes() {
        return scopes;
    }

    /** The name that an item declares; null for an annotate block that only changes another declaration. */
    static @Nullable Name nameOf(Syntax.Item item) {
        if (item instanceof Syntax.TypeItem type) {
            return type.name();
        }
        return item instanceof Syntax.InterfaceItem declared ? declared.name() : ((Syntax.AnnotateItem) item).copy();
    }

    private void index(Loader.Loaded loaded) {
        Map<String, Syntax.Item> byName = new HashMap<>();
        for (Syntax.Item item : loaded.file().items()) {
            Name name = nameOf(item);
            if (name != null) {
                byName.putIfAbsent(name.text(), item);
            }
        }
        Map<String, Integer> source = new HashMap<>();
        for (Syntax.Import statement : loaded.file().imports()) {
            Integer place = loaded.imports().get(statement.path().text());
            for (Name name : statement.names()) {
                if (place != null) {
                    source.putIfAbsent(name.text(), place);
                }
            }
        }
        items.add(byName);
        sources.add(source);
    }

    private void declare(int place) {
        Syntax.File file = files.get(place).file();
        Scope scope = new Scope(file);
        scopes.add(scope);
        for (Syntax.Item item : file.items()) {
            Name name = nameOf(item);
            if (name == null) {
                continue;
            }
            Declaration declaration =
                    new Declaration(name.text(), kindOf(item, place), item.exported(), name.location());
            Symbol symbol = new Symbol(declaration, item, scope);
            symbols.add(symbol);
            if (isFree(name, scope)) {
                scope.declared().put(name.text(), symbol);
                if (item.exported()) {
                    names.export(symbol);
                }
            }
        }
    }

    /** A copy has the kind of its original, wherever that is. */
    private Declaration.Kind kindOf(Syntax.Item item, int place) {
        Set<Syntax.Item> passed = Collections.newSetFromMap(new IdentityHashMap<>());
        Syntax.Item current = item;
        int at = place;
        while (current instanceof Syntax.AnnotateItem copy && !kinds.containsKey(current) && passed.add(current)) {
            String target = copy.target().text();
            Integer source = items.get(at).containsKey(target)
                    ? Integer.valueOf(at)
                    : sources.get(at).get(target);
            Syntax.Item original = source == null ? null : items.get(source).get(target);
            if (source == null || original == null) {
                break;
            }
            current = original;
            at = source;
        }
        Declaration.Kind kind = current instanceof Syntax.InterfaceItem
                ? Declaration.Kind.INTERFACE
                : kinds.getOrDefault(current, Declaration.Kind.TYPE);
        passed.forEach(each -> kinds.put(each, kind));
        return kind;
    }

    private boolean isFree(Name name, Scope scope) {
        String text = name.text();
        boolean builtIn = Primitives.contains(text) && !Primitives.isContainer(text);
        if (builtIn || KEYWORDS.contains(text)) {
            diagnostics.error(
                    DiagnosticCode.RESERVED_NAME,
                    name.location(),
                    "'" + text + "' is " + (builtIn ? "a built-in type" : "a keyword") + " and cannot be declared",
                    null);
            return !builtIn;
        }
        Symbol first = scope.declared().get(text);
        if (first != null) {
            duplicate(
                    name,
                    "declared already in line " + first.declaration().location().line());
        }
        return first == null;
    }

    private void duplicate(Name name, String how) {
        diagnostics.error(
                DiagnosticCode.DUPLICATE_DECLARATION,
                name.location(),
                "'" + Token.shortened(name.text()) + "' is " + how,
                null);
    }

    private void imports(int place) {
        Loader.Loaded loaded = files.get(place);
        Scope scope = scopes.get(place);
        for (Syntax.Import statement : loaded.file().imports()) {
            Integer source = loaded.imports().get(statement.path().text());
            for (Name name : statement.names()) {
                if (source == null) {
                    scope.poison(name.text());
                } else {
                    imported(name, scope, scopes.get(source));
                }
            }
        }
    }

    private void imported(Name name, Scope scope, Scope source) {
        Symbol symbol = source.declared().get(name.text());
        if (symbol == null || !symbol.declaration().exported()) {
            notExported(name, source, symbol);
            scope.poison(name.text());
            return;
        }
        Symbol own = scope.declared().get(name.text());
        Symbol other = scope.imported().get(name.text());
        if (own != null && own != symbol) {
            duplicate(
                    name,
                    "declared in this file too, in line "
                            + own.declaration().location().line());
        } else if (other != null && other != symbol) {
            duplicate(name, "imported already, from " + other.scope().file().name());
        } else {
            scope.imported().put(name.text(), symbol);
        }
    }

    private void notExported(Name name, Scope source, @Nullable Symbol symbol) {
        String text = Token.shortened(name.text());
        if (symbol != null) {
            diagnostics.error(
                    DiagnosticCode.NOT_EXPORTED,
                    name.location(),
                    "'" + text + "' is declared but not exported by "
                            + source.file().name(),
                    "write 'export' before it, at " + symbol.declaration().location());
        } else if (!source.isPoisoned(name.text())) {
            diagnostics.error(
                    DiagnosticCode.NO_SUCH_DECLARATION,
                    name.location(),
                    source.file().name() + " declares no '" + text + "'",
                    names.suggestion(name.text(), List.of(source.declared().keySet())));
        }
    }
}
