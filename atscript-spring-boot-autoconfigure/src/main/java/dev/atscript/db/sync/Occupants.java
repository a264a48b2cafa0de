package dev.atscript.db.sync;

import dev.atscript.db.dialect.Dialect;
import dev.atscript.db.schema.PhysicalSchema;
import dev.atscript.db.schema.QualifiedName;
import dev.atscript.db.schema.UnmanagedObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which names are taken by something that is no table, as the database compares names. */
final class Occupants {

    private final Dialect dialect;
    private final Map<QualifiedName, String> kinds = new HashMap<>();
    private final Set<QualifiedName> tables = new HashSet<>();
    private final Map<String, QualifiedName> triggers = new HashMap<>();

    /**
     * Finds them.
     *
     * @param after the database after renames
     * @param goes whether a view of that name is dropped before anything is made
     */
    Occupants(PhysicalSchema after, Dialect dialect, Predicate<QualifiedName> goes) {
        this.dialect = dialect;
        after.occupied().forEach((name, kind) -> {
            if (!goes.test(name)) {
                kinds.put(key(name), kind);
            }
        });
        after.tables().values().forEach(table -> {
            tables.add(key(table.name()));
            readTriggers(table.name(), table.unmanaged());
        });
        after.views().values().forEach(view -> readTriggers(view.name(), view.unmanaged()));
    }

    private void readTriggers(QualifiedName table, List<UnmanagedObject> unmanaged) {
        unmanaged.stream()
                .filter(object -> object.kind() == UnmanagedObject.Kind.TRIGGER)
                .forEach(trigger -> triggers.put(dialect.key(trigger.name()), table));
    }

    /** What has that name; null if nothing has, or a table. */
    @Nullable
    String of(QualifiedName name) {
        return kinds.get(key(name));
    }

    boolean isTable(QualifiedName name) {
        return tables.contains(key(name));
    }

    /** The table or view that has a trigger of that name, which sync did not make; null if none has. */
    @Nullable
    QualifiedName tableOfTrigger(String name) {
        return triggers.get(dialect.key(name));
    }

    private QualifiedName key(QualifiedName name) {
        return name.withName(dialect.key(name.name()));
    }
}
