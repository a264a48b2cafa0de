package dev.atscript.db.sync;

import dev.atscript.db.dialect.SqlStatement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run would do. A run executes {@link #statements()}, in this order, and no others on the application's tables;
 * in the same transaction it writes the control table.
 *
 * @param hash the desired schema's hash, 16 hex digits
 * @param entries one for each table and view, those to change first, each group by name
 * @param statements all statements, in order of execution
 */
public record SyncPlan(String hash, List<SyncEntry> entries, List<SqlStatement> statements) {
    public SyncPlan {
        entries = List.copyOf(entries);
        statements = List.copyOf(statements);
    }

    /** Whether there is something to do. */
    public enum Status {
        UP_TO_DATE,
        CHANGES_NEEDED
    }

    /**
     * {@link Status#UP_TO_DATE} if every entry is in sync; skipped changes and errors count as changes needed, unless an
     * error is advisory.
     */
    public Status status() {
        boolean inSync =
                entries.stream().allMatch(entry -> entry.status() == SyncEntry.Status.IN_SYNC || entry.advisory());
        return inSync ? Status.UP_TO_DATE : Status.CHANGES_NEEDED;
    }

    /** Whether an entry has an error that is not advisory, so that nothing may be applied. */
    public boolean hasErrors() {
        return entries.stream().anyMatch(entry -> entry.status() == SyncEntry.Status.ERROR && !entry.advisory());
    }

    /** Whether an entry that would be applied is destructive. */
    public boolean destructive() {
        return entries.stream().anyMatch(SyncEntry::destructive);
    }

    /** How many changes were left out because the run is safe. */
    public int skippedChanges() {
        return (int) entries.stream()
                .flatMap(entry -> entry.changes().stream())
                .filter(SyncChange::skipped)
                .count();
    }

    /** The entry that each statement belongs to; what is done for the plan as a whole is not in it. */
    public Map<SqlStatement, SyncEntry> entriesByStatement() {
        Map<SqlStatement, SyncEntry> byStatement = new HashMap<>();
        for (SyncEntry entry : entries) {
            for (SyncChange change : entry.changes()) {
                change.statements().forEach(statement -> byStatement.putIfAbsent(statement, entry));
            }
        }
        return Map.copyOf(byStatement);
    }

    /** Where a statement comes from: {@code users: add column name, users.as:3:11}; empty for the plan as a whole. */
    Optional<String> originOf(SqlStatement statement) {
        return entries.stream()
                .flatMap(entry -> entry.changes().stream()
                        .filter(change -> change.statements().contains(statement))
                        .map(change -> entry.name() + ": " + Descriptions.ofChange(change.change())
                                + (entry.origin().isEmpty() ? "" : ", " + entry.origin())))
                .findFirst();
    }

    /** Whether a run would do the same: how many rows are lost by it may differ. */
    boolean doesTheSameAs(SyncPlan other) {
        return hash.equals(other.hash)
                && statements.equals(other.statements)
                && skippedChanges() == other.skippedChanges();
    }

    /** How many entries have that status. */
    public int count(SyncEntry.Status status) {
        return (int) entries.stream().filter(entry -> entry.status() == status).count();
    }
}
