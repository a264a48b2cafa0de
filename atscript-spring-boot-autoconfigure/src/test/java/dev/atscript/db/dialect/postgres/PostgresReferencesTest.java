package dev.atscript.db.dialect.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.testing.PostgresServer;
import dev.atscript.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Which types a foreign key can join, compared with what the server says to each pair of them. */
class PostgresReferencesTest {

    private static final List<String> TYPES = List.of(
            "SMALLINT",
            "INTEGER",
            "BIGINT",
            "NUMERIC",
            "NUMERIC(5,2)",
            "REAL",
            "DOUBLE PRECISION",
            "TEXT",
            "VARCHAR(5)",
            "CHAR(3)",
            "CITEXT",
            "BOOLEAN",
            "DATE",
            "TIMESTAMP WITHOUT TIME ZONE",
            "TIMESTAMP(3) WITH TIME ZONE",
            "UUID",
            "TEXT[]",
            "INTEGER[]");

    @Test
    void areThoseThatTheServerJoins() throws Exception {
        try (TestDatabase database = PostgresServer.createDatabase()) {
            SingleConnectionDataSource connection =
                    new SingleConnectionDataSource(database.dataSource().getConnection(), true);
            JdbcTemplate jdbc = new JdbcTemplate(connection);
            jdbc.execute("CREATE EXTENSION citext");
            List<String> expected = new ArrayList<>();
            List<String> said = new ArrayList<>();
            for (String target : TYPES) {
                jdbc.execute("CREATE TABLE p (id " + target + " PRIMARY KEY)");
                for (String type : TYPES) {
                    String pair = type + " to " + target;
                    if (joins(jdbc, type)) {
                        expected.add(pair);
                    }
                    if (PostgresTypes.canReference(type, target)) {
                        said.add(pair);
                    }
                }
                jdbc.execute("DROP TABLE p");
            }
            connection.destroy();
            assertThat(said).isEqualTo(expected);
        }
    }

    private static boolean joins(JdbcTemplate jdbc, String type) {
        try {
            jdbc.execute("CREATE TABLE c (id " + type + " REFERENCES p)");
        } catch (DataAccessException ex) {
            return false;
        }
        jdbc.execute("DROP TABLE c");
        return true;
    }
}
