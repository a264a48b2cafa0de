package dev.atscript.boot;

import dev.atscript.db.dialect.SqlStatement;
import dev.atscript.db.report.TextWidth;
import dev.atscript.db.sync.SchemaSyncListener;
import dev.atscript.db.sync.SyncEntry;
import dev.atscript.db.sync.SyncPlan;
import java.io.PrintStream;
import java.util.Map;

/** One line of a terminal that says which statement is running; gone when closed. */
final class Progress implements SchemaSyncListener, AutoCloseable {

    private static final int USUAL_WIDTH = 80;

    private final PrintStream out;
    private final int width;
    private Map<SqlStatement, SyncEntry> entries = Map.of();
    private boolean shown;

    /**
     * Creates a line that is empty.
     *
     * @param columns of the terminal; 0 where nobody knows
     */
    Progress(PrintStream out, int columns) {
        this.out = out;
        // A full line would take the cursor to the next one.
        this.width = (columns == 0 ? USUAL_WIDTH : columns) - 1;
    }

    @Override
    public void beforeStatement(SyncPlan plan, int index) {
        if (index == 0) {
            entries = plan.entriesByStatement();
        }
        SqlStatement statement = plan.statements().get(index);
        SyncEntry entry = entries.get(statement);
        String table = entry == null ? "" : entry.name() + ": ";
        show("[" + (index + 1) + "/" + plan.statements().size() + "] " + table + statement.sql());
        shown = true;
    }

    private void show(String text) {
        String line = text.replaceAll("[\\s\\p{Cntrl}]+", " ");
        String shortened = TextWidth.of(line) > width ? TextWidth.cut(line, width - 1) + "…" : line;
        out.print("\r" + shortened + " ".repeat(width - TextWidth.of(shortened)));
        out.flush();
    }

    @Override
    public void close() {
        if (shown) {
            out.print("\r" + " ".repeat(width) + "\r");
            out.flush();
        }
    }
}
