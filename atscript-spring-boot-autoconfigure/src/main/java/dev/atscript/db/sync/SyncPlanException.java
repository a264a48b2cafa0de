package dev.atscript.db.sync;

import java.util.stream.Collectors;

/** The plan has entries with errors, so that nothing was applied. */
public final class SyncPlanException extends SyncException {

    private static final long serialVersionUID = 1L;

    private final transient SyncPlan plan;

    SyncPlanException(SyncPlan plan) {
        super(text(plan, false));
        this.plan = plan;
    }

    private static String text(SyncPlan plan, boolean values) {
        return plan.entries().stream()
                .filter(entry -> !entry.errors().isEmpty())
                .map(entry -> text(entry, values))
                .collect(Collectors.joining(
                        System.lineSeparator(),
                        "The database cannot be brought in line; nothing was changed." + System.lineSeparator(),
                        ""));
    }

    private static String text(SyncEntry entry, boolean values) {
        String where = entry.origin().isEmpty() ? "" : " (" + entry.origin() + ")";
        return entry.errors().stream()
                .map(error -> "  " + entry.name() + where + ": " + error.text(values))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    /** The message with values of rows that are in the way, for those who may see them. */
    public String messageWithValues() {
        return text(plan, true);
    }

    /** The plan, with its errors. */
    public SyncPlan plan() {
        return plan;
    }
}
