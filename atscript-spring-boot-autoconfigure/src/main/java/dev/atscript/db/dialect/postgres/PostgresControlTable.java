package dev.atscript.db.dialect.postgres;

import dev.atscript.db.dialect.ControlTableSql;

/** The control table's statements in PostgreSQL. */
final class PostgresControlTable {

    /**
     * Always true. It is evaluated before a row is locked, limits how long the statement waits for that, and ends with the
     * statement's transaction.
     */
    private static final String IMPATIENTLY =
            "set_config('lock_timeout', '" + ControlTableSql.PATIENCE.toMillis() + "', true) IS NOT NULL";

    private static final String NOW = "floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint";

    static final ControlTableSql SQL = new ControlTableSql(
            """
            CREATE TABLE IF NOT EXISTS "__atscript_control" (
              "_id" text NOT NULL PRIMARY KEY,
              "value" text,
              "lockedBy" text,
              "lockedAt" bigint,
              "expiresAt" bigint
            )""",
            """
            SELECT "value" FROM "__atscript_control" WHERE "_id" = ?""",
            """
            SELECT "_id", "value" FROM "__atscript_control\"""",
            """
            DELETE FROM "__atscript_control" WHERE "_id" = ?""",
            """
            INSERT INTO "__atscript_control" ("_id", "value") VALUES (?, ?)""",
            "SELECT " + NOW,
            """
            INSERT INTO "__atscript_control" ("_id", "value", "lockedBy", "lockedAt", "expiresAt")
            SELECT 'sync_lock', ?, ?, t.now, t.now + ? FROM (SELECT %s AS now) t
            WHERE NOT EXISTS (SELECT 1 FROM "__atscript_control" WHERE "_id" = 'sync_lock' AND "expiresAt" > t.now)
              AND %s
            ON CONFLICT ("_id") DO UPDATE SET "value" = excluded."value", "lockedBy" = excluded."lockedBy",
              "lockedAt" = excluded."lockedAt", "expiresAt" = excluded."expiresAt"
            WHERE coalesce("__atscript_control"."expiresAt", 0) <= excluded."lockedAt\"""".formatted(NOW, IMPATIENTLY),
            """
            UPDATE "__atscript_control" SET "expiresAt" = %s + ?
            WHERE "_id" = 'sync_lock' AND "value" = ? AND "lockedBy" = ? AND %s""".formatted(NOW, IMPATIENTLY),
            """
            SELECT "value", "lockedBy", "lockedAt", "expiresAt",
              CASE WHEN coalesce("expiresAt", 0) <= %s THEN 1 ELSE 0 END AS expired
            FROM "__atscript_control" WHERE "_id" = 'sync_lock'""".formatted(NOW),
            """
            SELECT 1 FROM "__atscript_control" WHERE "_id" = 'sync_lock' AND "value" = ? AND "lockedBy" = ? FOR UPDATE""",
            """
            DELETE FROM "__atscript_control" WHERE "_id" = 'sync_lock' AND "value" = ? AND "lockedBy" = ? AND %s""".formatted(IMPATIENTLY),
            """
            INSERT INTO "__atscript_control" ("_id", "value") SELECT ?, ? WHERE %s
            ON CONFLICT ("_id") DO UPDATE SET "value" = excluded."value\"""".formatted(IMPATIENTLY));

    private PostgresControlTable() {}
}
