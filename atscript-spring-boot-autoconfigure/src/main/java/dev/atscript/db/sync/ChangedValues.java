package dev.atscript.db.sync;

import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalTable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What the changed columns of a table will hold. */
final class ChangedValues {

    private final Map<String, RowCounts.Value> values = new HashMap<>();
    private final Set<String> unconvertible = new HashSet<>();

    /** Where nothing can be asked about the rows: of none of the columns, those that are added included. */
    static ChangedValues unknown(EntryDraft draft, PhysicalTable actual) {
        ChangedValues values = new ChangedValues();
        actual.columns().forEach(column -> values.doesNotConvert(column.name()));
        for (Change change : draft.changes()) {
            if (change instanceof Change.AddColumn add) {
                values.doesNotConvert(add.column().name());
            }
        }
        return values;
    }

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
