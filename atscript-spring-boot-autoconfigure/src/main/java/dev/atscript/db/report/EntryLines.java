package dev.atscript.db.report;

import dev.atscript.db.report.Line.Sign;
import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalForeignKey;
import dev.atscript.db.sync.SyncChange;
import dev.atscript.db.sync.SyncEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The lines that tell of an entry: its own, its changes, its errors, its notes.
 *
 * @param wording how to call things
 * @param rows whether to show values of rows
 * @param done whether the plan was applied, or is only planned
 */
record EntryLines(Wording wording, boolean rows, boolean done) {

    List<Line> of(SyncEntry entry) {
        List<Line> lines = new ArrayList<>();
        lines.add(head(entry));
        entry.changes().forEach(change -> lines.addAll(changeLines(change, entry)));
        entry.errors().forEach(error -> text(Sign.ERROR, withOrigin(error.text(rows), entry), lines));
        entry.notes().forEach(note -> text(Sign.NONE, note, lines));
        return lines;
    }

    /** The entry in one line. */
    Line summary(SyncEntry entry) {
        List<SyncChange> changes = entry.changes();
        long skipped = changes.stream().filter(SyncChange::skipped).count();
        List<String> notes = new ArrayList<>();
        if (entry.status() == SyncEntry.Status.ALTER) {
            notes.add(Counts.of(changes.size() - skipped, "change"));
        }
        if (skipped > 0) {
            notes.add(Counts.number(skipped) + " skipped");
        }
        if (entry.destructive()) {
            notes.add("destructive");
        }
        entry.errors().forEach(error -> notes.add(error.text(rows)));
        return head(entry).withNote(entry.skipped() ? "" : String.join(", ", notes));
    }

    private Line head(SyncEntry entry) {
        String mark = switch (entry.kind()) {
            case TABLE -> "";
            case VIEW -> " [V]";
            case EXTERNAL_VIEW -> " [E]";
        };
        String note = entry.changes().stream()
                .filter(change ->
                        change.change() instanceof Change.DropTable || change.change() instanceof Change.DropView)
                .map(change -> entry.skipped() ? loss(change, "destructive") : danger(change))
                .findFirst()
                .orElse("");
        return Line.of(sign(entry.status()), entry.name() + mark)
                .withDepth(1)
                .withLabel(entry.skipped() ? "skipped" : label(entry.status()))
                .withNote(note);
    }

    private static Sign sign(SyncEntry.Status status) {
        return switch (status) {
            case CREATE -> Sign.ADD;
            case ALTER -> Sign.CHANGE;
            case DROP -> Sign.DROP;
            case IN_SYNC -> Sign.IN_SYNC;
            case ERROR -> Sign.ERROR;
        };
    }

    private String label(SyncEntry.Status status) {
        return switch (status) {
            case CREATE -> done ? "created" : "create";
            case ALTER -> done ? "altered" : "alter";
            case DROP -> done ? "dropped" : "drop";
            case IN_SYNC -> "in sync";
            case ERROR -> "error";
        };
    }

    private List<Line> changeLines(SyncChange planned, SyncEntry entry) {
        Change change = planned.change();
        if (change instanceof Change.CreateView && entry.status() == SyncEntry.Status.ALTER) {
            return List.of(Line.of(Sign.CHANGE, "definition").withLabel(done ? "made anew" : "make anew"));
        }
        List<Line> lines = new ArrayList<>(change.accept(new ChangeLines(wording, done && !planned.skipped())));
        if (change instanceof Change.CreateTable create) {
            foreignKeysInside(create, entry).forEach(key -> lines.add(Line.of(Sign.ADD, wording.foreignKey(key))));
        }
        if (!lines.isEmpty()) {
            Line first = lines.get(0);
            lines.set(0, first.withNote(joined(danger(planned), first.note())));
        }
        return lines;
    }

    /** The foreign keys that CREATE TABLE makes, rather than a change of their own. */
    private static List<PhysicalForeignKey> foreignKeysInside(Change.CreateTable create, SyncEntry entry) {
        Set<PhysicalForeignKey> added = entry.changes().stream()
                .map(SyncChange::change)
                .filter(Change.AddForeignKey.class::isInstance)
                .map(change -> ((Change.AddForeignKey) change).foreignKey())
                .collect(Collectors.toSet());
        return create.definition().foreignKeys().stream()
                .filter(key -> !added.contains(key))
                .toList();
    }

    private static String danger(SyncChange change) {
        if (!change.destructive()) {
            return change.skipped() ? "skipped" : "";
        }
        return change.skipped() ? "skipped: " + loss(change, "destructive") : loss(change, "! destructive");
    }

    private static String loss(SyncChange change, String danger) {
        return change.loss().isEmpty() ? danger : danger + (change.skipped() ? ", " : ": ") + change.loss();
    }

    private static String joined(String one, String other) {
        return one.isEmpty() || other.isEmpty() ? one + other : one + ", " + other;
    }

    private static String withOrigin(String error, SyncEntry entry) {
        return entry.origin().isEmpty() ? error : error + " (" + entry.origin() + ")";
    }

    /** A text of one or more lines; those after the first have no sign. */
    private static void text(Sign sign, String text, List<Line> lines) {
        List<String> rows = text.lines().toList();
        for (int i = 0; i < rows.size(); i++) {
            lines.add(Line.of(i == 0 ? sign : Sign.NONE, rows.get(i)));
        }
    }
}
