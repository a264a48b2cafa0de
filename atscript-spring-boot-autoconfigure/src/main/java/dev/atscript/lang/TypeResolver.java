package dev.atscript.lang;

import dev.atscript.lang.Steps.Question;
import dev.atscript.lang.Steps.Step;
import dev.atscript.lang.Syntax.Name;
import dev.atscript.lang.Syntax.TypeExpression;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Makes types, properties and annotations of what the syntax says. */
final class TypeResolver {

    private static final Type BROKEN = new Type.Primitive("never", List.of());

    private final Shapes shapes;
    private final Steps steps;
    private final Precedence precedence;
    private final Limits limits;
    private final Map<Shape, Type.Structure> structures = new IdentityHashMap<>();
    private final Map<Symbol, Symbol> originals = new IdentityHashMap<>();
    private final Map<Symbol, Type> types = new IdentityHashMap<>();

    TypeResolver(Shapes shapes, Steps steps, Precedence precedence, Limits limits) {
        this.shapes = shapes;
        this.steps = steps;
        this.precedence = precedence;
        this.limits = limits;
    }

    /** Completes a declaration. */
    void resolve(Symbol symbol) {
        steps.run(() -> symbol.declaration().resolve(annotations(symbol), type(symbol)));
    }

    private Type type(Symbol symbol) {
        Location location = symbol.declaration().location();
        Shape shape = shapes.of(symbol, new Name(symbol.name(), location));
        if (shape.structure()
                && (!(symbol.item() instanceof Syntax.TypeItem)
                        || !symbol.mutations().isEmpty())) {
            return shared(shape);
        }
        Symbol original = shape.complete() ? original(symbol) : symbol;
        Type known = types.get(original);
        if (known == null && original.item() instanceof Syntax.TypeItem item) {
            known = type(item.type(), original.scope());
            types.put(original, known);
        }
        return known == null ? new Type.Structure(List.of()) : known;
    }

    /** What a copy is a copy of, through any number of others. */
    private Symbol original(Symbol symbol) {
        List<Symbol> passed = new ArrayList<>();
        Symbol current = symbol;
        while (current.item() instanceof Syntax.AnnotateItem copy) {
            passed.add(current);
            Symbol known = originals.get(current);
            Symbol next = known == null ? current.scope().find(copy.target().text()) : known;
            if (next == null) {
                break;
            }
            current = next;
        }
        for (Symbol each : passed) {
            originals.put(each, current);
        }
        return current;
    }

    /** Copies that change nothing share what they are. */
    private Type.Structure shared(Shape shape) {
        Type.Structure structure = structures.get(shape);
        if (structure == null) {
            structure = structure(shape);
            structures.put(shape, structure);
        }
        return structure;
    }

    private Type.Structure structure(Shape shape) {
        List<Property> properties = new ArrayList<>(shape.cells().size());
        for (Cell cell : shape.cells().values()) {
            properties.add(property(cell));
        }
        return new Type.Structure(properties);
    }

    private Property property(Cell cell) {
        if (cell.property != null) {
            return cell.property;
        }
        Step step = new Step(Question.TYPE, cell);
        if (steps.isOpen(step)) {
            return new Property(
                    cell.name(), cell.pattern(), cell.optional(), itself(cell), cell.written(), cell.location());
        }
        steps.enter(step, () -> property(cell));
        Property property = resolved(cell, shapes.of(cell, new Name(cell.name(), cell.location())));
        cell.property = property;
        if (cell.itself != null) {
            cell.itself.resolve(List.of(), property.type());
        }
        steps.leave(step);
        return property;
    }

    /** The type of a property that is being resolved: a declaration of its own, which recursion may go through. */
    private static Type itself(Cell cell) {
        if (cell.itself == null) {
            cell.itself = new Declaration(cell.name(), Declaration.Kind.TYPE, false, cell.location());
        }
        return new Type.Named(cell.itself);
    }

    private Property resolved(Cell cell, Shape shape) {
        if (cell instanceof Cell.Own own) {
            Type type = type(own.member().type(), own.scope());
            List<Annotation> below = travelling(own.member().type(), own.scope());
            return property(cell, type, precedence.merge(below, own.written()));
        }
        if (cell instanceof Cell.Merged merged) {
            return merged(merged, shape);
        }
        Cell.Edited edited = (Cell.Edited) cell;
        Property base = property(edited.base());
        boolean below = shape.structure() && !edited.edit().below().isEmpty();
        Type type = below ? structure(shape) : base.type();
        return property(cell, type, precedence.merge(copied(base.annotations(), cell.location()), edited.written()));
    }

    private Property merged(Cell.Merged cell, Shape shape) {
        List<Type> types = new ArrayList<>(cell.parts().size());
        List<List<Annotation>> annotations = new ArrayList<>(cell.parts().size());
        for (Cell part : cell.parts()) {
            Property property = property(part);
            annotations.add(copied(property.annotations(), part.location()));
            boolean few = limits.count(parts(property.type()).size(), part.location());
            types.add(few ? property.type() : BROKEN);
        }
        Type type = shape.structure() ? structure(shape) : intersection(types);
        return property(cell, type, precedence.merge(annotations));
    }

    /** Annotations that something else takes over; none where that gets too many. */
    private List<Annotation> copied(List<Annotation> annotations, Location location) {
        return limits.count(annotations.size(), location) ? annotations : List.of();
    }

    private static Property property(Cell cell, Type type, List<Annotation> annotations) {
        return new Property(cell.name(), cell.pattern(), cell.optional(), type, annotations, cell.location());
    }

    private Type type(TypeExpression type, Scope scope) {
        steps.enterNested();
        Type resolved = resolved(type, scope);
        steps.leaveNested();
        return resolved;
    }

    private Type resolved(TypeExpression type, Scope scope) {
        if (type instanceof Syntax.Reference reference) {
            return referenced(reference, scope);
        } else if (type instanceof Syntax.Braces) {
            return structure(shapes.of(type, scope));
        } else if (type instanceof Syntax.TextValue text) {
            return new Type.TextLiteral(text.value());
        } else if (type instanceof Syntax.NumberValue number) {
            return new Type.NumberLiteral(number.value());
        } else if (type instanceof Syntax.Brackets list) {
            return new Type.ArrayOf(type(list.element(), scope));
        } else if (type instanceof Syntax.TupleOf tuple) {
            return new Type.Tuple(types(tuple.elements(), scope));
        } else if (type instanceof Syntax.AnyOf any) {
            return new Type.Union(types(any.options(), scope));
        } else if (type instanceof Syntax.AllOf all) {
            Shape shape = shapes.of(type, scope);
            return shape.structure() ? structure(shape) : intersection(types(all.parts(), scope));
        }
        return BROKEN;
    }

    private List<Type> types(List<TypeExpression> expressions, Scope scope) {
        List<Type> types = new ArrayList<>(expressions.size());
        for (TypeExpression expression : expressions) {
            types.add(type(expression, scope));
        }
        return types;
    }

    private Type referenced(Syntax.Reference reference, Scope scope) {
        References.Target target = shapes.references().find(reference, scope);
        if (target instanceof References.BuiltIn builtIn) {
            return builtIn.primitive();
        }
        if (!(target instanceof References.Declared declared)) {
            return BROKEN;
        }
        Declaration root = declared.root().declaration();
        if (declared.path().isEmpty()) {
            return new Type.Named(root);
        }
        List<Property> path = new ArrayList<>(declared.path().size());
        for (Cell cell : declared.path()) {
            path.add(property(cell));
        }
        return new Type.Chain(root, path);
    }

    private static Type intersection(List<Type> types) {
        List<Type> parts = new ArrayList<>();
        for (Type type : types) {
            for (Type part : parts(type)) {
                if (!isRepeated(part, parts)) {
                    parts.add(part);
                }
            }
        }
        return parts.size() == 1 ? parts.get(0) : new Type.Intersection(parts);
    }

    private static List<Type> parts(Type type) {
        return type instanceof Type.Intersection intersection ? intersection.parts() : List.of(type);
    }

    private static boolean isRepeated(Type part, List<Type> parts) {
        boolean simple = !(part instanceof Type.Structure || part instanceof Type.Chain || part instanceof Type.Union)
                && !(part instanceof Type.ArrayOf || part instanceof Type.Tuple);
        return simple && parts.size() < 20 && parts.contains(part);
    }

    /** The annotations that come with a type to what refers to it. */
    private List<Annotation> travelling(TypeExpression type, Scope scope) {
        if (type instanceof Syntax.AllOf all) {
            List<List<Annotation>> parts = new ArrayList<>(all.parts().size());
            steps.enterNested();
            for (TypeExpression part : all.parts()) {
                parts.add(travelling(part, scope));
            }
            steps.leaveNested();
            return precedence.merge(parts);
        }
        if (!(type instanceof Syntax.Reference reference)
                || !(shapes.references().find(reference, scope) instanceof References.Declared declared)) {
            return List.of();
        }
        Cell last = declared.last();
        List<Annotation> annotations =
                last == null ? annotations(declared.root()) : property(last).annotations();
        return precedence.travelling(copied(annotations, reference.location()));
    }

    private List<Annotation> annotations(Symbol symbol) {
        if (symbol.annotations != null) {
            return symbol.annotations;
        }
        List<Annotation> own = Precedence.annotations(symbol.item().marks(), symbol.scope());
        Step step = new Step(Question.ANNOTATIONS, symbol);
        if (steps.isOpen(step)) {
            return own;
        }
        steps.enter(step, () -> annotations(symbol));
        List<List<Annotation>> sources = new ArrayList<>();
        sources.add(annotationsBelow(symbol));
        sources.add(own);
        for (Symbol.Mutation mutation : symbol.mutations()) {
            sources.add(Precedence.annotations(mutation.block().marks(), mutation.scope()));
        }
        List<Annotation> annotations = precedence.merge(sources);
        symbol.annotations = annotations;
        steps.leave(step);
        return annotations;
    }

    private List<Annotation> annotationsBelow(Symbol symbol) {
        if (symbol.item() instanceof Syntax.TypeItem item) {
            return travelling(item.type(), symbol.scope());
        }
        if (symbol.item() instanceof Syntax.AnnotateItem copy) {
            Symbol original = symbol.scope().find(copy.target().text());
            return original == null
                    ? List.of()
                    : copied(annotations(original), copy.target().location());
        }
        return List.of();
    }
}
