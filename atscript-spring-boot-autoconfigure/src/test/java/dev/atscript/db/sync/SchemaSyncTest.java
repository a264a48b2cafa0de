package dev.atscript.db.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.atscript.testing.BeforeStatement;
import dev.atscript.testing.CountingDataSource;
import dev.atscript.testing.DatabaseKind;
import dev.atscript.testing.EachDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionTemplate;

class SchemaSyncTest extends EachDatabase {

    private static final String USERS =
            "@db.table 'users'\nexport interface User { @meta.id id: number, name: string }\n";

    private static final String MORE_USERS =
            "@db.table 'users'\nexport interface User { @meta.id id: number, name: string, nick?: string }\n"
                    + "@db.table 'tags'\nexport interface Tag { @meta.id name: string }\n";

    private CountingDataSource counting;
    private SchemaSync sync;

    @BeforeEach
    void prepare() {
        counting = new CountingDataSource(database.dataSource());
        sync = new SchemaSync(DbSpace.of(counting));
    }

    @Test
    void planChangesNothingNotEvenTheControlTable() {
        SyncPlan plan = sync.plan(Schemas.of(USERS));
        assertThat(plan.status()).isEqualTo(SyncPlan.Status.CHANGES_NEEDED);
        assertThat(sync.state()).isEqualTo(SyncState.EMPTY);
        assertThat(tables()).isEmpty();
    }

    @Test
    void runExecutesThePlansStatementsInTheirOrderAndOnTheControlTableOnlyElse() {
        AtscriptSchema schema = Schemas.of(MORE_USERS);
        List<String> planned =
                sync.plan(schema).statements().stream().map(s -> s.sql()).toList();
        counting.reset();
        SyncResult result = sync.run(schema);
        List<String> sent = counting.statements().stream()
                .filter(sql -> !sql.contains("__atscript_control"))
                .filter(planned::contains)
                .toList();
        assertThat(sent).isEqualTo(planned);
        assertThat(result.plan())
                .get()
                .extracting(SyncPlan::statements)
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .hasSameSizeAs(planned);
    }

    @Test
    void secondRunSendsOneStatement() {
        assertThat(sync.run(Schemas.of(USERS)).status()).isEqualTo(SyncResult.Status.SYNCED);
        counting.reset();
        SyncResult second = sync.run(Schemas.of(USERS));
        assertThat(second.status()).isEqualTo(SyncResult.Status.UP_TO_DATE);
        assertThat(second.statements()).isEqualTo(1);
        assertThat(counting.statements()).hasSize(1).allMatch(sql -> sql.startsWith("SELECT"));
    }

    @Test
    void whatIsInSyncIsCalledAsAPlanCallsIt() {
        AtscriptSchema schema =
                Schemas.of("@db.table 'users' @db.schema 'auth' interface User { @meta.id id: number, name: string }\n"
                        + "@db.view 'names' @db.view.for User interface Name { name: User.name }");
        sync.run(schema);
        SyncPlan plan = sync.plan(schema);
        counting.reset();
        SyncPlan inSync = sync.inSync(schema);
        assertThat(inSync.hash()).isEqualTo(plan.hash());
        assertThat(inSync.entries()).containsExactlyInAnyOrderElementsOf(plan.entries());
        assertThat(counting.statements()).isEmpty();
    }

    @Test
    void failingStatementLeavesNothingBehindAndSaysWhichItWas() {
        sync.run(Schemas.of(USERS));
        SyncState before = sync.state();
        jdbc.update("INSERT INTO users (id, name) VALUES (1, 'x')");
        // What is written behind the plan's back keeps the index from being made.
        SchemaSyncListener somebody = new SchemaSyncListener() {
            @Override
            public void beforeApply(SyncPlan plan) {
                jdbc.update("INSERT INTO users (id, name) VALUES (2, 'x')");
            }
        };
        String unique =
                "@db.table 'users'\nexport interface User { @meta.id id: number, @db.index.unique name: string }\n"
                        + "@db.table 'tags'\nexport interface Tag { @meta.id name: string }\n";
        assertThatThrownBy(() -> sync.withListener(somebody).run(Schemas.of(unique)))
                .isInstanceOf(SyncStatementException.class)
                .hasMessageContaining("(users: create index atscript__unique__users__name, file0.as:2:18)")
                .hasMessageContaining("CREATE UNIQUE INDEX");
        assertThat(tables()).containsExactly("users");
        assertThat(jdbc.queryForObject("SELECT name FROM users WHERE id = 1", String.class))
                .isEqualTo("x");
        assertThat(sync.state())
                .usingRecursiveComparison()
                .ignoringFields("failure")
                .isEqualTo(before);
    }

    @Test
    void failureIsRememberedForThoseWhoAskLaterUntilARunHasApplied() {
        sync.run(Schemas.of(USERS));
        jdbc.update("INSERT INTO users (id, name) VALUES (1, 'x')");
        AtscriptSchema broken = Schemas.of(
                "@db.table 'users'\nexport interface User { @meta.id id: number, name: string, age: number }");
        SyncOptions options = SyncOptions.builder().podId("pod-1").build();
        assertThatThrownBy(() -> sync.run(broken, options)).isInstanceOf(SyncPlanException.class);
        assertThat(sync.state().failure()).hasValueSatisfying(failure -> {
            assertThat(failure.hash()).isEqualTo(sync.hash(broken));
            assertThat(failure.podId()).isEqualTo("pod-1");
            assertThat(failure.message()).contains("1 row would have no value in the new required column age");
            assertThat(failure.at()).isAfter(sync.state().history().get(0).at());
        });
        assertThat(sync.run(Schemas.of(USERS)).status()).isEqualTo(SyncResult.Status.UP_TO_DATE);
        assertThat(sync.state().failure()).as("of the newer build").isPresent();
        sync.run(Schemas.of(MORE_USERS));
        assertThat(sync.state().failure()).isEmpty();
    }

    @Test
    void failureBeforeTheFirstRunMakesNoControlTable() {
        SyncOptions impatient = SyncOptions.builder().waitTimeout(Duration.ZERO).build();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> sync.run(Schemas.of(USERS), impatient)).isInstanceOf(SyncInterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(sync.state()).isEqualTo(SyncState.EMPTY);
        assertThat(tables()).isEmpty();
    }

    @Test
    void planWithAnErrorAppliesNothingAndSaysEveryError() {
        sync.run(Schemas.of(USERS));
        jdbc.update("INSERT INTO users (id, name) VALUES (1, 'x'), (2, 'x')");
        String broken = """
                @db.table 'users'
                export interface User { @meta.id id: number, @db.index.unique name: string, age: number }
                @db.table 'tags'
                export interface Tag { @meta.id name: string }
                """;
        assertThatThrownBy(() -> sync.run(Schemas.of(broken)))
                .isInstanceOf(SyncPlanException.class)
                .hasMessageContaining("2 rows share their value of name")
                .hasMessageContaining("2 rows would have no value in the new required column age")
                .hasMessageContaining("file0.as:2:18");
        assertThat(tables()).containsExactly("users");
    }

    @Test
    void emptyModelDropsNothingUnlessForced() {
        sync.run(Schemas.of(USERS));
        assertThatThrownBy(() -> sync.run(Schemas.of("export interface NoTable { a: string }")))
                .isInstanceOf(EmptySchemaException.class)
                .hasMessageContaining("users");
        assertThat(tables()).containsExactly("users");
        sync.run(Schemas.of(""), SyncOptions.builder().force(true).build());
        assertThat(tables()).isEmpty();
    }

    @Test
    void safeRunLeavesDestructiveChangesPendingAndAnUnsafeOneMakesThem() {
        sync.run(Schemas.of(MORE_USERS));
        SyncOptions safe = SyncOptions.builder().safe(true).build();
        String smaller = "@db.table 'users'\nexport interface User { @meta.id id: number, name: string, age?: number }";
        SyncResult first = sync.run(Schemas.of(smaller), safe);
        assertThat(first.status()).isEqualTo(SyncResult.Status.SYNCED);
        assertThat(first.pendingChanges()).isEqualTo(2);
        assertThat(tables()).containsExactly("tags", "users");
        assertThat(sync.state().tracked()).containsExactly("tags", "users");
        SyncResult second = sync.run(Schemas.of(smaller), safe);
        assertThat(second.status()).isEqualTo(SyncResult.Status.UP_TO_DATE);
        assertThat(second.pendingChanges()).isEqualTo(2);
        assertThat(second.statements()).isEqualTo(1);
        SyncResult unsafe = sync.run(Schemas.of(smaller));
        assertThat(unsafe.status()).isEqualTo(SyncResult.Status.SYNCED);
        assertThat(unsafe.pendingChanges()).isZero();
        assertThat(tables()).containsExactly("users");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void poolOfOneConnectionIsEnoughAndGetsItsConnectionBackAsItWas(boolean autoCommit) throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(database.jdbcUrl() + (kind == DatabaseKind.SQLITE ? "?foreign_keys=on" : ""));
        config.setUsername(database.username());
        config.setPassword(database.password());
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(2000);
        config.setAutoCommit(autoCommit);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            SchemaSync pooled = new SchemaSync(DbSpace.of(pool));
            pooled.run(Schemas.of(USERS));
            assertThat(pooled.run(Schemas.of(MORE_USERS)).status()).isEqualTo(SyncResult.Status.SYNCED);
            assertThat(pooled.state().lock()).isEmpty();
            try (Connection connection = pool.getConnection()) {
                assertThat(connection.getAutoCommit()).isEqualTo(autoCommit);
            }
            if (kind == DatabaseKind.SQLITE) {
                assertThat(new JdbcTemplate(pool).queryForObject("PRAGMA foreign_keys", Integer.class))
                        .isEqualTo(1);
            }
        }
    }

    @Test
    void ownersOfOneDatabaseLeaveEachOthersTablesAlone() {
        SchemaSync shop = new SchemaSync(DbSpace.of(counting).withOwner("shop"));
        SchemaSync blog = new SchemaSync(DbSpace.of(counting).withOwner("blog"));
        shop.run(Schemas.of("@db.table 'orders'\ninterface Order { @meta.id id: number }"));
        blog.run(Schemas.of("@db.table 'posts'\ninterface Post { @meta.id id: number }"));
        assertThat(shop.plan(Schemas.of("@db.table 'orders'\ninterface Order { @meta.id id: number }"))
                        .status())
                .isEqualTo(SyncPlan.Status.UP_TO_DATE);
        blog.run(Schemas.of("@db.table 'pages'\ninterface Page { @meta.id id: number }"));
        assertThat(tables()).containsExactly("orders", "pages");
        assertThat(shop.state().tracked()).containsExactly("orders");
        assertThat(blog.state().tracked()).containsExactly("pages");
    }

    @Test
    void givesAConnectionBackAsItWasAlthoughTheRunFails() throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            Database one = new Database(
                    new SingleConnectionDataSource(connection, true),
                    DbSpace.of(counting).dialect());
            assertThatThrownBy(() -> one.inTransaction(Duration.ZERO, each -> {
                        each.execute("nonsense");
                        return true;
                    }))
                    .isInstanceOf(DataAccessException.class);
            assertThat(connection.getAutoCommit()).isFalse();
        }
    }

    @Test
    void appliesAnApprovedPlan() {
        SyncPlan approved = sync.plan(Schemas.of(USERS));
        SyncResult result = sync.run(Schemas.of(USERS), SyncOptions.defaults(), approved);
        assertThat(result.plan()).get().isEqualTo(approved);
        assertThat(tables()).containsExactly("users");
    }

    @Test
    void appliesNothingWhereAnotherPlanIsNeededThanWasApproved() {
        AtscriptSchema schema = Schemas.of(MORE_USERS);
        sync.run(schema);
        AtscriptSchema smaller = Schemas.of(USERS);
        SyncPlan approved = sync.plan(smaller);
        jdbc.execute("ALTER TABLE users ADD COLUMN extra text");
        assertThatThrownBy(() -> sync.run(smaller, SyncOptions.defaults(), approved))
                .isInstanceOfSatisfying(
                        SyncPlanChangedException.class,
                        ex -> assertThat(ex.plan().statements())
                                .anyMatch(statement -> statement.sql().contains("extra")));
        assertThat(tables()).containsExactly("tags", "users");
        assertThat(sync.state().lock()).isEmpty();
    }

    @Test
    void appliesAnApprovedPlanThoughRowsWereAddedSince() {
        sync.run(Schemas.of(MORE_USERS));
        SyncPlan approved = sync.plan(Schemas.of(USERS));
        jdbc.update("INSERT INTO tags (name) VALUES ('x')");
        assertThat(sync.run(Schemas.of(USERS), SyncOptions.defaults(), approved).status())
                .isEqualTo(SyncResult.Status.SYNCED);
    }

    @Test
    void tellsAListenerOfEachStatementBeforeItIsSent() {
        AtscriptSchema schema = Schemas.of(MORE_USERS);
        List<String> told = new ArrayList<>();
        SyncResult result = sync.withListener((BeforeStatement) (plan, index) -> {
                    String sql = plan.statements().get(index).sql();
                    assertThat(counting.statements()).doesNotContain(sql);
                    told.add(sql);
                })
                .run(schema);
        assertThat(told)
                .isEqualTo(result.plan().orElseThrow().statements().stream()
                        .map(statement -> statement.sql())
                        .toList());
    }

    private List<String> tables() {
        String sql = kind == DatabaseKind.SQLITE
                ? "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '!_!_%' ESCAPE '!' ORDER BY 1"
                : "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE '!_!_%' ESCAPE '!' ORDER BY 1";
        return jdbc.queryForList(sql, String.class);
    }

    /** SQLite has one writer: there the run would wait for the caller's transaction. */
    @Test
    void doesNotCommitWhatItsCallerHasBegun() {
        if (kind == DatabaseKind.SQLITE) {
            return;
        }
        jdbc.execute("CREATE TABLE orders (id int)");
        DataSource aware = new TransactionAwareDataSourceProxy(database.dataSource());
        new TransactionTemplate(new DataSourceTransactionManager(database.dataSource()))
                .executeWithoutResult(status -> {
                    new JdbcTemplate(aware).update("INSERT INTO orders VALUES (1)");
                    new SchemaSync(DbSpace.of(aware)).run(Schemas.of(USERS));
                    status.setRollbackOnly();
                });
        assertThat(jdbc.queryForList("SELECT id FROM orders")).isEmpty();
        assertThat(sync.state().tracked()).containsExactly("users");
    }
}
