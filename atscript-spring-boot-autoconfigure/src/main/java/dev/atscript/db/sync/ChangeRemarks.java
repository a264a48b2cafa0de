package dev.atscript.db.sync;

import dev.atscript.db.dialect.SqlStatement;
import dev.atscript.db.schema.Change;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** What is to be said of the changes of a draft: what they destroy, what they were found to fit, why they are made. */
final class ChangeRemarks {

    private final Map<Change, String> losses = new IdentityHashMap<>();
    private final Map<Change, List<String>> checks = new IdentityHashMap<>();
    private final Map<Change, String> reasons = new IdentityHashMap<>();

    /** A change destroys data; how much may be empty. */
    void destroys(Change change, String loss) {
        losses.put(change, loss);
    }

    /** What the rows were asked because of a change, and answered. */
    void proves(Change change, String check) {
        checks.computeIfAbsent(change, key -> new ArrayList<>()).add(check);
    }

    /** Why a change is made, or made this way. */
    void explains(Change change, String reason) {
        reasons.put(change, reason);
    }

    /** What is said of one change is said of another, which makes it. */
    void moves(Change from, Change to) {
        String loss = losses.remove(from);
        if (loss != null) {
            String whose = from instanceof Change.DropColumn drop
                    ? loss + " of " + drop.column().name()
                    : loss;
            losses.merge(to, whose, (one, other) -> one + (one.isEmpty() || other.isEmpty() ? "" : ", ") + other);
        }
        checks.getOrDefault(from, List.of()).forEach(check -> proves(to, check));
    }

    SyncChange planned(Change change, boolean skipped, List<SqlStatement> statements) {
        return new SyncChange(
                change,
                losses.containsKey(change),
                losses.getOrDefault(change, ""),
                checks.getOrDefault(change, List.of()),
                reasons.getOrDefault(change, ""),
                skipped,
                statements);
    }
}
