package dev.atscript.db.sync;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Puts renames in an order in which every new name is free, through a temporary name where they go in a circle. */
final class RenameOrder {

    private RenameOrder() {}

    /** One renaming step. */
    record Step<N>(N from, N to) {}

    /**
     * The steps.
     *
     * @param renames new name by old name
     * @param present all names there are
     * @param temporary a name to step aside to, made from the one it stands for
     */
    static <N> List<Step<N>> of(Map<N, N> renames, Set<N> present, UnaryOperator<N> temporary) {
        Map<N, N> pending = new LinkedHashMap<>(renames);
        Set<N> taken = new HashSet<>(present);
        List<Step<N>> steps = new ArrayList<>();
        while (!pending.isEmpty()) {
            boolean moved = false;
            for (N from : List.copyOf(pending.keySet())) {
                N to = pending.get(from);
                if (to != null && !taken.contains(to)) {
                    steps.add(new Step<>(from, to));
                    taken.remove(from);
                    taken.add(to);
                    pending.remove(from);
                    moved = true;
                }
            }
            if (!moved) {
                N from = pending.keySet().iterator().next();
                N aside = temporary.apply(from);
                steps.add(new Step<>(from, aside));
                taken.remove(from);
                taken.add(aside);
                N to = java.util.Objects.requireNonNull(pending.remove(from));
                pending.put(aside, to);
            }
        }
        return steps;
    }
}
