package dev.atscript.db.dialect;

import dev.atscript.db.schema.Change;
import java.util.List;

/**
 * A change and the statements that make it, or a part of it.
 *
 * @param change the change
 * @param statements in order
 */
public record RenderedChange(Change change, List<SqlStatement> statements) {
    public RenderedChange {
        statements = List.copyOf(statements);
    }
}
