package dev.atscript.db.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.atscript.db.sync.AtscriptSchema;
import dev.atscript.db.sync.DbSpace;
import dev.atscript.db.sync.SchemaSync;
import dev.atscript.db.sync.SyncOptions;
import dev.atscript.db.sync.SyncPlan;
import dev.atscript.db.sync.SyncResult;
import dev.atscript.testing.CountingDataSource;
import dev.atscript.testing.DatabaseKind;
import dev.atscript.testing.PostgresServer;
import dev.atscript.testing.PostgresServer.CountedStatement;
import dev.atscript.testing.TestDatabase;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** How many statements are sent does not depend on how many tables there are. */
@ParameterizedClass
@EnumSource(DatabaseKind.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatementCountTest {

    private static final int TABLES = 1000;
    private static final int COLUMNS = 10;

    private static final int READING_THE_CONTROL_TABLE = 1;
    private static final int INTROSPECTION = 6;

    @Parameter
    DatabaseKind kind;

    private TestDatabase database;
    private HikariDataSource pool;
    private CountingDataSource dataSource;
    private SchemaSync sync;
    private AtscriptSchema schema;

    @BeforeParameterizedClassInvocation
    void syncManyTables(DatabaseKind kind) {
        database = kind.create();
        // A pool, as a driver sends statements of its own when it connects.
        HikariConfig config = new HikariConfig();
        config.setDataSource(database.dataSource());
        config.setMaximumPoolSize(1);
        pool = new HikariDataSource(config);
        dataSource = new CountingDataSource(pool);
        sync = new SchemaSync(DbSpace.of(dataSource));
        schema = ModelText.compile(manyTables());
        assertThat(sync.run(schema).status()).isEqualTo(SyncResult.Status.SYNCED);
    }

    @AfterParameterizedClassInvocation
    void dropDatabase() {
        pool.close();
        database.close();
    }

    @BeforeEach
    void forgetStatements() {
        dataSource.reset();
    }

    @Test
    void aSecondStartSendsOneStatement() {
        assertThat(sync.run(schema).status()).isEqualTo(SyncResult.Status.UP_TO_DATE);
        assertThat(dataSource.statements()).hasSize(1);
    }

    /** By the account of the server itself, which also sees what a driver sends on its own: pg_stat_statements. */
    @Test
    void aSecondStartSendsOneStatementByTheServersAccount() {
        if (kind != DatabaseKind.POSTGRES) {
            assertThat(sync.run(schema).statements()).isEqualTo(1);
            return;
        }
        PostgresServer.forgetStatementsOf(database);
        assertThat(sync.run(schema).status()).isEqualTo(SyncResult.Status.UP_TO_DATE);
        List<CountedStatement> counted = PostgresServer.statementsOf(database).stream()
                .filter(statement -> !statement.sql().contains("pg_stat_statements"))
                .toList();
        assertThat(counted).singleElement().satisfies(statement -> {
            assertThat(statement.sql()).startsWith("SELECT \"value\" FROM \"__atscript_control\"");
            assertThat(statement.calls()).isEqualTo(1);
        });
    }

    @Test
    void aPlanIntrospectsInAFixedNumberOfStatements() {
        SyncPlan plan = sync.plan(schema, SyncOptions.builder().force(true).build());
        assertThat(plan.status()).isEqualTo(SyncPlan.Status.UP_TO_DATE);
        assertThat(plan.entries()).hasSize(TABLES);
        assertThat(dataSource.statements()).hasSizeLessThanOrEqualTo(READING_THE_CONTROL_TABLE + INTROSPECTION);
    }

    /** What the role may do is read of the catalogue as well; how long a query may wait, and how many values go, is not. */
    @ParameterizedTest
    @CsvSource({
        "'interface T500 {', 'interface T500 { more?: string'",
        "'interface T500 {', 'interface T500 { @db.default 1 more: number.int'",
        "'interface T500 {\n  @meta.id id: number.int\n  c1:', 'interface T500 { @meta.id id: number.int, @db.column.renamed ''c1'' more:'",
        "'interface T500 {\n  @meta.id id: number.int\n  c1: number.int', 'interface T500 {\n  @meta.id id: number.int'"
    })
    void aPlanOfOneOtherColumnIntrospectsInAFixedNumberOfStatements(String now, String then) {
        String model = manyTables();
        assertThat(model).contains(now);
        SyncPlan plan = sync.plan(ModelText.compile(model.replace(now, then)));
        assertThat(plan.statements()).isNotEmpty();
        List<String> introspection = dataSource.statements().stream()
                .filter(sql -> !sql.startsWith("SELECT pg_catalog.set_config('lock_timeout'"))
                .filter(sql -> !sql.startsWith("SELECT count("))
                .toList();
        assertThat(introspection).hasSizeLessThanOrEqualTo(READING_THE_CONTROL_TABLE + INTROSPECTION);
    }

    private static String manyTables() {
        return IntStream.range(0, TABLES).mapToObj(StatementCountTest::table).collect(Collectors.joining("\n"));
    }

    private static String table(int number) {
        String columns = IntStream.range(1, COLUMNS)
                .mapToObj(i -> "  c" + i + ": " + (i % 2 == 0 ? "string" : "number.int"))
                .collect(Collectors.joining("\n"));
        return "@db.table 't" + number + "'\ninterface T" + number + " {\n  @meta.id id: number.int\n" + columns
                + "\n}";
    }
}
