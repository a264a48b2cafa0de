package dev.atscript.db.model;

import dev.atscript.lang.Declaration;
import dev.atscript.lang.Property;
import dev.atscript.lang.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers where names, chains and {@code T | null} lead in the end. Remembers the end for each step on the way: however
 * many fields take one long way, it is walked once.
 */
final class TypeEnds {

    /**
     * The end of a way.
     *
     * @param type what is no reference; null where the way leads back to itself
     * @param declaration the declaration whose type that is; null for one written in place
     * @param source the last property that the way went through; null for none
     * @param nullable whether null was among the alternatives on the way
     */
    record End(
            @Nullable Type type,
            @Nullable Declaration declaration,
            @Nullable Property source,
            boolean nullable) {}

    private final Map<Object, End> known = new IdentityHashMap<>();

    End of(Type type) {
        List<Object> passed = new ArrayList<>();
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Type current = type;
        Declaration declaration = null;
        End end = null;
        while (end == null) {
            Object step = step(current);
            if (step == null) {
                end = new End(current, declaration, null, false);
            } else if (!seen.add(step)) {
                end = new End(null, null, null, false);
            } else {
                end = known.get(step);
                passed.add(step);
                declaration = step instanceof Declaration named ? named : null;
                current = next(step);
            }
        }
        return remembered(passed, end);
    }

    private End remembered(List<Object> passed, End last) {
        End end = last;
        for (int i = passed.size() - 1; i >= 0; i--) {
            Object step = passed.get(i);
            Property source = end.source() == null && step instanceof Property property ? property : end.source();
            end = new End(end.type(), end.declaration(), source, end.nullable() || step instanceof Type.Union);
            known.put(step, end);
        }
        return end;
    }

    /** The declaration or property that the type refers to; the type itself where it is another one or null; else null. */
    private static @Nullable Object step(Type type) {
        if (type instanceof Type.Named named) {
            return named.target();
        }
        if (type instanceof Type.Chain chain) {
            return chain.last();
        }
        return type instanceof Type.Union union && References.onlyOption(union) != null ? union : null;
    }

    private static Type next(Object step) {
        if (step instanceof Declaration declaration) {
            return declaration.type();
        }
        if (step instanceof Property property) {
            return property.type();
        }
        Type.Union union = (Type.Union) step;
        Type option = References.onlyOption(union);
        return option == null ? union : option;
    }
}
