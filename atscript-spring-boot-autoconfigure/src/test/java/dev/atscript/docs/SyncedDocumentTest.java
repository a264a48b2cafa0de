package dev.atscript.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.db.dialect.Dialect;
import dev.atscript.db.dialect.Dialects;
import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalColumn;
import dev.atscript.db.sync.AtscriptSchema;
import dev.atscript.db.sync.DbSpace;
import dev.atscript.db.sync.SchemaSync;
import dev.atscript.db.sync.SyncPlan;
import dev.atscript.testing.DatabaseKind;
import dev.atscript.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The tables of {@code docs/what-gets-synced.md}, against what both kinds of database get. */
class SyncedDocumentTest {

    private static final String KEY = "@meta.id id: number.int";
    private static final String PARENT = "@db.table 'p' interface P { " + KEY + " }\n";
    private static final String CHILD = "@db.rel.FK p: P.id";
    private static final String VIEW = table("a: string") + "@db.view 'v' @db.view.for T ";

    /** The models before and after each change. */
    private static final Map<String, List<String>> CHANGES = changes();

    @TempDir
    Path folder;

    private final Page page = Page.of("docs/what-gets-synced.md");

    private static String table(String... fields) {
        return "@db.table 't' interface T { " + KEY + ", " + String.join(", ", fields) + " }\n";
    }

    private static Map<String, List<String>> changes() {
        Map<String, List<String>> changes = new TreeMap<>();
        changes.put("a table comes", List.of(table("a: string"), table("a: string") + PARENT));
        changes.put("a table goes", List.of(table("a: string") + PARENT, table("a: string")));
        changes.put(
                "a table is renamed",
                List.of(
                        table("a: string"),
                        "@db.table 'u' @db.table.renamed 't' interface T { " + KEY + ", a: string }"));
        changes.put("an optional column comes", List.of(table("a: string"), table("a: string", "b?: string")));
        changes.put(
                "a required column with a constant default comes",
                List.of(table("a: string"), table("a: string", "@db.default 'x' b: string")));
        changes.put(
                "a required column with a generated default comes",
                List.of(table("a: string"), table("a: string", "@db.default.uuid b: string")));
        changes.put("a column goes", List.of(table("a: string", "b: string"), table("a: string")));
        changes.put(
                "a column of a foreign key goes",
                List.of(PARENT + table("a: string", CHILD), PARENT + table("a: string")));
        changes.put("a column is renamed", List.of(table("a: string"), table("@db.column.renamed 'a' b: string")));
        changes.put("an optional column becomes required", List.of(table("a?: string"), table("a: string")));
        changes.put("a required column becomes optional", List.of(table("a: string"), table("a?: string")));
        changes.put(
                "the default changes", List.of(table("@db.default 'x' a: string"), table("@db.default 'y' a: string")));
        changes.put(
                "the collation changes", List.of(table("a: string"), table("@db.column.collate 'nocase' a: string")));
        changes.put(
                "a limit of length grows",
                List.of(table("@expect.maxLength 5 a: string"), table("@expect.maxLength 9 a: string")));
        changes.put(
                "a limit of length shrinks",
                List.of(table("@expect.maxLength 9 a: string"), table("@expect.maxLength 5 a: string")));
        changes.put("an integer becomes wider", List.of(table("a: number.int.int32"), table("a: number.int.int64")));
        changes.put("an integer becomes a text", List.of(table("a: number.int"), table("a: string")));
        changes.put("a text becomes an integer", List.of(table("a: string"), table("a: number.int")));
        changes.put("the primary key changes", List.of(table("a: string"), table("@meta.id a: string")));
        changes.put("an index comes", List.of(table("a: string"), table("@db.index a: string")));
        changes.put("an index goes", List.of(table("@db.index a: string"), table("a: string")));
        changes.put(
                "an index gets another direction",
                List.of(table("@db.index 'i' a: string"), table("@db.index 'i', 'desc' a: string")));
        changes.put("full text comes", List.of(table("a: string"), table("@db.index.fulltext a: string")));
        changes.put("a foreign key comes", List.of(PARENT + table("p: P.id"), PARENT + table(CHILD)));
        changes.put("a foreign key goes", List.of(PARENT + table(CHILD), PARENT + table("p: P.id")));
        changes.put(
                "a foreign key gets another action",
                List.of(PARENT + table(CHILD), PARENT + table("@db.rel.onDelete 'cascade' " + CHILD)));
        changes.put("a view comes", List.of(table("a: string"), VIEW + "interface V { a: T.a }"));
        changes.put(
                "a view gets another filter",
                List.of(VIEW + "interface V { a: T.a }", VIEW + "@db.view.filter `T.a = 'x'` interface V { a: T.a }"));
        changes.put("a view goes", List.of(VIEW + "interface V { a: T.a }", table("a: string")));
        return changes;
    }

    private List<Table> tables(String section) {
        List<String> lines = page.lines();
        int begin = lines.indexOf("## " + section);
        int end = begin + 1;
        while (!lines.get(end).startsWith("## ")) {
            end++;
        }
        return new Page(page.name(), lines.subList(begin, end)).tables();
    }

    @Test
    void columnsHaveTheTypesShown() {
        for (List<String> row : tables("Columns").get(0).rows()) {
            for (Dialect dialect : Dialects.all()) {
                assertThat(columns(
                                row.get(0),
                                dialect,
                                column -> column.type()
                                        + (column.collation().isEmpty() ? "" : " COLLATE " + column.collation())))
                        .as(row + " on " + dialect.name())
                        .isEqualTo(code(row.get(dialect.name().equals("sqlite") ? 1 : 2)));
            }
        }
    }

    @Test
    void columnsHaveTheDefaultsShown() {
        for (List<String> row : tables("Defaults").get(0).rows()) {
            for (Dialect dialect : Dialects.all()) {
                String shown = code(row.get(dialect.name().equals("sqlite") ? 1 : 2));
                assertThat(columns(row.get(0), dialect, column -> String.valueOf(column.defaultValue())))
                        .as(row + " on " + dialect.name())
                        .matches(Pattern.quote(shown).replace("…", "\\E.*\\Q"));
            }
        }
    }

    /** What a field becomes: of one column what is asked of it, of several the same with their names. */
    private String columns(String field, Dialect dialect, Function<PhysicalColumn, String> asked) {
        List<PhysicalColumn> columns =
                dialect.map(load(table(code(field))).model()).tables().get(0).physical().columns().stream()
                        .filter(column -> !column.name().equals("id"))
                        .toList();
        return columns.size() == 1
                ? asked.apply(columns.get(0))
                : columns.stream()
                        .map(column -> column.name() + " " + asked.apply(column))
                        .collect(Collectors.joining(", "));
    }

    @TestFactory
    Stream<DynamicTest> changesAreMadeAsShown() {
        Table shown = tables("Changes").get(0);
        assertThat(shown.column(0)).containsExactlyInAnyOrderElementsOf(CHANGES.keySet());
        return shown.rows().stream().map(row -> DynamicTest.dynamicTest(row.get(0), () -> check(row)));
    }

    private void check(List<String> row) {
        boolean loses = false;
        for (DatabaseKind kind : DatabaseKind.values()) {
            try (TestDatabase database = kind.create()) {
                SchemaSync sync = new SchemaSync(DbSpace.of(database.dataSource()));
                sync.run(load(CHANGES.get(row.get(0)).get(0)));
                SyncPlan plan = sync.plan(load(CHANGES.get(row.get(0)).get(1)));
                loses |= plan.destructive();
                assertThat(row.get(kind == DatabaseKind.SQLITE ? 1 : 2))
                        .as(row.get(0) + " on " + kind)
                        .contains(way(plan));
            }
        }
        assertThat(row.get(3)).as(row.get(0)).isEqualTo(loses ? "yes" : "no");
    }

    private static String way(SyncPlan plan) {
        if (plan.hasErrors()) {
            return "new table, as chosen";
        }
        if (plan.status() == SyncPlan.Status.UP_TO_DATE) {
            return "nothing to do";
        }
        boolean anew = plan.entries().stream()
                .flatMap(entry -> entry.changes().stream())
                .anyMatch(change -> change.change() instanceof Change.RecreateTable);
        return anew ? "new table" : "in place";
    }

    private AtscriptSchema load(String model) {
        try {
            Path file = Files.writeString(folder.resolve("model.as"), model);
            return AtscriptSchema.load(file.toUri().toString());
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static String code(String cell) {
        return cell.replace("`", "");
    }
}
