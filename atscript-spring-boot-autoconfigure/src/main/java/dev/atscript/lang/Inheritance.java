package dev.atscript.lang;

import dev.atscript.lang.Steps.Question;
import dev.atscript.lang.Steps.Step;
import dev.atscript.lang.Syntax.Name;
import java.util.Map;

/** Finds out which properties interfaces have together with those of their parents. */
final class Inheritance {

    private final Shapes shapes;
    private final Names names;
    private final Steps steps;
    private final Limits limits;
    private final Diagnostics diagnostics;

    Inheritance(Shapes shapes, Names names, Steps steps, Limits limits, Diagnostics diagnostics) {
        this.shapes = shapes;
        this.names = names;
        this.steps = steps;
        this.limits = limits;
        this.diagnostics = diagnostics;
    }

    /** The properties of all parents in order, then the interface's own. */
    Shape of(Symbol symbol, Syntax.InterfaceItem item, Shape own) {
        if (item.parents().isEmpty()) {
            return own;
        }
        MergedCells merged = new MergedCells();
        boolean complete = own.complete();
        for (Name parent : item.parents()) {
            Shape shape = parent(symbol, parent);
            complete &= shape.complete() && shape.structure();
            if (!limits.count(shape.cells().size(), parent.location())) {
                return Shape.BROKEN;
            }
            merged.add(shape);
        }
        Map<String, Cell> cells = merged.cells();
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
        if (steps.isOpen(new Step(Question.SHAPE, symbol))) {
            String name = Token.shortened(child.name());
            diagnostics.error(
                    DiagnosticCode.EXTENDS_CIRCLE,
                    parent.location(),
                    "'" + name + "' cannot extend '" + Token.shortened(parent.text()) + "', which extends '" + name
                            + "' itself, directly or through others",
                    null);
            return Shape.BROKEN;
        }
        Shape shape = shapes.of(symbol, parent);
        if (!shape.structure() && shape.complete()) {
            noStructure(parent);
            return Shape.BROKEN;
        }
        return shape;
    }

    private void noStructure(Name parent) {
        diagnostics.mismatch(
                DiagnosticCode.EXTENDS_NO_STRUCTURE,
                parent.location(),
                "'" + parent.text() + "' has no properties to extend",
                "an interface or a type that is a structure",
                null);
    }
}
