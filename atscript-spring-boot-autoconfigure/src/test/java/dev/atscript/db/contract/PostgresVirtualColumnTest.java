package dev.atscript.db.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.atscript.db.sync.AtscriptSchema;
import dev.atscript.db.sync.DbSpace;
import dev.atscript.db.sync.SchemaSync;
import dev.atscript.db.sync.SyncError;
import dev.atscript.db.sync.SyncOptions;
import dev.atscript.testing.PostgresServer;
import dev.atscript.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Columns that hold no values, from version 18 on. */
class PostgresVirtualColumnTest {

    @Test
    void aVirtualColumnInThePlaceOfAPlainOneIsAnError() {
        assumeTrue(PostgresServer.version() >= 180000);
        try (TestDatabase database = PostgresServer.createDatabase()) {
            AtscriptSchema schema =
                    ModelText.compile("@db.table 't' interface T { @meta.id id: number.int, a?: number.int }");
            SchemaSync sync = new SchemaSync(DbSpace.of(database.dataSource()));
            sync.run(schema);
            JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
            jdbc.execute("ALTER TABLE t DROP COLUMN a, ADD COLUMN a bigint GENERATED ALWAYS AS (id * 2) VIRTUAL");
            SyncOptions forced = SyncOptions.builder().force(true).build();
            assertThat(sync.plan(schema, forced).entries())
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.errors())
                            .extracting(SyncError::message)
                            .containsExactly("column a is computed by the database and holds no values (VIRTUAL),"
                                    + " so that it cannot become a plain one: drop it"));
            jdbc.execute("ALTER TABLE t DROP COLUMN a");
            sync.run(schema, forced);
            assertThat(sync.plan(schema, forced).statements()).isEmpty();
        }
    }
}
