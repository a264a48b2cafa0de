package dev.atscript.lang;

import dev.atscript.lang.Syntax.Name;
import dev.atscript.lang.Syntax.TypeExpression;
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
    private final Limits limits;
    private final Precedence precedence;
    private final Diagnostics diagnostics;
    private final References references;

    Shapes(Names names, Limits limits, Precedence precedence, Diagnostics diagnostics) {
        this.names = names;
        this.limits = limits;
        this.precedence = precedence;
        this.diagnostics = diagnostics;
        this.references = new References(names, this, diagnostics);
    }

    References references() {
        return references;
    }

    /** The shape of a declaration that a name refers to. */
    Shape of(Symbol symbol, Name name) {
        if (symbol.shape != null) {
            return symbol.shape;
        }
        if (symbol.shaping) {
            circular(name);
            return Shape.BROKEN;
        }
        if (!limits.enter(name.location())) {
            return Shape.BROKEN;
        }
        symbol.shaping = true;
        Shape shape = edited(declared(symbol), symbol);
        symbol.shape = shape;
        symbol.shaping = false;
        limits.leave();
        return shape;
    }

    /** The shape of a property's type. */
    Shape of(Cell cell, Name name) {
        if (cell.shape != null) {
            return cell.shape;
        }
        if (cell.shaping) {
            circular(name);
            return Shape.BROKEN;
        }
        if (!limits.enter(name.location())) {
            return Shape.BROKEN;
        }
        cell.shaping = true;
        Shape shape = ofType(cell, name);
        cell.shape = shape;
        cell.shaping = false;
        limits.leave();
        return shape;
    }

    private void circular(Name name) {
        diagnostics.error(
                DiagnosticCode.CIRCULAR_TYPE,
                name.location(),
                "'" + Token.shortened(name.text()) + "' is defined by nothing but itself here; expected a type that"
                        + " leads somewhere else",
                null);
    }

    private Shape ofType(Cell cell, Name name) {
        if (cell instanceof Cell.Own own) {
            return of(own.member().type(), own.scope());
        }
        if (cell instanceof Cell.Merged merged) {
            return intersection(of(merged.left(), name), of(merged.right(), name), name.location());
        }
        Cell.Edited edited = (Cell.Edited) cell;
        Shape base = of(edited.base(), name);
        Map<String, Edit> below = edited.edit().below();
        return new Alternatives(this).have(edited.base(), below.keySet())
                ? base
                : edited(base, below, edited.name(), cell.location());
    }

    private Shape declared(Symbol symbol) {
        if (symbol.item() instanceof Syntax.InterfaceItem item) {
            return inherited(symbol, item);
        }
        if (symbol.item() instanceof Syntax.TypeItem item) {
            return of(item.type(), symbol.scope());
        }
        Syntax.AnnotateItem item = (Syntax.AnnotateItem) symbol.item();
        Symbol original = symbol.scope().find(item.target().text());
        return original == null ? Shape.BROKEN : of(original, item.target());
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

    private Shape inherited(Symbol symbol, Syntax.InterfaceItem item) {
        Shape own = of(item.body(), symbol.scope());
        if (item.parents().isEmpty()) {
            return own;
        }
        Map<String, Cell> cells = new LinkedHashMap<>();
        boolean complete = own.complete();
        for (Name parent : item.parents()) {
            Shape shape = parent(symbol, parent);
            complete &= shape.complete() && shape.structure();
            if (!limits.count(shape.cells().size(), parent.location())) {
                return Shape.BROKEN;
            }
            for (Map.Entry<String, Cell> cell : shape.cells().entrySet()) {
                cells.merge(cell.getKey(), cell.getValue(), Shapes::merged);
            }
        }
        for (Map.Entry<String, Cell> cell : own.cells().entrySet()) {
            Cell inherited = cells.put(cell.getKey(), cell.getValue());
            if (inherited != null) {
                redeclared(cell.getValue(), inherited);
            }
        }
        return Shape.of(cells, complete);
    }

    private void redeclared(Cell own, Cell inherited) {
        diagnostics.error(
                DiagnosticCode.REDECLARED_PROPERTY,
                own.location(),
                "the property '" + Token.shortened(own.name()) + "' is inherited already, from " + inherited.location()
                        + "; a parent's property cannot be declared again",
                "use annotate to change its annotations");
    }

    private Shape parent(Symbol child, Name parent) {
        Scope scope = child.scope();
        if (scope.find(parent.text()) == null
                && Primitives.contains(parent.text())
                && !scope.isPoisoned(parent.text())) {
            noStructure(parent);
            return Shape.BROKEN;
        }
        Symbol symbol = names.declaration(parent, scope);
        if (symbol == null) {
            return Shape.BROKEN;
        }
        if (symbol == child) {
            diagnostics.error(
                    DiagnosticCode.SELF_EXTENDS,
                    parent.location(),
                    "'" + parent.text() + "' cannot extend itself",
                    null);
            return Shape.BROKEN;
        }
        if (symbol.shaping) {
            diagnostics.error(
                    DiagnosticCode.EXTENDS_CIRCLE,
                    parent.location(),
                    "'" + child.name() + "' cannot extend '" + parent.text() + "', which extends '" + child.name()
                            + "' itself, directly or through others",
                    null);
            return Shape.BROKEN;
        }
        Shape shape = of(symbol, parent);
        if (!shape.structure() && shape.complete()) {
            noStructure(parent);
            return Shape.BROKEN;
        }
        return shape;
    }

    private void noStructure(Name parent) {
        diagnostics.error(
                DiagnosticCode.EXTENDS_NO_STRUCTURE,
                parent.location(),
                "'" + parent.text()
                        + "' has no properties to extend; expected an interface or a type that is a structure",
                null);
    }

    private static Cell merged(Cell left, Cell right) {
        return left == right ? left : new Cell.Merged(left, right);
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
        boolean group = type instanceof Syntax.AllOf || type instanceof Syntax.AnyOf;
        if (!group) {
            return type instanceof Syntax.Broken ? Shape.BROKEN : Shape.NONE;
        }
        if (!limits.enter(type.location())) {
            return Shape.BROKEN;
        }
        Shape shape = group(type, scope);
        limits.leave();
        return shape;
    }

    private Shape group(TypeExpression type, Scope scope) {
        if (type instanceof Syntax.AllOf all) {
            Shape merged = of(all.parts().get(0), scope);
            for (TypeExpression part : all.parts().subList(1, all.parts().size())) {
                merged = intersection(merged, of(part, scope), all.location());
            }
            return merged;
        }
        return union(((Syntax.AnyOf) type).options(), scope);
    }

    private Shape reference(Syntax.Reference reference, Scope scope) {
        References.Target target = references.find(reference, scope);
        if (!(target instanceof References.Declared declared)) {
            return target instanceof References.Unknown ? Shape.BROKEN : Shape.NONE;
        }
        Name name = reference.path().get(reference.path().size() - 1);
        Cell last = declared.last();
        return last == null ? of(declared.root(), name) : of(last, name);
    }

    /** No structure; but the options are looked at, for those that lead back here. */
    private Shape union(List<TypeExpression> options, Scope scope) {
        boolean complete = true;
        for (TypeExpression option : options) {
            complete &= of(option, scope).complete();
        }
        return complete ? Shape.NONE : Shape.BROKEN;
    }

    private Shape intersection(Shape left, Shape right, Location location) {
        if (!left.structure() || !right.structure()) {
            boolean known = (left.structure() || left.complete()) && (right.structure() || right.complete());
            return known ? Shape.NONE : Shape.BROKEN;
        }
        if (!limits.count(left.cells().size() + right.cells().size(), location)) {
            return Shape.BROKEN;
        }
        Map<String, Cell> cells = left.copyOfCells();
        for (Map.Entry<String, Cell> cell : right.cells().entrySet()) {
            cells.merge(cell.getKey(), cell.getValue(), Shapes::merged);
        }
        return Shape.of(cells, left.complete() && right.complete());
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
