package dev.atscript.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atscript.db.report.PlanText;
import dev.atscript.db.sync.AtscriptSchema;
import dev.atscript.db.sync.AtscriptSchemaException;
import dev.atscript.db.sync.DbSpace;
import dev.atscript.db.sync.SchemaSync;
import dev.atscript.db.sync.SchemaSyncListener;
import dev.atscript.db.sync.SyncEntry;
import dev.atscript.db.sync.SyncException;
import dev.atscript.db.sync.SyncLockException;
import dev.atscript.db.sync.SyncOptions;
import dev.atscript.db.sync.SyncPlan;
import dev.atscript.db.sync.SyncPlanChangedException;
import dev.atscript.db.sync.SyncPlanException;
import dev.atscript.db.sync.SyncResult;
import dev.atscript.db.sync.SyncState;
import dev.atscript.testing.DatabaseKind;
import dev.atscript.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.sqlite.SQLiteDataSource;

/** The code of {@code docs/programmatic.md}. */
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class ProgrammaticTest {

    private static final String USERS = """
            @db.table 'users'
            interface User {
                @meta.id
                id: number.int
                name?: string
            }
            """;

    private static final String WITHOUT_NAME = USERS.replace("    name?: string\n", "");

    @Parameter
    DatabaseKind kind;

    @TempDir
    Path folder;

    private TestDatabase database;
    private DataSource dataSource;
    private AtscriptSchema schema;

    @BeforeEach
    void create() throws IOException {
        database = kind.create();
        dataSource = database.dataSource();
        schema = load(USERS);
    }

    @AfterEach
    void drop() {
        database.close();
    }

    private AtscriptSchema load(String model) throws IOException {
        Path file = Files.writeString(folder.resolve("users.as"), model);
        return AtscriptSchema.load(file.toUri().toString());
    }

    private List<String> tables() {
        return new SchemaSync(DbSpace.of(dataSource)).state().tracked();
    }

    @Test
    void runsInOneLine() {
        DbSpace space = DbSpace.of(dataSource);
        SyncResult result = SchemaSync.syncSchema(
                space, schema, SyncOptions.builder().safe(true).build());
        assertThat(result.status()).isEqualTo(SyncResult.Status.SYNCED);
        assertThat(tables()).containsExactly("users");
    }

    @Test
    void needsNothingButADriver() throws IOException {
        Path file = folder.resolve("app.db");
        Files.createDirectories(folder.resolve("model"));
        Files.writeString(folder.resolve("model/users.as"), USERS);
        String models = folder.resolve("model").toString();
        String url = "jdbc:sqlite:" + file;

        SQLiteDataSource dataSource = new SQLiteDataSource();
        dataSource.setUrl(url);

        AtscriptSchema schema = AtscriptSchema.load("file:" + models + "/**/*.as");
        SchemaSync sync = new SchemaSync(DbSpace.of(dataSource));
        SyncResult result = sync.run(schema);

        assertThat(result.status()).isEqualTo(SyncResult.Status.SYNCED);
        assertThat(sync.run(schema).statements()).isEqualTo(1);
    }

    @Test
    void plansFirst() throws IOException {
        SchemaSync sync = new SchemaSync(DbSpace.of(dataSource));
        sync.run(schema);
        new JdbcTemplate(dataSource).execute("INSERT INTO users VALUES (1, 'Ada')");
        schema = load(WITHOUT_NAME);
        SyncOptions options = SyncOptions.defaults();
        List<String> shown = new ArrayList<>();

        SyncPlan plan = sync.plan(schema, options);
        for (SyncEntry entry : plan.entries()) {
            shown.add(entry.name() + " " + entry.status() + (entry.destructive() ? " destructive" : ""));
        }
        if (plan.hasErrors() || plan.destructive()) {
            shown.add(PlanText.PLAIN.of(plan));
        } else {
            sync.run(schema, options, plan);
        }

        assertThat(shown.get(0)).isEqualTo("users ALTER destructive");
        assertThat(shown.get(1)).contains("! destructive: 1 value");
        assertThat(plan.status()).isEqualTo(SyncPlan.Status.CHANGES_NEEDED);
        assertThat(new JdbcTemplate(dataSource).queryForList("SELECT name FROM users", String.class))
                .containsExactly("Ada");
    }

    @Test
    void appliesWhatWasApprovedOrNothing() throws IOException {
        SchemaSync sync = new SchemaSync(DbSpace.of(dataSource));
        sync.run(schema);
        schema = load(WITHOUT_NAME);
        SyncPlan plan = sync.plan(schema);
        new JdbcTemplate(dataSource).execute("ALTER TABLE users ADD COLUMN other TEXT");
        assertThatThrownBy(() -> sync.run(schema, SyncOptions.defaults(), plan))
                .isInstanceOfSatisfying(
                        SyncPlanChangedException.class,
                        ex -> assertThat(ex.plan().statements())
                                .hasSizeGreaterThan(plan.statements().size()));
    }

    @Test
    void takesOptions() {
        SyncOptions options = SyncOptions.builder()
                .safe(true)
                .podId("migration-job")
                .lockTtl(Duration.ofSeconds(10))
                .waitTimeout(Duration.ofMinutes(5))
                .adopt(SyncOptions.Adopt.KEEP)
                .build();

        assertThat(new SchemaSync(DbSpace.of(dataSource)).run(schema, options).status())
                .isEqualTo(SyncResult.Status.SYNCED);
        assertThat(options.toBuilder().safe(false).build().podId()).isEqualTo("migration-job");
    }

    @Test
    void keepsOptions() throws IOException {
        SchemaSync sync = new SchemaSync(DbSpace.of(dataSource));
        sync.run(schema);
        new JdbcTemplate(dataSource).execute("INSERT INTO users VALUES (1, 'Ada')");
        schema = load(WITHOUT_NAME);
        SyncOptions options = SyncOptions.builder().safe(true).build();

        SchemaSync safe = sync.withOptions(options);
        SyncResult result = safe.run(schema);

        assertThat(result.pendingChanges()).isEqualTo(1);
        assertThat(safe.plan(schema).statements()).isEmpty();
        assertThat(safe.withListener(new SchemaSyncListener() {}).options()).isEqualTo(options);
        assertThat(sync.plan(schema).destructive()).isTrue();
    }

    @Test
    void sharesADatabase() {
        SchemaSync shop = new SchemaSync(DbSpace.of(dataSource).withOwner("shop"));
        shop.run(schema);
        assertThat(shop.state().tracked()).containsExactly("users");
        assertThat(tables()).isEmpty();
    }

    @Test
    void tellsWhatTheControlTableSays() {
        SchemaSync sync = new SchemaSync(DbSpace.of(dataSource));
        sync.run(schema);

        SyncState state = sync.state();
        boolean upToDate = sync.isUpToDate(schema, SyncOptions.defaults());
        String hash = sync.hash(schema);

        assertThat(upToDate).isTrue();
        assertThat(state.hash()).contains(hash);
        assertThat(state.lock()).isEmpty();
        assertThat(state.history()).hasSize(1);
    }

    @Test
    void followsARun() {
        List<String> progress = new ArrayList<>();

        SchemaSync sync = new SchemaSync(DbSpace.of(dataSource)).withListener(new SchemaSyncListener() {
            @Override
            public void beforeStatement(SyncPlan plan, int index) {
                progress.add((index + 1) + " of " + plan.statements().size());
            }
        });
        sync.run(schema);

        assertThat(progress).first().asString().startsWith("1 of ");
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        SchemaSync sync = new SchemaSync(DbSpace.of(dataSource));
        sync.run(schema);
        new JdbcTemplate(dataSource).execute("INSERT INTO users VALUES (1, 'Ada')");
        schema = load(USERS.replace("name?: string", "name?: string\n    email: string"));
        List<String> messages = new ArrayList<>();

        try {
            sync.run(schema);
        } catch (SyncPlanException ex) {
            messages.add(PlanText.PLAIN.of(ex.plan()));
        } catch (SyncLockException ex) {
            messages.add("try later: " + ex.getMessage());
        }

        assertThat(messages).singleElement().asString().contains("✗", "1 error");
        assertThatThrownBy(() -> load(USERS.replace("string", "strng"))).isInstanceOf(AtscriptSchemaException.class);
    }

    @Test
    void thePageNamesEveryFailure() {
        List<String> named =
                Page.of("docs/programmatic.md").tables().get(1).column(0).toList();
        for (Class<?> failure : SyncException.class.getPermittedSubclasses()) {
            assertThat(named).contains("`" + failure.getSimpleName() + "`");
        }
    }
}
