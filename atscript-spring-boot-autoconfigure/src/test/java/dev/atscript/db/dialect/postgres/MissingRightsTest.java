package dev.atscript.db.dialect.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.db.sync.AtscriptSchema;
import dev.atscript.db.sync.DbSpace;
import dev.atscript.db.sync.SchemaSync;
import dev.atscript.db.sync.SyncChange;
import dev.atscript.db.sync.SyncEntry;
import dev.atscript.db.sync.SyncError;
import dev.atscript.db.sync.SyncOptions;
import dev.atscript.db.sync.SyncPlan;
import dev.atscript.db.sync.SyncResult;
import dev.atscript.testing.PostgresServer;
import dev.atscript.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** What the role that syncs may not do is told by the plan, with the statement that gives the right. */
class MissingRightsTest {

    private static final String USERS = "@db.table 'users' interface User { @meta.id id: number.int, name: string ";
    private static final String ORDERS =
            "@db.table 'orders' interface Order { @meta.id id: number.int, @db.rel.FK user: User.id }";
    private static final String VIEW =
            "@db.view 'names' @db.view.for User interface Name { id: User.id, name: User.name }";

    @TempDir
    Path folder;

    private final TestDatabase database = PostgresServer.createDatabase();
    private final JdbcTemplate admin = new JdbcTemplate(database.dataSource());
    private final String role = "ddl_" + database.name();
    private final String other = "other_" + database.name();
    private final String group = "group_" + database.name();
    private SchemaSync sync;

    @BeforeEach
    void syncAsARoleOfItsOwn() {
        admin.execute("CREATE ROLE " + role + " LOGIN PASSWORD 'ddl'");
        admin.execute("CREATE ROLE " + other);
        admin.execute("CREATE ROLE " + group);
        admin.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC");
        admin.execute("GRANT USAGE, CREATE ON SCHEMA public TO " + role + ", " + other);
        sync = new SchemaSync(DbSpace.of(new DriverManagerDataSource(database.jdbcUrl(), role, "ddl"))
                .withOwner("shop"));
    }

    @AfterEach
    void drop() {
        for (String each : List.of(role, other, group)) {
            admin.execute("DROP OWNED BY " + each + " CASCADE");
            admin.execute("DROP ROLE " + each);
        }
        database.close();
    }

    @Test
    void aTableOfAnotherRole() {
        sync(USERS + "}");
        admin.execute("ALTER TABLE users OWNER TO " + other);
        admin.execute("GRANT SELECT ON users TO " + role);
        String error = "cannot be changed, as it belongs to the role " + other + ", and the role " + role
                + ", which syncs, is no member of that: say ALTER TABLE users OWNER TO " + role + ", or GRANT " + other
                + " TO " + role;
        refuses(USERS + ", more?: string }", error);
        refuses(USERS + ", @db.index.plain 'x' more?: string }", error);
        refuses(USERS.replace("name:", "@db.column.renamed 'name' title:") + "}", error);
        refuses(USERS.replace("name:", "@db.index.plain 'x' name:") + "}", error);
        refuses(USERS.replace("@meta.id id", "id") + "}", error);
        refuses(USERS.replace("name: string", "name?: string") + "}", error);
        refuses(USERS.replace("'users'", "'people' @db.table.renamed 'users'") + "}", error);
        refuses(
                ORDERS.replace("@db.rel.FK user: User.id", "user: number.int"),
                "cannot be dropped, as it belongs to the role " + other + ", and the role " + role
                        + ", which syncs, is no member of that: say ALTER TABLE users OWNER TO " + role + ", or GRANT "
                        + other + " TO " + role);
        syncAfter("GRANT " + other + " TO " + role, USERS + ", more?: string }");
    }

    @Test
    void aTableOfAnotherRoleWhoseRowsCannotBeCounted() {
        sync(USERS + "}" + ORDERS);
        admin.execute("ALTER TABLE orders OWNER TO " + other);
        refuses(
                USERS + "}" + ORDERS.replace("user: User.id }", "user: User.id, @db.index.unique 'x' more: string }"),
                "cannot be changed, as it belongs to the role " + other + ", and the role " + role
                        + ", which syncs, is no member of that: say ALTER TABLE orders OWNER TO " + role + ", or GRANT "
                        + other + " TO " + role);
    }

    @Test
    void aTableOfAnotherRoleThatIsInSync() {
        sync(USERS + "}");
        admin.execute("ALTER TABLE users OWNER TO " + other);
        admin.execute("GRANT SELECT, REFERENCES (id) ON users TO " + role);
        sync(USERS + "}" + ORDERS + VIEW);
        sync(USERS + "}");
    }

    @Test
    void aTableThatTheOwnerOfTheSchemaMayDrop() {
        sync(USERS + "}" + ORDERS);
        admin.execute("ALTER TABLE orders OWNER TO " + other);
        refuses(
                USERS + "}",
                "cannot be dropped, as it belongs to the role " + other + ", and the role " + role
                        + ", which syncs, is no member of that: say ALTER TABLE orders OWNER TO " + role + ", or GRANT "
                        + other + " TO " + role);
        admin.execute("ALTER SCHEMA public OWNER TO " + role);
        assertThat(sync.plan(schema(USERS + "}")).entries().stream()
                        .flatMap(entry -> entry.changes().stream())
                        .map(SyncChange::loss))
                .containsOnly("rows that sync may not count");
        sync(USERS + "}");
    }

    @Test
    void aTableOfARoleWhoseRightsAreNotInherited() {
        sync(USERS + "}");
        admin.execute("GRANT " + other + " TO " + role);
        admin.execute("ALTER TABLE users OWNER TO " + other);
        admin.execute("GRANT SELECT ON users TO " + role);
        boolean hasOptions = version() >= 16;
        String inherit =
                hasOptions ? "GRANT " + other + " TO " + role + " WITH INHERIT " : "ALTER ROLE " + role + " INHERIT";
        admin.execute(hasOptions ? inherit + "FALSE" : inherit.replace("INHERIT", "NOINHERIT"));
        refuses(
                USERS + ", more?: string }",
                "cannot be changed, as it belongs to the role " + other + ", and the role " + role
                        + ", which syncs, is a member of that without its rights: say ALTER TABLE users OWNER TO "
                        + role + ", or " + inherit + (hasOptions ? "TRUE" : ""));
        syncAfter(inherit + (hasOptions ? "TRUE" : ""), USERS + ", more?: string }");
    }

    private int version() {
        return Integer.parseInt(admin.queryForObject("SHOW server_version_num", String.class)) / 10_000;
    }

    @Test
    void aTableThatInherits() {
        sync(USERS + "}");
        admin.execute("CREATE TABLE special () INHERITS (users)");
        admin.execute("ALTER TABLE special OWNER TO " + other);
        admin.execute("GRANT SELECT ON special TO " + role);
        String error =
                "cannot get other columns, as they are those of special too, which inherits from it, and that belongs to the"
                        + " role " + other + ", and the role " + role
                        + ", which syncs, is no member of that: say ALTER TABLE special OWNER TO " + role
                        + ", or GRANT " + other + " TO " + role;
        refuses(USERS + ", more?: string }", error);
        refuses(USERS.replace("name:", "@db.default 'none' name:") + "}", error);
        refuses(USERS.replace("name:", "name?:") + "}", error);
        sync(USERS.replace("name:", "@db.index.plain 'x' name:") + "}");
        String people = USERS.replace("'users'", "'people' @db.table.renamed 'users'");
        sync(people + "}");
        syncAfter("ALTER TABLE special OWNER TO " + role, people + ", more?: string }");
    }

    @Test
    void aTableWithAnHeirThatKeepsAColumn() {
        String more = USERS + ", more?: string, less?: string }";
        sync(more);
        admin.execute("CREATE TABLE special (more text) INHERITS (users)");
        admin.execute("CREATE TABLE child () INHERITS (special)");
        admin.execute("ALTER TABLE special OWNER TO " + other);
        admin.execute("ALTER TABLE child OWNER TO " + other);
        admin.execute("GRANT SELECT ON special, child TO " + role);
        sync(more.replace("more?: string, ", ""));
        assertThat(admin.queryForList("SELECT more FROM child")).isEmpty();
        assertThat(errors(USERS + "}")).hasSize(2).allMatch(error -> error.startsWith("cannot get other columns"));
    }

    @Test
    void aViewOverATableOfASchemaThatTheRoleMayNotUse() {
        String users = "@db.schema 'shop' " + USERS + "}";
        admin.execute("CREATE SCHEMA shop");
        admin.execute("GRANT USAGE, CREATE ON SCHEMA shop TO " + role);
        sync(users);
        admin.execute("REVOKE ALL ON SCHEMA shop FROM " + role);
        refuses(
                users + VIEW,
                "cannot be brought in line, as the role " + role
                        + ", which syncs, may not use the schema shop: say GRANT USAGE ON SCHEMA shop TO " + role);
        syncAfter("GRANT USAGE ON SCHEMA shop TO " + role, users + VIEW);
    }

    @Test
    void aMaterializedViewOverATableThatTheRoleMayNotRead() {
        sync(USERS + "}");
        admin.execute("ALTER TABLE users OWNER TO " + other);
        String materialized = VIEW.replace("@db.view.for", "@db.view.materialized @db.view.for");
        refuses(
                USERS + "}" + materialized,
                "cannot be made, as it is filled from users, and the role " + role
                        + ", which syncs, may not read that: say GRANT SELECT ON users TO " + role);
        sync(USERS + "}" + VIEW);
        syncAfter("GRANT SELECT (id, name) ON users TO " + role, USERS + "}" + materialized);
    }

    @Test
    void aSchemaInWhichTheRoleMayMakeNothing() {
        sync(USERS + "}");
        admin.execute("REVOKE CREATE ON SCHEMA public FROM " + role);
        String error =
                "cannot be brought in line, as the role " + role + ", which syncs, may make nothing in the schema"
                        + " public, be it a table, a view, an index, a numbering or another name: say GRANT CREATE ON SCHEMA"
                        + " public TO " + role;
        refuses(USERS + ", @db.index.plain 'x' more?: string }", error);
        refuses(USERS + "}" + VIEW, error);
        refuses(USERS + "}" + ORDERS, error);
        refuses(USERS.replace("id: number", "@db.default.increment id: number") + "}", error);
        refuses(USERS.replace("'users'", "'people' @db.table.renamed 'users'") + "}", error);
        sync(USERS + ", more?: string }");
        sync(USERS.replace("name:", "@db.column.renamed 'name' title?:") + ", more?: string }");
        syncAfter("GRANT CREATE ON SCHEMA public TO " + role, USERS + "}" + ORDERS);
    }

    @Test
    void aTableThatTheRoleMayNotPointAt() {
        sync(USERS + "}");
        admin.execute("ALTER TABLE users OWNER TO " + other);
        admin.execute("GRANT SELECT ON users TO " + role);
        refuses(
                USERS + "}" + ORDERS,
                "cannot point at users, as the role " + role
                        + ", which syncs, has no right to that: say GRANT REFERENCES ON users TO " + role);
        syncAfter("GRANT REFERENCES ON users TO " + role, USERS + "}" + ORDERS);
    }

    @Test
    void aViewThatBelongsToAnother() {
        sync(USERS + "}" + VIEW);
        String longer = USERS.replace("name: string", "@expect.maxLength 50 name: string") + "}" + VIEW;
        admin.execute("ALTER VIEW names OWNER TO " + other);
        refuses(
                longer,
                "cannot be dropped, as it belongs to the role " + other + ", and the role " + role
                        + ", which syncs, is no member of that: say ALTER VIEW names OWNER TO " + role + ", or GRANT "
                        + other + " TO " + role);
        admin.execute("GRANT " + group + " TO " + role);
        admin.execute("ALTER VIEW names OWNER TO " + group);
        refuses(
                longer,
                "cannot be made anew, as it belongs to the role " + group
                        + ", which may have nothing new in the schema: say GRANT CREATE ON SCHEMA \"public\" TO "
                        + group
                        + ", or ALTER VIEW names OWNER TO " + role);
        syncAfter("GRANT CREATE ON SCHEMA public TO " + group, longer);
    }

    @Test
    void aViewThatBelongsToASuperuserInASchemaOfTheRole() {
        sync(USERS + "}" + VIEW);
        String superuser = admin.queryForObject("SELECT current_user", String.class);
        admin.execute("ALTER VIEW names OWNER TO " + superuser);
        admin.execute("ALTER SCHEMA public OWNER TO " + role);
        refuses(
                USERS.replace("name: string", "@expect.maxLength 50 name: string") + "}" + VIEW,
                "cannot be made anew, as it belongs to the role " + superuser + ", and the role " + role
                        + ", which syncs, cannot give it back to that: say ALTER VIEW names OWNER TO " + role);
    }

    @Test
    void aSchemaThatIsNotThere() {
        String model = "@db.schema 'shop' " + USERS + "}";
        refuses(
                model,
                "cannot be brought in line, as there is no schema shop, and the role " + role
                        + ", which syncs, may make none: say GRANT CREATE ON DATABASE " + database.name() + " TO "
                        + role
                        + ", or CREATE SCHEMA shop AUTHORIZATION " + role);
        admin.execute("CREATE SCHEMA shop");
        admin.execute("GRANT CREATE ON SCHEMA shop TO " + role);
        refuses(
                model.replace("name:", "@db.index.plain 'x' name:"),
                "cannot be brought in line, as the role " + role
                        + ", which syncs, may not use the schema shop: say GRANT USAGE ON SCHEMA shop TO " + role);
        admin.execute("DROP SCHEMA shop CASCADE");
        syncAfter(
                "GRANT CREATE ON DATABASE " + database.name() + " TO " + role,
                model.replace("name:", "@db.index.plain 'x' name:"));
    }

    @Test
    void anExtensionThatIsNotThere() {
        String model = USERS.replace("name:", "@db.column.collate 'nocase' name:") + "}";
        String grant = "GRANT CREATE ON DATABASE " + database.name() + " TO " + role;
        refuses(
                model,
                "cannot be brought in line, as the extension citext is not there, and the role " + role
                        + ", which syncs, may not make it: say CREATE EXTENSION citext as a superuser, or " + grant);
        syncAfter(grant, model);
        admin.execute(grant.replace("GRANT", "REVOKE").replace(" TO ", " FROM "));
        sync(model.replace("}", ", @db.column.collate 'nocase' more?: string }"));
    }

    @Test
    void noSchemaThatTheRoleMayUse() {
        admin.execute("REVOKE ALL ON SCHEMA public FROM " + role);
        refuses(
                USERS + "}",
                "cannot be made, as no schema of the search path is there that the role " + role
                        + ", which syncs, may use: name one that is there (currentSchema in the URL), or say GRANT USAGE,"
                        + " CREATE ON SCHEMA … TO " + role);
    }

    @Test
    void theRoleThatIsSetCounts() {
        admin.execute("CREATE TABLE users (id bigint PRIMARY KEY, name text NOT NULL)");
        admin.execute("ALTER TABLE users OWNER TO " + other);
        admin.execute("GRANT " + other + " TO " + role);
        admin.execute("ALTER ROLE " + role + " NOINHERIT");
        SingleConnectionDataSource connection = new SingleConnectionDataSource(database.jdbcUrl(), role, "ddl", true);
        try {
            sync = new SchemaSync(DbSpace.of(connection));
            new JdbcTemplate(connection).execute("SET ROLE " + other);
            sync(USERS + ", more?: string }");
        } finally {
            connection.destroy();
        }
    }

    @Test
    void aSuperuserMayDoAll() {
        sync(USERS + "}" + VIEW);
        admin.execute("ALTER TABLE users OWNER TO " + group);
        admin.execute("ALTER VIEW names OWNER TO " + group);
        sync = new SchemaSync(DbSpace.of(database.dataSource()).withOwner("shop"));
        sync("@db.schema 'shop' @db.table.renamed 'users' "
                + USERS.replace("name: string", "@db.index @expect.maxLength 50 name: string") + "}" + VIEW);
    }

    private void refuses(String model, String error) {
        assertThat(errors(model)).as(model).containsOnly(error);
    }

    private List<String> errors(String model) {
        SyncPlan plan = sync.plan(schema(model));
        return plan.entries().stream()
                .filter(entry -> entry.status() == SyncEntry.Status.ERROR)
                .flatMap(entry -> entry.errors().stream())
                .map(SyncError::message)
                .toList();
    }

    private void syncAfter(String statement, String model) {
        admin.execute(statement);
        sync(model);
    }

    private void sync(String model) {
        SyncOptions options =
                SyncOptions.builder().adopt(SyncOptions.Adopt.KEEP).build();
        assertThat(sync.run(schema(model), options).status()).isEqualTo(SyncResult.Status.SYNCED);
    }

    private AtscriptSchema schema(String text) {
        try {
            Path file = Files.writeString(folder.resolve("model.as"), text);
            return AtscriptSchema.load(file.toUri().toString());
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
