package com.example.checks;

import dev.atscript.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a database has. */
final class Tables {

    private Tables() {}

    /** The names of all tables, in order. */
    static List<String> of(TestDatabase database) {
        String all = database.jdbcUrl().startsWith("jdbc:sqlite:")
                ? "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
                : "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
                        + " AND table_name NOT LIKE 'pg_stat%'";
        return JdbcClient.create(database.dataSource()).sql(all).query(String.class).list().stream()
                .sorted()
                .toList();
    }

    static List<Map<String, Object>> rows(TestDatabase database, String query) {
        return JdbcClient.create(database.dataSource()).sql(query).query().listOfRows();
    }
}
