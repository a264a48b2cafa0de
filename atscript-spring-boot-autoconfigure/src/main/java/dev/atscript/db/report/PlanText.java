package dev.atscript.db.report;

import dev.atscript.db.dialect.SqlStatement;
import dev.atscript.db.sync.SyncEntry;
import dev.atscript.db.sync.SyncEntry.Status;
import dev.atscript.db.sync.SyncPlan;
import dev.atscript.db.sync.SyncResult;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Plans and results as text for people. The text ends without a line break.
 *
 * <pre>
 * Tables
 *   ~ posts                                 alter
 *       + published_at  BIGINT
 *       ~ title_text → title                rename
 *       - old_column    TEXT                drop       ! destructive: 1,204 values
 *   ✓ comments                              in sync
 *
 * 0 to create, 1 to alter, 0 to drop · 1 destructive · hash 9f3c2ab14d5e6f70
 * </pre>
 *
 * @param colour whether to colour it with ANSI escape sequences
 * @param statements whether to show the statements after the changes
 * @param values whether to show literals: default values, and those in statements
 * @param rows whether to show values of rows, which errors are about
 * @param width columns that a line may take, after which it goes on in the next one, statements excepted; 0 for any number
 */
public record PlanText(boolean colour, boolean statements, boolean values, boolean rows, int width) {

    private static final String SEPARATOR = " · ";

    /** Without colours, statements and values of rows, with literals, and as wide as it gets. */
    public static final PlanText PLAIN = new PlanText(false, false, true, false, 0);

    /** The same text with colours, or without. */
    public PlanText withColour(boolean other) {
        return new PlanText(other, statements, values, rows, width);
    }

    /** The same text with statements, or without. */
    public PlanText withStatements(boolean other) {
        return new PlanText(colour, other, values, rows, width);
    }

    /** The same text with literals, or without. */
    public PlanText withValues(boolean other) {
        return new PlanText(colour, statements, other, rows, width);
    }

    /** The same text with values of rows, or without. */
    public PlanText withRows(boolean other) {
        return new PlanText(colour, statements, values, other, width);
    }

    /** The same text for lines of that width; 0 for any. */
    public PlanText withWidth(int other) {
        return new PlanText(colour, statements, values, rows, other);
    }

    /** What would be done: all entries, and a summary. */
    public String of(SyncPlan plan) {
        List<String> lines = sections(plan, plan.entries(), false);
        lines.addAll(summary(planned(plan), "hash " + plan.hash()));
        return String.join("\n", lines);
    }

    /** What was done: all entries of the plan that was applied, if there was one, and a summary. */
    public String of(SyncResult result) {
        List<String> lines = result.plan()
                .filter(plan -> plan.status() != SyncPlan.Status.UP_TO_DATE)
                .map(plan -> sections(plan, plan.entries(), true))
                .orElseGet(ArrayList::new);
        lines.addAll(summary(
                done(result),
                result.pendingChanges() == 0 ? "" : Counts.number(result.pendingChanges()) + " pending",
                "hash " + result.hash(),
                Counts.of(result.statements(), "statement"),
                Counts.time(result.duration())));
        return String.join("\n", lines);
    }

    /** The entries that were changed, for a log; empty where none was. */
    public String changesOf(SyncPlan plan, boolean applied) {
        List<SyncEntry> changed = plan.entries().stream()
                .filter(entry -> entry.status() != Status.IN_SYNC)
                .toList();
        return String.join("\n", sections(plan, changed, applied)).stripTrailing();
    }

    /**
     * One line for each entry that was changed, without its changes, for a log.
     *
     * @param limit how many entries to name; of the others, the text says how many there are
     */
    public String summaryOf(SyncPlan plan, boolean applied, int limit) {
        List<SyncEntry> changed = plan.entries().stream()
                .filter(entry -> entry.status() != Status.IN_SYNC)
                .toList();
        EntryLines entryLines = new EntryLines(new Wording(values), rows, applied);
        List<SyncEntry> named = changed.subList(0, Math.min(limit, changed.size()));
        List<List<Line>> summaries =
                named.stream().map(entry -> List.of(entryLines.summary(entry))).toList();
        List<String> lines = new ArrayList<>(new Layout(colour, width)
                .render(summaries).stream().flatMap(List::stream).toList());
        if (named.size() < changed.size()) {
            lines.add("  … and " + Counts.number(changed.size() - named.size()) + " more");
        }
        return String.join("\n", lines);
    }

    /** {@code 2 created, 1 altered, 0 dropped}; entries of which everything is left out do not count. */
    public static String counts(SyncPlan plan, boolean applied) {
        return number(Status.CREATE, plan)
                + (applied ? " created, " : " to create, ")
                + number(Status.ALTER, plan)
                + (applied ? " altered, " : " to alter, ")
                + number(Status.DROP, plan)
                + (applied ? " dropped" : " to drop");
    }

    private static String number(Status status, SyncPlan plan) {
        return Counts.number(plan.entries().stream()
                .filter(entry -> entry.status() == status && !entry.skipped())
                .count());
    }

    private static String planned(SyncPlan plan) {
        return joined(
                counts(plan, false),
                plan.status() == SyncPlan.Status.UP_TO_DATE ? "up to date" : "",
                some(plan.entries().stream().filter(SyncEntry::destructive).count(), "destructive"),
                some(plan.skippedChanges(), "skipped"),
                plan.hasErrors() ? Counts.of(plan.count(Status.ERROR), "error") : "");
    }

    private static String some(long number, String what) {
        return number == 0 ? "" : Counts.number(number) + " " + what;
    }

    private static String done(SyncResult result) {
        return switch (result.status()) {
            case UP_TO_DATE -> "up to date";
            case SYNCED -> result.plan().map(plan -> counts(plan, true)).orElse("up to date");
            case SYNCED_BY_PEER -> "synced by another pod";
            case SUPERSEDED -> "superseded by a newer build, nothing done";
        };
    }

    private static String joined(String... parts) {
        return Stream.of(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining(SEPARATOR));
    }

    /** One line or, where that is too wide, several, none of which breaks within a part. */
    private List<String> summary(String... parts) {
        List<String> lines = new ArrayList<>();
        for (String part : joined(parts).split(SEPARATOR)) {
            String last = lines.isEmpty() ? "" : lines.get(lines.size() - 1);
            String longer = last + SEPARATOR + part;
            if (!last.isEmpty() && (width == 0 || TextWidth.of(longer) <= width)) {
                lines.set(lines.size() - 1, longer);
            } else {
                lines.add(part);
            }
        }
        return lines;
    }

    private List<String> sections(SyncPlan plan, List<SyncEntry> entries, boolean applied) {
        List<String> lines = new ArrayList<>();
        EntryLines entryLines = new EntryLines(new Wording(values), rows, applied);
        List<List<String>> texts = new Layout(colour, width)
                .render(entries.stream().map(entryLines::of).toList());
        section("Tables", true, entries, texts, lines);
        section("Views", false, entries, texts, lines);
        if (statements && !plan.statements().isEmpty()) {
            lines.add("Statements");
            plan.statements().forEach(statement -> statementLines(statement, lines));
        }
        if (!lines.isEmpty()) {
            lines.add("");
        }
        return lines;
    }

    private void section(
            String title, boolean tables, List<SyncEntry> entries, List<List<String>> texts, List<String> lines) {
        int before = lines.size();
        for (int i = 0; i < entries.size(); i++) {
            if (tables == (entries.get(i).kind() == SyncEntry.Kind.TABLE)) {
                lines.addAll(texts.get(i));
            }
        }
        if (lines.size() > before) {
            lines.add(before, colour ? "\u001B[1m" + title + "\u001B[0m" : title);
        }
    }

    private void statementLines(SqlStatement statement, List<String> lines) {
        if (statement.isProof()) {
            lines.add("  -- must return no row: " + TextWidth.printable(statement.proof()));
        }
        String sql = new Wording(values).sql(statement.sql()) + ";";
        sql.lines().map(TextWidth::printable).forEach(line -> lines.add("  " + line));
    }
}
