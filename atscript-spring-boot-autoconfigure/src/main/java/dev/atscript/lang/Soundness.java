package dev.atscript.lang;

import dev.atscript.lang.Syntax.Member;
import dev.atscript.lang.Syntax.TypeExpression;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Answers which declarations no error touches, neither directly nor through what they refer to. */
final class Soundness {

    private final Map<Symbol, Set<Symbol>> users = new IdentityHashMap<>();
    private final Set<Symbol> broken = new LinkedHashSet<>();

    private Soundness() {}

    /**
     * Finds them.
     *
     * @param files the files, in the order of the scopes
     * @param errors all errors of the compilation
     */
    static List<Symbol> of(List<Loader.Loaded> files, DeclaredNames declared, Collection<Diagnostic> errors) {
        if (errors.isEmpty()) {
            return declared.symbols();
        }
        Soundness soundness = new Soundness();
        FaultyItems faulty = FaultyItems.of(files, errors);
        for (Symbol symbol : declared.symbols()) {
            soundness.item(symbol.item(), symbol, symbol.scope(), faulty);
            for (Symbol.Mutation mutation : symbol.mutations()) {
                soundness.item(mutation.block(), symbol, mutation.scope(), faulty);
            }
        }
        soundness.spread();
        return declared.symbols().stream()
                .filter(symbol -> !soundness.broken.contains(symbol))
                .toList();
    }

    private void spread() {
        Deque<Symbol> open = new ArrayDeque<>(broken);
        while (!open.isEmpty()) {
            for (Symbol user : users.getOrDefault(open.pop(), Set.of())) {
                if (broken.add(user)) {
                    open.push(user);
                }
            }
        }
    }

    private void item(Syntax.Item item, Symbol owner, Scope scope, FaultyItems faulty) {
        if (faulty.contain(item)) {
            broken.add(owner);
        }
        marks(item.marks(), owner, scope);
        if (item instanceof Syntax.TypeItem type) {
            type(type.type(), owner, scope);
        } else if (item instanceof Syntax.InterfaceItem declared) {
            declared.parents().forEach(parent -> name(parent.text(), owner, scope));
            type(declared.body(), owner, scope);
        } else if (item instanceof Syntax.AnnotateItem block) {
            name(block.target().text(), owner, scope);
            block.entries().forEach(entry -> marks(entry.marks(), owner, scope));
        }
    }

    private void type(TypeExpression type, Symbol owner, Scope scope) {
        if (type instanceof Syntax.Reference reference) {
            name(reference.path().get(0).text(), owner, scope);
        } else if (type instanceof Syntax.Braces braces) {
            for (Member member : braces.members()) {
                marks(member.marks(), owner, scope);
                type(member.type(), owner, scope);
            }
        } else {
            parts(type).forEach(part -> type(part, owner, scope));
        }
    }

    private static List<TypeExpression> parts(TypeExpression type) {
        if (type instanceof Syntax.Brackets list) {
            return List.of(list.element());
        } else if (type instanceof Syntax.TupleOf tuple) {
            return tuple.elements();
        } else if (type instanceof Syntax.AnyOf any) {
            return any.options();
        }
        return type instanceof Syntax.AllOf all ? all.parts() : List.of();
    }

    private void marks(List<Syntax.Mark> marks, Symbol owner, Scope scope) {
        for (Syntax.Mark mark : marks) {
            for (Argument argument : mark.annotation().arguments()) {
                if (argument instanceof Argument.Name name) {
                    name(name.path().get(0), owner, scope);
                }
            }
        }
    }

    /** Whoever uses a name shares its fate; a name that means nothing was reported, if it had to mean something. */
    private void name(String name, Symbol owner, Scope scope) {
        Symbol used = scope.find(name);
        if (used != null) {
            users.computeIfAbsent(used, key -> new LinkedHashSet<>()).add(owner);
        } else if (scope.isPoisoned(name)) {
            broken.add(owner);
        }
    }
}
