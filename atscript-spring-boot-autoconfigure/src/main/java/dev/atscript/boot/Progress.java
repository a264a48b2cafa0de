package dev.atscript.boot;

import dev.atscript.db.dialect.SqlStatement;
import dev.atscript.db.sync.SchemaSyncListener;
import dev.atscript.db.sync.SyncEntry;
import dev.atscript.db.sync.SyncPlan;
import java.io.PrintStream;
import java.util.Map;

/** One line of a terminal that says which statement is running; gone when closed. */
final class Progress implements SchemaSyncListener, AutoCloseable {

    private static final int WIDTH = 79;

    private final PrintStream out;
    private Map<SqlStatement, SyncEntry> entries = Map.of();
    private boolean shown;

    Progress(PrintStream out) {
        this.out = out;
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
        out.print("\r" + (line.length() > WIDTH ? line.substring(0, WIDTH - 1) + "…" : line + blanks(line.length())));
        out.flush();
    }

    private static String blanks(int used) {
        return " ".repeat(WIDTH - used);
    }

    @Override
    public void close() {
        if (shown) {
            out.print("\r" + blanks(0) + "\r");
            out.flush();
        }
    }
}
