package dev.atscript.db.dialect.sqlite;

import dev.atscript.db.dialect.ControlTableSql;

/** The control table's statements in SQLite: an attached database may have such a table, too. */
final class SqliteControlTable {

    // julianday() counts days in a double: exact to less than a millisecond until the year 9999.
    private static final String NOW = "CAST(round((julianday('now') - 2440587.5) * 86400000) AS INTEGER)";

    static final ControlTableSql SQL = new ControlTableSql(
            """
            CREATE TABLE IF NOT EXISTS main."__atscript_control" (
              "_id" TEXT NOT NULL PRIMARY KEY,
              "value" TEXT,
              "lockedBy" TEXT,
              "lockedAt" INTEGER,
              "expiresAt" INTEGER
            )""",
            """
            SELECT "value" FROM main."__atscript_control" WHERE "_id" = ?""",
            """
            SELECT "_id", "value" FROM main."__atscript_control\"""",
            """
            DELETE FROM main."__atscript_control" WHERE "_id" = ?""",
            """
            INSERT INTO main."__atscript_control" ("_id", "value") VALUES (?, ?)""",
            "SELECT " + NOW,
            """
            INSERT INTO main."__atscript_control" ("_id", "value", "lockedBy", "lockedAt", "expiresAt")
            SELECT 'sync_lock', ?, ?, t.now, t.now + ? FROM (SELECT %s AS now) t WHERE true
            ON CONFLICT ("_id") DO UPDATE SET "value" = excluded."value", "lockedBy" = excluded."lockedBy",
              "lockedAt" = excluded."lockedAt", "expiresAt" = excluded."expiresAt"
            WHERE coalesce("__atscript_control"."expiresAt", 0) <= excluded."lockedAt\"""".formatted(NOW),
            """
            UPDATE main."__atscript_control" SET "expiresAt" = %s + ?
            WHERE "_id" = 'sync_lock' AND "value" = ? AND "lockedBy" = ?""".formatted(NOW),
            """
            SELECT "value", "lockedBy", "lockedAt", "expiresAt", coalesce("expiresAt", 0) <= %s AS expired
            FROM main."__atscript_control" WHERE "_id" = 'sync_lock'""".formatted(NOW),
            """
            SELECT 1 FROM main."__atscript_control" WHERE "_id" = 'sync_lock' AND "value" = ? AND "lockedBy" = ?""",
            """
            DELETE FROM main."__atscript_control" WHERE "_id" = 'sync_lock' AND "value" = ? AND "lockedBy" = ?""",
            """
            INSERT INTO main."__atscript_control" ("_id", "value") VALUES (?, ?)
            ON CONFLICT ("_id") DO UPDATE SET "value" = excluded."value\"""");

    private SqliteControlTable() {}
}
