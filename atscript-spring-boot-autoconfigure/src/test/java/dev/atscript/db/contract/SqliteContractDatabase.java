package dev.atscript.db.contract;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.atscript.testing.CountingDataSource;
import dev.atscript.testing.SqliteFiles;
import dev.atscript.testing.TestDatabase;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** An SQLite file behind a pool of one, with foreign keys on as applications have them. */
final class SqliteContractDatabase implements ContractDatabase {

    private final TestDatabase database = SqliteFiles.createDatabase();
    private final HikariDataSource pool;
    private final CountingDataSource dataSource;

    SqliteContractDatabase() {
        SQLiteConfig sqlite = new SQLiteConfig();
        sqlite.enforceForeignKeys(true);
        sqlite.setSynchronous(SQLiteConfig.SynchronousMode.OFF);
        SQLiteDataSource file = new SQLiteDataSource(sqlite);
        file.setUrl(database.jdbcUrl());
        HikariConfig config = new HikariConfig();
        config.setDataSource(file);
        config.setMaximumPoolSize(1);
        pool = new HikariDataSource(config);
        dataSource = new CountingDataSource(pool);
    }

    @Override
    public String dialect() {
        return "sqlite";
    }

    @Override
    public CountingDataSource dataSource() {
        return dataSource;
    }

    @Override
    public Catalogue catalogue() {
        return new SqliteCatalogue(pool);
    }

    @Override
    public void clean() {
        dataSource.reset();
        JdbcTemplate jdbc = new JdbcTemplate(pool);
        jdbc.execute("PRAGMA foreign_keys = OFF");
        drop(jdbc, "view", "type = 'view'");
        drop(jdbc, "table", "sql LIKE 'CREATE VIRTUAL TABLE%'");
        drop(jdbc, "table", "type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'");
        jdbc.queryForList("SELECT name FROM sqlite_schema WHERE name = 'sqlite_sequence'", String.class)
                .forEach(name -> jdbc.execute("DELETE FROM sqlite_sequence"));
        jdbc.execute("PRAGMA foreign_keys = ON");
    }

    private static void drop(JdbcTemplate jdbc, String type, String condition) {
        jdbc.queryForList("SELECT name FROM sqlite_schema WHERE " + condition, String.class)
                .forEach(name -> jdbc.execute("DROP " + type + " " + Identifier.quoted(name)));
    }

    @Override
    public List<String> harmlessStatements() {
        return List.of("SELECT", "WITH", "PRAGMA", "BEGIN", "COMMIT", "ROLLBACK");
    }

    @Override
    public void close() {
        pool.close();
        database.close();
    }
}
