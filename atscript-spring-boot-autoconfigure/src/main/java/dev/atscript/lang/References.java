package dev.atscript.lang;

import dev.atscript.lang.Syntax.Name;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds what references mean: a declaration, a property of one, or a built-in type with tags. */
final class References {

    /** What a reference means. */
    sealed interface Target {}

    /** A declaration, or the property at the end of a path that starts at it. */
    record Declared(Symbol root, List<Cell> path) implements Target {
        @Nullable
        Cell last() {
            return path.isEmpty() ? null : path.get(path.size() - 1);
        }
    }

    /** A built-in type. */
    record BuiltIn(Type.Primitive primitive) implements Target {}

    /** Nothing, and that was reported. */
    record Unknown() implements Target {}

    private static final Target UNKNOWN = new Unknown();

    private final IdentityHashMap<Syntax.Reference, Target> known = new IdentityHashMap<>();
    private final Names names;
    private final Shapes shapes;
    private final Diagnostics diagnostics;

    References(Names names, Shapes shapes, Diagnostics diagnostics) {
        this.names = names;
        this.shapes = shapes;
        this.diagnostics = diagnostics;
    }

    Target find(Syntax.Reference reference, Scope scope) {
        Target target = known.get(reference);
        if (target == null) {
            target = search(reference, scope);
            known.put(reference, target);
        }
        return target;
    }

    private Target search(Syntax.Reference reference, Scope scope) {
        Name first = reference.path().get(0);
        List<Name> rest = reference.path().subList(1, reference.path().size());
        Symbol symbol = scope.find(first.text());
        if (symbol != null) {
            return rest.isEmpty() ? new Declared(symbol, List.of()) : chain(symbol, first, rest);
        }
        if (scope.isPoisoned(first.text())) {
            return UNKNOWN;
        }
        if (Primitives.contains(first.text())) {
            return builtIn(first, rest);
        }
        names.unknown(first, scope);
        return UNKNOWN;
    }

    private Target builtIn(Name first, List<Name> tags) {
        if (tags.isEmpty() && Primitives.isContainer(first.text())) {
            Set<String> known = Primitives.tagsAfter(new Type.Primitive(first.text(), List.of()));
            String expected = known.isEmpty() ? "a tag behind it" : "one of " + listed(first.text() + ".", known);
            diagnostics.mismatch(
                    DiagnosticCode.INCOMPLETE_PRIMITIVE,
                    first.location(),
                    "'" + first.text() + "' alone is no type",
                    expected,
                    null);
            return UNKNOWN;
        }
        if (Primitives.isOpen(first.text())) {
            return new BuiltIn(new Type.Primitive(
                    first.text(), tags.stream().map(Name::text).toList()));
        }
        return tagged(new Type.Primitive(first.text(), List.of()), tags);
    }

    private Target tagged(Type.Primitive start, List<Name> tags) {
        Type.Primitive primitive = start;
        for (Name tag : tags) {
            Set<String> known = Primitives.tagsAfter(primitive);
            if (!known.contains(tag.text())) {
                unknownTag(primitive, tag, known);
                return UNKNOWN;
            }
            List<String> all = new ArrayList<>(primitive.tags());
            all.add(tag.text());
            primitive = new Type.Primitive(primitive.name(), all);
        }
        return new BuiltIn(primitive);
    }

    private void unknownTag(Type.Primitive primitive, Name tag, Set<String> known) {
        String written = Primitives.path(primitive);
        String deeper = Primitives.withDeeperTag(primitive, tag.text());
        diagnostics.mismatch(
                DiagnosticCode.UNKNOWN_TAG,
                tag.location(),
                "'" + written + "' has no tag '" + Token.shortened(tag.text()) + "'",
                known.isEmpty() ? "no tag behind it" : "one of " + listed("", known),
                deeper == null ? Suggestions.among(known).hintFor(tag.text()) : "write " + deeper);
    }

    private static String listed(String prefix, Set<String> names) {
        return prefix + String.join(", " + prefix, names);
    }

    private Target chain(Symbol root, Name first, List<Name> rest) {
        List<Cell> path = new ArrayList<>(rest.size());
        Name owner = first;
        for (int i = 0; i < rest.size(); i++) {
            Name step = rest.get(i);
            Cell last = path.isEmpty() ? null : path.get(path.size() - 1);
            Shape shape = last == null ? shapes.of(root, first) : shapes.of(last, owner);
            if (!shape.structure()) {
                return shape.complete() ? notAStructure(shape, owner, rest.subList(i, rest.size())) : UNKNOWN;
            }
            Cell cell = shape.cells().get(step.text());
            if (cell == null) {
                if (shape.complete()) {
                    names.unknownProperty(step, owner.text(), shape.cells().keySet());
                }
                return UNKNOWN;
            }
            path.add(cell);
            owner = step;
        }
        return new Declared(root, path);
    }

    /** A name for a built-in type takes that type's tags; anything else has no properties. */
    private Target notAStructure(Shape shape, Name owner, List<Name> rest) {
        if (shape.builtIn() != null) {
            return tagged(shape.builtIn(), rest);
        }
        Name step = rest.get(0);
        diagnostics.error(
                DiagnosticCode.NO_PROPERTIES,
                step.location(),
                "'" + Token.shortened(owner.text()) + "' is no structure and has no property '"
                        + Token.shortened(step.text()) + "'",
                null);
        return UNKNOWN;
    }
}
