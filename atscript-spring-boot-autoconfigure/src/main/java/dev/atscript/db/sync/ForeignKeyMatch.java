package dev.atscript.db.sync;

import dev.atscript.db.schema.PhysicalForeignKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which foreign key of a table each desired one is: that of its name, or one that is equal under another name.
 *
 * @param same the foreign key there is, by the desired one; in order of the desired ones
 * @param missing desired ones that are not there
 * @param others those there that nobody desires
 */
record ForeignKeyMatch(
        Map<PhysicalForeignKey, PhysicalForeignKey> same,
        List<PhysicalForeignKey> missing,
        List<PhysicalForeignKey> others) {

    static ForeignKeyMatch of(List<PhysicalForeignKey> desired, List<PhysicalForeignKey> actual) {
        List<PhysicalForeignKey> others = new ArrayList<>(actual);
        List<PhysicalForeignKey> missing = new ArrayList<>();
        Map<PhysicalForeignKey, PhysicalForeignKey> same = new LinkedHashMap<>();
        for (PhysicalForeignKey wanted : desired) {
            if (others.remove(wanted)) {
                same.put(wanted, wanted);
            }
        }
        for (PhysicalForeignKey wanted : desired) {
            if (!same.containsKey(wanted)) {
                others.stream()
                        .filter(wanted::sameDefinition)
                        .min(Comparator.comparing(there -> !there.isManaged()))
                        .ifPresentOrElse(there -> same.put(wanted, there), () -> missing.add(wanted));
                others.remove(same.get(wanted));
            }
        }
        return new ForeignKeyMatch(same, missing, others);
    }

    /** Those that are what the model wants, and were made by somebody. */
    List<PhysicalForeignKey> takenOver() {
        return same.values().stream().filter(key -> !key.isManaged()).toList();
    }

    /**
     * Those of a table that sync manages: which it has made, and which it has taken over, as the model wanted them. Of
     * equal ones there are as many as it has taken over.
     *
     * @param actual the table's foreign keys
     * @param takenOver those taken over, as they were when the last sync ended
     */
    static List<PhysicalForeignKey> ours(List<PhysicalForeignKey> actual, List<PhysicalForeignKey> takenOver) {
        List<PhysicalForeignKey> ours = new ArrayList<>();
        List<PhysicalForeignKey> others = new ArrayList<>();
        actual.forEach(key -> (key.isManaged() ? ours : others).add(key));
        List<PhysicalForeignKey> changed = new ArrayList<>(takenOver);
        changed.removeIf(key -> others.remove(key) && ours.add(key));
        for (PhysicalForeignKey before : changed) {
            others.stream().filter(key -> isOne(before, key)).findFirst().ifPresent(key -> {
                others.remove(key);
                ours.add(key);
            });
        }
        return ours;
    }

    /** Whether it is the one that was taken over, although somebody has changed what it does. */
    private static boolean isOne(PhysicalForeignKey takenOver, PhysicalForeignKey key) {
        return takenOver.name().equals(key.name())
                && takenOver.columns().equals(key.columns())
                && takenOver.target().equals(key.target());
    }
}
