package dev.atscript.db.model;

import dev.atscript.lang.Annotation;
import dev.atscript.lang.Property;
import dev.atscript.lang.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Answers whether a structure contains itself by the ways that flattening would go. */
final class Recursion {

    /** Beyond this depth flattening refuses anyway. */
    private static final int MAX_DEPTH = 64;

    private final Map<Type.Structure, Boolean> known = new IdentityHashMap<>();
    private final Map<Type.Structure, List<Type.Structure>> inner = new IdentityHashMap<>();

    boolean isRecursive(Type.Structure structure) {
        Boolean answer = known.get(structure);
        if (answer == null) {
            answer = reachesItself(structure);
            known.put(structure, answer);
        }
        return answer;
    }

    private boolean reachesItself(Type.Structure structure) {
        Set<Type.Structure> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Type.Structure> level = inner(structure);
        for (int depth = 0; depth < MAX_DEPTH && !level.isEmpty(); depth++) {
            List<Type.Structure> next = new ArrayList<>();
            for (Type.Structure candidate : level) {
                if (seen.add(candidate)) {
                    next.addAll(inner(candidate));
                }
            }
            level = next;
        }
        return seen.contains(structure);
    }

    private List<Type.Structure> inner(Type.Structure structure) {
        List<Type.Structure> found = inner.get(structure);
        if (found == null) {
            found = new ArrayList<>();
            for (Property property : structure.properties()) {
                if (!isLeafOrNothing(property.annotations())
                        && Shapes.of(property.type()) instanceof Shape.Nested nested) {
                    found.add(nested.structure());
                }
            }
            inner.put(structure, found);
        }
        return found;
    }

    private static boolean isLeafOrNothing(List<Annotation> annotations) {
        return Marks.has(annotations, "db.json")
                || Marks.has(annotations, "db.encrypted")
                || Marks.has(annotations, "db.ignore")
                || Navigations.isNavigation(annotations);
    }
}
