package dev.atscript.lang;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The properties a type has, by name and in order, before their own types are resolved.
 *
 * @param structure whether the type is a structure at all
 * @param complete whether no property is missing because of a problem that was reported
 */
record Shape(boolean structure, boolean complete, Map<String, Cell> cells) {

    /** No structure. */
    static final Shape NONE = new Shape(false, true, Map.of());

    /** Unknown, because of a problem that was reported. */
    static final Shape BROKEN = new Shape(false, false, Map.of());

    static Shape of(Map<String, Cell> cells, boolean complete) {
        return new Shape(true, complete, cells);
    }

    Map<String, Cell> copyOfCells() {
        return new LinkedHashMap<>(cells);
    }
}
