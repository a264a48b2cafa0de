package dev.atscript.db.sync;

import java.util.stream.Collectors;

/** The plan has entries with errors, so that nothing was applied. */
public final class SyncPlanException extends SyncException {

    private static final long serialVersionUID = 1L;

    private final transient SyncPlan plan;

    SyncPlanException(SyncPlan plan) {
        super(plan.entries().stream()
                .filter(entry -> !entry.errors().isEmpty())
                .map(SyncPlanException::text)
                .collect(Collectors.joining(
                        System.lineSeparator(),
                        "The database cannot be brought in line; nothing was changed." + System.lineSeparator(),
                        "")));
        this.plan = plan;
    }

    private static String text(SyncEntry entry) {
        String where = entry.origin().isEmpty() ? "" : " (" + entry.origin() + ")";
        return entry.errors().stream()
                .map(error -> "  " + entry.name() + where + ": " + error)
                .collect(Collectors.joining(System.lineSeparator()));
    }

    /** The plan, with its errors. */
    public SyncPlan plan() {
        return plan;
    }
}
