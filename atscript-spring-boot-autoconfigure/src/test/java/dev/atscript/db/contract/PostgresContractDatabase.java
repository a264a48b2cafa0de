package dev.atscript.db.contract;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.atscript.testing.CountingDataSource;
import dev.atscript.testing.PostgresServer;
import dev.atscript.testing.TestDatabase;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.postgresql.PGStatement;
import org.springframework.jdbc.core.JdbcTemplate;

/** A PostgreSQL database behind a pool of one. */
final class PostgresContractDatabase implements ContractDatabase {

    private final TestDatabase database = PostgresServer.createDatabase();
    private final HikariDataSource pool;
    private final CountingDataSource dataSource;

    PostgresContractDatabase() {
        HikariConfig config = new HikariConfig();
        config.setDataSource(database.dataSource());
        config.setMaximumPoolSize(1);
        pool = new HikariDataSource(config);
        dataSource = new CountingDataSource(pool);
    }

    @Override
    public String dialect() {
        return "postgres";
    }

    @Override
    public CountingDataSource dataSource() {
        return dataSource;
    }

    /** Values have the same text however often they are read: what is prepared in the server comes in binary. */
    @Override
    public JdbcTemplate jdbc() {
        return new JdbcTemplate(dataSource) {
            @Override
            protected void applyStatementSettings(Statement statement) throws SQLException {
                super.applyStatementSettings(statement);
                statement.unwrap(PGStatement.class).setPrepareThreshold(0);
            }
        };
    }

    @Override
    public Catalogue catalogue() {
        return new PostgresCatalogue(pool);
    }

    @Override
    public void clean() {
        dataSource.reset();
        JdbcTemplate jdbc = new JdbcTemplate(pool);
        jdbc.queryForList(
                        "SELECT quote_ident(nspname) FROM pg_namespace"
                                + " WHERE nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema'",
                        String.class)
                .forEach(namespace -> jdbc.execute("DROP SCHEMA " + namespace + " CASCADE"));
        jdbc.execute("CREATE SCHEMA public");
    }

    @Override
    public List<String> harmlessStatements() {
        return List.of("SELECT", "WITH", "SET TRANSACTION");
    }

    @Override
    public void close() {
        pool.close();
        database.close();
    }
}
