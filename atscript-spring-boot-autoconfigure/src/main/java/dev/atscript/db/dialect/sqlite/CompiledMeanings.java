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
 * with USING, take all columns, or name what comes from there; and by the name of a table, where they have it for something
 * else. The program that SQLite makes of them is another one where such a column or table has another name.
 *
 * @see <a href="https://www.sqlite.org/opcode.html">The SQLite Bytecode Engine</a>
 */
final class CompiledMeanings {

    private static final String VIEW = "view ";

    private final SchemaCopy copy;
    private final Set<String> objects;
    private final Set<String> broken;

    /**
     * Looks at the schema as it is now.
     *
     * @param objects those that are compared, by type and name
     * @param broken what does not work, and is left out
     */
    CompiledMeanings(SchemaCopy copy, Set<String> objects, Set<String> broken) throws SQLException {
        this.copy = copy;
        this.broken = broken;
        Set<String> triggers = copy.tablesOfTriggers().keySet();
        this.objects = new LinkedHashSet<>(objects);
        this.objects.removeAll(broken);
        this.objects.removeIf(object -> !object.startsWith(VIEW) && !triggers.contains(object));
    }

    /** Those that do something by the name of each of the columns. */
    Map<Column, Set<String>> by(List<Column> columns) throws SQLException {
        Map<Column, Set<String>> found = new LinkedHashMap<>();
        search(columns, objects, false, found);
        return found;
    }

    /** By halves, as SQLite reads the whole schema anew for each column that gets another name. */
    private void search(List<Column> columns, Set<String> among, boolean alone, Map<Column, Set<String>> found)
            throws SQLException {
        Set<String> all = among.isEmpty() || columns.isEmpty() ? Set.of() : by(columns, among, alone);
        if (alone && columns.size() == 1) {
            found.put(columns.get(0), all);
        } else if (!all.isEmpty()) {
            int half = columns.size() / 2;
            search(columns.subList(0, half), all, true, found);
            search(columns.subList(half, columns.size()), all, true, found);
        }
    }

    /** Gives a table or column another name. */
    interface Rename {
        void apply(String from, String to) throws SQLException;
    }

    /** Those that take something else for a table or column where it gets that name. */
    Set<String> byNewName(String from, String to, Rename rename) throws SQLException {
        Set<String> all = objects.isEmpty() ? Set.of() : byNewName(from, to, rename, objects, false);
        return all.isEmpty() ? all : byNewName(from, to, rename, all, true);
    }

    private Set<String> by(Collection<Column> columns, Set<String> among, boolean alone) throws SQLException {
        Map<String, String> queries = new LinkedHashMap<>();
        Map<String, List<String>> without = programs(alone, () -> {
            copy.rename(columns);
            for (String object : among) {
                queries.put(object, object.startsWith(VIEW) ? query(object.substring(VIEW.length())) : "");
            }
            return queries;
        });
        return different(without, programs(alone, () -> queries));
    }

    private Set<String> byNewName(String from, String to, Rename rename, Set<String> among, boolean alone)
            throws SQLException {
        Map<String, String> queries = new LinkedHashMap<>();
        for (String object : among) {
            queries.put(object, "SELECT * FROM " + Sql.quote(object.substring(object.indexOf(' ') + 1)));
        }
        Map<String, List<String>> unknown = programs(alone, () -> {
            rename.apply(from, SchemaCopy.PLACE);
            return queries;
        });
        unknown.replaceAll((object, program) ->
                program.stream().map(line -> line.replace(SchemaCopy.PLACE, to)).toList());
        return different(unknown, programs(alone, () -> {
            rename.apply(from, SchemaCopy.PLACE);
            rename.apply(SchemaCopy.PLACE, to);
            return queries;
        }));
    }

    private static Set<String> different(Map<String, List<String>> one, Map<String, List<String>> other) {
        return one.keySet().stream()
                .filter(object -> !Objects.equals(one.get(object), other.get(object)))
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

    /**
     * What some of them do.
     *
     * @param alone whether a trigger is looked at without the others of its table, which takes longer
     * @param queries changes the copy for as long as that takes, and gives those that are looked at, with the query of a view
     */
    private Map<String, List<String>> programs(boolean alone, ScratchDatabase.Work<Map<String, String>> queries)
            throws SQLException {
        return copy.undone(() -> {
            copy.dropAll(broken);
            return programs(queries.result(), alone);
        });
    }

    private Map<String, List<String>> programs(Map<String, String> queries, boolean alone) throws SQLException {
        Map<String, String> tablesOfTriggers = copy.tablesOfTriggers();
        Map<String, List<String>> ofTables = new HashMap<>();
        Map<String, List<String>> programs = new LinkedHashMap<>();
        for (Map.Entry<String, String> query : queries.entrySet()) {
            String object = query.getKey();
            String table = tablesOfTriggers.get(object);
            if (table == null) {
                programs.put(object, copy.program(query.getValue()));
            } else if (alone) {
                programs.put(object, copy.undone(() -> {
                    copy.dropAll(othersOf(table, object, tablesOfTriggers));
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

    private static Set<String> othersOf(String table, String trigger, Map<String, String> tablesOfTriggers) {
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
