package dev.atscript.db.schema;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A view.
 *
 * @param name its name
 * @param materialized whether it holds a copy of its rows
 * @param definition what it selects: of a desired view as its dialect writes it, of a live one in the database's words
 * @param columns its columns in order
 * @param uses the tables and views that it reads, each with the columns of it; complete or more than that
 * @param keys the tables whose primary key it counts on, as it is grouped by it and shows what depends on it
 * @param unmanaged what depends on it and goes with it: grants, comments, triggers
 */
public record PhysicalView(
        QualifiedName name,
        boolean materialized,
        String definition,
        List<String> columns,
        Map<QualifiedName, Set<String>> uses,
        Set<QualifiedName> keys,
        List<UnmanagedObject> unmanaged) {

    /** How the definition of a desired view begins, before its columns, each in a line. */
    public static final String SELECT = "SELECT ";

    /** What stands between two columns in the definition of a desired view. */
    public static final String BETWEEN_COLUMNS = ",\n  ";

    public PhysicalView {
        columns = List.copyOf(columns);
        Map<QualifiedName, Set<String>> copy = new TreeMap<>();
        uses.forEach((relation, used) -> copy.put(relation, Set.copyOf(used)));
        uses = Collections.unmodifiableMap(copy);
        keys = Set.copyOf(keys);
        unmanaged = List.copyOf(unmanaged);
    }

    /** A view that counts on no key. */
    public PhysicalView(
            QualifiedName name,
            boolean materialized,
            String definition,
            List<String> columns,
            Map<QualifiedName, Set<String>> uses,
            List<UnmanagedObject> unmanaged) {
        this(name, materialized, definition, columns, uses, Set.of(), unmanaged);
    }

    /** Whether it reads that table or view. */
    public boolean uses(QualifiedName relation) {
        return uses.containsKey(relation);
    }

    /** Whether it reads that column. */
    public boolean uses(QualifiedName relation, String column) {
        return uses.getOrDefault(relation, Set.of()).contains(column);
    }

    /** Whether it is to hold a copy of its rows, and somebody has left it without one. */
    public boolean holdsNoData() {
        return materialized && unmanaged.stream().anyMatch(object -> object.kind() == UnmanagedObject.Kind.UNPOPULATED);
    }

    /** Whether it selects the same, in whichever order, and holds it the same way. */
    public boolean sameDefinition(PhysicalView other) {
        return materialized == other.materialized && selection().equals(other.selection());
    }

    /** The definition with its columns in an order of their own, as that in which they are declared is no difference. */
    public String selection() {
        int from = definition.indexOf("\nFROM ");
        if (!definition.startsWith(SELECT) || from < 0) {
            return definition;
        }
        String columns = Arrays.stream(
                        definition.substring(SELECT.length(), from).split(BETWEEN_COLUMNS))
                .sorted()
                .collect(Collectors.joining(BETWEEN_COLUMNS));
        return SELECT + columns + definition.substring(from);
    }

    public PhysicalView withName(QualifiedName other) {
        return new PhysicalView(other, materialized, definition, columns, uses, keys, unmanaged);
    }

    public PhysicalView withDefinition(String other) {
        return new PhysicalView(name, materialized, other, columns, uses, keys, unmanaged);
    }

    public PhysicalView withUnmanaged(List<UnmanagedObject> others) {
        return new PhysicalView(name, materialized, definition, columns, uses, keys, others);
    }
}
