package dev.atscript.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a command writes, and where. */
class CommandOutputTest extends CommandFixture {

    @Test
    void writesOneJsonDocument() {
        assertThat(run("db sync --format json")).isZero();
        JsonNode json = new JsonMapper().readTree(out());
        assertThat(json.at("/plan/entries/0/name").asString()).isEqualTo("users");
        assertThat(json.at("/result/status").asString()).isEqualTo("synced");
        assertThat(json.at("/exitCode").asInt()).isZero();
        loseAColumn();
        assertThat(run("db sync --format json")).isEqualTo(ExitCode.REFUSED);
        assertThat(new JsonMapper().readTree(out()).at("/error").asString()).startsWith("Refused: ");
    }

    @Test
    void showsStatementsOnRequest() {
        String first = "Statements\n  CREATE TABLE \"users\" (\n";
        run("db sync --dry-run --statements");
        assertThat(out()).containsOnlyOnce(first).contains("\n  );\n\n1 to create, ");
        run("db sync --dry-run");
        assertThat(out()).doesNotContain("Statements");
        assertThat(run("db sync --statements")).isZero();
        assertThat(out()).containsOnlyOnce(first).contains("1 created, ");
        run("db sync --statements");
        assertThat(out()).startsWith("up to date");
    }

    @Test
    void showsStatementsWhereItAsks() {
        interactive = true;
        answers = "n\n";
        loseAColumn();
        run("db sync --statements");
        assertThat(out()).contains("Statements\n", "DROP COLUMN \"name\";", "Apply it?");
        run("db sync --statements --format json");
        assertThat(err()).contains("Statements\n", "DROP COLUMN \"name\";", "Apply it?");
    }

    @Test
    void usesColoursOnlyWhereTheyAreWelcome() {
        colour = true;
        run("db sync --dry-run");
        assertThat(out()).contains("\u001B[32m");
        run("db sync --dry-run --no-color");
        assertThat(out()).doesNotContain("\u001B");
        run("db sync --dry-run --format json");
        assertThat(out()).doesNotContain("\u001B");
    }

    @Test
    void warnsWithoutColours() {
        colour = true;
        new AsFiles(folder).write(AsFiles.USERS.replace("    name?", "    @db.xyzzy\n    name?"));
        run("db sync --dry-run");
        assertThat(err()).contains("warning AS3001").doesNotContain("\u001B");
        assertThat(out()).contains("\u001B[32m");
    }

    @Test
    void obeysTheEnvironmentsWishForNoColours() {
        assertThat(Terminal.areColoursWelcome(null)).isTrue();
        assertThat(Terminal.areColoursWelcome("")).isTrue();
        assertThat(Terminal.areColoursWelcome("1")).isFalse();
        assertThat(Terminal.areColoursWelcome("0")).isFalse();
    }

    @Test
    void showsOnATerminalWhichStatementIsRunning() {
        interactive = true;
        run("db sync");
        assertThat(out()).containsPattern("\r\\[1/\\d+] users: CREATE TABLE \"users\" .{5,}\r");
        assertThat(out().lines()).noneMatch(line -> line.length() > 80);
        interactive = false;
        run("db sync --force");
        assertThat(out()).doesNotContain("\r");
    }

    @Test
    void checksWithoutADatabase() {
        assertThat(run("db check --spring.datasource.url=jdbc:sqlite:/nowhere/at/all.db"))
                .isZero();
        assertThat(out()).endsWith("1 table and 0 views in 1 file, no errors\n");
    }

    @Test
    void showsWhatIsWrongWithTheFiles() {
        new AsFiles(folder).write(AsFiles.WRONG);
        assertThat(run("db check")).isEqualTo(ExitCode.ERRORS);
        assertThat(out()).contains("model.as:5:12: error", "name?: strng", "hint: did you mean 'string'?");
        assertThat(run("db check --format json")).isEqualTo(ExitCode.ERRORS);
        JsonNode json = new JsonMapper().readTree(out());
        assertThat(json.at("/diagnostics/0/line").asInt()).isEqualTo(5);
        assertThat(json.at("/exitCode").asInt()).isEqualTo(1);
        assertThat(run("db sync")).isEqualTo(ExitCode.ERRORS);
        assertThat(err()).contains("model.as:5:12: error");
    }

    @Test
    void helps() {
        assertThat(run("db --help")).isZero();
        assertThat(out()).startsWith("Usage: ").contains("--dry-run", "--exit-code", "--format");
    }
}
