package dev.atscript.db.sync;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What takes the places of columns that a view has no longer.
 *
 * @param candidates the new columns that select the same, by the column that goes
 * @param told whether it is known what those select; otherwise all new columns may be meant
 */
record ViewHeirs(Map<String, List<String>> candidates, boolean told) {

    ViewHeirs {
        candidates = Map.copyOf(candidates);
    }

    /** The column that takes the place of that one, if there is one for sure. */
    Optional<String> of(String column) {
        List<String> all = candidates.getOrDefault(column, List.of());
        return told && all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
    }

    /** The columns of which each may take the place of that one. */
    List<String> inDoubt(String column) {
        return of(column).isPresent() ? List.of() : candidates.getOrDefault(column, List.of());
    }
}
