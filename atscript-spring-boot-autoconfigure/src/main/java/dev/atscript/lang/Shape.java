package dev.atscript.lang;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The properties a type has, by name and in order, before their own types are resolved.
 *
 * @param structure whether the type is a structure at all
 * @param complete whether no property is missing because of a problem that was reported
 * @param builtIn the built-in type that it is, also by another name; null where it is something else
 */
record Shape(boolean structure, boolean complete, Map<String, Cell> cells, Type.@Nullable Primitive builtIn) {

    /** No structure. */
    static final Shape NONE = new Shape(false, true, Map.of(), null);

    /** Unknown, because of a problem that was reported. */
    static final Shape BROKEN = new Shape(false, false, Map.of(), null);

    static Shape of(Map<String, Cell> cells, boolean complete) {
        return new Shape(true, complete, cells, null);
    }

    static Shape of(Type.Primitive builtIn) {
        return new Shape(false, true, Map.of(), builtIn);
    }

    Map<String, Cell> copyOfCells() {
        return new LinkedHashMap<>(cells);
    }
}
