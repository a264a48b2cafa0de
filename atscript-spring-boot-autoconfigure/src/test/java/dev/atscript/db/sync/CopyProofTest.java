package dev.atscript.db.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atscript.db.dialect.SqlStatement;
import dev.atscript.testing.SqliteFiles;
import dev.atscript.testing.TestDatabase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.BinaryOperator;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** What proves that SQLite's copy of a table has what the table has, however its rows are told apart. */
class CopyProofTest {

    private static final String WITHOUT_ROWID = "CREATE TABLE t (id TEXT NOT NULL COLLATE NOCASE, code TEXT NOT NULL,"
            + " a TEXT, n INTEGER NOT NULL DEFAULT 1, PRIMARY KEY (id, code)) WITHOUT ROWID";

    private static final String WITHOUT_KEY =
            "CREATE TABLE t (rowid TEXT, oid TEXT, _rowid_ TEXT, a TEXT, n INTEGER NOT NULL DEFAULT 1)";

    private static final String PARENT_AND_CHILD = """
            @db.table 'p' interface P { @meta.id id: number.int, a: string }
            @db.table 'c' interface C { @meta.id id: number.int, @db.rel.FK @db.rel.onDelete 'cascade' p: P.id }
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                WITHOUT_ROWID + "| @meta.id @db.column.collate 'nocase' id: string, @meta.id code: string, a?: string,"
                        + " @db.default 2 n: number.int | 'x', 'y', 'a', 3",
                WITHOUT_ROWID + "| @db.column.collate 'nocase' id: string, @meta.id code: string, a?: string,"
                        + " @db.default 1 n: number.int | 'x', 'y', 'a', 3",
                "CREATE TABLE t (id INTEGER NOT NULL PRIMARY KEY, code INTEGER NOT NULL, a TEXT)"
                        + "| id: number.int, @meta.id code: number.int, a?: string | 1, 7, 'a'",
                "CREATE TABLE t (id INTEGER NOT NULL PRIMARY KEY, code INTEGER NOT NULL, a TEXT)"
                        + "| id: number.int, code: number.int, a?: string | 1, 7, 'a'",
                WITHOUT_KEY + "| rowid?: string, oid?: string, _rowid_?: string, a?: string,"
                        + " @db.default 2 n: number.int | NULL, NULL, NULL, 'a', 1",
            })
    void findsAChangedValueAndALostRow(String create, String fields, String row) {
        try (TestDatabase database = SqliteFiles.createDatabase()) {
            JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
            jdbc.execute(create);
            jdbc.execute("INSERT INTO t VALUES (" + row + ")");
            SchemaSync sync = new SchemaSync(DbSpace.of(database.dataSource()));
            AtscriptSchema model = Schemas.of("@db.table 't' interface T { " + fields + " }");
            List<SqlStatement> proofs = copied(sync.plan(model), jdbc);
            assertThat(disproved(proofs, jdbc)).isEmpty();
            jdbc.execute("UPDATE \"__atscript_new_t\" SET a = 'A'");
            assertThat(disproved(proofs, jdbc)).containsExactly("a value of t was changed by copying");
            jdbc.execute("UPDATE \"__atscript_new_t\" SET a = NULL");
            assertThat(disproved(proofs, jdbc)).containsExactly("a value of t was changed by copying");
            jdbc.execute("DELETE FROM \"__atscript_new_t\"");
            assertThat(disproved(proofs, jdbc))
                    .containsExactly("not every row of t was copied", "a value of t was changed by copying");

            jdbc.execute("DROP TABLE \"__atscript_new_t\"");
            assertThat(sync.run(model).status()).isEqualTo(SyncResult.Status.SYNCED);
            assertThat(jdbc.queryForObject("SELECT a FROM t", String.class)).isEqualTo("a");
        }
    }

    /** As many rows, and none that was not there: but another one of two that are alike is lost. */
    @Test
    void countsRowsThatAreAlike() {
        try (TestDatabase database = SqliteFiles.createDatabase()) {
            JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
            jdbc.execute(WITHOUT_KEY);
            jdbc.execute("INSERT INTO t (a) VALUES ('a'), ('a'), ('b')");
            AtscriptSchema model =
                    Schemas.of("@db.table 't' interface T { rowid?: string, oid?: string, _rowid_?: string,"
                            + " a?: string, @db.default 2 n: number.int }");
            List<SqlStatement> proofs = copied(new SchemaSync(DbSpace.of(database.dataSource())).plan(model), jdbc);
            assertThat(disproved(proofs, jdbc)).isEmpty();
            jdbc.execute("DELETE FROM \"__atscript_new_t\"");
            jdbc.execute("INSERT INTO \"__atscript_new_t\" (a, n) VALUES ('a', 1), ('b', 1), ('b', 1)");
            assertThat(disproved(proofs, jdbc)).containsExactly("a value of t was changed by copying");
        }
    }

    /** Were foreign keys to act while a table is replaced, the rows that point at it would go with it. */
    @Test
    void keepsTheRowsThatPointAtATable() {
        try (TestDatabase database = SqliteFiles.createDatabase()) {
            JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
            SchemaSync sync = new SchemaSync(DbSpace.of(database.dataSource()));
            sync.run(Schemas.of(PARENT_AND_CHILD));
            jdbc.execute("INSERT INTO p VALUES (1, 'a')");
            jdbc.execute("INSERT INTO c VALUES (2, 1)");
            AtscriptSchema model = Schemas.of(PARENT_AND_CHILD.replace("a: string", "@db.default 'b' a: string"));
            SchemaSync careless = new SchemaSync(DbSpace.of(new ActingForeignKeys(database.dataSource())));
            assertThatThrownBy(() -> careless.run(model))
                    .isInstanceOf(SyncStatementException.class)
                    .hasMessageContaining("rows that point at p would go with it, or change");
            assertThat(jdbc.queryForObject("SELECT count(*) FROM c", Long.class))
                    .isEqualTo(1);
            assertThat(sync.run(model).status()).isEqualTo(SyncResult.Status.SYNCED);
            assertThat(jdbc.queryForObject("SELECT p FROM c", Long.class)).isEqualTo(1);
        }
    }

    /** Connections whose foreign keys act, whoever says that they should not. */
    private static final class ActingForeignKeys extends DelegatingDataSource {

        ActingForeignKeys(DataSource target) {
            super(target);
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection connection = super.getConnection();
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA foreign_keys = ON");
            }
            return proxy(
                    Connection.class,
                    connection,
                    (method, result) -> result instanceof Statement statement && !(result instanceof PreparedStatement)
                            ? proxy(Statement.class, statement, (other, same) -> same)
                            : result);
        }

        private static <T> T proxy(Class<T> type, T target, BinaryOperator<Object> result) {
            return type.cast(Proxy.newProxyInstance(
                    type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                        if (arguments != null && "PRAGMA foreign_keys = OFF".equals(arguments[0])) {
                            return false;
                        }
                        try {
                            return result.apply(method, method.invoke(target, arguments));
                        } catch (InvocationTargetException ex) {
                            throw ex.getCause();
                        }
                    }));
        }
    }

    /** Does all of a plan up to the proofs of its copy; these. */
    private static List<SqlStatement> copied(SyncPlan plan, JdbcTemplate jdbc) {
        List<SqlStatement> proofs = plan.statements().stream()
                .filter(statement -> statement.sql().contains("\"__atscript_new_t\"") && statement.isProof())
                .toList();
        plan.statements().stream()
                .map(SqlStatement::sql)
                .takeWhile(sql -> !sql.equals(proofs.get(0).sql()))
                .forEach(jdbc::execute);
        return proofs;
    }

    private static List<String> disproved(List<SqlStatement> proofs, JdbcTemplate jdbc) {
        return proofs.stream()
                .filter(proof -> !jdbc.queryForList(proof.sql()).isEmpty())
                .map(SqlStatement::proof)
                .toList();
    }
}
