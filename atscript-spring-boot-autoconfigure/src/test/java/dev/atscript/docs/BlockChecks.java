package dev.atscript.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.atscript.boot.Applications;
import dev.atscript.db.dialect.SqlStatement;
import dev.atscript.db.report.PlanText;
import dev.atscript.db.sync.AtscriptSchemaException;
import dev.atscript.db.sync.SyncPlan;
import dev.atscript.testing.DatabaseKind;
import dev.atscript.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;

/** Tries the code blocks of one page, in order. What each kind of block means is in {@code CONTRIBUTING.md}. */
final class BlockChecks implements AutoCloseable {

    private static final String RESOURCES = "src/main/resources/";

    private final Page page;
    private Story story = new Story();
    private String diagnostics = "";
    private String rows = "";
    private List<String> command = List.of();

    BlockChecks(Page page) {
        this.page = page;
        Map<String, String> besides = filesBeside(page);
        if (!besides.isEmpty()) {
            story.model(besides);
        }
    }

    /** Files that a page imports and does not show. */
    private static Map<String, String> filesBeside(Page page) {
        Path folder = Path.of("src/test/resources").resolve(page.name().replaceFirst("\\.md$", ""));
        return Files.isDirectory(folder) ? filesOf(folder) : Map.of();
    }

    private static Map<String, String> filesOf(Path folder) {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            all.filter(file -> file.toString().endsWith(".as"))
                    .forEach(
                            file -> files.put(folder.relativize(file).toString().replace('\\', '/'), Page.read(file)));
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        return files;
    }

    void check(Block block) {
        if (block.has("new")) {
            begin();
        }
        switch (block.language()) {
            case "as" -> model(block);
            case "diff" -> edit(block);
            case "sql" -> sql(block);
            case "text" -> text(block);
            case "java" -> JavaSources.contain(block);
            case "properties" -> SpringProperties.ofProperties(block).check();
            case "yaml" -> SpringProperties.ofYaml(block).check();
            case "json" ->
                assertThat(page.name())
                        .as(block + " is checked by EndpointDocumentTest")
                        .isEqualTo("docs/endpoint.md");
            case "xml" -> Poms.check(block);
            case "shell" -> shell(block);
            default -> throw new AssertionError(block + ": the test knows no blocks of that kind");
        }
    }

    private void begin() {
        story.close();
        story = new Story();
    }

    private void model(Block block) {
        String name = block.wordEndingWith(".as").orElse("");
        Map<String, String> files = new TreeMap<>();
        if (name.isEmpty()) {
            files.putAll(filesBeside(page));
            begin();
        } else {
            files.putAll(story.files());
        }
        files.put(name.isEmpty() ? "model.as" : below(name), block.text());
        compile(block, files);
    }

    /** A file's name on the class path. */
    private static String below(String name) {
        int resources = name.indexOf(RESOURCES);
        return resources < 0 ? name : name.substring(resources + RESOURCES.length());
    }

    private void edit(Block block) {
        String name = block.wordEndingWith(".as").orElseThrow();
        Map<String, String> files = story.files();
        if (files.isEmpty()) {
            Path root = Page.REPOSITORY.resolve(name.substring(0, name.indexOf(RESOURCES) + RESOURCES.length()));
            story.model(filesOf(root));
            files = story.files();
        }
        String text = files.get(below(name));
        String before = lines(block, '+');
        assertThat(text).as(block.toString()).containsOnlyOnce(before);
        files.put(below(name), text.replace(before, lines(block, '-')));
        compile(block, files);
    }

    /** The lines of a diff, without those that are marked so. */
    private static String lines(Block block, char without) {
        return block.text()
                .lines()
                .filter(line -> line.isEmpty() || line.charAt(0) != without)
                .map(line -> line.isEmpty() ? "" : line.substring(1))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private void compile(Block block, Map<String, String> files) {
        story.model(files);
        if (block.has("fails")) {
            Throwable failure = catchThrowable(story::schema);
            assertThat(failure).as(block.toString()).isInstanceOf(AtscriptSchemaException.class);
            diagnostics = String.valueOf(failure.getMessage());
            story.forgetModel();
        } else {
            assertThat(story.schema().warnings()).as(block.toString()).isEmpty();
        }
    }

    private void sql(Block block) {
        Set<DatabaseKind> kinds = kinds(block);
        if (block.has("grants") || block.has("owner")) {
            assertThat(page.name()).as(block + " is run by GrantsDocumentTest").isEqualTo("docs/production.md");
        } else if (block.has("by-hand")) {
            story.byHand(kinds, block.text());
            kinds.forEach(story::after);
        } else if (block.has("query")) {
            kinds.forEach(kind -> rows = query(story.after(kind), block.text()));
        } else {
            DatabaseKind kind = onlyKind(block);
            SyncPlan plan = story.plan(kind, properties(block));
            assertThat(plan.hasErrors()).as(block.toString()).isFalse();
            Expected.same(
                    block,
                    plan.statements().stream()
                            .filter(statement -> !statement.isProof())
                            .map(SqlStatement::sql)
                            .collect(Collectors.joining(";\n", "", ";\n")));
            story.run(kind, properties(block));
        }
    }

    private static String query(TestDatabase database, String sql) {
        return new JdbcTemplate(database.dataSource())
                        .query(sql.strip().replaceFirst(";$", ""), (row, number) -> {
                            List<String> values = new ArrayList<>();
                            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                                values.add(String.valueOf(row.getObject(i)));
                            }
                            return String.join(" | ", values);
                        })
                        .stream()
                        .collect(Collectors.joining("\n"));
    }

    private void text(Block block) {
        if (block.has("diagnostics")) {
            Expected.same(block, diagnostics);
        } else if (block.has("rows")) {
            Expected.same(block, rows);
        } else if (block.has("plan")) {
            Expected.same(block, PlanText.PLAIN.of(story.plan(onlyKind(block), properties(block))));
        } else if (block.has("case")) {
            String file = block.wordEndingWith(".txt").orElseThrow();
            assertThat(Page.read(Page.REPOSITORY.resolve(page.name()).resolveSibling(file)))
                    .as(block.toString())
                    .contains(block.text());
        } else if (block.has("log")) {
            DatabaseKind kind = onlyKind(block);
            ended(block, kind, Applications.start(story.before(kind), story.location(), properties(block)));
        } else if (block.has("output")) {
            DatabaseKind kind = onlyKind(block);
            ended(block, kind, Applications.command(story.before(kind), story.location(), command));
        } else {
            throw new AssertionError(block + ": the test knows no text of that kind");
        }
    }

    private void ended(Block block, DatabaseKind kind, Applications.Ended ended) {
        Expected.same(block, ended.output());
        int expected = block.words().stream()
                .filter(word -> word.startsWith("exit="))
                .map(word -> Integer.parseInt(word.substring("exit=".length())))
                .findFirst()
                .orElse(0);
        assertThat(ended.exitCode()).as(block.toString()).isEqualTo(expected);
        boolean changedNothing = block.has("unchanged");
        if (block.has("refused")) {
            story.forgetModel();
        } else if (!changedNothing) {
            story.wasDone(kind);
        }
    }

    private void shell(Block block) {
        for (List<String> words : Shell.commands(block)) {
            Shell.check(block, words);
            int db = words.indexOf("db");
            command = db < 0 ? List.of() : words.subList(db, words.size());
        }
    }

    private static List<String> properties(Block block) {
        return block.words().stream()
                .filter(word -> word.startsWith("atscript.db."))
                .toList();
    }

    private static DatabaseKind onlyKind(Block block) {
        Set<DatabaseKind> kinds = kinds(block);
        assertThat(kinds).as(block + " names one kind of database").hasSize(1);
        return kinds.iterator().next();
    }

    /** The kinds that it names, or all. */
    private static Set<DatabaseKind> kinds(Block block) {
        Set<DatabaseKind> named = EnumSet.noneOf(DatabaseKind.class);
        for (DatabaseKind kind : DatabaseKind.values()) {
            if (block.has(kind.name().toLowerCase(Locale.ROOT))) {
                named.add(kind);
            }
        }
        return named.isEmpty() ? EnumSet.allOf(DatabaseKind.class) : named;
    }

    @Override
    public void close() {
        story.close();
    }
}
