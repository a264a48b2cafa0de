package dev.atscript.db.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.db.sync.DbSpace;
import dev.atscript.db.sync.SchemaSync;
import dev.atscript.testing.PostgresServer;
import dev.atscript.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Where somebody has put an index, a key, a materialized view, or a partition's part of one. */
class PostgresTablespaceTest {

    private static final String PLACES = """
            SELECT relname || ': ' || coalesce(spcname, 'default') FROM pg_class c
            LEFT JOIN pg_tablespace s ON s.oid = reltablespace
            WHERE relnamespace = 'public'::regnamespace AND relkind IN ('i', 'I', 'm') AND NOT starts_with(relname, '__')
            ORDER BY relname COLLATE "C\"""";

    private final TestDatabase database = PostgresServer.createDatabase();
    private final JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());

    @BeforeEach
    void createTablespaces() throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET allow_in_place_tablespaces = on");
            statement.execute("CREATE TABLESPACE \"fast 100%\" LOCATION ''");
            statement.execute("CREATE TABLESPACE slow LOCATION ''");
        }
    }

    @AfterEach
    void dropTablespaces() {
        jdbc.execute("DROP SCHEMA public CASCADE");
        jdbc.execute("DROP TABLESPACE \"fast 100%\"");
        jdbc.execute("DROP TABLESPACE slow");
        database.close();
    }

    @Test
    void whatIsMadeAgainStaysInItsTablespace() {
        jdbc.execute("""
                CREATE TABLE p (id bigint NOT NULL, a text) PARTITION BY RANGE (id);
                CREATE TABLE p_1 PARTITION OF p FOR VALUES FROM (0) TO (10);
                CREATE TABLE p_2 PARTITION OF p FOR VALUES FROM (10) TO (20)""");
        SchemaSync sync = new SchemaSync(DbSpace.of(database.dataSource()));
        sync.run(ModelText.compile("""
                @db.table 'p' interface P { @meta.id id: number.int, @db.index a?: string }
                @db.table 't' interface T { @meta.id id: number.int, @db.index a: string, b: number.int }
                @db.view 'm' @db.view.for T @db.view.materialized interface M { id: T.id, a: T.a }"""));
        jdbc.execute("""
                ALTER INDEX t_pkey SET TABLESPACE slow;
                ALTER INDEX atscript__plain__t__a SET TABLESPACE "fast 100%";
                CREATE INDEX theirs ON m (id) TABLESPACE "fast 100%";
                ALTER MATERIALIZED VIEW m SET TABLESPACE slow;
                DROP INDEX atscript__plain__p__a;
                CREATE INDEX atscript__plain__p__a ON p (a) TABLESPACE slow;
                ALTER INDEX p_1_a_idx SET TABLESPACE "fast 100%";
                ALTER INDEX p_2_a_idx SET TABLESPACE pg_default;
                ALTER INDEX p_1_pkey SET TABLESPACE slow""");

        sync.run(ModelText.compile("""
                @db.table 'p' interface P { @meta.id id: number.int, @db.index.plain 'a', 'desc' a?: string }
                @db.table 't' interface T { @meta.id id: number.int, @meta.id b: number.int, @db.index.plain 'a', 'desc' a: string }
                @db.view 'm' @db.view.for T @db.view.materialized interface M { id: T.id, a: T.a, b: T.b }"""));

        assertThat(jdbc.queryForList(PLACES, String.class))
                .containsExactly(
                        "atscript__plain__p__a: slow",
                        "atscript__plain__t__a: fast 100%",
                        "m: slow",
                        "p_1_a_idx: fast 100%",
                        "p_1_pkey: slow",
                        "p_2_a_idx: default",
                        "p_2_pkey: default",
                        "p_pkey: default",
                        "t_pkey: slow",
                        "theirs: fast 100%");
    }
}
