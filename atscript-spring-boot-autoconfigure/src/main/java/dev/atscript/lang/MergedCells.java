package dev.atscript.lang;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts the properties of several structures together, in their order. What several of them have is one property. */
final class MergedCells {

    private final Map<String, Cell> cells = new LinkedHashMap<>();
    private final Map<String, Set<Cell>> several = new LinkedHashMap<>();

    /** Adds the properties of the next structure; one that came from the same place before is the same. */
    void add(Shape shape) {
        shape.cells().forEach((name, cell) -> {
            Cell first = cells.putIfAbsent(name, cell);
            if (first != null && first != cell) {
                several.computeIfAbsent(name, key -> new LinkedHashSet<>(List.of(first)))
                        .add(cell);
            }
        });
    }

    /** All properties by name, at the place of the first structure that has them. */
    Map<String, Cell> cells() {
        several.forEach((name, parts) -> cells.put(name, new Cell.Merged(List.copyOf(parts))));
        return cells;
    }
}
