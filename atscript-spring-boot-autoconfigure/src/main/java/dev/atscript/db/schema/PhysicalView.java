package dev.atscript.db.schema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

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

    private static final String FROM = "\nFROM ";

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
        return withSelected(selected().stream().sorted().toList()).definition;
    }

    /**
     * What a desired view selects as each of its columns; nothing of a view whose definition is in the database's words.
     *
     * @return the expressions, by the column
     */
    public Map<String, String> expressions() {
        Map<String, String> expressions = new LinkedHashMap<>();
        for (String column : columns) {
            String name = as(column);
            selected().stream()
                    .filter(expression -> expression.endsWith(name))
                    .forEach(expression ->
                            expressions.put(column, expression.substring(0, expression.length() - name.length())));
        }
        return expressions;
    }

    /** The same desired view with these of its columns first, in their order. */
    public PhysicalView beginningWith(List<String> first) {
        Map<String, String> expressions = expressions();
        List<String> order = new ArrayList<>(first);
        columns.stream().filter(column -> !first.contains(column)).forEach(order::add);
        return withSelected(order.stream()
                        .map(column -> expressions.get(column) + as(column))
                        .toList())
                .withColumns(order);
    }

    private static String as(String column) {
        return " AS \"" + column.replace("\"", "\"\"") + "\"";
    }

    private List<String> selected() {
        int from = definition.indexOf(FROM);
        return definition.startsWith(SELECT) && from >= 0
                ? List.of(definition.substring(SELECT.length(), from).split(BETWEEN_COLUMNS))
                : List.of();
    }

    private PhysicalView withSelected(List<String> selected) {
        return selected.isEmpty()
                ? this
                : withDefinition(SELECT
                        + String.join(BETWEEN_COLUMNS, selected)
                        + definition.substring(definition.indexOf(FROM)));
    }

    private PhysicalView withColumns(List<String> others) {
        return new PhysicalView(name, materialized, definition, others, uses, keys, unmanaged);
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
