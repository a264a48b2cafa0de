package dev.atscript.db.schema;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a database holds, normalised by its dialect so that equal things are equal records.
 *
 * @param serverVersion the database's version as it tells it; empty for a schema that is only desired
 * @param defaultNamespace what the database calls its default namespace; empty where it has none
 * @param namespaces the namespaces that exist, beside the default one
 * @param tables by name, those elsewhere and partitions included that foreign keys point from; names in the default
 *     namespace have an empty one
 * @param views by name, those that sync did not make included
 * @param occupied views and other relations that are no tables, with what they are: no table can have such a name
 */
public record PhysicalSchema(
        String serverVersion,
        String defaultNamespace,
        Set<String> namespaces,
        SortedMap<QualifiedName, PhysicalTable> tables,
        SortedMap<QualifiedName, PhysicalView> views,
        Map<QualifiedName, String> occupied) {

    /** What {@link #occupied} says of the full text of a table, if that is an object with a name of its own. */
    public static final String FULL_TEXT = "full-text index";

    /** What {@link #occupied} says of the control table, if it is told from other tables. */
    public static final String CONTROL_TABLE = "control table";

    public PhysicalSchema {
        namespaces = Set.copyOf(namespaces);
        tables = Collections.unmodifiableSortedMap(new TreeMap<>(tables));
        views = Collections.unmodifiableSortedMap(new TreeMap<>(views));
        occupied = Map.copyOf(occupied);
    }

    /** The table of that name, or null. */
    public @Nullable PhysicalTable table(QualifiedName name) {
        return tables.get(name);
    }

    /** The view of that name, or null. */
    public @Nullable PhysicalView view(QualifiedName name) {
        return views.get(name);
    }

    /** The same database with other tables. */
    public PhysicalSchema withTables(Collection<PhysicalTable> others) {
        SortedMap<QualifiedName, PhysicalTable> byName = new TreeMap<>();
        others.forEach(table -> byName.put(table.name(), table));
        return new PhysicalSchema(serverVersion, defaultNamespace, namespaces, byName, views, occupied);
    }

    /** The name as this schema spells it: one in the default namespace, even if it names that, has an empty one. */
    public QualifiedName normalise(QualifiedName name) {
        return name.namespace().equals(defaultNamespace) ? QualifiedName.of(name.name()) : name;
    }
}
