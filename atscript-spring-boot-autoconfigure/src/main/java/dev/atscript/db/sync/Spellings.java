package dev.atscript.db.sync;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The names there are, each as it is wanted to be spelled, where a database takes several spellings for one name.
 *
 * @param <N> the kind of name
 */
final class Spellings<N> {

    private final UnaryOperator<N> key;
    private final Map<N, N> live = new LinkedHashMap<>();
    private final Map<N, N> wanted = new HashMap<>();

    /**
     * Creates spellings.
     *
     * @param live the names there are
     * @param wanted the names that are wanted
     * @param key the same for all spellings of one name
     */
    Spellings(Collection<N> live, Collection<N> wanted, UnaryOperator<N> key) {
        this.key = key;
        live.forEach(name -> this.live.put(key.apply(name), name));
        wanted.forEach(name -> this.wanted.put(key.apply(name), name));
    }

    /** The name as it is spelled now. */
    N live(N name) {
        return live.getOrDefault(key.apply(name), name);
    }

    /** The name as it is wanted; where it is not, as it is spelled now. */
    N wanted(N name) {
        return wanted.getOrDefault(key.apply(name), live(name));
    }

    /** The names there are, as they are wanted. */
    Set<N> present() {
        Set<N> present = new HashSet<>();
        live.values().forEach(name -> present.add(wanted(name)));
        return present;
    }

    /** Renames of names as they are now: those, and what keeps its name and is to be spelled otherwise. */
    Map<N, N> renames(Map<N, N> renames) {
        Map<N, N> all = new LinkedHashMap<>();
        renames.forEach((from, to) -> all.put(live(from), to));
        live.values().forEach(name -> {
            if (!wanted(name).equals(name)) {
                all.putIfAbsent(name, wanted(name));
            }
        });
        return all;
    }

    /** The steps in which they are made. */
    List<RenameOrder.Step<N>> steps(Map<N, N> renames, UnaryOperator<N> temporary) {
        List<RenameOrder.Step<N>> steps = new ArrayList<>();
        renames(Map.of()).forEach((from, to) -> {
            if (!renames.containsKey(to)) {
                steps.add(new RenameOrder.Step<>(from, to));
            }
        });
        RenameOrder.of(renames, present(), temporary)
                .forEach(step -> steps.add(new RenameOrder.Step<>(live(step.from()), step.to())));
        return steps;
    }
}
