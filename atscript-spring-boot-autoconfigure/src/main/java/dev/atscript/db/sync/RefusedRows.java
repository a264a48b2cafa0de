package dev.atscript.db.sync;

import dev.atscript.db.dialect.RowCount;

/**
 * Rows that keep a table from being changed, told as errors of its draft.
 *
 * @param draft the changes of the table
 */
record RefusedRows(EntryDraft draft) {

    /**
     * Adds an error where there are any.
     *
     * @param problem what the rows do, in the plural: a verb, and more
     * @param remedy what to do
     */
    void refuse(long rows, String problem, String remedy) {
        refuse(RowCount.exactly(rows), problem, remedy);
    }

    /** The same of a count that need not be exact, and shows values. */
    void refuse(RowCount count, String problem, String remedy) {
        long rows = count.rows();
        if (rows > 0) {
            draft.error(
                    (count.more() ? "at least " : "") + Descriptions.amount(rows, "row", "rows") + " "
                            + (rows == 1 ? singular(problem) : problem) + ": " + remedy,
                    count.values());
        }
    }

    private static String singular(String problem) {
        int space = problem.indexOf(' ');
        String verb = problem.substring(0, space);
        return verb.equals("would") ? problem : verb + "s" + problem.substring(space);
    }
}
