package dev.atscript.db.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.atscript.testing.SqliteFiles;
import dev.atscript.testing.TestDatabase;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** What SQLite is told for a run is told to a connection that a pool keeps. */
class SqliteTransactionTest {

    private static final String CHILD = " @db.table 'c' interface C { @meta.id id: number.int, @db.rel.FK p: P.id }";

    private static final AtscriptSchema OPTIONAL =
            Schemas.of("@db.table 'p' interface P { @meta.id id: number.int, a?: string }" + CHILD);

    private static final AtscriptSchema REQUIRED =
            Schemas.of("@db.table 'p' interface P { @meta.id id: number.int, @db.default 'b' a: string }" + CHILD);

    private static final AtscriptSchema RENAMED = Schemas.of(
            "@db.table 'q' @db.table.renamed 'p' interface P { @meta.id id: number.int, a?: string }" + CHILD);

    private final TestDatabase database = SqliteFiles.createDatabase();
    private final JdbcTemplate others = new JdbcTemplate(database.dataSource());
    private final HikariDataSource pool = poolOfOne(database.jdbcUrl() + "?foreign_keys=on");
    private final JdbcTemplate pooled = new JdbcTemplate(pool);
    private final SchemaSync sync = new SchemaSync(DbSpace.of(pool));

    private static HikariDataSource poolOfOne(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(1);
        return new HikariDataSource(config);
    }

    @BeforeEach
    void begin() {
        sync.run(OPTIONAL);
        pooled.execute("INSERT INTO p VALUES (1, 'a')");
        pooled.execute("INSERT INTO c VALUES (2, 1)");
    }

    @AfterEach
    void close() {
        pool.close();
        database.close();
    }

    @Test
    void givesItsConnectionBackAsItWasAlthoughATableCannotBeMadeAnew() {
        pooled.execute("PRAGMA legacy_alter_table = ON");
        assertThatThrownBy(() -> overtakenBy("INSERT INTO p VALUES (3, NULL)").run(REQUIRED))
                .isInstanceOf(SyncStatementException.class)
                .hasMessageContaining("NOT NULL constraint failed");
        assertThatThrownBy(() -> pooled.execute("INSERT INTO c VALUES (4, 99)"))
                .hasMessageContaining("FOREIGN KEY constraint failed");
        assertThat(pragma("legacy_alter_table")).isEqualTo(1);
        assertThat(tables()).isEqualTo("c,p");
    }

    @Test
    void rollsBackWhereARowPointsAtNoneThatWasWrittenMeanwhile() {
        assertThatThrownBy(() -> overtakenBy("INSERT INTO c VALUES (4, 99)").run(REQUIRED))
                .isInstanceOf(SyncStatementException.class)
                .hasMessageContaining("Everything was rolled back")
                .hasMessageContaining("rows point by a foreign key at a row that does not exist");
        assertThat(pooled.queryForObject(
                        "SELECT dflt_value FROM pragma_table_info('p', 'main') WHERE name = 'a'", String.class))
                .isNull();
        assertThat(tables()).isEqualTo("c,p");
        pooled.execute("DELETE FROM c WHERE id = 4");
        assertThat(sync.run(REQUIRED).status()).isEqualTo(SyncResult.Status.SYNCED);
    }

    @Test
    void plansAgainWhereTheSchemaWasChangedMeanwhile() {
        SchemaSync overtaken = overtakenBy("CREATE UNIQUE INDEX IF NOT EXISTS ux ON p (a)");
        assertThat(overtaken.run(REQUIRED).status()).isEqualTo(SyncResult.Status.SYNCED);
        assertThat(pooled.queryForObject("SELECT count(*) FROM sqlite_schema WHERE name = 'ux'", Integer.class))
                .isOne();
    }

    @Test
    void appliesNothingWhereTheSchemaIsChangedEachTime() {
        AtomicInteger plans = new AtomicInteger();
        SchemaSync overtaken = sync.withListener(new SchemaSyncListener() {
            @Override
            public void beforeApply(SyncPlan plan) {
                others.execute("ALTER TABLE p ADD COLUMN extra" + plans.incrementAndGet() + " TEXT DEFAULT 'precious'");
            }
        });
        assertThatThrownBy(() -> overtaken.run(REQUIRED))
                .isInstanceOf(SyncStatementException.class)
                .hasMessageContaining(
                        "Nothing was applied, as somebody has changed the schema of the database 3 times");
        assertThat(plans).hasValue(3);
        assertThat(pooled.queryForList("SELECT extra1 || extra3 FROM p", String.class))
                .containsOnly("preciousprecious");
        assertThat(sync.state().lock()).isEmpty();
    }

    @Test
    void renamesWhatPointsAtATableWhateverTheConnectionWasTold() {
        others.execute("CREATE TRIGGER g AFTER DELETE ON c BEGIN DELETE FROM p; END");
        pooled.execute("PRAGMA legacy_alter_table = ON");
        assertThat(sync.run(RENAMED).status()).isEqualTo(SyncResult.Status.SYNCED);
        assertThat(pragma("legacy_alter_table")).isEqualTo(1);
        assertThat(pooled.queryForObject("SELECT \"table\" FROM pragma_foreign_key_list('c')", String.class))
                .isEqualTo("q");
        pooled.execute("DELETE FROM c");
        assertThat(pooled.queryForObject("SELECT count(*) FROM q", Long.class)).isZero();
    }

    private SchemaSync overtakenBy(String sql) {
        return sync.withListener(new SchemaSyncListener() {
            @Override
            public void beforeApply(SyncPlan plan) {
                others.execute(sql);
            }
        });
    }

    private Integer pragma(String name) {
        return pooled.queryForObject("PRAGMA " + name, Integer.class);
    }

    private String tables() {
        return pooled.queryForObject(
                "SELECT group_concat(name) FROM (SELECT name FROM sqlite_schema WHERE type = 'table'"
                        + " AND name NOT LIKE '\\_\\_atscript%' ESCAPE '\\' ORDER BY name)",
                String.class);
    }
}
