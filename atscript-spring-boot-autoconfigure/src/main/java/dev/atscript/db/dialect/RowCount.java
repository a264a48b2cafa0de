package dev.atscript.db.dialect;

import java.util.List;

/**
 * How many rows there are of a kind.
 *
 * @param rows the number
 * @param more whether there may be more, as counting on would have taken too long
 * @param values some values of such rows, as texts
 */
public record RowCount(long rows, boolean more, List<String> values) {

    /** As many values as are named. */
    public static final int MOST_VALUES = 3;

    /** No row. */
    public static final RowCount NONE = exactly(0);

    public RowCount {
        values = List.copyOf(values);
    }

    /** Exactly so many rows. */
    public static RowCount exactly(long rows) {
        return new RowCount(rows, false, List.of());
    }
}
