package dev.atscript.db.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Former names of columns within a structure. They are those of columns of the same structure; one that was outside is taken in
 * by a version between.
 */
final class StructureNames {

    private StructureNames() {}

    /**
     * Finds columns outside of a structure that would go, while one within it would be new whose former name, as the model says
     * it, is theirs.
     *
     * @param previous former names with their structures' names before them, by the name now
     * @param present the columns there are
     * @param renames those that are made, old name to new
     * @return an error for each
     */
    static List<String> outside(Map<String, List<String>> previous, Set<String> present, Map<String, String> renames) {
        List<String> errors = new ArrayList<>();
        previous.forEach((column, names) -> {
            if (!present.contains(column) && !renames.containsValue(column)) {
                names.stream()
                        .flatMap(StructureNames::localParts)
                        .filter(local ->
                                present.contains(local) && !previous.containsKey(local) && !renames.containsKey(local))
                        .findFirst()
                        .ifPresent(local -> errors.add(error(column, local)));
            }
        });
        return errors;
    }

    private static String error(String column, String local) {
        return "column " + column + " would be new, and column " + local
                + ", with what it holds, would go, as @db.column.renamed '" + local
                + "' means a column of the same structure there: to keep what " + local
                + " holds, have a version that declares @db.column.renamed '" + local + "' " + column
                + " outside of the structure, and this one after it; to let it go, remove @db.column.renamed";
    }

    private static Stream<String> localParts(String name) {
        return Stream.iterate(name.indexOf("__"), at -> at >= 0, at -> name.indexOf("__", at + 1))
                .map(at -> name.substring(at + 2));
    }
}
