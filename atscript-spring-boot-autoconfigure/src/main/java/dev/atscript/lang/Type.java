package dev.atscript.lang;

import java.math.BigDecimal;
import java.util.List;

/** A resolved type. Recursion goes through {@link Named} and {@link Chain} only, so that every other tree is finite. */
public sealed interface Type {

    /**
     * A primitive with its tags: {@code number.int.int32} is {@code Primitive("number", ["int", "int32"])},
     * {@code db.vector} is {@code Primitive("db", ["vector"])}.
     */
    record Primitive(String name, List<String> tags) implements Type {
        public Primitive {
            tags = List.copyOf(tags);
        }
    }

    /** A literal text as a type. */
    record TextLiteral(String value) implements Type {}

    /** A literal number as a type. */
    record NumberLiteral(BigDecimal value) implements Type {}

    /** A structure: its properties, with those of merged ({@code &}) structures and of parents ({@code extends}) first. */
    record Structure(List<Property> properties) implements Type {
        public Structure {
            properties = List.copyOf(properties);
        }
    }

    /** A reference to a declared type or interface. */
    record Named(Declaration target) implements Type {}

    /**
     * A chain such as {@code User.address.city}: its type is that of the last property.
     *
     * @param root the declaration the chain starts at
     * @param path the properties it goes through, at least one
     */
    record Chain(Declaration root, List<Property> path) implements Type {
        public Chain {
            path = List.copyOf(path);
        }

        /** The property the chain ends at. */
        public Property last() {
            return path.get(path.size() - 1);
        }
    }

    /** {@code T[]}. */
    record ArrayOf(Type element) implements Type {}

    /** {@code [A, B]}. */
    record Tuple(List<Type> elements) implements Type {
        public Tuple {
            elements = List.copyOf(elements);
        }
    }

    /** {@code A | B}. */
    record Union(List<Type> options) implements Type {
        public Union {
            options = List.copyOf(options);
        }
    }

    /** {@code A & B} of types that do not merge into one structure. */
    record Intersection(List<Type> parts) implements Type {
        public Intersection {
            parts = List.copyOf(parts);
        }
    }
}
