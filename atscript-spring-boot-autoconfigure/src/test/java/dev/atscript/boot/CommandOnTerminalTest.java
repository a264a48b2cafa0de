package dev.atscript.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.atscript.db.report.TextWidth;
import dev.atscript.db.sync.AtscriptSchema;
import dev.atscript.db.sync.DbSpace;
import dev.atscript.db.sync.SchemaSync;
import dev.atscript.testing.SqliteFiles;
import dev.atscript.testing.TerminalProcess;
import dev.atscript.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** The command in a process and on a terminal of its own. */
class CommandOnTerminalTest {

    private static final int INTERRUPTED = 128 + 2;
    private static final String QUESTION = "The plan loses stored data. Apply it? [y/N] ";
    private static final Path FULL = Path.of("/dev/full");
    private static final String ESCAPE = "\u001B[";

    @TempDir
    Path folder;

    private final TestDatabase database = SqliteFiles.createDatabase();
    private final JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());

    @BeforeEach
    void prepare() {
        assumeThat(TerminalProcess.isPossible()).as("script of util-linux").isTrue();
        new AsFiles(folder).write(AsFiles.USERS);
        sync().run(schema());
        jdbc.update("INSERT INTO users (id, name) VALUES (1, 'Ada')");
        new AsFiles(folder).write(AsFiles.USERS_WITHOUT_NAME);
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void asksAndApplies() throws Exception {
        try (TerminalProcess terminal = start("")) {
            terminal.awaitText(QUESTION);
            assertThat(columns()).contains("name");
            terminal.press("yes\n");
            assertThat(terminal.awaitExit()).as(terminal.raw()).isZero();
            assertThat(terminal.raw()).contains(ESCAPE + "33m~" + ESCAPE + "0m users", "\r[1/", "altered");
            assertThat(terminal.screen())
                    .contains(QUESTION + "yes")
                    .noneMatch(line -> line.contains("[1/"))
                    .noneMatch(line -> line.contains("INFO") || line.contains("WARN"))
                    .allMatch(line -> TextWidth.of(line) <= 80);
            assertThat(columns()).doesNotContain("name");
        }
    }

    @Test
    void asksOnTheTerminalThoughErrorsGoToAFile() throws Exception {
        Path errors = folder.resolve("errors.txt");
        try (TerminalProcess terminal = start("2> " + errors)) {
            terminal.awaitText(QUESTION);
            terminal.press("what?\n");
            assertThat(terminal.awaitExit()).isEqualTo(ExitCode.REFUSED);
            assertThat(errors).hasContent("Aborted. Nothing was changed.");
            assertUntouched();
        }
    }

    @Test
    void endsWhereTheQuestionIsInterrupted() throws Exception {
        try (TerminalProcess terminal = start("")) {
            terminal.awaitText(QUESTION);
            terminal.press(TerminalProcess.CTRL_C);
            assertThat(terminal.awaitExit()).isEqualTo(INTERRUPTED);
            assertThat(terminal.raw()).doesNotContain("\tat ", "Exception");
            assertColoursAreEnded(terminal);
            assertUntouched();
        }
    }

    @Test
    void rollsBackWhereTheChangeIsInterrupted() throws Exception {
        try (TerminalProcess terminal = start("", "--yes", "-Dstand-still-before=DROP COLUMN")) {
            terminal.awaitText("stands still");
            terminal.press(TerminalProcess.CTRL_C);
            assertThat(terminal.awaitExit()).isEqualTo(INTERRUPTED);
            assertThat(terminal.screen())
                    .contains("The schema sync was interrupted; nothing was changed.")
                    .noneMatch(line -> line.startsWith("\tat "));
            assertColoursAreEnded(terminal);
            assertUntouched();
        }
    }

    @Test
    void usesNoColoursWhereTheyAreUnwelcome() throws Exception {
        try (TerminalProcess terminal = start("", "--dry-run", "--no-color")) {
            assertThat(terminal.awaitExit()).isZero();
            assertThat(terminal.raw()).contains("1 to alter").doesNotContain(ESCAPE);
        }
        try (TerminalProcess terminal = TerminalProcess.start(
                80,
                "NO_COLOR=1 ATSCRIPT_DB_SFAE=true "
                        + TerminalProcess.java(ShutdownTest.Application.class, line("--dry-run")))) {
            assertThat(terminal.awaitExit()).isZero();
            assertThat(terminal.raw())
                    .contains("There is no property for the environment variable ATSCRIPT_DB_SFAE; did you mean"
                            + " ATSCRIPT_DB_SAFE?")
                    .contains("1 to alter")
                    .doesNotContain(ESCAPE);
        }
    }

    @Test
    void writesPlainTextToAPipe() throws Exception {
        Path answer = folder.resolve("answer.txt");
        try (TerminalProcess terminal = start("| cat > " + answer)) {
            assertThat(terminal.awaitExit()).isZero();
            assertThat(terminal.raw()).contains("Refused: ").doesNotContain(ESCAPE);
            assertThat(Files.readString(answer))
                    .startsWith("Tables\n  ~ users ")
                    .contains("      - name       TEXT                   drop       ! destructive: 1 value\n")
                    .doesNotContain(ESCAPE, "\r", "[y/N]");
        }
    }

    @Test
    void endsWithoutAWordWhereNobodyReadsOn() throws Exception {
        try (TerminalProcess terminal = start("| head -1", "--yes")) {
            assertThat(terminal.awaitExit()).isZero();
            assertThat(terminal.screen()).containsExactly("Tables", "");
            assertThat(columns()).doesNotContain("name");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sync --dry-run", "sync --dry-run --exit-code --format json", "check", "--help"})
    void failsWhereTheAnswerCannotBeWritten(String command) throws Exception {
        assumeThat(FULL).as("a disk that is always full").exists();
        String line = TerminalProcess.java(ShutdownTest.Application.class, command(command.split(" ")));
        try (TerminalProcess terminal = TerminalProcess.start(80, line + " > " + FULL)) {
            assertThat(terminal.awaitExit()).isEqualTo(ExitCode.ERRORS);
            assertThat(terminal.screen())
                    .containsExactly("The answer could not be written: No space left on device.", "");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 120})
    void staysWithinTheTerminal(int columns) throws Exception {
        new AsFiles(folder).write("""
                @db.table '利用者の一覧'
                interface Wide {
                    @meta.id id: number.int
                    '名前': string
                    a_name_that_is_longer_than_a_narrow_terminal_has_columns: string
                    @db.default 'a default with many words, which is a little longer than others'
                    '🚀✅': string
                }
                """ + AsFiles.USERS_WITHOUT_NAME);
        String command = TerminalProcess.java(ShutdownTest.Application.class, line("--yes"));
        try (TerminalProcess terminal = TerminalProcess.start(columns, command)) {
            assertThat(terminal.awaitExit()).as(terminal.raw()).isZero();
            assertThat(terminal.screen())
                    .allMatch(line -> TextWidth.of(line) <= columns)
                    .noneMatch(line -> line.contains("[1/"));
            assertThat(terminal.raw().lines())
                    .noneMatch(line -> line.contains("  \r") && !line.contains("\r["))
                    .anyMatch(line -> line.contains("名前"));
        }
    }

    private static void assertColoursAreEnded(TerminalProcess terminal) {
        String raw = terminal.raw();
        assertThat(raw.substring(raw.lastIndexOf(ESCAPE))).startsWith(ESCAPE + "0m");
    }

    private void assertUntouched() {
        assertThat(columns()).contains("name");
        assertThat(sync().state().lock()).isEmpty();
        assertThat(sync().state().history()).hasSize(1);
    }

    private List<String> columns() {
        return jdbc.queryForList("SELECT name FROM pragma_table_info('users')", String.class);
    }

    private SchemaSync sync() {
        return new SchemaSync(DbSpace.of(database.dataSource()));
    }

    private AtscriptSchema schema() {
        return AtscriptSchema.load(folder.toUri() + "*.as");
    }

    /** On a terminal of 80 columns, with something of the shell behind the command. */
    private TerminalProcess start(String behind, String... flags) {
        String command = TerminalProcess.java(ShutdownTest.Application.class, line(flags));
        return TerminalProcess.start(80, command + " " + behind);
    }

    private String[] line(String... flags) {
        return command(Stream.concat(Stream.of("sync"), Stream.of(flags)).toArray(String[]::new));
    }

    private String[] command(String... command) {
        List<String> words = new ArrayList<>(List.of("db"));
        words.addAll(List.of(command));
        words.add("--" + new AsFiles(folder).property());
        words.add("--spring.datasource.url=" + database.jdbcUrl());
        return words.toArray(String[]::new);
    }
}
