package dev.atscript.db.contract;

import java.util.List;
import java.util.Set;

/**
 * A case of the contract.
 *
 * @param file the name of its file, without extension
 * @param place file and line
 * @param title what it shows
 * @param sections what to do and to expect, in order
 */
record ContractCase(String file, String place, String title, List<Section> sections) {

    /** Whether it is for a database of those {@link ContractDatabase#names() names}. */
    boolean isFor(Set<String> dialect) {
        return sections.stream().filter(section -> section.is("only")).allMatch(section -> section.isFor(dialect));
    }

    /**
     * The sections for one dialect. Of neighbours of one keyword and argument, those that name the dialect replace those
     * that name none; only statements by hand are all executed.
     */
    List<Section> sections(Set<String> dialect) {
        return sections.stream()
                .filter(section -> !section.is("only") && section.isFor(dialect))
                .filter(section -> !section.dialects().isEmpty() || !isReplaced(section, dialect))
                .toList();
    }

    private boolean isReplaced(Section general, Set<String> dialect) {
        int at = sections.indexOf(general);
        return !general.is("sql")
                && (isReplacement(at - 1, -1, general, dialect) || isReplacement(at + 1, 1, general, dialect));
    }

    private boolean isReplacement(int start, int step, Section general, Set<String> dialect) {
        for (int i = start; i >= 0 && i < sections.size(); i += step) {
            Section other = sections.get(i);
            boolean alike = other.keyword().equals(general.keyword())
                    && (general.is("before", "after") || other.arguments().equals(general.arguments()));
            if (!alike) {
                return false;
            }
            if (!other.dialects().isEmpty() && other.isFor(dialect)) {
                return true;
            }
        }
        return false;
    }
}
