package dev.atscript.docs.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.db.report.PlanText;
import dev.atscript.db.sync.AtscriptSchema;
import dev.atscript.db.sync.DbSpace;
import dev.atscript.db.sync.SchemaSync;
import dev.atscript.db.sync.SyncOptions;
import dev.atscript.db.sync.SyncPlan;
import dev.atscript.db.sync.SyncResult;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.sqlite.SQLiteDataSource;

class ModelTest {

    static final String MODEL = "classpath*:testing/atscript/**/*.as";

    private static final String RELEASED = "classpath*:testing/released/**/*.as";

    @Test
    void compilesWithoutWarnings() {
        assertThat(AtscriptSchema.load(MODEL).warnings()).isEmpty();
    }

    @Test
    void leadsFromTheLastReleaseToThisOneWithoutALoss(@TempDir Path folder) {
        SQLiteDataSource dataSource = new SQLiteDataSource();
        dataSource.setUrl("jdbc:sqlite:" + folder.resolve("test.db"));
        SchemaSync sync = new SchemaSync(DbSpace.of(dataSource));
        sync.run(AtscriptSchema.load(RELEASED));
        new JdbcTemplate(dataSource).update("INSERT INTO customers (name) VALUES ('Ada')");

        // A checkout gives the files their times in no order, which tells an older build from a newer one.
        SyncOptions options = SyncOptions.builder()
                .onSuperseded(SyncOptions.OnSuperseded.SYNC)
                .build();
        AtscriptSchema schema = AtscriptSchema.load(MODEL);
        SyncPlan plan = sync.plan(schema, options);

        assertThat(plan.hasErrors() || plan.destructive())
                .as(PlanText.PLAIN.of(plan))
                .isFalse();
        assertThat(sync.run(schema, options, plan).status()).isEqualTo(SyncResult.Status.SYNCED);
    }
}
