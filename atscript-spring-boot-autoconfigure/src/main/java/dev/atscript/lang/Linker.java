package dev.atscript.lang;

import dev.atscript.lang.AnnotationSpec.Target;
import dev.atscript.lang.Syntax.Member;
import dev.atscript.lang.Syntax.TypeExpression;
import java.util.ArrayList;
import java.util.List;

/** Gives the names in parsed files their meaning and makes declarations of them. */
final class Linker {

    private final List<Loader.Loaded> files;
    private final Diagnostics diagnostics;
    private final Names names;
    private final AnnotationChecker checker;
    private final Limits limits;
    private final TypeResolver types;

    private Linker(List<Loader.Loaded> files, AnnotationCatalogue catalogue, Diagnostics diagnostics) {
        this.files = files;
        this.diagnostics = diagnostics;
        this.names = new Names(diagnostics);
        this.checker = new AnnotationChecker(catalogue, names, diagnostics);
        Precedence precedence = new Precedence(catalogue);
        Steps steps = new Steps();
        this.limits = new Limits(diagnostics);
        Shapes shapes = new Shapes(names, steps, limits, precedence, diagnostics);
        this.types = new TypeResolver(shapes, steps, precedence, limits);
    }

    /** The declarations of all files. */
    static List<Declaration> link(List<Loader.Loaded> files, AnnotationCatalogue catalogue, Diagnostics diagnostics) {
        return new Linker(files, catalogue, diagnostics).link();
    }

    private List<Declaration> link() {
        DeclaredNames declared = DeclaredNames.of(files, names, diagnostics);
        for (int i = 0; i < files.size(); i++) {
            for (Syntax.Item item : files.get(i).file().items()) {
                if (item instanceof Syntax.AnnotateItem block) {
                    annotateBlock(block, declared.scopes().get(i));
                }
            }
        }
        List<Declaration> declarations = new ArrayList<>(declared.symbols().size());
        for (Symbol symbol : declared.symbols()) {
            types.resolve(symbol);
            declarations.add(symbol.declaration());
        }
        for (int i = 0; i < files.size(); i++) {
            for (Syntax.Item item : files.get(i).file().items()) {
                checkAnnotations(item, declared.scopes().get(i));
            }
        }
        if (!limits.exceeded()) {
            Soundness.of(files, declared, diagnostics.errors())
                    .forEach(symbol -> symbol.declaration().trust());
        }
        return declarations;
    }

    private void annotateBlock(Syntax.AnnotateItem block, Scope scope) {
        String target = block.target().text();
        if (scope.find(target) == null && Primitives.contains(target) && !scope.isPoisoned(target)) {
            diagnostics.error(
                    DiagnosticCode.ANNOTATE_BUILT_IN,
                    block.target().location(),
                    "'" + target + "' is a built-in type and cannot be annotated",
                    "declare a type of your own: type Name = " + target);
            return;
        }
        Symbol symbol = names.declaration(block.target(), scope);
        if (symbol != null && block.copy() == null) {
            symbol.mutations().add(new Symbol.Mutation(block, scope));
        }
    }

    private void checkAnnotations(Syntax.Item item, Scope scope) {
        checker.check(item.marks(), Target.DECLARATION, scope);
        if (item instanceof Syntax.TypeItem type) {
            checkAnnotations(type.type(), scope);
        } else if (item instanceof Syntax.InterfaceItem declared) {
            checkAnnotations(declared.body(), scope);
        } else if (item instanceof Syntax.AnnotateItem block) {
            for (Syntax.Entry entry : block.entries()) {
                checker.check(entry.marks(), Target.PROPERTY, scope);
            }
        }
    }

    private void checkAnnotations(TypeExpression type, Scope scope) {
        if (type instanceof Syntax.Braces braces) {
            for (Member member : braces.members()) {
                checker.check(member.marks(), Target.PROPERTY, scope);
                checkAnnotations(member.type(), scope);
            }
        } else if (type instanceof Syntax.Brackets list) {
            checkAnnotations(list.element(), scope);
        } else if (type instanceof Syntax.TupleOf tuple) {
            checkAnnotations(tuple.elements(), scope);
        } else if (type instanceof Syntax.AnyOf any) {
            checkAnnotations(any.options(), scope);
        } else if (type instanceof Syntax.AllOf all) {
            checkAnnotations(all.parts(), scope);
        }
    }

    private void checkAnnotations(List<TypeExpression> types, Scope scope) {
        for (TypeExpression type : types) {
            checkAnnotations(type, scope);
        }
    }
}
