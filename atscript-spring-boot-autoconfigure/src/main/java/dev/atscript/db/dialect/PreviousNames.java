package dev.atscript.db.dialect;

import dev.atscript.db.model.DbSchema;
import dev.atscript.db.schema.QualifiedName;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a model's {@code renamed} may mean. A name may hold dots and may say its namespace, so {@code 'auth.users'} is
 * first a name in the namespace of who says it, and then the name {@code users} in {@code auth}. Where there are no
 * namespaces, it is also {@code users} alone, unless the model has something else of that name.
 */
final class PreviousNames {

    private final Identifiers identifiers;
    private final Set<String> declared = new HashSet<>();

    PreviousNames(Identifiers identifiers, DbSchema model) {
        this.identifiers = identifiers;
        model.tables().forEach(table -> declared.add(key(table.name())));
        model.views().forEach(view -> declared.add(key(view.name())));
    }

    /**
     * The names, the likeliest first.
     *
     * @param namespace the namespace of the table or view; null for the default one
     * @param written what the model says, newest first
     */
    List<QualifiedName> of(@Nullable String namespace, List<String> written) {
        Set<QualifiedName> names = new LinkedHashSet<>();
        for (String name : written) {
            names.add(qualified(namespace, name));
            for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
                String rest = name.substring(dot + 1);
                if (!rest.isEmpty() && (identifiers.hasNamespaces() || !declared.contains(key(rest)))) {
                    names.add(qualified(name.substring(0, dot), rest));
                }
            }
        }
        return List.copyOf(names);
    }

    private QualifiedName qualified(@Nullable String namespace, String name) {
        return namespace == null || !identifiers.hasNamespaces()
                ? QualifiedName.of(identifiers.fit(name))
                : new QualifiedName(identifiers.fit(namespace), identifiers.fit(name));
    }

    private String key(String name) {
        return identifiers.key(identifiers.fit(name));
    }
}
