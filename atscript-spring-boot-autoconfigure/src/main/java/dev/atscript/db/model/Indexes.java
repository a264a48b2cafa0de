package dev.atscript.db.model;

import dev.atscript.db.model.DbIndex.Kind;
import dev.atscript.lang.Annotation;
import dev.atscript.lang.Location;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers which indexes a table has (annotations.md, "Indexes"): fields that give one name share one index. */
final class Indexes {

    /** Indexes of different kinds may have one name. */
    private record Key(Kind kind, String name) {}

    private record Draft(Location location, Map<String, DbIndex.Part> parts) {
        Draft(Location location) {
            this(location, new LinkedHashMap<>());
        }
    }

    private final Entity entity;
    private final Problems problems;
    private final Map<Key, Draft> drafts = new LinkedHashMap<>();

    private Indexes(Entity entity, Problems problems) {
        this.entity = entity;
        this.problems = problems;
    }

    static List<DbIndex> of(Entity entity, Problems problems) {
        Indexes indexes = new Indexes(entity, problems);
        for (Field field : entity.fields()) {
            for (Annotation annotation : field.annotations()) {
                Kind kind = kind(annotation);
                if (kind != null) {
                    indexes.add(field, annotation, kind);
                }
            }
            indexes.dimension(field);
        }
        List<String> vectors = indexes.drafts.keySet().stream()
                .filter(key -> key.kind() == Kind.VECTOR)
                .map(Key::name)
                .toList();
        entity.fields().forEach(field -> indexes.filter(field, vectors));
        return indexes.drafts.entrySet().stream()
                .map(draft -> new DbIndex(
                        draft.getKey().name(),
                        draft.getKey().kind(),
                        List.copyOf(draft.getValue().parts().values()),
                        draft.getValue().location()))
                .toList();
    }

    /** The sets of columns that identify a row: the primary key and every unique index. */
    static Set<Set<String>> uniqueSets(Entity entity) {
        Map<String, Set<String>> sets = new LinkedHashMap<>();
        Set<String> key = new HashSet<>();
        entity.keyFields().forEach(field -> key.add(field.name()));
        for (Field field : entity.fields()) {
            for (Annotation annotation : Marks.all(field.annotations(), "db.index.unique")) {
                sets.computeIfAbsent(name(field, annotation, 0), name -> new HashSet<>())
                        .add(field.name());
            }
        }
        Set<Set<String>> all = new HashSet<>(sets.values());
        if (!key.isEmpty()) {
            all.add(key);
        }
        return all;
    }

    private static @Nullable Kind kind(Annotation annotation) {
        return switch (annotation.name()) {
            case "db.index", "db.index.plain" -> Kind.PLAIN;
            case "db.index.unique" -> Kind.UNIQUE;
            case "db.index.fulltext" -> Kind.FULLTEXT;
            case "db.index.geo" -> Kind.GEO;
            case "db.search.vector" -> Kind.VECTOR;
            default -> null;
        };
    }

    private static String name(Field field, Annotation annotation, int argument) {
        String name = Marks.text(annotation, argument);
        return name == null || name.isBlank() ? field.name() : name;
    }

    private void add(Field field, Annotation annotation, Kind kind) {
        checkType(field, annotation, kind);
        boolean descending = kind == Kind.PLAIN && "desc".equals(Marks.text(annotation, 1));
        DbIndex.Part part =
                new DbIndex.Part(field.name(), descending, kind == Kind.FULLTEXT ? weight(annotation) : null);
        int nameArgument = kind == Kind.VECTOR ? 2 : 0;
        String name = name(field, annotation, nameArgument);
        Draft draft = drafts.computeIfAbsent(new Key(kind, name), unused -> new Draft(annotation.location()));
        DbIndex.Part other = draft.parts().get(field.name());
        if (part.equals(other)) {
            return;
        } else if (other != null) {
            problems.report(
                    ModelProblem.INDEX_FIELD_TWICE,
                    annotation.location(),
                    "'" + field.label() + "' is in the index '" + name + "' already, in another way",
                    "remove one of the two");
        } else if (!draft.parts().isEmpty() && (kind == Kind.GEO || kind == Kind.VECTOR)) {
            problems.report(
                    ModelProblem.INDEX_OF_ONE_FIELD,
                    Marks.at(annotation, nameArgument),
                    "a " + (kind == Kind.GEO ? "geo" : "vector") + " index has one field, and '" + name
                            + "' has one at " + draft.location(),
                    "give one of them another name");
        } else {
            draft.parts().put(field.name(), part);
        }
    }

    private void checkType(Field field, Annotation annotation, Kind kind) {
        Shape.Kind held = field.leaf().kind();
        if (kind == Kind.GEO && (held != Shape.Kind.GEO_POINT || !field.isTopLevel())) {
            wrongType(field, annotation, "a db.geoPoint field at the top level");
        } else if (kind == Kind.VECTOR) {
            if (held != Shape.Kind.VECTOR && held != Shape.Kind.NUMBERS) {
                wrongType(field, annotation, "a db.vector or number[] field");
            }
            positive(annotation, 0, "dimensions");
        } else if (kind == Kind.FULLTEXT && !held.isText() && !held.isJson()) {
            wrongType(field, annotation, "a string field");
        }
    }

    private void wrongType(Field field, Annotation annotation, String expected) {
        String place = field.isTopLevel() ? "" : " below the top level";
        problems.report(
                ModelProblem.INDEX_TYPE,
                annotation.location(),
                "@" + annotation.name() + " needs " + expected + ", and '" + field.label() + "' is "
                        + field.leaf().kind().words() + place);
    }

    private @Nullable Integer weight(Annotation annotation) {
        return Marks.number(annotation, 1) == null ? null : positive(annotation, 1, "weight");
    }

    private @Nullable Integer positive(Annotation annotation, int argument, String what) {
        BigDecimal number = Marks.number(annotation, argument);
        Integer value = number == null ? null : Numbers.asInt(number);
        if (number != null && (value == null || value < 1)) {
            problems.report(
                    ModelProblem.INDEX_NUMBER,
                    Marks.at(annotation, argument),
                    what + " must be an integer of 1 or more, found " + Numbers.words(number));
        }
        return value;
    }

    private void dimension(Field field) {
        Annotation dimension = field.find("db.column.dimension");
        if (dimension == null || hasOwnIndex(field)) {
            return;
        }
        Key key = new Key(Kind.PLAIN, field.name());
        Draft taken = drafts.get(key);
        if (taken == null) {
            Draft draft = new Draft(dimension.location());
            draft.parts().put(field.name(), new DbIndex.Part(field.name(), false, null));
            drafts.put(key, draft);
        } else {
            problems.report(
                    ModelProblem.DIMENSION_NAME_TAKEN,
                    dimension.location(),
                    "@db.column.dimension adds an index '" + field.name() + "', and that name is taken at "
                            + taken.location(),
                    "give the other index another name");
        }
    }

    private boolean hasOwnIndex(Field field) {
        boolean soleKey = field.has("meta.id") && entity.keyFields().size() == 1;
        return soleKey || field.has("db.index") || field.has("db.index.plain") || field.has("db.index.unique");
    }

    private void filter(Field field, List<String> vectors) {
        for (Annotation annotation : Marks.all(field.annotations(), "db.search.filter")) {
            String name = Marks.text(annotation, 0);
            if (name != null && !drafts.containsKey(new Key(Kind.VECTOR, name))) {
                problems.report(
                        ModelProblem.UNKNOWN_VECTOR_INDEX,
                        Marks.at(annotation, 0),
                        "'" + name + "' is no vector index of "
                                + entity.declaration().name(),
                        vectors.isEmpty() ? "declare one with @db.search.vector" : problems.suggestion(name, vectors));
            }
        }
    }
}
