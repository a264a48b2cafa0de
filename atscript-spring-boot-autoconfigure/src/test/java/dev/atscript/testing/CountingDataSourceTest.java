package dev.atscript.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CountingDataSourceTest {

    private final TestDatabase database = SqliteFiles.createDatabase();
    private final CountingDataSource dataSource = new CountingDataSource(database.dataSource());

    @BeforeEach
    void createTable() throws SQLException {
        execute("CREATE TABLE t (a int)");
        dataSource.reset();
    }

    @AfterEach
    void dropDatabase() {
        database.close();
    }

    @Test
    void remembersWhatAStatementExecutes() throws SQLException {
        execute("INSERT INTO t VALUES (1)", "DELETE FROM t");
        assertThat(dataSource.statements()).containsExactly("INSERT INTO t VALUES (1)", "DELETE FROM t");
    }

    @Test
    void remembersEachExecutionOfAPreparedStatement() throws SQLException {
        String insert = "INSERT INTO t VALUES (?)";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(insert)) {
            assertThat(dataSource.statements()).isEmpty();
            statement.setInt(1, 1);
            statement.executeUpdate();
            statement.setInt(1, 2);
            statement.executeUpdate();
        }
        assertThat(dataSource.statements()).containsExactly(insert, insert);
    }

    @Test
    void remembersABatchWhenItIsExecuted() throws SQLException {
        String insert = "INSERT INTO t VALUES (?)";
        try (Connection connection = dataSource.getConnection();
                Statement plain = connection.createStatement();
                PreparedStatement prepared = connection.prepareStatement(insert)) {
            plain.addBatch("DROP TABLE t");
            plain.clearBatch();
            plain.addBatch("DELETE FROM t");
            prepared.setInt(1, 1);
            prepared.addBatch();
            prepared.setInt(1, 2);
            prepared.addBatch();
            assertThat(dataSource.statements()).isEmpty();
            plain.executeBatch();
            prepared.executeBatch();
        }
        assertThat(dataSource.statements()).containsExactly("DELETE FROM t", insert, insert);
    }

    @Test
    void remembersWhatFails() {
        assertThatThrownBy(() -> execute("DELETE FROM nowhere"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("nowhere");
        assertThat(dataSource.statements()).containsExactly("DELETE FROM nowhere");
    }

    @Test
    void isTheConnectionOfItsStatements() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            assertThat(statement.getConnection()).isSameAs(connection).isEqualTo(connection);
        }
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }
}
