package dev.atscript.db.model;

import dev.atscript.lang.Annotation;
import dev.atscript.lang.Property;
import dev.atscript.lang.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Answers whether a structure contains itself by the ways that flattening would go: whether it is in a strongly connected
 * component (Tarjan's algorithm, which looks at each structure once).
 */
final class Recursion {

    /** A structure on the way, or done. */
    private static final class Visit {
        private final List<Type.Structure> inner;
        private final int index;
        private int lowest;
        private int next;
        private boolean open = true;
        private boolean recursive;

        Visit(List<Type.Structure> inner, int index) {
            this.inner = inner;
            this.index = index;
            this.lowest = index;
        }
    }

    private final Map<Type.Structure, Visit> visits = new IdentityHashMap<>();
    private final Deque<Visit> path = new ArrayDeque<>();
    private final Deque<Visit> open = new ArrayDeque<>();
    private final Shapes shapes;

    Recursion(Shapes shapes) {
        this.shapes = shapes;
    }

    boolean isRecursive(Type.Structure structure) {
        Visit known = visits.get(structure);
        Visit visit = known == null ? enter(structure) : known;
        while (!path.isEmpty()) {
            step(path.element());
        }
        return visit.recursive;
    }

    private Visit enter(Type.Structure structure) {
        Visit visit = new Visit(inner(structure), visits.size());
        visits.put(structure, visit);
        path.push(visit);
        open.push(visit);
        return visit;
    }

    private void step(Visit visit) {
        if (visit.next == visit.inner.size()) {
            path.pop();
            leave(visit);
            return;
        }
        Type.Structure inner = visit.inner.get(visit.next++);
        Visit known = visits.get(inner);
        if (known == null) {
            enter(inner);
        } else if (known.open) {
            visit.lowest = Math.min(visit.lowest, known.index);
            visit.recursive |= known == visit;
        }
    }

    private void leave(Visit visit) {
        Visit outer = path.peek();
        if (outer != null) {
            outer.lowest = Math.min(outer.lowest, visit.lowest);
        }
        if (visit.lowest == visit.index) {
            boolean several = open.element() != visit;
            Visit member;
            do {
                member = open.pop();
                member.open = false;
                member.recursive |= several;
            } while (member != visit);
        }
    }

    private List<Type.Structure> inner(Type.Structure structure) {
        List<Type.Structure> found = new ArrayList<>();
        for (Property property : structure.properties()) {
            if (!isLeafOrNothing(property.annotations()) && shapes.of(property.type()) instanceof Shape.Nested nested) {
                found.add(nested.structure());
            }
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
