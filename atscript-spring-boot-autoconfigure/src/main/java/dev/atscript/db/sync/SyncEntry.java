package dev.atscript.db.sync;

import dev.atscript.db.schema.QualifiedName;
import java.util.List;

/**
 * All changes of one table or view.
 *
 * @param name its name, after a rename the new one
 * @param kind what it is
 * @param status what happens to it
 * @param changes in the order of a reader: the table itself, columns, key, indexes, foreign keys
 * @param errors what is wrong; not empty exactly where the status is {@link Status#ERROR}
 * @param advisory whether its errors only inform, and do not keep the run from being made
 * @param notes what a reader should know besides, for example that a table is taken over
 * @param origin where the model declares it ({@code orders.as:14:5}); empty where it does not
 */
public record SyncEntry(
        QualifiedName name,
        Kind kind,
        Status status,
        List<SyncChange> changes,
        List<SyncError> errors,
        boolean advisory,
        List<String> notes,
        String origin) {
    public SyncEntry {
        changes = List.copyOf(changes);
        errors = List.copyOf(errors);
        notes = List.copyOf(notes);
    }

    /** What an entry is. */
    public enum Kind {
        TABLE,
        VIEW,
        EXTERNAL_VIEW
    }

    /** What happens to it. */
    public enum Status {
        ERROR,
        CREATE,
        ALTER,
        DROP,
        IN_SYNC
    }

    /** Whether nothing happens to it because the run is safe: every change is left out. */
    public boolean skipped() {
        return !changes.isEmpty() && changes.stream().allMatch(SyncChange::skipped);
    }

    /** Whether a change that would be applied loses stored data. */
    public boolean destructive() {
        return changes.stream().anyMatch(change -> change.destructive() && !change.skipped());
    }
}
