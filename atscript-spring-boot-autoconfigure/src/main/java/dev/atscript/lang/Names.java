package dev.atscript.lang;

import dev.atscript.lang.Syntax.Name;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks names up and reports those that are unknown, with what was probably meant. */
final class Names {

    private final Comparisons comparisons = new Comparisons();
    private final Diagnostics diagnostics;
    private final Map<String, Symbol> exported = new HashMap<>();

    Names(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /** Takes note of a declaration that other files could import. */
    void export(Symbol symbol) {
        exported.putIfAbsent(symbol.name(), symbol);
    }

    /** The declaration of a name; null, reported, where there is none. Built-in names are not looked for. */
    @Nullable
    Symbol declaration(Name name, Scope scope) {
        Symbol symbol = scope.find(name.text());
        if (symbol == null && !scope.isPoisoned(name.text())) {
            unknown(name, scope);
        }
        return symbol;
    }

    void unknown(Name name, Scope scope) {
        String hint = suggestion(
                name.text(), List.of(scope.declared().keySet(), scope.imported().keySet(), Primitives.names()));
        String tagged = Primitives.withTag(name.text());
        if (hint == null && tagged != null) {
            hint = "write " + tagged;
        }
        Symbol elsewhere = exported.get(name.text());
        if (elsewhere != null) {
            hint = "it is declared in " + elsewhere.scope().file().name() + ": import it from there";
        }
        diagnostics.mismatch(
                DiagnosticCode.UNKNOWN_NAME,
                name.location(),
                "the name '" + Token.shortened(name.text()) + "' is not known here",
                "a declaration of this file, an imported one or a built-in type",
                hint);
    }

    /** {@code did you mean 'x'?} out of several sets of names, or null. */
    @Nullable
    String suggestion(String name, List<? extends Collection<String>> known) {
        if (!comparisons.take(known.stream().mapToInt(Collection::size).sum())) {
            return null;
        }
        List<String> all = new ArrayList<>();
        known.forEach(all::addAll);
        return Suggestions.among(all).hintFor(name);
    }

    void unknownProperty(Name name, String owner, Collection<String> known) {
        diagnostics.error(
                DiagnosticCode.UNKNOWN_PROPERTY,
                name.location(),
                "'" + Token.shortened(owner) + "' has no property '" + Token.shortened(name.text()) + "'",
                suggestion(name.text(), List.of(known)));
    }
}
