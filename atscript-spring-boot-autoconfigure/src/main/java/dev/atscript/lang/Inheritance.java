package dev.atscript.lang;

import dev.atscript.lang.Steps.Question;
import dev.atscript.lang.Steps.Step;
import dev.atscript.lang.Syntax.Name;
import java.util.LinkedHashMap;
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
        if (steps.isOpen(new Step(Question.SHAPE, symbol))) {
            diagnostics.error(
                    DiagnosticCode.EXTENDS_CIRCLE,
                    parent.location(),
                    "'" + child.name() + "' cannot extend '" + parent.text() + "', which extends '" + child.name()
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
