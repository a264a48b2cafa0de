package dev.atscript.boot;

import dev.atscript.boot.AtscriptProperties.Space;
import dev.atscript.db.model.DbSchema;
import dev.atscript.db.model.DbTable;
import dev.atscript.db.model.DbView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the properties say of the spaces of a model.
 *
 * @param model whose spaces
 * @param byName what is said, by the space's name
 */
record SpaceSettings(DbSchema model, Map<String, Space> byName) {

    SpaceSettings {
        byName = Map.copyOf(byName);
    }

    /**
     * Finds to each key the space that it means: environment variables know no case, and names without brackets lose what is
     * neither letter, digit nor dash. Of a space in two spellings, what comes first, as the binder has them, holds.
     */
    static SpaceSettings of(AtscriptProperties properties, DbSchema model) {
        Map<String, List<String>> bySpelling =
                declared(model).stream().collect(Collectors.groupingBy(SpaceSettings::withoutSpelling));
        Map<String, Space> byName = new LinkedHashMap<>();
        properties.spaces().forEach((key, space) -> {
            List<String> meant = bySpelling.getOrDefault(withoutSpelling(key), List.of());
            String name = meant.size() == 1 && !isDeclared(model, key) ? meant.get(0) : key;
            byName.merge(name, space, Space::or);
        });
        return new SpaceSettings(model, byName);
    }

    private static String withoutSpelling(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    private static boolean isDeclared(DbSchema model, String space) {
        return space.equals(DbTable.DEFAULT_SPACE) || !model.inSpace(space).isEmpty();
    }

    private static Set<String> declared(DbSchema model) {
        return Stream.concat(
                        model.tables().stream().map(DbTable::space),
                        model.views().stream().map(DbView::space))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The spaces that have a table or view. */
    Set<String> declared() {
        return declared(model);
    }

    /** What is said of a space; nothing where nothing is said. */
    Space of(String space) {
        return byName.getOrDefault(space, Space.NOTHING);
    }
}
