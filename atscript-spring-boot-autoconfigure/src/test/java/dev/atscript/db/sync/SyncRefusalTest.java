package dev.atscript.db.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atscript.db.dialect.ControlTableSql;
import dev.atscript.testing.CountingDataSource;
import dev.atscript.testing.DatabaseKind;
import dev.atscript.testing.PostgresServer;
import dev.atscript.testing.SqliteFiles;
import dev.atscript.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.sqlite.SQLiteDataSource;

/** Databases that do not let sync do its work: a sentence says which step failed, by which statement, and why. */
class SyncRefusalTest {

    private static final AtscriptSchema USERS =
            Schemas.of("@db.table 'users'\nexport interface User { @meta.id id: number, name: string }\n");

    private static final AtscriptSchema SMALLER_USERS =
            Schemas.of("@db.table 'users'\nexport interface User { @meta.id id: number }\n");

    private TestDatabase database = SqliteFiles.createDatabase();

    @AfterEach
    void dropDatabase() {
        database.close();
    }

    @Test
    void roleMayNotCreateTables() {
        usePostgres();
        jdbc().execute("REVOKE ALL ON SCHEMA public FROM PUBLIC");
        jdbc().execute("GRANT USAGE ON SCHEMA public TO PUBLIC");
        assertRefusal(
                sync(asRole("nobody_much")),
                "create its control table",
                "CREATE TABLE IF NOT EXISTS",
                "permission denied for schema public",
                "SQLSTATE 42501");
    }

    @Test
    void databaseOnlyReads() {
        usePostgres();
        PGSimpleDataSource readOnly = copyOfPostgres();
        readOnly.setOptions("-c default_transaction_read_only=on");
        assertRefusal(
                sync(readOnly),
                "create its control table",
                "CREATE TABLE IF NOT EXISTS",
                "cannot execute CREATE TABLE in a read-only transaction",
                "SQLSTATE 25006");
        sync(database.dataSource()).run(USERS);
        assertThatThrownBy(() -> sync(readOnly).run(SMALLER_USERS))
                .isInstanceOf(SyncStatementException.class)
                .hasMessageContaining("take its lock")
                .hasMessageContaining("read-only transaction");
    }

    @Test
    void fileOnlyReads() {
        jdbc().execute("CREATE TABLE other (id INTEGER)");
        SQLiteDataSource readOnly = new SQLiteDataSource();
        readOnly.setUrl(database.jdbcUrl());
        readOnly.setReadOnly(true);
        assertRefusal(
                sync(readOnly),
                "create its control table",
                "CREATE TABLE IF NOT EXISTS",
                "readonly database",
                "error 8");
    }

    @Test
    void noSchemaIsSelected() {
        usePostgres();
        PGSimpleDataSource nowhere = copyOfPostgres();
        nowhere.setCurrentSchema("nowhere");
        assertThat(sync(nowhere).plan(USERS).count(SyncEntry.Status.ERROR)).isEqualTo(1);
        assertRefusal(
                sync(nowhere),
                "create its control table",
                "CREATE TABLE IF NOT EXISTS",
                "no schema has been selected to create in",
                "SQLSTATE 3F000");
        assertThatThrownBy(() -> sync(nowhere).run(USERS))
                .hasMessageContaining("The default schema of the connection does not exist")
                .hasMessageContaining("spring.datasource.hikari.schema");
    }

    @Test
    void roleMayNotReadTheControlTable() {
        usePostgres();
        sync(database.dataSource()).run(USERS);
        DataSource role = asRole("nobody_reads");
        assertThatThrownBy(() -> sync(role).state())
                .isInstanceOf(SyncStatementException.class)
                .hasMessageContaining("read its control table")
                .hasMessageContaining("permission denied for table");
        assertThatThrownBy(() -> sync(role).plan(USERS)).isInstanceOf(SyncStatementException.class);
        assertThatThrownBy(() -> sync(role).isUpToDate(USERS, SyncOptions.defaults()))
                .isInstanceOf(SyncStatementException.class);
    }

    @Test
    void roleMayNotCount() {
        usePostgres();
        sync(database.dataSource()).run(USERS);
        DataSource role = asRole("nobody_counts");
        jdbc().execute("GRANT ALL ON \"__atscript_control\" TO nobody_counts");
        assertThatThrownBy(() -> sync(role).plan(SMALLER_USERS))
                .isInstanceOf(SyncStatementException.class)
                .hasMessageContaining("count the rows")
                .hasMessageContaining("SELECT count(\"name\") FROM \"users\"")
                .hasMessageContaining("permission denied for table users")
                .hasMessageContaining("grant");
    }

    /** The count waits for one who has locked the table. */
    @Test
    void roleMayNotCountForLong() throws SQLException {
        usePostgres();
        sync(database.dataSource()).run(USERS);
        PGSimpleDataSource impatient = copyOfPostgres();
        impatient.setOptions("-c statement_timeout=1000");
        try (Connection other = database.dataSource().getConnection();
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN");
            statement.execute("LOCK TABLE users IN ACCESS EXCLUSIVE MODE");
            assertThatThrownBy(() -> sync(impatient).plan(SMALLER_USERS))
                    .isInstanceOf(SyncStatementException.class)
                    .hasMessageContaining("count the rows")
                    .hasMessageContaining("canceling statement due to statement timeout")
                    .hasMessageContaining("lift that for the role")
                    .hasMessageNotContaining("grant");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "synced_tables, 'not json', SQLITE",
        "sync_history, '[{', SQLITE",
        "table_snapshot:users, '{\"table\": 1}', SQLITE",
        "table_snapshot:users, '{\"table\": null}', SQLITE",
        "table_snapshot:users, '{\"view\": null, \"renamedFrom\": []}', SQLITE",
        "synced_tables, '', SQLITE",
        "synced_tables, '\"users\"', SQLITE",
        "synced_tables, '[{\"table\": \"users\"}]', SQLITE",
        "synced_tables, '[7]', SQLITE",
        "synced_tables, '[{\"name\": null}]', SQLITE",
        "sync_history, '{}', SQLITE",
        "sync_history, '[{\"hash\": \"0\", \"version\": \"soon\"}]', SQLITE",
        "sync_history, '[{\"hash\": \"0\", \"version\": \"1..2\"}]', POSTGRES",
        "sync_failure, '{', SQLITE",
        "schema_version, '0011223344556677 safe, pending: many', SQLITE",
        "synced_tables, '{', POSTGRES",
    })
    void rowOfTheControlTableCannotBeRead(String row, String value, DatabaseKind kind) {
        if (kind == DatabaseKind.POSTGRES) {
            usePostgres();
        }
        SchemaSync sync = sync(database.dataSource());
        sync.run(USERS);
        jdbc().update("DELETE FROM \"" + ControlTableSql.TABLE + "\" WHERE \"_id\" = ?", row);
        jdbc().update("INSERT INTO \"" + ControlTableSql.TABLE + "\" (\"_id\", \"value\") VALUES (?, ?)", row, value);
        assertThatThrownBy(() -> sync.plan(USERS))
                .isInstanceOf(SyncStateException.class)
                .hasMessageStartingWith(
                        "The row '" + row + "' of __atscript_control cannot be read; nothing was changed.")
                .hasMessageContaining("delete the row");
        assertThatThrownBy(() -> sync.run(SMALLER_USERS)).isInstanceOf(SyncStateException.class);
    }

    /** SQLite keeps what it is told, and finds every text later than now: nobody would ever get the lock. */
    @ParameterizedTest
    @ValueSource(strings = {"soon", "NaN", "2099-01-01T00:00:00Z"})
    void rowOfTheLockCannotBeRead(String time) {
        SchemaSync sync = sync(database.dataSource());
        sync.run(USERS);
        jdbc().update(
                        "INSERT INTO \"" + ControlTableSql.TABLE + "\" VALUES ('sync_lock', 'token', 'me', 1000, ?)",
                        time);
        assertThatThrownBy(() -> sync.run(SMALLER_USERS))
                .isInstanceOf(SyncStateException.class)
                .hasMessageStartingWith(
                        "The row 'sync_lock' of __atscript_control cannot be read; nothing was changed.")
                .hasMessageContaining("expiresAt is '" + time + "'")
                .hasMessageContaining("delete the row");
        assertThatThrownBy(sync::state).isInstanceOf(SyncStateException.class);
    }

    /** As another tool may have made the control table. */
    @Test
    void lockEndsAtNoTime() {
        usePostgres();
        SchemaSync sync = sync(database.dataSource());
        sync.run(USERS);
        jdbc().execute("ALTER TABLE \"" + ControlTableSql.TABLE + "\" ALTER \"expiresAt\" TYPE double precision");
        jdbc().update("INSERT INTO \"" + ControlTableSql.TABLE + "\" VALUES ('sync_lock', 'token', 'me', 1000, 'NaN')");
        assertThatThrownBy(() -> sync.run(SMALLER_USERS))
                .isInstanceOf(SyncStateException.class)
                .hasMessageContaining("expiresAt is 'NaN'");
    }

    @Test
    void firstRunWaitsForSomebodyWhoWrites() throws SQLException {
        SQLiteDataSource impatient = new SQLiteDataSource();
        impatient.setUrl(database.jdbcUrl());
        impatient.setBusyTimeout(1);
        try (Connection writer = database.dataSource().getConnection();
                Statement statement = writer.createStatement()) {
            statement.execute("BEGIN EXCLUSIVE");
            AtomicLong nanos = new AtomicLong();
            Waiting waiting = new Waiting(
                    nanos::get,
                    duration -> {
                        if (nanos.addAndGet(duration.toNanos())
                                        > Duration.ofSeconds(5).toNanos()
                                && nanos.get() < 6e9) {
                            execute(statement, "COMMIT");
                        }
                    },
                    (interval, task) -> () -> {});
            SchemaSync sync = new SchemaSync(DbSpace.of(impatient), waiting);
            assertThat(sync.run(USERS).status()).isEqualTo(SyncResult.Status.SYNCED);
            assertThat(nanos.get()).isGreaterThan(Duration.ofSeconds(5).toNanos());
        }
    }

    /** Whatever it is about to read, with the lock in its hands. */
    @ParameterizedTest
    @ValueSource(strings = {"SELECT \"_id\"", "sqlite_schema", "count("})
    void waitsForSomebodyWhoWritesWhileItPlans(String reading) throws SQLException {
        sync(database.dataSource()).run(USERS);
        SQLiteDataSource impatient = new SQLiteDataSource();
        impatient.setUrl(database.jdbcUrl());
        impatient.setBusyTimeout(1);
        CountingDataSource counting = new CountingDataSource(impatient);
        AtomicInteger pauses = new AtomicInteger();
        try (Connection writer = database.dataSource().getConnection();
                Statement statement = writer.createStatement()) {
            counting.beforeEach(sql -> {
                if (sql.contains(reading) && pauses.get() == 0) {
                    execute(statement, "BEGIN EXCLUSIVE");
                    pauses.incrementAndGet();
                }
            });
            Waiting waiting = new Waiting(
                    () -> 0,
                    duration -> {
                        if (pauses.incrementAndGet() == 3) {
                            execute(statement, "COMMIT");
                        }
                    },
                    (interval, task) -> () -> {});
            SchemaSync sync = new SchemaSync(DbSpace.of(counting), waiting);
            assertThat(sync.run(SMALLER_USERS).status()).isEqualTo(SyncResult.Status.SYNCED);
            assertThat(pauses).hasValue(3);
        }
    }

    private static void execute(Statement statement, String sql) {
        try {
            statement.execute(sql);
        } catch (SQLException ex) {
            throw new IllegalStateException(ex);
        }
    }

    @Test
    void firstRunEndsItsWaitForSomebodyWhoWrites() throws SQLException {
        SQLiteDataSource impatient = new SQLiteDataSource();
        impatient.setUrl(database.jdbcUrl());
        impatient.setBusyTimeout(1);
        try (Connection writer = database.dataSource().getConnection();
                Statement statement = writer.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            AtomicLong nanos = new AtomicLong();
            Waiting waiting = new Waiting(
                    nanos::get, duration -> nanos.addAndGet(duration.toNanos()), (interval, task) -> () -> {});
            SchemaSync sync = new SchemaSync(DbSpace.of(impatient), waiting);
            assertThatThrownBy(() -> sync.run(USERS))
                    .isInstanceOf(SyncLockException.class)
                    .hasMessageContaining("another connection is writing to the database");
        }
    }

    private static void assertRefusal(SchemaSync sync, String step, String sql, String word, String code) {
        assertThatThrownBy(() -> sync.run(USERS)).isInstanceOfSatisfying(SyncStatementException.class, ex -> {
            assertThat(ex)
                    .hasMessageStartingWith("The database refused to let sync " + step + "; nothing was changed.")
                    .hasMessageContaining("\n  statement: " + sql)
                    .hasMessageContaining("\n  database:  ")
                    .hasMessageContaining(word)
                    .hasMessageContaining("atscript.db.username");
            assertThat(ex.sql()).startsWith(sql);
            assertThat(ex.code()).isEqualTo(code);
        });
    }

    private void usePostgres() {
        database.close();
        database = PostgresServer.createDatabase();
    }

    private JdbcTemplate jdbc() {
        return new JdbcTemplate(database.dataSource());
    }

    private DataSource asRole(String role) {
        jdbc().execute("DROP ROLE IF EXISTS " + role);
        jdbc().execute("CREATE ROLE " + role + " LOGIN PASSWORD 'secret'");
        PGSimpleDataSource other = copyOfPostgres();
        other.setUser(role);
        other.setPassword("secret");
        return other;
    }

    private PGSimpleDataSource copyOfPostgres() {
        PGSimpleDataSource copy = new PGSimpleDataSource();
        copy.setUrl(database.jdbcUrl());
        copy.setUser(database.username());
        copy.setPassword(database.password());
        return copy;
    }

    private static SchemaSync sync(DataSource dataSource) {
        return new SchemaSync(DbSpace.of(dataSource));
    }
}
