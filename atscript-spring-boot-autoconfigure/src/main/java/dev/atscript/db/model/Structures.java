package dev.atscript.db.model;

import dev.atscript.lang.Type;

/** What the tables and views of one schema share while they are flattened: the shapes of types, and what they add up to. */
final class Structures {

    private static final int MOST_NESTED = 100_000;

    private final Shapes shapes = new Shapes();
    private final Recursion recursion = new Recursion(shapes);
    private int nested;

    Shape shape(Type type) {
        return shapes.of(type);
    }

    boolean isRecursive(Type.Structure structure) {
        return recursion.isRecursive(structure);
    }

    /** Counts a property of a structure that is flattened: all tables that refer to the structure have it. */
    void countNested() {
        nested++;
    }

    /** Whether a short text has made more of itself than any database has. */
    boolean exceeded() {
        return nested > MOST_NESTED || shapes.exceeded();
    }
}
