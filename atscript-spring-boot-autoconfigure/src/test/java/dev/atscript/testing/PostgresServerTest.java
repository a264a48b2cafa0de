package dev.atscript.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.atscript.testing.PostgresServer.CountedStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class PostgresServerTest {

    @Test
    void givesAFreshDatabaseEachTime() {
        try (TestDatabase one = PostgresServer.createDatabase();
                TestDatabase other = PostgresServer.createDatabase()) {
            new JdbcTemplate(one.dataSource()).execute("CREATE TABLE t (a int)");
            new JdbcTemplate(other.dataSource()).execute("CREATE TABLE t (b int)");
            assertThat(one.jdbcUrl()).isNotEqualTo(other.jdbcUrl());
        }
    }

    @Test
    void dropsADatabaseThatIsInUse() throws SQLException {
        TestDatabase database = PostgresServer.createDatabase();
        try (Connection connection = database.dataSource().getConnection()) {
            database.close();
            assertThat(connection.isValid(5)).isFalse();
        }
    }

    @Test
    void countsTheStatementsOfADatabase() {
        try (TestDatabase database = PostgresServer.createDatabase()) {
            JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
            jdbc.execute("CREATE TABLE t (a int)");
            PostgresServer.forgetStatementsOf(database);
            jdbc.execute("INSERT INTO t VALUES (1)");
            jdbc.execute("INSERT INTO t VALUES (2)");
            jdbc.execute("ALTER TABLE t ADD COLUMN b text");
            assertThat(PostgresServer.statementsOf(database))
                    .extracting(CountedStatement::sql, CountedStatement::calls)
                    .contains(tuple("INSERT INTO t VALUES ($1)", 2L), tuple("ALTER TABLE t ADD COLUMN b text", 1L))
                    .noneMatch(each -> each.toList().toString().contains("CREATE TABLE"));
        }
    }

    @Test
    void saysWhatConnectionsDoWhereNoneWaitsForALock() throws SQLException {
        try (TestDatabase database = PostgresServer.createDatabase();
                Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT 7");
            assertThatThrownBy(() -> PostgresServer.awaitOneThatWaitsForALock(database, Duration.ZERO, () -> {}))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("No connection waits for a lock")
                    .hasMessageContaining("state=idle, waitEventType=Client, query=SELECT 7");
        }
    }

    @Test
    void comparesTextByCodePointWhateverTheMachinesLocale() {
        try (TestDatabase database = PostgresServer.createDatabase()) {
            JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
            assertThat(jdbc.queryForObject("SELECT 'Z' < 'a' AND lower('Ä') = 'ä'", Boolean.class))
                    .isTrue();
        }
    }
}
