package dev.atscript.db.sync;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Which renames are to be made.
 *
 * @param renames new name by old name
 * @param conflicts old name by new name, where both exist and neither is to become another one
 */
record WantedRenames<N>(Map<N, N> renames, Map<N, N> conflicts) {

    /**
     * Finds them.
     *
     * @param previous previous names, newest first, by the name now
     * @param present the names there are
     * @param applied whether that rename (new, old) is known to have been made before, so that both may be there
     */
    static <N> WantedRenames<N> of(Map<N, List<N>> previous, Set<N> present, BiPredicate<N, N> applied) {
        Map<N, N> candidates = new LinkedHashMap<>();
        int before = -1;
        while (candidates.size() > before) {
            before = candidates.size();
            previous.forEach((to, olds) -> {
                // What is known of a name is about what has it now, and not about what follows that.
                boolean stays = present.contains(to) && !candidates.containsKey(to);
                olds.stream()
                        .filter(from -> present.contains(from) && !from.equals(to))
                        .filter(from -> !isItsOwn(previous.getOrDefault(from, List.of()), present, from))
                        .filter(from -> !stays || !applied.test(to, from))
                        .filter(from -> !candidates.containsKey(from) && !candidates.containsValue(to))
                        .findFirst()
                        .ifPresent(from -> candidates.put(from, to));
            });
        }
        Map<N, N> conflicts = new LinkedHashMap<>();
        boolean settled = false;
        while (!settled) {
            settled = true;
            for (N from : List.copyOf(candidates.keySet())) {
                N to = Objects.requireNonNull(candidates.get(from));
                if (present.contains(to) && !candidates.containsKey(to)) {
                    candidates.remove(from);
                    conflicts.put(to, from);
                    settled = false;
                }
            }
        }
        return new WantedRenames<>(candidates, conflicts);
    }

    /** Whether a name that was given up and taken again is there from the first time. */
    private static <N> boolean isItsOwn(List<N> olds, Set<N> present, N name) {
        return olds.stream()
                .filter(present::contains)
                .findFirst()
                .filter(name::equals)
                .isPresent();
    }
}
