package dev.atscript.db.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atscript.testing.BeforeStatement;
import dev.atscript.testing.PostgresServer;
import dev.atscript.testing.SqliteFiles;
import dev.atscript.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** Values that others write when a plan has counted them, and before its statements change them, are not cut or rounded. */
class WrittenMeanwhileTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "string | @expect.maxLength 3 a: string | 'abc' | 'abcdef' | VARCHAR(3)",
                "number | number.int | 1 | 1.5 | BIGINT",
                "number.int | number | 1 | 9007199254740993 | DOUBLE PRECISION",
                "decimal | @db.column.precision 6, 2 a: decimal | 1.25 | 1.255 | NUMERIC(6,2)",
                "number.int | boolean | 1 | 2 | BOOLEAN",
                "string | number | '1.5' | '0.12345678901234567891' | DOUBLE PRECISION",
                "@db.pg.type 'timestamptz' a: string | @db.pg.type 'date' a: string"
                        + " | '2026-01-01 00:00Z' | '2026-01-01 10:00Z' | DATE",
            })
    void areProvedOnPostgres(String before, String after, String fits, String loses, String type) {
        try (TestDatabase database = PostgresServer.createDatabase()) {
            areProved(database, before, after, fits, loses, type);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "string | number.int | '1' | 'abc' | INTEGER",
                "number | number.int | 1 | 1.5 | INTEGER",
                "number.int | number | 1 | 9007199254740993 | REAL",
                "string | number | '1.5' | '0.12345678901234567891' | REAL",
                "string | decimal | '1.5' | '0.12345678901234567891' | NUMERIC",
            })
    void areProvedOnSqlite(String before, String after, String fits, String loses, String type) {
        try (TestDatabase database = SqliteFiles.createDatabase()) {
            areProved(database, before, after, fits, loses, type);
        }
    }

    private static void areProved(
            TestDatabase database, String before, String after, String fits, String loses, String type) {
        JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
        SchemaSync sync = new SchemaSync(DbSpace.of(database.dataSource()));
        sync.run(model(before));
        jdbc.execute("INSERT INTO t VALUES (1, " + fits + ")");
        jdbc.execute("INSERT INTO t VALUES (2, " + loses + ")");
        String written = value(jdbc);
        jdbc.execute("DELETE FROM t WHERE id = 2");

        SchemaSync overtaken = sync.withListener(new SchemaSyncListener() {
            @Override
            public void beforeApply(SyncPlan plan) {
                jdbc.execute("INSERT INTO t VALUES (2, " + loses + ")");
            }
        });
        assertThatThrownBy(() -> overtaken.run(model(after)))
                .isInstanceOf(SyncStatementException.class)
                .hasMessageContaining("Everything was rolled back, as otherwise a value of a that " + type
                        + " cannot keep would be lost")
                .hasMessageContaining("written since they were counted")
                .hasMessageContaining("(t: ")
                .hasMessageContaining("statement: SELECT 1 FROM \"t\"");
        assertThat(value(jdbc)).isEqualTo(written);
        assertThat(sync.state().lock()).isEmpty();
        assertThatThrownBy(() -> sync.run(model(after)))
                .isInstanceOf(SyncPlanException.class)
                .hasMessageContaining("1 row holds a value of a that " + type + " cannot keep");

        jdbc.execute("DELETE FROM t WHERE id = 2");
        assertThat(sync.run(model(after)).status()).isEqualTo(SyncResult.Status.SYNCED);
        assertThat(jdbc.queryForList("SELECT id FROM t")).hasSize(1);
    }

    private static AtscriptSchema model(String field) {
        return Schemas.of("@db.table 't' @db.sync.method 'recreate' interface T { @meta.id id: number.int, "
                + (field.contains(": ") ? field : "a: " + field) + " }");
    }

    private static String value(JdbcTemplate jdbc) {
        return String.valueOf(jdbc.queryForObject("SELECT CAST(a AS VARCHAR(50)) FROM t WHERE id = 2", String.class));
    }

    /** SQLite's transaction keeps others from writing at all. */
    @Test
    void othersCannotWriteOnceTheyAreProvedOnPostgres() {
        try (TestDatabase database = PostgresServer.createDatabase()) {
            JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
            SchemaSync sync = new SchemaSync(DbSpace.of(database.dataSource()));
            sync.run(model("string"));
            List<String> written = new ArrayList<>();
            sync.withListener((BeforeStatement) (plan, index) -> {
                        String next = plan.statements().get(index).sql();
                        try {
                            jdbc.execute("SET lock_timeout = '20ms'; INSERT INTO t VALUES (" + index + ", 'abc')");
                            written.add(next);
                        } catch (DataAccessException ex) {
                            assertThat(ex).hasMessageContaining("lock timeout");
                        }
                    })
                    .run(model("@expect.maxLength 3 a: string"));
            assertThat(written).singleElement().satisfies(sql -> assertThat(sql).startsWith("LOCK TABLE"));
        }
    }

    /** A snapshot from before the lock would not show what was written until then. */
    @Test
    void areProvedOnPostgresWhereSessionsReadRepeatably() {
        try (TestDatabase database = PostgresServer.createDatabase()) {
            JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
            jdbc.execute(
                    "ALTER DATABASE " + database.name() + " SET default_transaction_isolation = 'repeatable read'");
            SchemaSync sync = new SchemaSync(DbSpace.of(database.dataSource()));
            sync.run(model("string"));
            SchemaSync overtaken = sync.withListener((BeforeStatement) (plan, index) -> {
                if (index == 0) {
                    jdbc.execute("INSERT INTO t VALUES (1, 'abcdef')");
                }
            });
            assertThatThrownBy(() -> overtaken.run(model("@expect.maxLength 3 a: string")))
                    .isInstanceOf(SyncStatementException.class)
                    .hasMessageContaining("written since they were counted");
            assertThat(jdbc.queryForObject("SELECT a FROM t", String.class)).isEqualTo("abcdef");
        }
    }

    /** A cast that fails proves that by itself. */
    @Test
    void arePlainlyCastWherePostgresRefusesWhatDoesNotSurvive() {
        try (TestDatabase database = PostgresServer.createDatabase()) {
            SchemaSync sync = new SchemaSync(DbSpace.of(database.dataSource()));
            sync.run(model("string"));
            JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
            SchemaSync overtaken = sync.withListener(
                    (BeforeStatement) (plan, index) -> jdbc.execute("INSERT INTO t VALUES (1, 'abc')"));
            assertThat(sync.plan(model("boolean")).statements()).hasSize(1);
            assertThatThrownBy(() -> overtaken.run(model("boolean")))
                    .isInstanceOf(SyncStatementException.class)
                    .hasMessageContaining("invalid input syntax for type boolean");
            assertThat(jdbc.queryForObject("SELECT a FROM t", String.class)).isEqualTo("abc");
        }
    }
}
