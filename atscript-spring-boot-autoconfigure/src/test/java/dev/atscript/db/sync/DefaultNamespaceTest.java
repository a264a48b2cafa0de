package dev.atscript.db.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atscript.testing.PostgresServer;
import dev.atscript.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The default namespace is the connection's, and may be another one the next time. */
class DefaultNamespaceTest {

    private static final AtscriptSchema BEFORE = Schemas.of("@db.table 't' interface T { @meta.id id: number.int }");
    private static final AtscriptSchema AFTER =
            Schemas.of("@db.table 't' interface T { @meta.id id: number.int, a?: string }");

    private TestDatabase database;
    private JdbcTemplate jdbc;

    @BeforeEach
    void createDatabase() {
        database = PostgresServer.createDatabase();
        jdbc = new JdbcTemplate(database.dataSource());
        jdbc.execute("CREATE SCHEMA aside");
    }

    @AfterEach
    void dropDatabase() {
        database.close();
    }

    @Test
    void goesOnInANamespaceThatHasTheTables() {
        sync("public", "default").run(BEFORE);
        jdbc.execute("INSERT INTO t VALUES (1); ALTER TABLE t SET SCHEMA aside;"
                + " ALTER TABLE __atscript_control SET SCHEMA aside");
        sync("aside", "default").run(AFTER);
        assertThat(jdbc.queryForMap("SELECT id, a FROM aside.t")).containsEntry("id", 1L);
        sync("aside", "default").run(BEFORE);
    }

    @Test
    void repairsInANamespaceThatHasGotAnotherName() {
        sync("aside", "default").run(BEFORE);
        jdbc.execute("ALTER SCHEMA aside RENAME TO other; DROP TABLE other.t");
        SyncOptions force = SyncOptions.builder().force(true).build();
        assertThat(sync("other", "default").run(AFTER, force).status()).isEqualTo(SyncResult.Status.SYNCED);
        assertThat(tables("other")).isEqualTo("__atscript_control, t");
    }

    @Test
    void makesNothingAnewInAnotherOne() {
        sync("public", "default").run(BEFORE);
        assertThatThrownBy(() -> sync("aside,public", "default").run(AFTER))
                .isInstanceOf(DefaultNamespaceException.class)
                .hasMessageContaining("'public', and it is 'aside' now, where they are not");
        assertThat(tables("aside")).isEmpty();
    }

    @Test
    void repairsWhatAnOwnerHasInANamespaceWithoutTheControlTable() {
        sync("public", "one").run(BEFORE);
        sync("aside,public", "two").run(BEFORE);
        sync("aside,public", "two").run(AFTER);
        jdbc.execute("DROP TABLE aside.t");
        SyncOptions force = SyncOptions.builder().force(true).build();
        assertThat(sync("aside,public", "two").run(AFTER, force).status()).isEqualTo(SyncResult.Status.SYNCED);
        assertThat(tables("aside")).isEqualTo("t");
        assertThat(tables("public")).isEqualTo("__atscript_control, t");
        assertThat(sync("public", "one").run(BEFORE).status()).isEqualTo(SyncResult.Status.UP_TO_DATE);
    }

    private SchemaSync sync(String searchPath, String owner) {
        String url = database.jdbcUrl() + "?currentSchema=" + searchPath;
        return new SchemaSync(DbSpace.of(new DriverManagerDataSource(url, database.username(), database.password()))
                .withOwner(owner));
    }

    private String tables(String namespace) {
        return jdbc.queryForObject(
                "SELECT coalesce(string_agg(tablename, ', ' ORDER BY tablename), '') FROM pg_tables WHERE schemaname = ?",
                String.class,
                namespace);
    }
}
