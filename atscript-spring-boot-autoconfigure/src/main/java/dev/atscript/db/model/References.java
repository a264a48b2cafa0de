package dev.atscript.db.model;

import dev.atscript.lang.Declaration;
import dev.atscript.lang.Property;
import dev.atscript.lang.Type;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers where chains such as {@code User.id} lead, through any number of foreign keys; circles end where they close. */
final class References {

    /** A field of a table that something points at. */
    record Target(Entity entity, Field field) {}

    private final Map<Declaration, Entity> tables;
    private final Map<Field, Field> origins = new IdentityHashMap<>();

    References(Map<Declaration, Entity> tables) {
        this.tables = tables;
    }

    /** The table that the declaration is, or that the type it stands for is. */
    @Nullable
    Entity table(Declaration declaration) {
        Set<Declaration> seen = new HashSet<>();
        Declaration current = declaration;
        while (!tables.containsKey(current) && seen.add(current) && current.type() instanceof Type.Named named) {
            current = named.target();
        }
        return tables.get(current);
    }

    /** The chain that a type is, apart from null; null where it is something else. */
    static Type.@Nullable Chain chain(Type type) {
        Type current = type;
        Set<Declaration> seen = new HashSet<>();
        while (true) {
            if (current instanceof Type.Chain chain) {
                return chain;
            } else if (current instanceof Type.Named named && seen.add(named.target())) {
                current = named.target().type();
            } else if (current instanceof Type.Union union && withoutNull(union).size() == 1) {
                current = withoutNull(union).get(0);
            } else {
                return null;
            }
        }
    }

    /** The declaration that a navigation's type names, apart from null and array brackets; null where there is none. */
    static @Nullable Declaration named(Type type) {
        Type current = type;
        while (true) {
            if (current instanceof Type.Named named) {
                return named.target();
            } else if (current instanceof Type.ArrayOf array) {
                current = array.element();
            } else if (current instanceof Type.Union union && withoutNull(union).size() == 1) {
                current = withoutNull(union).get(0);
            } else {
                return null;
            }
        }
    }

    private static List<Type> withoutNull(Type.Union union) {
        return union.options().stream().filter(option -> !isNull(option)).toList();
    }

    static boolean isNull(Type type) {
        return type instanceof Type.Primitive primitive
                && (primitive.name().equals("null")
                        || primitive.name().equals("undefined")
                        || primitive.name().equals("void"));
    }

    static List<String> names(Type.Chain chain) {
        return chain.path().stream().map(Property::name).toList();
    }

    static String text(Type.Chain chain) {
        return chain.root().name() + "." + String.join(".", names(chain));
    }

    /** The field that a foreign key's field points at; null where it points at none, or is no foreign key. */
    @Nullable
    Target target(Field field) {
        if (!field.has("db.rel.FK")) {
            return null;
        }
        Type.Chain chain = chain(field.property().type());
        Entity entity = chain == null ? null : table(chain.root());
        Field found = entity == null || chain == null ? null : entity.field(names(chain));
        return entity == null || found == null ? null : new Target(entity, found);
    }

    /** The field whose column gives this one its type: itself, or the end of its chain of foreign keys. */
    Field origin(Field field) {
        Set<Field> passed = Collections.newSetFromMap(new IdentityHashMap<>());
        Field current = field;
        Field origin = origins.get(current);
        while (origin == null && passed.add(current)) {
            Target target = target(current);
            if (target == null) {
                origin = current;
            } else {
                current = target.field();
                origin = origins.get(current);
            }
        }
        Field found = origin == null ? field : origin;
        passed.forEach(each -> origins.put(each, found));
        return found;
    }
}
