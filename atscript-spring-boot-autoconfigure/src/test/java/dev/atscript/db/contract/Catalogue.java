package dev.atscript.db.contract;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a database holds, by a reader that shares nothing with the product's introspection: it reads one table at a time
 * and shows the catalogue's own words.
 */
interface Catalogue {

    /** Tables and views by name, those of the control table and of full text left out: {@code table t}, {@code view v}. */
    List<String> tables();

    /**
     * A table: columns in order, key, indexes, foreign keys and the rest by name; {@code no table} where there is none.
     *
     * @param names whether names of constraints are shown, where the database has such names
     */
    List<String> describe(String table, boolean names);

    /** Every row of every table, and the positions of all numberings. */
    List<String> content();

    /** What is broken, by the database's own checks. */
    List<String> problems();

    /** What a view selects, its columns sorted: the order in which a model says them is no difference. */
    static String inOneOrder(String definition) {
        String line = definition.strip().replaceAll("\\s+", " ");
        int from = line.indexOf(" FROM ");
        if (!line.startsWith("SELECT ") || from < 0) {
            return line;
        }
        String columns = Arrays.stream(line.substring("SELECT ".length(), from).split(", "))
                .sorted()
                .collect(Collectors.joining(", "));
        return "SELECT " + columns + line.substring(from);
    }
}
