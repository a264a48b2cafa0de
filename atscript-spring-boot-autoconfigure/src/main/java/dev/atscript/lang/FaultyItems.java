package dev.atscript.lang;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The declarations and annotate blocks that errors stand in. */
final class FaultyItems {

    private static final Comparator<Location> BY_PLACE =
            Comparator.comparingInt(Location::line).thenComparingInt(Location::column);

    private final Set<Syntax.Item> items = Collections.newSetFromMap(new IdentityHashMap<>());

    private FaultyItems() {}

    static FaultyItems of(List<Loader.Loaded> files, Collection<Diagnostic> errors) {
        Map<SourceFile, TreeMap<Location, Syntax.Section>> sections = new IdentityHashMap<>();
        for (Loader.Loaded loaded : files) {
            TreeMap<Location, Syntax.Section> byPlace = new TreeMap<>(BY_PLACE);
            loaded.file().sections().forEach(section -> byPlace.put(section.start(), section));
            sections.put(loaded.file().source(), byPlace);
        }
        FaultyItems faulty = new FaultyItems();
        for (Diagnostic error : errors) {
            TreeMap<Location, Syntax.Section> byPlace =
                    sections.get(error.location().file());
            Map.Entry<Location, Syntax.Section> section = byPlace == null ? null : byPlace.floorEntry(error.location());
            Syntax.Item item = section == null ? null : section.getValue().item();
            if (item != null) {
                faulty.items.add(item);
            }
        }
        return faulty;
    }

    boolean contain(Syntax.Item item) {
        return items.contains(item);
    }
}
