package dev.atscript.db.model;

import dev.atscript.db.model.Shape.Kind;
import dev.atscript.db.model.Shape.Leaf;
import dev.atscript.db.model.Shape.Values;
import dev.atscript.lang.Property;
import dev.atscript.lang.Type;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers what a type comes to in a table (physical-mapping.md, "Columns"). Walks unions in loops: types may be long. */
final class Shapes {

    private static final int MAX_INTERSECTIONS = 16;

    /** More alternatives than the unions of one schema ever have together. */
    private static final int MOST_ALTERNATIVES = 1_000_000;

    private final TypeEnds ends = new TypeEnds();
    private final Map<Object, Shape> known = new IdentityHashMap<>();
    private int alternatives;

    /** Whether there are so many alternatives that the shapes found since are not to be relied on. */
    boolean exceeded() {
        return alternatives > MOST_ALTERNATIVES;
    }

    Shape of(Type type) {
        return of(type, 0);
    }

    private Shape of(Type type, int intersections) {
        TypeEnds.End end = ends.of(type);
        if (end.type() == null) {
            return end.nullable() ? nothing(true) : new Shape.Endless();
        }
        Shape shape = intersections == 0 ? remembered(end.type(), end) : search(end.type(), end, intersections);
        return end.nullable() ? nullable(shape) : shape;
    }

    /** Fields that refer to one type share its shape. */
    private Shape remembered(Type type, TypeEnds.End end) {
        Object key = end.source() != null ? end.source() : end.declaration() != null ? end.declaration() : type;
        Shape shape = known.get(key);
        if (shape == null) {
            shape = search(type, end, 0);
            known.put(key, shape);
        }
        return shape;
    }

    private Shape search(Type type, TypeEnds.End end, int intersections) {
        if (type instanceof Type.Union union) {
            return search(union, end.source(), intersections);
        }
        if (isNothing(type)) {
            return new Shape.None();
        }
        return References.isNull(type) ? nothing(true) : ofAtom(type, end, intersections);
    }

    private Shape search(Type.Union union, @Nullable Property source, int intersections) {
        boolean nullable = false;
        List<Shape> shapes = new ArrayList<>();
        List<TypeEnds.End> atoms = atoms(union, source);
        for (TypeEnds.End atom : atoms) {
            Type type = atom.type();
            nullable |= atom.nullable() || (type != null && References.isNull(type));
            if (type != null && !References.isNull(type) && !isNothing(type)) {
                shapes.add(ofAtom(type, atom, intersections));
            }
        }
        if (shapes.isEmpty()) {
            return atoms.isEmpty() ? new Shape.Endless() : nothing(nullable);
        }
        Shape shape = shapes.size() == 1 ? shapes.get(0) : union(shapes);
        return nullable ? nullable(shape) : shape;
    }

    /** The parts of a union, references followed; circles end where they close. */
    private List<TypeEnds.End> atoms(Type.Union union, @Nullable Property source) {
        List<TypeEnds.End> atoms = new ArrayList<>();
        Set<Type> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<TypeEnds.End> open = new ArrayDeque<>();
        open.push(new TypeEnds.End(union, null, source, false));
        while (!open.isEmpty() && !exceeded()) {
            alternatives++;
            TypeEnds.End atom = open.pop();
            if (atom.type() == null || !seen.add(atom.type())) {
                if (atom.nullable()) {
                    atoms.add(new TypeEnds.End(null, null, null, true));
                }
                continue;
            }
            if (!(atom.type() instanceof Type.Union inner)) {
                atoms.add(atom);
                continue;
            }
            for (int i = inner.options().size() - 1; i >= 0; i--) {
                TypeEnds.End end = ends.of(inner.options().get(i));
                open.push(new TypeEnds.End(
                        end.type(),
                        end.declaration(),
                        end.source() == null ? atom.source() : end.source(),
                        end.nullable() || atom.nullable()));
            }
        }
        return atoms;
    }

    private static Shape nothing(boolean nullable) {
        return nullable ? leaf(Kind.TEXT, ColumnType.Text.UNLIMITED).withNullable(true) : new Shape.None();
    }

    private static boolean isNothing(Type type) {
        return type instanceof Type.Primitive primitive
                && (primitive.name().equals("never")
                        || primitive.name().equals("phantom")
                        || primitive.name().equals("ui"));
    }

    private Shape ofAtom(Type type, TypeEnds.End atom, int intersections) {
        if (type instanceof Type.Primitive primitive) {
            return referred(Primitives.leaf(primitive), atom.source());
        }
        if (type instanceof Type.TextLiteral literal) {
            return valued(Kind.TEXT, ColumnType.Text.UNLIMITED, literal.value());
        }
        if (type instanceof Type.NumberLiteral literal) {
            String value = Numbers.canonical(literal.value());
            return Numbers.isInteger(literal.value())
                    ? valued(Kind.INTEGER, new ColumnType.Int(64), value)
                    : valued(Kind.NUMBER, new ColumnType.Floating(false), value);
        }
        if (type instanceof Type.Structure structure) {
            boolean open = structure.properties().isEmpty()
                    || structure.properties().stream().anyMatch(Property::pattern);
            return open ? json(Kind.OBJECT) : new Shape.Nested(structure, atom.declaration(), false);
        }
        if (type instanceof Type.ArrayOf array) {
            return json(isNumbers(array.element()) ? Kind.NUMBERS : Kind.ARRAY);
        }
        if (type instanceof Type.Tuple) {
            return json(Kind.ARRAY);
        }
        return type instanceof Type.Intersection intersection && intersections < MAX_INTERSECTIONS
                ? intersection(intersection, intersections + 1)
                : json(Kind.ANY);
    }

    /** A plain number taken from a key, counter or version of another property is an integer as that is. */
    private static Leaf referred(Leaf leaf, @Nullable Property source) {
        if (source == null) {
            return leaf;
        }
        Leaf own = ColumnTypes.refine(leaf, source.annotations(), true);
        return new Leaf(own.kind(), own.type(), own.nullable(), own.values(), false);
    }

    private boolean isNumbers(Type element) {
        TypeEnds.End end = ends.of(element);
        if (!(end.type() instanceof Type.Union union)) {
            return end.type() != null && !end.nullable() && isNumber(end.type());
        }
        List<TypeEnds.End> atoms = atoms(union, null);
        return !end.nullable()
                && !atoms.isEmpty()
                && atoms.stream().allMatch(atom -> atom.type() != null && !atom.nullable() && isNumber(atom.type()));
    }

    private static boolean isNumber(Type type) {
        return type instanceof Type.NumberLiteral
                || (type instanceof Type.Primitive primitive && primitive.name().equals("number"));
    }

    /** Parts that add nothing to storage ({@code phantom}) are left out; the rest must agree or is JSON. */
    private Shape intersection(Type.Intersection intersection, int intersections) {
        List<Shape> parts = intersection.parts().stream()
                .map(part -> of(part, intersections))
                .filter(shape -> !(shape instanceof Shape.None))
                .toList();
        if (parts.isEmpty()) {
            return new Shape.None();
        }
        boolean agree = parts.stream()
                .allMatch(part ->
                        part instanceof Leaf leaf && parts.get(0) instanceof Leaf first && leaf.kind() == first.kind());
        return agree || parts.size() == 1 ? parts.get(0) : json(Kind.ANY);
    }

    private static Shape union(List<Shape> shapes) {
        List<Leaf> leaves = new ArrayList<>();
        for (Shape shape : shapes) {
            if (shape instanceof Leaf leaf && !leaf.kind().isJson()) {
                leaves.add(leaf);
            }
        }
        if (leaves.size() < shapes.size()) {
            boolean objects = shapes.stream()
                    .allMatch(shape -> shape instanceof Shape.Nested
                            || (shape instanceof Leaf leaf && leaf.kind() == Kind.OBJECT));
            return json(objects ? Kind.OBJECT : Kind.ANY);
        }
        Leaf merged = leaves.get(0);
        for (Leaf leaf : leaves.subList(1, leaves.size())) {
            merged = merge(merged, leaf);
        }
        return merged.kind() == Kind.MIXED ? merged : merged.withValues(either(leaves));
    }

    /** What both come to; which values they take is left open. */
    private static Leaf merge(Leaf left, Leaf right) {
        boolean nullable = left.nullable() || right.nullable();
        if (left.kind() != right.kind()
                && !(left.kind().isNumber() && right.kind().isNumber())) {
            return leaf(Kind.MIXED, ColumnType.Text.UNLIMITED).withNullable(nullable);
        }
        Kind kind = left.kind() == right.kind() ? left.kind() : Kind.NUMBER;
        return new Leaf(kind, wider(left, right, kind), nullable, Values.ANY, false);
    }

    private static ColumnType wider(Leaf left, Leaf right, Kind kind) {
        if (left.type() instanceof ColumnType.Int first && right.type() instanceof ColumnType.Int second) {
            return new ColumnType.Int(Math.max(first.bits(), second.bits()));
        }
        if (left.type().equals(right.type())) {
            return left.type();
        }
        return kind == Kind.TEXT ? ColumnType.Text.UNLIMITED : new ColumnType.Floating(false);
    }

    private static Values either(List<Leaf> leaves) {
        Set<String> choices = new LinkedHashSet<>();
        BigDecimal min = leaves.get(0).values().min();
        BigDecimal max = leaves.get(0).values().max();
        for (Leaf leaf : leaves) {
            Values values = leaf.values();
            choices.addAll(values.choices());
            min = min == null || values.min() == null ? null : min.min(values.min());
            max = max == null || values.max() == null ? null : max.max(values.max());
        }
        boolean limited =
                leaves.stream().noneMatch(leaf -> leaf.values().choices().isEmpty());
        return new Values(limited ? choices : Set.of(), min, max);
    }

    private static Shape nullable(Shape shape) {
        if (shape instanceof Shape.None || shape instanceof Shape.Endless) {
            return nothing(true);
        }
        if (shape instanceof Leaf leaf) {
            return leaf.withNullable(true);
        }
        return shape instanceof Shape.Nested nested
                ? new Shape.Nested(nested.structure(), nested.declaration(), true)
                : shape;
    }

    static Leaf leaf(Kind kind, ColumnType type) {
        return new Leaf(kind, type, false, Values.ANY, false);
    }

    static Leaf json(Kind kind) {
        return leaf(kind, new ColumnType.Json());
    }

    private static Leaf valued(Kind kind, ColumnType type, String value) {
        return new Leaf(kind, type, false, Values.of(value), false);
    }
}
