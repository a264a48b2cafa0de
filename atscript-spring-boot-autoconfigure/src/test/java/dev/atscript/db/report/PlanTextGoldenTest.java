package dev.atscript.db.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.db.sync.AtscriptSchema;
import dev.atscript.db.sync.DbSpace;
import dev.atscript.db.sync.SchemaSync;
import dev.atscript.db.sync.SyncOptions;
import dev.atscript.db.sync.SyncPlan;
import dev.atscript.db.sync.SyncResult;
import dev.atscript.testing.DatabaseKind;
import dev.atscript.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/**
 * What a person reads of the plans and the result of a model with something of everything, in {@code
 * src/test/resources/report}; {@code -Dgolden=rewrite} writes what is found as what is expected.
 */
class PlanTextGoldenTest {

    private static final Path FOLDER = Path.of("src/test/resources/report");
    private static final int[] WIDTHS = {40, 80, 120};

    @ParameterizedTest
    @EnumSource
    void isWhatTheGoldenFileShows(DatabaseKind kind) throws IOException {
        compare(text(kind), kind.name().toLowerCase(Locale.ROOT) + ".txt");
    }

    @ParameterizedTest
    @EnumSource
    void showsTheStatementsOnRequest(DatabaseKind kind) throws IOException {
        try (TestDatabase database = kind.create()) {
            SchemaSync sync = prepared(database);
            String text = PlanText.PLAIN.withStatements(true).of(sync.plan(schema("after"), version("2")));
            compare(text + "\n", kind.name().toLowerCase(Locale.ROOT) + "-statements.txt");
        }
    }

    private static void compare(String text, String name) throws IOException {
        Path golden = FOLDER.resolve(name);
        if ("rewrite".equals(System.getProperty("golden"))) {
            Files.writeString(golden, text);
        }
        assertThat(text).isEqualTo(Files.readString(golden));
    }

    @ParameterizedTest
    @EnumSource
    void staysWithinItsWidth(DatabaseKind kind) {
        int width = 0;
        for (String line : text(kind).lines().toList()) {
            assertThat(line).isEqualTo(line.stripTrailing());
            if (line.startsWith("### ")) {
                width = Integer.parseInt(line.replaceAll("\\D+", ""));
            } else {
                assertThat(TextWidth.of(line)).as(line).isLessThanOrEqualTo(width);
            }
        }
    }

    private static String text(DatabaseKind kind) {
        Map<String, Function<PlanText, String>> found = new LinkedHashMap<>();
        try (TestDatabase database = kind.create()) {
            SchemaSync sync = prepared(database);
            SyncOptions second = version("2");
            SyncPlan plan = sync.plan(schema("after"), second);
            SyncPlan safe =
                    sync.plan(schema("after"), second.toBuilder().safe(true).build());
            SyncResult result = sync.run(schema("after"), second);
            SyncPlan inSync = sync.plan(schema("after"), second);
            new JdbcTemplate(database.dataSource()).update("INSERT INTO users (id, \"電子メール🚀\") VALUES (7, 'x')");
            SyncPlan wrong = sync.plan(schema("wrong"), version("3"));
            found.put("plan", text -> text.of(plan));
            found.put("safe plan", text -> text.of(safe));
            found.put("result", text -> text.of(result).replaceAll("[0-9.]+ m?s$", "7 ms"));
            found.put("in sync", text -> text.of(inSync));
            found.put("errors", text -> text.of(wrong));
        }
        StringBuilder all = new StringBuilder();
        for (int width : WIDTHS) {
            found.forEach((title, text) -> all.append("### ")
                    .append(title)
                    .append(", ")
                    .append(width)
                    .append(" columns\n")
                    .append(text.apply(PlanText.PLAIN.withWidth(width)))
                    .append("\n\n"));
        }
        return all.toString();
    }

    /** A database that has what the first model says, and what others made there. */
    private static SchemaSync prepared(TestDatabase database) {
        SchemaSync sync = new SchemaSync(DbSpace.of(database.dataSource()));
        sync.run(schema("before"), version("1"));
        new ResourceDatabasePopulator(new FileSystemResource(FOLDER.resolve("before.sql")))
                .execute(database.dataSource());
        return sync;
    }

    /** Which build is the newer one: a checkout gives the files their times in no order. */
    private static SyncOptions version(String version) {
        return SyncOptions.builder().schemaVersion(version).build();
    }

    private static AtscriptSchema schema(String name) {
        return AtscriptSchema.load(FOLDER.resolve(name + ".as").toUri().toString());
    }
}
