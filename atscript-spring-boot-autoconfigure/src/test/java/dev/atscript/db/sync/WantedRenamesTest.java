package dev.atscript.db.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WantedRenamesTest {

    private static final List<String> NAMES = List.of("a", "b", "c", "d", "e");

    /** What has names, each thing by the name that it has, and which names it is said to have had. */
    private final Map<String, Integer> things = new LinkedHashMap<>();

    private final Map<Integer, List<String>> previousNames = new HashMap<>();
    private int made;

    @Test
    void eachThingKeepsItselfWhateverTheNamesWentThrough() {
        for (long seed = 0; seed < 5_000; seed++) {
            Random random = new Random(seed);
            things.clear();
            previousNames.clear();
            for (int step = 0; step < 8; step++) {
                Map<String, Integer> live = new LinkedHashMap<>(things);
                Map<String, List<String>> applied = written();
                edit(random);
                Map<String, List<String>> model = written();
                Map<String, String> expected = renames(live);
                if (saysNothingNew(expected, applied)) {
                    break;
                }
                WantedRenames<String> wanted = WantedRenames.of(
                        model,
                        live.keySet(),
                        (to, from) -> applied.getOrDefault(to, List.of()).contains(from));
                assertThat(wanted)
                        .as("seed %s, step %s: %s becomes %s", seed, step, applied, model)
                        .isEqualTo(new WantedRenames<>(expected, Map.of()));
            }
        }
    }

    private Map<String, String> renames(Map<String, Integer> live) {
        Map<String, String> renames = new HashMap<>();
        live.forEach((from, thing) -> things.forEach((to, other) -> {
            if (other.equals(thing) && !to.equals(from)) {
                renames.put(from, to);
            }
        }));
        return renames;
    }

    /** Whether some swap in the same words as the last time: nobody can tell that from words that were left there. */
    private static boolean saysNothingNew(Map<String, String> renames, Map<String, List<String>> applied) {
        return renames.keySet().stream().anyMatch(start -> {
            String from = start;
            do {
                String to = renames.get(from);
                if (to == null || !applied.getOrDefault(to, List.of()).contains(from)) {
                    return false;
                }
                from = to;
            } while (!from.equals(start));
            return true;
        });
    }

    private Map<String, List<String>> written() {
        return things.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, thing -> previousNames.get(thing.getValue())));
    }

    /** Some go, some get a name that was free or gets free, and new ones come; annotations stay as long as they may. */
    private void edit(Random random) {
        Map<String, Integer> before = new LinkedHashMap<>(things);
        List<String> gone =
                before.keySet().stream().filter(name -> random.nextInt(8) == 0).toList();
        things.keySet().removeAll(gone);
        List<String> free = new ArrayList<>(NAMES);
        free.removeAll(before.keySet());
        List<String> leaving =
                things.keySet().stream().filter(name -> random.nextInt(3) == 0).toList();
        Map<String, Integer> renamed = new LinkedHashMap<>();
        leaving.forEach(name -> renamed.put(name, things.remove(name)));
        List<String> names = new ArrayList<>(free);
        names.addAll(leaving);
        Collections.shuffle(names, random);
        renamed.forEach((from, thing) -> {
            String to = names.remove(0);
            things.put(to, thing);
            if (!to.equals(from)) {
                previousNames.put(thing, List.of(from));
            }
        });
        for (String name : names) {
            if (random.nextInt(3) == 0) {
                things.put(name, made);
                previousNames.put(made++, List.of());
            }
        }
    }
}
