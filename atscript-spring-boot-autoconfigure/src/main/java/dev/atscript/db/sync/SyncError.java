package dev.atscript.db.sync;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Why an entry of a plan cannot be applied.
 *
 * @param message what is wrong, and what to do; without values of rows
 * @param values up to three values of rows that are in the way, as texts; for those who may see such only
 */
public record SyncError(String message, List<String> values) {

    private static final int LONGEST_VALUE = 40;

    public SyncError {
        values = List.copyOf(values);
    }

    /** An error that is about no value. */
    public SyncError(String message) {
        this(message, List.of());
    }

    /**
     * The message.
     *
     * @param withValues whether to name the values
     */
    public String text(boolean withValues) {
        return !withValues || values.isEmpty()
                ? message
                : message + "; such as "
                        + values.stream()
                                .map(value -> "'" + shortened(value) + "'")
                                .collect(Collectors.joining(", "));
    }

    private static String shortened(String value) {
        String line = value.replaceAll("\\p{Cntrl}", "\uFFFD");
        boolean fits = line.codePointCount(0, line.length()) <= LONGEST_VALUE;
        return fits ? line : line.substring(0, line.offsetByCodePoints(0, LONGEST_VALUE - 1)) + "…";
    }
}
