package dev.atscript.db.sync;

import java.sql.SQLException;
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

    public static SyncException emptySchema(List<String> locations, List<String> tracked) {
        return new EmptySchemaException("", locations, tracked);
    }
}
