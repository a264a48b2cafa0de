package dev.atscript.db.dialect.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.testing.PostgresServer;
import dev.atscript.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class PostgresIntrospectorTest {

    /** A server with its usual settings would compile each of these statements for longer than it executes them. */
    @Test
    void asksWithSettingsOfItsOwnAndLeavesThoseOfTheSession() throws Exception {
        try (TestDatabase database = PostgresServer.createDatabase();
                Connection connection = database.dataSource().getConnection()) {
            new JdbcTemplate(new SingleConnectionDataSource(connection, true))
                    .execute("SET jit = on; SET join_collapse_limit = 9; SET TimeZone = 'Asia/Tokyo'");
            Listening jdbc = new Listening(connection);
            new PostgresIntrospector(Set.of()).introspect(jdbc);
            assertThat(jdbc.settings).containsExactly("on 9 Asia/Tokyo", "off 1 UTC");
            jdbc.settings.clear();
            jdbc.execute("CREATE TABLE a (id int); CREATE VIEW b AS SELECT 1");
            new PostgresIntrospector(Set.of()).introspect(jdbc);
            assertThat(jdbc.settings)
                    .endsWith("on 9 Asia/Tokyo", "off 1 UTC", "off 1 UTC", "off 1 UTC", "off 1 UTC", "off 1 UTC");
            assertThat(settings(connection)).isEqualTo("on 9 Asia/Tokyo");
            assertThat(connection.getAutoCommit()).isTrue();
        }
    }

    private static String settings(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT concat_ws(' ', current_setting('jit'),"
                        + " current_setting('join_collapse_limit'), current_setting('TimeZone'))")) {
            result.next();
            return result.getString(1);
        }
    }

    /** Looks at the session's settings before each statement. */
    private static final class Listening extends JdbcTemplate {

        private final List<String> settings = new ArrayList<>();

        Listening(Connection connection) {
            super(new SingleConnectionDataSource(connection, true));
        }

        @Override
        protected void applyStatementSettings(Statement statement) throws SQLException {
            super.applyStatementSettings(statement);
            settings.add(settings(statement.getConnection()));
        }
    }
}
