package dev.atscript.db.dialect;

/**
 * How many rows there are of a kind.
 *
 * @param rows the number
 * @param more whether there may be more, as counting on would have taken too long
 */
public record RowCount(long rows, boolean more) {
    /** No row. */
    public static final RowCount NONE = new RowCount(0, false);

    /** Exactly so many rows. */
    public static RowCount exactly(long rows) {
        return new RowCount(rows, false);
    }
}
