package dev.atscript.boot;

import dev.atscript.db.dialect.SqlStatement;
import dev.atscript.db.sync.SyncListener;
import dev.atscript.db.sync.SyncPlan;
import java.io.PrintStream;

/** One line of a terminal that says which statement is running; gone when closed. */
final class Progress implements SyncListener, AutoCloseable {

    private static final int WIDTH = 79;

    private final PrintStream out;
    private boolean shown;

    Progress(PrintStream out) {
        this.out = out;
    }

    @Override
    public void beforeStatement(SyncPlan plan, int index) {
        SqlStatement statement = plan.statements().get(index);
        String table = plan.entryOf(statement).map(entry -> entry.name() + ": ").orElse("");
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
