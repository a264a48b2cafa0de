package dev.atscript.db.model;

import dev.atscript.lang.Location;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tables that a view's fields and conditions can name: the entry table first, then those joined so far. */
final class Scope {

    /** A column that a path leads to. */
    record Found(Entity entity, Field field) {}

    private final Map<String, Entity> sources = new LinkedHashMap<>();
    private final Entity entry;

    Scope(Entity entry) {
        this.entry = entry;
        add(entry);
    }

    /** Adds a table; false where one of its name is there already. */
    boolean add(Entity entity) {
        return sources.putIfAbsent(entity.declaration().name(), entity) == null;
    }

    Entity entry() {
        return entry;
    }

    boolean contains(Entity entity) {
        return entity.is(sources.get(entity.declaration().name()));
    }

    String names() {
        return Problems.listed(sources.keySet().stream());
    }

    /** The column of {@code Task.status}, or of {@code status} of the entry table; null where there is none. */
    @Nullable
    Found find(List<String> path) {
        Entity source = path.size() > 1 ? sources.get(path.get(0)) : null;
        Entity entity = source == null ? entry : source;
        Field field = entity.field(source == null ? path : path.subList(1, path.size()));
        return field == null ? null : new Found(entity, field);
    }

    /** Reports that a path leads to no column, with the nearest one that there is. */
    void reportUnknown(List<String> path, Location location, List<String> allTables, Problems problems) {
        Entity source = path.size() > 1 ? sources.get(path.get(0)) : null;
        String text = String.join(".", path);
        if (source == null && path.size() > 1 && allTables.contains(path.get(0))) {
            problems.report(
                    ModelProblem.CONDITION_OUT_OF_SCOPE,
                    location,
                    path.get(0) + " is not in scope here; in scope: " + names(),
                    "join it first: @db.view.joins " + path.get(0) + ", `…`");
            return;
        }
        Entity entity = source == null ? entry : source;
        String asked = source == null ? text : String.join(".", path.subList(1, path.size()));
        problems.report(
                ModelProblem.CONDITION_FIELD_UNKNOWN,
                location,
                "'" + asked + "' is no column of " + entity.declaration().name(),
                problems.suggestion(asked, entity.fieldLabels()));
    }
}
