package dev.atscript.lang;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A declaration on its way from syntax to meaning. */
final class Symbol {

    /** An annotate block, and what names mean in it. */
    record Mutation(Syntax.AnnotateItem block, Scope scope) {}

    private final Declaration declaration;
    private final Syntax.Item item;
    private final Scope scope;
    private final List<Mutation> mutations = new ArrayList<>();

    /** Its properties, once known. */
    @Nullable
    Shape shape;

    /** Its annotations, once known. */
    @Nullable
    List<Annotation> annotations;

    Symbol(Declaration declaration, Syntax.Item item, Scope scope) {
        this.declaration = declaration;
        this.item = item;
        this.scope = scope;
    }

    Declaration declaration() {
        return declaration;
    }

    String name() {
        return declaration.name();
    }

    Syntax.Item item() {
        return item;
    }

    Scope scope() {
        return scope;
    }

    /** The annotate blocks that change it, in order of files and positions. */
    List<Mutation> mutations() {
        return mutations;
    }
}
