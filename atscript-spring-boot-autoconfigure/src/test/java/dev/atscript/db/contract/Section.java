package dev.atscript.db.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A part of a case: what to do, or what to expect.
 *
 * @param place file and line of its header
 * @param keyword what it is
 * @param dialects the dialects it is for; empty for all
 * @param arguments the rest of the header
 * @param body the lines below the header
 */
record Section(String place, String keyword, Set<String> dialects, String arguments, String body) {

    /** The lines for a dialect, without those that end with the mark of others ({@code @sqlite}). */
    List<String> lines(Set<String> dialect) {
        List<String> lines = new ArrayList<>();
        for (String line : body.lines().map(String::strip).toList()) {
            String mark = mark(line);
            if (!line.isEmpty() && !line.startsWith("#") && (mark.isEmpty() || dialect.contains(mark))) {
                lines.add(
                        mark.isEmpty()
                                ? line
                                : line.substring(0, line.length() - mark.length() - 1)
                                        .strip());
            }
        }
        return lines;
    }

    private static String mark(String line) {
        int at = line.lastIndexOf('@');
        String mark = line.substring(at + 1);
        boolean marked = at == 0 || at > 0 && line.charAt(at - 1) == ' ';
        return marked && ContractFile.DIALECTS.contains(mark) ? mark : "";
    }

    boolean isFor(Set<String> dialect) {
        return dialects.isEmpty() || dialects.stream().anyMatch(dialect::contains);
    }

    boolean is(String... keywords) {
        return List.of(keywords).contains(keyword);
    }
}
