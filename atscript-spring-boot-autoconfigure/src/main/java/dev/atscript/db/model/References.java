package dev.atscript.db.model;

import dev.atscript.lang.Declaration;
import dev.atscript.lang.Property;
import dev.atscript.lang.Type;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers where chains such as {@code User.id} lead, through any number of foreign keys; circles end where they close. */
final class References {

    /** A field of a table that something points at. */
    record Target(Entity entity, Field field) {}

    private final Map<Declaration, Entity> tables;
    private final Map<Declaration, @Nullable Entity> aliases = new IdentityHashMap<>();
    private final Map<Declaration, Type.@Nullable Chain> chains = new IdentityHashMap<>();
    private final Map<Field, Field> origins = new IdentityHashMap<>();
    private final Map<Declaration, Set<Set<String>>> uniqueSets = new IdentityHashMap<>();

    References(Map<Declaration, Entity> tables) {
        this.tables = tables;
    }

    /** The table that the declaration is, or that the type it stands for is. */
    @Nullable
    Entity table(Declaration declaration) {
        Set<Declaration> passed = new LinkedHashSet<>();
        Declaration current = declaration;
        while (!tables.containsKey(current)
                && !aliases.containsKey(current)
                && passed.add(current)
                && current.type() instanceof Type.Named named) {
            current = named.target();
        }
        Entity table = aliases.containsKey(current) ? aliases.get(current) : tables.get(current);
        passed.forEach(each -> aliases.put(each, table));
        return table;
    }

    /** The chain that a type is, apart from null; null where it is something else. */
    Type.@Nullable Chain chain(Type type) {
        Type current = type;
        Set<Declaration> passed = new LinkedHashSet<>();
        Type.Chain found = null;
        while (true) {
            Type option = current instanceof Type.Union union ? onlyOption(union) : null;
            if (current instanceof Type.Chain chain) {
                found = chain;
                break;
            } else if (current instanceof Type.Named named && chains.containsKey(named.target())) {
                found = chains.get(named.target());
                break;
            } else if (current instanceof Type.Named named && passed.add(named.target())) {
                current = named.target().type();
            } else if (option != null) {
                current = option;
            } else {
                break;
            }
        }
        for (Declaration each : passed) {
            chains.put(each, found);
        }
        return found;
    }

    /** The declaration that a navigation's type names, apart from null and array brackets; null where there is none. */
    static @Nullable Declaration named(Type type) {
        Type current = type;
        while (true) {
            Type option = current instanceof Type.Union union ? onlyOption(union) : null;
            if (current instanceof Type.Named named) {
                return named.target();
            } else if (current instanceof Type.ArrayOf array) {
                current = array.element();
            } else if (option != null) {
                current = option;
            } else {
                return null;
            }
        }
    }

    /** The option that is not null, where there is only one; else null. */
    static @Nullable Type onlyOption(Type.Union union) {
        Type only = null;
        for (Type option : union.options()) {
            if (!isNull(option)) {
                if (only != null) {
                    return null;
                }
                only = option;
            }
        }
        return only;
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

    /** The sets of columns that identify a row of a table. */
    Set<Set<String>> uniqueSets(Entity table) {
        return uniqueSets.computeIfAbsent(table.declaration(), key -> Indexes.uniqueSets(table));
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
