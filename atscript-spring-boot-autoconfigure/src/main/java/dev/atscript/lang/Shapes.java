package dev.atscript.lang;

import dev.atscript.lang.Steps.Question;
import dev.atscript.lang.Steps.Step;
import dev.atscript.lang.Syntax.Name;
import dev.atscript.lang.Syntax.TypeExpression;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds out which properties types have, without resolving the properties' own types: declarations may refer to each
 * other in any order and in circles, as long as no shape needs itself.
 */
final class Shapes {

    private final IdentityHashMap<TypeExpression, Shape> known = new IdentityHashMap<>();
    private final Names names;
    private final Steps steps;
    private final Limits limits;
    private final Precedence precedence;
    private final Diagnostics diagnostics;
    private final References references;
    private final Inheritance inheritance;

    Shapes(Names names, Steps steps, Limits limits, Precedence precedence, Diagnostics diagnostics) {
        this.names = names;
        this.steps = steps;
        this.limits = limits;
        this.precedence = precedence;
        this.diagnostics = diagnostics;
        this.references = new References(names, this, diagnostics);
        this.inheritance = new Inheritance(this, names, steps, limits, diagnostics);
    }

    References references() {
        return references;
    }

    /** The shape of a declaration that a name refers to. */
    Shape of(Symbol symbol, Name name) {
        if (symbol.shape != null) {
            return symbol.shape;
        }
        Step step = new Step(Question.SHAPE, symbol);
        if (steps.isOpen(step)) {
            circular(name);
            return Shape.BROKEN;
        }
        steps.enter(step, () -> of(symbol, name));
        Shape shape = edited(declared(symbol), symbol);
        symbol.shape = shape;
        steps.leave(step);
        return shape;
    }

    /** The shape of a property's type. */
    Shape of(Cell cell, Name name) {
        if (cell.shape != null) {
            return cell.shape;
        }
        Step step = new Step(Question.SHAPE, cell);
        if (steps.isOpen(step)) {
            circular(name);
            return Shape.BROKEN;
        }
        steps.enter(step, () -> of(cell, name));
        Shape shape = ofType(cell, name);
        cell.shape = shape;
        steps.leave(step);
        return shape;
    }

    private void circular(Name name) {
        diagnostics.mismatch(
                DiagnosticCode.CIRCULAR_TYPE,
                name.location(),
                "'" + Token.shortened(name.text()) + "' is defined by nothing but itself here",
                "a type that leads somewhere else",
                null);
    }

    private Shape ofType(Cell cell, Name name) {
        if (cell instanceof Cell.Own own) {
            return of(own.member().type(), own.scope());
        }
        if (cell instanceof Cell.Merged merged) {
            List<Shape> parts = new ArrayList<>(merged.parts().size());
            for (Cell part : merged.parts()) {
                parts.add(of(part, name));
            }
            return intersection(parts, name.location());
        }
        Cell.Edited edited = (Cell.Edited) cell;
        Shape base = of(edited.base(), name);
        Map<String, Edit> below = edited.edit().below();
        return new Alternatives(this, limits).have(edited.base(), below.keySet())
                ? base
                : edited(base, below, edited.name(), cell.location());
    }

    private Shape declared(Symbol symbol) {
        if (symbol.item() instanceof Syntax.InterfaceItem item) {
            return inheritance.of(symbol, item, of(item.body(), symbol.scope()));
        }
        if (symbol.item() instanceof Syntax.TypeItem item) {
            return of(item.type(), symbol.scope());
        }
        Syntax.AnnotateItem item = (Syntax.AnnotateItem) symbol.item();
        Symbol original = symbol.scope().find(item.target().text());
        Shape shape = original == null ? Shape.BROKEN : of(original, item.target());
        boolean few = limits.count(shape.cells().size(), item.target().location());
        return few ? shape : Shape.BROKEN;
    }

    /** The shape with what the annotate blocks of a declaration say. */
    private Shape edited(Shape base, Symbol symbol) {
        Edits edits = new Edits(precedence, diagnostics);
        if (symbol.item() instanceof Syntax.AnnotateItem copy) {
            edits.add(copy, symbol.scope());
        }
        for (Symbol.Mutation mutation : symbol.mutations()) {
            edits.add(mutation.block(), mutation.scope());
        }
        return edited(base, edits.byName(), symbol.name(), symbol.declaration().location());
    }

    private Shape edited(Shape base, Map<String, Edit> edits, String owner, Location location) {
        if (edits.isEmpty() || (!base.structure() && !base.complete())) {
            return base;
        }
        if (!base.structure()) {
            Name name = edits.values().iterator().next().name();
            diagnostics.error(
                    DiagnosticCode.NO_PROPERTIES,
                    name.location(),
                    "'" + Token.shortened(owner) + "' is no structure and has no property '"
                            + Token.shortened(name.text()) + "'",
                    null);
            return base;
        }
        if (!limits.count(base.cells().size(), location)) {
            return Shape.BROKEN;
        }
        Map<String, Cell> cells = base.copyOfCells();
        for (Map.Entry<String, Edit> edit : edits.entrySet()) {
            Cell cell = cells.get(edit.getKey());
            if (cell != null) {
                cells.put(edit.getKey(), new Cell.Edited(cell, edit.getValue()));
            } else if (base.complete()) {
                names.unknownProperty(
                        edit.getValue().name(), owner, base.cells().keySet());
            }
        }
        return Shape.of(cells, base.complete());
    }

    Shape of(TypeExpression type, Scope scope) {
        Shape shape = known.get(type);
        if (shape == null) {
            shape = search(type, scope);
            known.put(type, shape);
        }
        return shape;
    }

    private Shape search(TypeExpression type, Scope scope) {
        if (type instanceof Syntax.Braces braces) {
            return braces(braces, scope);
        }
        if (type instanceof Syntax.Reference reference) {
            return reference(reference, scope);
        }
        if (type instanceof Syntax.AllOf all) {
            return intersection(of(all.parts(), scope), all.location());
        }
        if (type instanceof Syntax.AnyOf any) {
            return union(of(any.options(), scope));
        }
        return type instanceof Syntax.Broken ? Shape.BROKEN : Shape.NONE;
    }

    private List<Shape> of(List<TypeExpression> types, Scope scope) {
        steps.enterNested();
        List<Shape> shapes = new ArrayList<>(types.size());
        for (TypeExpression type : types) {
            shapes.add(of(type, scope));
        }
        steps.leaveNested();
        return shapes;
    }

    private Shape reference(Syntax.Reference reference, Scope scope) {
        References.Target target = references.find(reference, scope);
        if (target instanceof References.BuiltIn builtIn) {
            return Shape.of(builtIn.primitive());
        }
        if (!(target instanceof References.Declared declared)) {
            return Shape.BROKEN;
        }
        Name name = reference.path().get(reference.path().size() - 1);
        Cell last = declared.last();
        return last == null ? of(declared.root(), name) : of(last, name);
    }

    /** No structure; but the options are looked at, for those that lead back here. */
    private static Shape union(List<Shape> options) {
        return options.stream().allMatch(Shape::complete) ? Shape.NONE : Shape.BROKEN;
    }

    private Shape intersection(List<Shape> parts, Location location) {
        boolean structure = true;
        boolean known = true;
        boolean complete = true;
        int size = 0;
        for (Shape part : parts) {
            structure &= part.structure();
            known &= part.structure() || part.complete();
            complete &= part.complete();
            size += part.cells().size();
        }
        if (!structure) {
            return known ? Shape.NONE : Shape.BROKEN;
        }
        if (!limits.count(size, location)) {
            return Shape.BROKEN;
        }
        MergedCells merged = new MergedCells();
        parts.forEach(merged::add);
        return Shape.of(merged.cells(), complete);
    }

    private Shape braces(Syntax.Braces braces, Scope scope) {
        Map<String, Cell> cells = new LinkedHashMap<>();
        for (Syntax.Member member : braces.members()) {
            Cell cell = new Cell.Own(member, scope);
            Cell first = cells.putIfAbsent(member.name().text(), cell);
            if (first != null) {
                diagnostics.error(
                        DiagnosticCode.DUPLICATE_PROPERTY,
                        member.name().location(),
                        "the property '" + Token.shortened(cell.name()) + "' is declared already in line "
                                + first.location().line(),
                        null);
            }
        }
        return Shape.of(cells, true);
    }
}
