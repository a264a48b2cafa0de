package dev.atscript.lang;

import dev.atscript.lang.Syntax.TypeExpression;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Looks into unions and lists, also behind other names, for structures that an annotate block may mean by a deep path.
 * What is in there is left as it is: no column comes of it.
 */
final class Alternatives {

    private record Place(TypeExpression type, Scope scope, boolean inside) {}

    private final Shapes shapes;
    private final Limits limits;
    private final Set<TypeExpression> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Place> open = new ArrayDeque<>();

    Alternatives(Shapes shapes, Limits limits) {
        this.shapes = shapes;
        this.limits = limits;
    }

    /** Whether a property is a union or list with a structure in it that has all these properties. */
    boolean have(Cell cell, Set<String> names) {
        if (names.isEmpty() || !(cell instanceof Cell.Own own)) {
            return false;
        }
        add(own.member().type(), own.scope(), false);
        while (!open.isEmpty() && limits.count(names.size(), cell.location())) {
            Place place = open.pop();
            TypeExpression type = place.type();
            if (type instanceof Syntax.AnyOf union) {
                union.options().forEach(option -> add(option, place.scope(), true));
            } else if (type instanceof Syntax.Brackets list) {
                add(list.element(), place.scope(), true);
            } else if (place.inside()
                    && shapes.of(type, place.scope()).cells().keySet().containsAll(names)) {
                return true;
            } else if (type instanceof Syntax.Reference reference) {
                follow(shapes.references().find(reference, place.scope()), place.inside());
            }
        }
        return false;
    }

    private void follow(References.Target target, boolean inside) {
        if (!(target instanceof References.Declared declared)) {
            return;
        }
        Cell last = declared.last();
        if (last instanceof Cell.Own own) {
            add(own.member().type(), own.scope(), inside);
        } else if (last == null && declared.root().item() instanceof Syntax.TypeItem item) {
            add(item.type(), declared.root().scope(), inside);
        }
    }

    private void add(TypeExpression type, Scope scope, boolean inside) {
        if (seen.add(type)) {
            open.push(new Place(type, scope, inside));
        }
    }
}
