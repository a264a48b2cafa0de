package dev.atscript.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atscript.db.sync.AtscriptSchema;
import dev.atscript.db.sync.DbSpace;
import dev.atscript.db.sync.SchemaSync;
import dev.atscript.db.sync.SyncException;
import dev.atscript.db.sync.SyncResult;
import dev.atscript.testing.PostgresServer;
import dev.atscript.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** The grants that {@code docs/production.md} shows are enough for the two roles, and each of them is needed. */
class GrantsDocumentTest {

    private static final String USERS = """
            @db.table 'users'
            interface User {
                @meta.id
                @db.default.increment
                id: number.int
                name: string
            }
            """;

    @TempDir
    Path folder;

    private final Page page = Page.of("docs/production.md");
    private TestDatabase database;
    private JdbcTemplate admin;

    @BeforeEach
    void create() {
        database = PostgresServer.createDatabase();
        admin = new JdbcTemplate(database.dataSource());
        admin.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC");
    }

    @AfterEach
    void drop() {
        for (String role : List.of("shop", "shop_ddl")) {
            admin.execute("DROP OWNED BY " + role);
            admin.execute("DROP ROLE " + role);
        }
        database.close();
    }

    private List<String> statements(String kind) {
        List<String> statements = new ArrayList<>();
        for (Block block : page.blocks()) {
            if (block.has(kind)) {
                statements.addAll(List.of(block.text().strip().split(";\\s*\\n|;$")));
            }
        }
        assertThat(statements).isNotEmpty();
        return statements.stream().filter(sql -> !sql.isBlank()).toList();
    }

    private DataSource as(String role, String password) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(database.jdbcUrl());
        dataSource.setUser(role);
        dataSource.setPassword(password);
        return dataSource;
    }

    private AtscriptSchema load(String model) throws IOException {
        return AtscriptSchema.load(
                Files.writeString(folder.resolve("model.as"), model).toUri().toString());
    }

    private SchemaSync migration() {
        return new SchemaSync(DbSpace.of(as("shop_ddl", "change-me-too")));
    }

    /** What both roles have to be able to do. */
    private void work() throws IOException {
        migration().run(load(USERS));
        JdbcTemplate shop = new JdbcTemplate(as("shop", "change-me"));
        shop.update("INSERT INTO users (name) VALUES ('Ada')");
        shop.update("UPDATE users SET name = 'Ada L.' WHERE id = 1");
        assertThat(shop.queryForList("SELECT name FROM users", String.class)).containsExactly("Ada L.");
        shop.update("DELETE FROM users");
    }

    @Test
    void areEnough() throws IOException {
        statements("grants").forEach(admin::execute);
        work();
        migration().run(load(USERS.replace("name: string", "name: string\n    phone?: string")));
        JdbcTemplate shop = new JdbcTemplate(as("shop", "change-me"));
        assertThatThrownBy(() -> shop.execute("CREATE TABLE other (id int)"))
                .rootCause()
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> shop.execute("DROP TABLE users")).rootCause().hasMessageContaining("must be owner");
    }

    /** Where a job migrates, the application only compares the hash. */
    @Test
    void theApplicationFindsWhatTheJobDidAndCannotDoItItself() throws IOException {
        statements("grants").forEach(admin::execute);
        migration().run(load(USERS));
        SchemaSync application = new SchemaSync(DbSpace.of(as("shop", "change-me")));
        assertThat(application.run(load(USERS)).status()).isEqualTo(SyncResult.Status.UP_TO_DATE);
        AtscriptSchema newer = load(USERS.replace("name: string", "name: string\n    phone?: string"));
        assertThatThrownBy(() -> application.run(newer))
                .hasMessageContaining("cannot be changed, as it belongs to the role shop_ddl");
        assertThat(application.state().lock()).isEmpty();
    }

    @Test
    void areNeeded() {
        List<String> all = statements("grants");
        for (int left = 0; left < all.size(); left++) {
            if (!all.get(left).startsWith("CREATE ROLE")) {
                List<String> others = new ArrayList<>(all);
                String statement = others.remove(left);
                others.forEach(admin::execute);
                assertThatThrownBy(this::work)
                        .as("without " + statement)
                        .isInstanceOfAny(SyncException.class, DataAccessException.class);
                drop();
                create();
            }
        }
        all.forEach(admin::execute);
    }

    @Test
    void aTableOfSomebodyElseNeedsAnotherOwner() throws IOException {
        statements("grants").forEach(admin::execute);
        admin.execute("CREATE TABLE old_orders (id bigint PRIMARY KEY)");
        AtscriptSchema schema =
                load("@db.table 'old_orders' interface Order { @meta.id id: number.int, note?: string }");
        assertThatThrownBy(() -> migration().run(schema))
                .hasMessageContaining("ALTER TABLE old_orders OWNER TO shop_ddl");
        statements("owner").forEach(admin::execute);
        migration().run(schema);
        assertThat(migration().state().tracked()).containsExactly("old_orders");
    }

    @Test
    void namespacesAndExtensionsNeedTheDatabase() throws IOException {
        statements("grants").forEach(admin::execute);
        AtscriptSchema schema = load("@db.table 't' @db.schema 'club' interface T {"
                + " @meta.id id: number.int, @db.column.collate 'nocase' a: string }");
        assertThatThrownBy(() -> migration().run(schema))
                .hasMessageContaining("GRANT CREATE ON DATABASE " + database.name() + " TO shop_ddl");
        admin.execute("GRANT CREATE ON DATABASE " + database.name() + " TO shop_ddl");
        migration().run(schema);
        assertThat(migration().state().tracked()).containsExactly("club.t");
        admin.execute("REVOKE CREATE ON DATABASE " + database.name() + " FROM shop_ddl");
    }
}
