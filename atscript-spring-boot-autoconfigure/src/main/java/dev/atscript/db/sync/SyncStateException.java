package dev.atscript.db.sync;

import dev.atscript.db.dialect.ControlTableSql;

/** A row of the control table holds what sync never writes. */
public final class SyncStateException extends SyncException {

    private static final long serialVersionUID = 1L;

    SyncStateException(String row, RuntimeException cause) {
        super(
                "The row '" + row + "' of " + ControlTableSql.TABLE + " cannot be read; nothing was changed."
                        + System.lineSeparator() + "  cause:     " + firstLine(cause) + System.lineSeparator()
                        + "Put back the value it had. If nobody knows it, delete the row, which makes sync forget what the row"
                        + " said, and look at 'db sync --dry-run --force' before the next run.",
                cause);
    }

    private static String firstLine(RuntimeException cause) {
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }
}
