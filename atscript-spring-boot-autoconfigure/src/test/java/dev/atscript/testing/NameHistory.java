package dev.atscript.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** Things that have few names among them, which they give on and take over; and what is written of the names they had. */
public final class NameHistory {

    private final List<String> names;
    private final Random random;
    private final Map<String, Integer> things = new LinkedHashMap<>();
    private final Map<Integer, List<String>> previousNames = new HashMap<>();
    private int made;

    public NameHistory(List<String> names, Random random) {
        this.names = names;
        this.random = random;
    }

    /** The things by the names that they have. */
    public Map<String, Integer> things() {
        return new LinkedHashMap<>(things);
    }

    /** The previous names by the name now: that before the last rename, which stays written. */
    public Map<String, List<String>> written() {
        return things.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, thing -> previousNames.get(thing.getValue())));
    }

    /** Some go, some get a name that was free or gets free, and new ones come; never in the place of one that goes. */
    public void edit() {
        List<String> free = new ArrayList<>(names);
        free.removeAll(things.keySet());
        things.keySet().removeIf(name -> random.nextInt(8) == 0);
        List<String> leaving =
                things.keySet().stream().filter(name -> random.nextInt(3) == 0).toList();
        free.addAll(leaving);
        Collections.shuffle(free, random);
        Map<String, Integer> renamed = new LinkedHashMap<>();
        leaving.forEach(name -> renamed.put(name, things.remove(name)));
        renamed.forEach((from, thing) -> {
            String to = free.remove(0);
            things.put(to, thing);
            if (!to.equals(from)) {
                previousNames.put(thing, List.of(from));
            }
        });
        for (String name : free) {
            if (random.nextInt(3) == 0) {
                things.put(name, made);
                previousNames.put(made++, List.of());
            }
        }
    }

    /** The names now by those before, of what had another one. */
    public Map<String, String> renamesSince(Map<String, Integer> before) {
        Map<String, String> renames = new HashMap<>();
        before.forEach((from, thing) -> things.forEach((to, other) -> {
            if (other.equals(thing) && !to.equals(from)) {
                renames.put(from, to);
            }
        }));
        return renames;
    }

    /** Whether some swap in the same words as the last time: nobody can tell that from words that were left there. */
    public static boolean saysNothingNew(Map<String, String> renames, Map<String, List<String>> written) {
        return renames.keySet().stream().anyMatch(start -> {
            String from = start;
            do {
                String to = renames.get(from);
                if (to == null || !written.getOrDefault(to, List.of()).contains(from)) {
                    return false;
                }
                from = to;
            } while (!from.equals(start));
            return true;
        });
    }
}
