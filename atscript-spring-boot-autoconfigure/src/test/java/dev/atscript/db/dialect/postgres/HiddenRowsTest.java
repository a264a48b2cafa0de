package dev.atscript.db.dialect.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atscript.db.sync.AtscriptSchema;
import dev.atscript.db.sync.DbSpace;
import dev.atscript.db.sync.SchemaSync;
import dev.atscript.db.sync.SchemaSyncListener;
import dev.atscript.db.sync.SyncEntry;
import dev.atscript.db.sync.SyncPlan;
import dev.atscript.db.sync.SyncPlanException;
import dev.atscript.db.sync.SyncStatementException;
import dev.atscript.testing.PostgresServer;
import dev.atscript.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A policy that is forced on the owner hides rows from the role that syncs: what it cannot count, it must not change. */
class HiddenRowsTest {

    private static final String MODEL = """
            @db.table 'users'
            interface User {
                @meta.id id: number.int.int32
                code: string
                number: number.int.int32
                note?: string
            }
            """;

    @TempDir
    Path folder;

    private final TestDatabase database = PostgresServer.createDatabase();
    private final JdbcTemplate admin = new JdbcTemplate(database.dataSource());
    private final String role = "ddl_" + database.name();
    private SchemaSync sync;

    @BeforeEach
    void syncAsARoleThatMayNotSeeEverything() throws Exception {
        admin.execute("CREATE ROLE " + role + " LOGIN PASSWORD 'ddl'");
        admin.execute("GRANT USAGE, CREATE ON SCHEMA public TO " + role);
        sync = new SchemaSync(DbSpace.of(new DriverManagerDataSource(database.jdbcUrl(), role, "ddl")));
        sync.run(schema(MODEL));
        admin.execute("INSERT INTO users VALUES (1, 'abcdef', 1, NULL), (2, 'abcdef', 2, NULL)");
    }

    @AfterEach
    void drop() {
        admin.execute("DROP OWNED BY " + role);
        admin.execute("DROP ROLE " + role);
        database.close();
    }

    @Test
    void isRefusedInThePlan() throws Exception {
        hideRows();
        refuses(MODEL.replace("code:", "@expect.maxLength 3 code:"));
        refuses(MODEL.replace("note?:", "note:"));
        refuses(MODEL.replace("code:", "@db.index.unique 'x' code:"));
        refuses(MODEL.replace("note?:", "more: string, note?:"));
        refuses(MODEL.replace("number: number.int.int32", "@db.rel.FK number: User.id"));
    }

    private void refuses(String model) throws Exception {
        AtscriptSchema schema = schema(model);
        assertThat(sync.plan(schema).count(SyncEntry.Status.ERROR)).as(model).isEqualTo(1);
        assertThatThrownBy(() -> sync.run(schema))
                .isInstanceOf(SyncPlanException.class)
                .hasMessageContaining("row-level security")
                .hasMessageContaining("BYPASSRLS");
        assertUntouched();
    }

    @Test
    void changesWhatNeedsNoCount() throws Exception {
        hideRows();
        sync.run(schema(
                MODEL.replace("note?:", "@db.index.plain 'x' more?: string, @db.column.renamed 'note' remark?:")));
        assertThat(admin.queryForObject("SELECT count(*) FROM users WHERE remark IS NULL", Integer.class))
                .isEqualTo(2);
    }

    @Test
    void isRefusedByTheProofWhereItIsHiddenMeanwhile() throws Exception {
        admin.execute("UPDATE users SET code = 'abc'");
        SchemaSync surprised = sync.withListener(new SchemaSyncListener() {
            @Override
            public void beforeApply(SyncPlan plan) {
                admin.execute("UPDATE users SET code = 'abcdef'");
                hideRows();
            }
        });
        assertThatThrownBy(() -> surprised.run(schema(MODEL.replace("code:", "@expect.maxLength 3 code:"))))
                .isInstanceOf(SyncStatementException.class)
                .hasMessageContaining("row-level security policy");
        assertUntouched();
    }

    private void hideRows() {
        admin.execute("ALTER TABLE users ENABLE ROW LEVEL SECURITY; ALTER TABLE users FORCE ROW LEVEL SECURITY;"
                + " CREATE POLICY own ON users USING (id = 0)");
    }

    private void assertUntouched() {
        assertThat(admin.queryForList("SELECT code FROM users", String.class)).containsExactly("abcdef", "abcdef");
    }

    private AtscriptSchema schema(String text) throws Exception {
        Path file = folder.resolve("model.as");
        return AtscriptSchema.load(Files.writeString(file, text).toUri().toString());
    }
}
