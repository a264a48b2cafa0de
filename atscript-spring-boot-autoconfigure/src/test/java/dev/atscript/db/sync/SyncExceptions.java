package dev.atscript.db.sync;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.UncategorizedSQLException;

/** Exceptions of runs, for tests of who shows them. */
public final class SyncExceptions {

    private SyncExceptions() {}

    public static SyncException plan(SyncPlan plan) {
        return new SyncPlanException(plan);
    }

    public static SyncException lock(String message, SyncState.Lock holder) {
        return new SyncLockException(message, Optional.of(holder));
    }

    public static SyncException statement(String message, String sql) {
        return SyncStatementException.disproved(message, sql);
    }

    public static SyncException refused(String summary, String sql, SQLException cause) {
        return SyncStatementException.refused(summary, sql, new UncategorizedSQLException("test", sql, cause), "");
    }

    /** One of each kind. */
    public static List<SyncException> all(SyncPlan plan) {
        SyncState.Applied newer = new SyncState.Applied("hash", Instant.EPOCH, "pod-1", 0, "2", Instant.EPOCH, null);
        return List.of(
                plan(plan),
                new SyncPlanChangedException(plan),
                new SyncInterruptedException(),
                new SyncListenerException(
                        new SchemaSyncListener() {}, "it applied the plan", new IllegalStateException("not today")),
                lock("pod-1 holds it", new SyncState.Lock("pod-1", Instant.EPOCH, Instant.EPOCH, false)),
                statement("refused", "DROP"),
                new SyncStateException("hash", new IllegalStateException("nonsense")),
                new SyncSupersededException(newer, List.of()),
                emptySchema(List.of("a"), List.of("users")),
                new DefaultNamespaceException("public", "other"));
    }

    public static SyncException emptySchema(List<String> locations, List<String> tracked) {
        return new EmptySchemaException("", locations, tracked);
    }
}
