package dev.atscript.db.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.testing.DatabaseKind;
import dev.atscript.testing.EachDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * sync.md, "The control table": a database that the TypeScript tool synced last is taken over without loss. Its rows have
 * names and shapes of their own: tables and views in one list, snapshots without our keys, no owner, no history.
 */
class OtherToolTest extends EachDatabase {

    private static final String USERS = """
            @db.table 'users'
            interface User { @meta.id id: number.int, name: string, nick?: string }
            @db.view 'active' @db.view.for User @db.view.filter `User.nick != null`
            interface Active { id: User.id, name: User.name }
            @db.view 'legacy'
            interface Legacy { id: number.int }
            """;

    private SchemaSync sync;

    @BeforeEach
    void leaveWhatTheToolLeaves() {
        sync = new SchemaSync(DbSpace.of(database.dataSource()));
        String number = kind == DatabaseKind.SQLITE ? "REAL" : "DOUBLE PRECISION";
        String id = kind == DatabaseKind.SQLITE ? "INTEGER" : "BIGINT";
        jdbc.execute("CREATE TABLE \"__atscript_control\" (\"_id\" TEXT NOT NULL PRIMARY KEY, \"value\" TEXT,"
                + " \"lockedBy\" TEXT, \"lockedAt\" " + number + ", \"expiresAt\" " + number + ")");
        jdbc.execute("CREATE TABLE \"users\" (\"id\" " + id
                + " NOT NULL PRIMARY KEY, \"name\" TEXT NOT NULL, \"nick\" TEXT)");
        jdbc.execute("CREATE TABLE \"gone\" (\"id\" " + id + " NOT NULL PRIMARY KEY)");
        jdbc.execute(
                "CREATE VIEW \"active\" AS SELECT \"users\".\"id\" AS \"id\", \"users\".\"name\" AS \"name\" FROM \"users\""
                        + " WHERE \"users\".\"nick\" IS NOT NULL");
        jdbc.execute("CREATE VIEW \"legacy\" AS SELECT 1 AS \"id\"");
        jdbc.update("INSERT INTO users VALUES (1, 'ada', 'a'), (2, 'bob', NULL)");
        put("schema_version", "0f1e2d3c");
        put("synced_tables", """
                [{"name":"active","isView":true,"viewType":"V"},{"name":"gone","isView":false},\
                {"name":"legacy","isView":true,"viewType":"E"},{"name":"users","isView":false}]""");
        put("table_snapshot:users", """
                {"tableName":"users","fields":[{"physicalName":"id","designType":"number","optional":false,\
                "isPrimaryKey":true,"storage":"column","mappedType":"INTEGER"}],"indexes":[],"foreignKeys":[]}""");
        put("table_snapshot:active", """
                {"tableName":"active","viewType":"V","entryTable":"users","joinTables":[],"columns":[],"fields":[]}""");
    }

    private void put(String id, String value) {
        jdbc.update("INSERT INTO \"__atscript_control\" (\"_id\", \"value\") VALUES (?, ?)", id, value);
    }

    @Test
    void isTakenOverWithoutLoss() {
        SyncResult result =
                sync.run(Schemas.of(USERS + "\n@db.table 'gone' interface Gone { @meta.id id: number.int }"));
        assertThat(result.status()).isEqualTo(SyncResult.Status.SYNCED);
        assertThat(result.plan().orElseThrow().destructive()).isFalse();
        assertThat(jdbc.queryForList("SELECT name FROM users ORDER BY id", String.class))
                .containsExactly("ada", "bob");
        assertThat(jdbc.queryForList("SELECT name FROM active", String.class)).containsExactly("ada");
        assertThat(sync.state().tracked()).containsExactlyInAnyOrder("active", "gone", "users");
        assertThat(sync.plan(Schemas.of(USERS + "\n@db.table 'gone' interface Gone { @meta.id id: number.int }"))
                        .status())
                .isEqualTo(SyncPlan.Status.UP_TO_DATE);
    }

    @Test
    void goesOnFromWhereTheToolWas() {
        SyncResult result = sync.run(Schemas.of(USERS.replace("nick?: string }", "nick?: string, age?: number.int }")));
        assertThat(result.status()).isEqualTo(SyncResult.Status.SYNCED);
        assertThat(jdbc.queryForList("SELECT name FROM users WHERE age IS NULL ORDER BY id", String.class))
                .containsExactly("ada", "bob");
        assertThat(sync.state().tracked()).containsExactlyInAnyOrder("active", "users");
        assertThat(jdbc.queryForObject("SELECT id FROM legacy", Integer.class)).isEqualTo(1);
    }

    /** A view that only it knew as somebody's is not dropped when no model has it any more. */
    @Test
    void itsExternalViewsStaySomebodys() {
        sync.run(Schemas.of(
                "@db.table 'users' interface User { @meta.id id: number.int, name: string, nick?: string }"));
        assertThat(jdbc.queryForObject("SELECT id FROM legacy", Integer.class)).isEqualTo(1);
        assertThat(sync.state().tracked()).containsExactly("users");
    }
}
