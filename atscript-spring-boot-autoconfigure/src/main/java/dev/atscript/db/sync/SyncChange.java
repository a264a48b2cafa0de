package dev.atscript.db.sync;

import dev.atscript.db.dialect.SqlStatement;
import dev.atscript.db.schema.Change;
import java.util.List;

/**
 * A planned change.
 *
 * @param change what is different; a table's recreation has its reasons inside
 * @param destructive whether stored data is lost by it
 * @param loss for people: what is lost, for example {@code 1,204 values}; empty where nothing is, or it was not counted
 * @param checks what the live data was asked because of it, as it was answered: {@code no row holds NULL in name}; empty
 *     where it fits any rows
 * @param why why it is made, or made this way, where the model alone does not say; empty where that does
 * @param skipped whether it is left out because the run is safe
 * @param statements what makes it; empty where it is skipped
 */
public record SyncChange(
        Change change,
        boolean destructive,
        String loss,
        List<String> checks,
        String why,
        boolean skipped,
        List<SqlStatement> statements) {
    public SyncChange {
        checks = List.copyOf(checks);
        statements = List.copyOf(statements);
    }
}
