package dev.atscript.db.sync;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What the changed columns of a table will hold. */
final class ChangedValues {

    private final Map<String, RowCounts.Value> values = new HashMap<>();
    private final Set<String> unconvertible = new HashSet<>();

    void put(String column, RowCounts.Value value) {
        values.put(column, value);
    }

    /** Says that a column holds values that do not convert: what does not cannot be compared either. */
    void doesNotConvert(String column) {
        unconvertible.add(column);
    }

    boolean convert(Iterable<String> columns) {
        for (String column : columns) {
            if (unconvertible.contains(column)) {
                return false;
            }
        }
        return true;
    }

    boolean changes(String column) {
        return values.containsKey(column);
    }

    /** By column. */
    Map<String, RowCounts.Value> asMap() {
        return values;
    }
}
