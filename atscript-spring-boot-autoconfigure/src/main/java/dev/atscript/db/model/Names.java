package dev.atscript.db.model;

import dev.atscript.lang.Argument;
import dev.atscript.lang.Declaration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the declaration that a name in an annotation means: one of the same file, else the only one of that name, else
 * the only exported one.
 */
final class Names {

    private final List<Declaration> declarations;

    Names(List<Declaration> declarations) {
        this.declarations = declarations;
    }

    /** The declaration; null where there is none, or more than one. */
    @Nullable
    Declaration find(Argument.Name name) {
        if (name.path().size() != 1) {
            return null;
        }
        List<Declaration> called = declarations.stream()
                .filter(declaration -> declaration.name().equals(name.path().get(0)))
                .toList();
        String file = name.location().file().name();
        for (Declaration declaration : called) {
            if (declaration.location().file().name().equals(file)) {
                return declaration;
            }
        }
        List<Declaration> exported = called.size() > 1
                ? called.stream().filter(Declaration::exported).toList()
                : called;
        return exported.size() == 1 ? exported.get(0) : null;
    }
}
