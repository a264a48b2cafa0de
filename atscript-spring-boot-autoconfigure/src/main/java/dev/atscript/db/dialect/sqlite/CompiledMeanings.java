package dev.atscript.db.dialect.sqlite;

import dev.atscript.db.dialect.Sql;
import dev.atscript.db.dialect.sqlite.ColumnFates.Column;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What views and triggers of somebody's do by the names of columns, be it that they do not say them: they join by all names or
 * with USING, take all columns, or name what comes from there. The program that SQLite makes of them is another one where such
 * a column has another name.
 *
 * @see <a href="https://www.sqlite.org/opcode.html">The SQLite Bytecode Engine</a>
 */
final class CompiledMeanings {

    private static final String VIEW = "view ";

    private final SchemaCopy copy;
    private final Set<String> objects;
    private final Set<String> broken;
    private final Map<String, String> tablesOfTriggers;

    /**
     * Looks at the schema as it is now.
     *
     * @param objects those that are compared, by type and name
     * @param broken what does not work, and is left out
     */
    CompiledMeanings(SchemaCopy copy, Set<String> objects, Set<String> broken) throws SQLException {
        this.copy = copy;
        this.broken = broken;
        this.tablesOfTriggers =
                copy.pairs("SELECT 'trigger ' || name, tbl_name FROM sqlite_schema WHERE type = 'trigger'");
        this.objects = new LinkedHashSet<>(objects);
        this.objects.removeAll(broken);
        this.objects.removeIf(object -> !object.startsWith(VIEW) && !tablesOfTriggers.containsKey(object));
    }

    /** Those that do something by the name of each of the columns. */
    Map<Column, Set<String>> by(Collection<Column> columns) throws SQLException {
        Map<Column, Set<String>> found = new LinkedHashMap<>();
        Set<String> all = objects.isEmpty() || columns.isEmpty() ? Set.of() : by(columns, objects, false);
        if (!all.isEmpty()) {
            for (Column column : columns) {
                found.put(column, by(List.of(column), all, true));
            }
        }
        return found;
    }

    /**
     * Compares what some of them do.
     *
     * @param alone whether a trigger is looked at without the others of its table, which takes longer
     */
    private Set<String> by(Collection<Column> columns, Set<String> among, boolean alone) throws SQLException {
        Map<String, String> queries = new LinkedHashMap<>();
        Map<String, List<String>> without = copy.undone(() -> {
            copy.dropAll(broken);
            copy.rename(columns);
            for (String object : among) {
                queries.put(object, object.startsWith(VIEW) ? query(object.substring(VIEW.length())) : "");
            }
            return programs(queries, alone);
        });
        Map<String, List<String>> with = copy.undone(() -> {
            copy.dropAll(broken);
            return programs(queries, alone);
        });
        return among.stream()
                .filter(object -> !Objects.equals(without.get(object), with.get(object)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The columns of a view by their names, but for those that nobody knows. */
    private String query(String view) throws SQLException {
        String columns = copy.columnsOf(view).stream()
                .filter(column -> !column.contains(SchemaCopy.PLACE))
                .map(Sql::quote)
                .collect(Collectors.joining(", "));
        return "SELECT " + (columns.isEmpty() ? "count(*)" : columns) + " FROM " + Sql.quote(view);
    }

    private Map<String, List<String>> programs(Map<String, String> queries, boolean alone) throws SQLException {
        Map<String, List<String>> ofTables = new HashMap<>();
        Map<String, List<String>> programs = new LinkedHashMap<>();
        for (Map.Entry<String, String> query : queries.entrySet()) {
            String object = query.getKey();
            String table = tablesOfTriggers.get(object);
            if (table == null) {
                programs.put(object, copy.program(query.getValue()));
            } else if (alone) {
                programs.put(object, copy.undone(() -> {
                    copy.dropAll(othersOf(table, object));
                    return ofWrites(table);
                }));
            } else {
                if (!ofTables.containsKey(table)) {
                    ofTables.put(table, ofWrites(table));
                }
                programs.put(object, Objects.requireNonNull(ofTables.get(table)));
            }
        }
        return programs;
    }

    private Set<String> othersOf(String table, String trigger) {
        return tablesOfTriggers.entrySet().stream()
                .filter(other ->
                        other.getValue().equals(table) && !other.getKey().equals(trigger))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private List<String> ofWrites(String table) throws SQLException {
        List<String> programs = new ArrayList<>();
        for (String write : TriggerTrial.writes(table, copy)) {
            programs.addAll(copy.program(write));
        }
        return programs;
    }
}
