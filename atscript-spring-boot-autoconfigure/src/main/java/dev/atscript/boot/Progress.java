package dev.atscript.boot;

import dev.atscript.db.dialect.SqlStatement;
import dev.atscript.db.report.Counts;
import dev.atscript.db.report.TextWidth;
import dev.atscript.db.sync.SchemaSyncListener;
import dev.atscript.db.sync.SyncEntry;
import dev.atscript.db.sync.SyncPlan;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** One line of a terminal that says which statement is running, and each second for how long; gone when closed. */
final class Progress implements SchemaSyncListener, AutoCloseable {

    private static final int USUAL_WIDTH = 80;

    private final PrintStream out;
    private final int width;
    private final LongSupplier nanoTime;
    private final ScheduledExecutorService everySecond = Executors.newSingleThreadScheduledExecutor(Progress::daemon);
    private Map<SqlStatement, SyncEntry> entries = Map.of();
    private String counter = "";
    private String statement = "";
    private long begun;

    /**
     * Creates a line that is empty.
     *
     * @param columns of the terminal; 0 where nobody knows
     * @param nanoTime a steady clock
     */
    Progress(PrintStream out, int columns, LongSupplier nanoTime) {
        this.out = out;
        // A full line would take the cursor to the next one.
        this.width = (columns == 0 ? USUAL_WIDTH : columns) - 1;
        this.nanoTime = nanoTime;
        ScheduledFuture<?> unused = everySecond.scheduleAtFixedRate(this::tellTime, 1, 1, TimeUnit.SECONDS);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "atscript-progress");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public synchronized void beforeStatement(SyncPlan plan, int index) {
        if (index == 0) {
            entries = plan.entriesByStatement();
        }
        SqlStatement next = plan.statements().get(index);
        SyncEntry entry = entries.get(next);
        counter = (index + 1) + "/" + plan.statements().size();
        statement = (entry == null ? "" : entry.name() + ": ") + next.sql();
        begun = nanoTime.getAsLong();
        show("[" + counter + "] " + statement);
    }

    /** Shows for how long the statement has been running, once that is a second. */
    synchronized void tellTime() {
        Duration running = Duration.ofNanos(nanoTime.getAsLong() - begun);
        long seconds = running.toSeconds();
        if (!counter.isEmpty() && seconds > 0) {
            show("[" + counter + ", " + (seconds < 60 ? seconds + " s" : Counts.time(running)) + "] " + statement);
        }
    }

    private void show(String text) {
        String line = text.replaceAll("[\\s\\p{Cntrl}]+", " ");
        String shortened = TextWidth.of(line) > width ? TextWidth.cut(line, width - 1) + "…" : line;
        out.print("\r" + shortened + " ".repeat(width - TextWidth.of(shortened)));
        out.flush();
    }

    @Override
    public synchronized void close() {
        everySecond.shutdownNow();
        if (!counter.isEmpty()) {
            counter = "";
            out.print("\r" + " ".repeat(width) + "\r");
            out.flush();
        }
    }
}
