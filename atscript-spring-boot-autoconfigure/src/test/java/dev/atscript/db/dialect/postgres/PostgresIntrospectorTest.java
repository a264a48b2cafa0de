package dev.atscript.db.dialect.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.db.schema.PhysicalSchema;
import dev.atscript.testing.PostgresServer;
import dev.atscript.testing.PostgresServer.CountedStatement;
import dev.atscript.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class PostgresIntrospectorTest {

    /** A function without a schema: a name that is neither a name for rows, nor a construct of the grammar. */
    private static final Pattern FUNCTION =
            Pattern.compile("(?<![\\w.])(?<!AS |\\) |RECURSIVE |ORDINALITY )(?!(coalesce|greatest)\\()[a-z_]\\w*\\(");

    /** What it gathers of the catalogue, whenever it comes by, would change how the server reads that. */
    @BeforeAll
    static void stopAutovacuum() {
        configure("ALTER SYSTEM SET autovacuum = off");
    }

    @AfterAll
    static void startAutovacuum() {
        configure("ALTER SYSTEM RESET autovacuum");
    }

    private static void configure(String statement) {
        try (TestDatabase database = PostgresServer.createDatabase()) {
            JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
            jdbc.execute(statement);
            jdbc.execute("SELECT pg_reload_conf()");
        }
    }

    /** A server with its usual settings would compile each of these statements for longer than it executes them. */
    @Test
    void asksWithSettingsOfItsOwnAndLeavesThoseOfTheSession() throws Exception {
        try (TestDatabase database = PostgresServer.createDatabase();
                Connection connection = database.dataSource().getConnection()) {
            new JdbcTemplate(new SingleConnectionDataSource(connection, true))
                    .execute("SET jit = on; SET join_collapse_limit = 9; SET TimeZone = 'Asia/Tokyo'");
            Listening jdbc = new Listening(connection);
            new PostgresIntrospector(Set.of(), Duration.ZERO).introspect(jdbc);
            assertThat(jdbc.settings).containsExactly("on 9 Asia/Tokyo", "off 1 UTC");
            jdbc.settings.clear();
            jdbc.execute("CREATE TABLE a (id int); CREATE VIEW b AS SELECT 1");
            new PostgresIntrospector(Set.of(), Duration.ZERO).introspect(jdbc);
            assertThat(jdbc.settings)
                    .endsWith("on 9 Asia/Tokyo", "off 1 UTC", "off 1 UTC", "off 1 UTC", "off 1 UTC", "off 1 UTC");
            assertThat(settings(connection)).isEqualTo("on 9 Asia/Tokyo");
            assertThat(connection.getAutoCommit()).isTrue();
        }
    }

    /** By the pages that the server read for each statement, which no clock disturbs. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void readsTenTimesAsManyTablesWithAboutTenTimesTheWork(boolean analyzed) {
        Map<String, Long> few = pagesOfTables(30, analyzed);
        Map<String, Long> many = pagesOfTables(300, analyzed);
        assertThat(few).hasSize(6);
        assertThat(many)
                .hasSameSizeAs(few)
                .allSatisfy((sql, pages) -> assertThat(pages).as(sql).isLessThan(12 * few.getOrDefault(sql, 0L)));
    }

    /**
     * A function that takes exactly the types of the arguments comes before one of the catalogue's that takes any, wherever it
     * is on the search path: it would be executed with the rights of who syncs.
     */
    @Test
    void callsNoFunctionThatSomebodyElsesCouldComeBefore() {
        try (TestDatabase database = PostgresServer.createDatabase()) {
            JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
            jdbc.execute("CREATE TABLE t (a text UNIQUE); CREATE VIEW v AS SELECT a FROM t; COMMENT ON VIEW v IS 'x'");
            for (String attack : List.of(
                    "to_jsonb(pg_catalog.pg_constraint) RETURNS jsonb",
                    "to_jsonb(pg_catalog.pg_index) RETURNS jsonb",
                    "unnest(int2[]) RETURNS SETOF int2",
                    "unnest(text[]) RETURNS SETOF text",
                    "quote_ident(name) RETURNS text",
                    "format(text, name, name) RETURNS text",
                    "obj_description(oid, text) RETURNS text")) {
                jdbc.execute(
                        "CREATE FUNCTION public." + attack + " LANGUAGE plpgsql AS $$ BEGIN RAISE 'attacked'; END $$");
            }
            PostgresServer.forgetStatementsOf(database);
            assertThat(new PostgresIntrospector(Set.of(), Duration.ZERO)
                            .introspect(jdbc)
                            .tables())
                    .hasSize(1);
            assertThat(PostgresServer.statementsOf(database))
                    .extracting(CountedStatement::sql)
                    .filteredOn(sql -> sql.contains("pg_namespace"))
                    .hasSize(6)
                    .allSatisfy(
                            sql -> assertThat(FUNCTION.matcher(sql).results().map(MatchResult::group))
                                    .as(sql)
                                    .isEmpty());
        }
    }

    private static Map<String, Long> pagesOfTables(int tables, boolean analyzed) {
        try (TestDatabase database = PostgresServer.createDatabase()) {
            JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
            jdbc.execute("CREATE TABLE t0 (id int PRIMARY KEY); CREATE VIEW v0 AS SELECT 1 AS name");
            IntStream.rangeClosed(1, tables)
                    .forEach(i -> jdbc.execute("""
                    CREATE TABLE t%1$d (id int PRIMARY KEY, name text DEFAULT 'a', mail text CHECK (mail <> '') UNIQUE,
                      previous int REFERENCES t%2$d, twice int GENERATED ALWAYS AS (previous * 2) STORED);
                    CREATE INDEX ON t%1$d (name);
                    CREATE VIEW v%1$d AS SELECT t.name, v.name AS other FROM t%1$d t CROSS JOIN v%3$d v
                    """.formatted(i, i - 1, i % 10 == 1 ? 0 : i - 1)));
            if (analyzed) {
                jdbc.execute("ANALYZE");
            }
            PostgresIntrospector introspector = new PostgresIntrospector(Set.of(), Duration.ZERO);
            introspector.introspect(jdbc);
            PostgresServer.forgetStatementsOf(database);
            PhysicalSchema schema = introspector.introspect(jdbc);
            assertThat(schema.tables()).hasSize(tables + 1);
            assertThat(schema.views()).hasSize(tables + 1);
            return PostgresServer.statementsOf(database).stream()
                    .filter(statement -> statement.sql().contains("pg_namespace"))
                    .collect(Collectors.toMap(CountedStatement::sql, CountedStatement::pages));
        }
    }

    private static String settings(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT concat_ws(' ', current_setting('jit'),"
                        + " current_setting('join_collapse_limit'), current_setting('TimeZone'))")) {
            result.next();
            return result.getString(1);
        }
    }

    /** Looks at the session's settings before each statement. */
    private static final class Listening extends JdbcTemplate {

        private final List<String> settings = new ArrayList<>();

        Listening(Connection connection) {
            super(new SingleConnectionDataSource(connection, true));
        }

        @Override
        protected void applyStatementSettings(Statement statement) throws SQLException {
            super.applyStatementSettings(statement);
            settings.add(settings(statement.getConnection()));
        }
    }
}
