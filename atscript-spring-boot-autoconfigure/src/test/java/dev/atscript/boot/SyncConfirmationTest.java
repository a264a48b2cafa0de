package dev.atscript.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** {@code db sync} asks before data is lost, and refuses where it cannot ask. */
class SyncConfirmationTest extends CommandFixture {

    @Test
    void refusesToLoseDataWhereNobodyCanBeAsked() {
        loseAColumn();
        assertThat(run("db sync")).isEqualTo(ExitCode.REFUSED);
        assertThat(out()).contains("! destructive");
        assertThat(err()).startsWith("Refused: ").contains("--yes", "--safe");
        assertThat(columns()).contains("name");
    }

    @Test
    void losesDataWhenToldSo() {
        loseAColumn();
        assertThat(run("db sync --yes")).isZero();
        assertThat(columns()).doesNotContain("name");
    }

    @Test
    void losesDataWhenTheAnswerIsYes() {
        loseAColumn();
        interactive = true;
        answers = "yes\n";
        assertThat(run("db sync")).isZero();
        assertThat(out()).contains("\nThe plan loses stored data. Apply it? [y/N] ");
        assertThat(err()).isEmpty();
        assertThat(columns()).doesNotContain("name");
    }

    @Test
    void asksAnewWhereTheDatabaseHasChangedMeanwhile() {
        loseAColumn();
        interactive = true;
        whileThinking = () -> jdbc.execute("ALTER TABLE users ADD COLUMN extra TEXT");
        answers = "yes\nno\n";
        assertThat(run("db sync")).isEqualTo(ExitCode.REFUSED);
        assertThat(out())
                .contains("- extra ")
                .endsWith("The database has changed meanwhile, and this is the plan now. Apply it? [y/N] ");
        assertThat(err()).isEqualTo("Aborted. Nothing was changed.\n");
        assertThat(columns()).contains("name", "extra");
        whileThinking = () -> jdbc.execute("ALTER TABLE users ADD COLUMN more TEXT");
        answers = "yes\nyes\n";
        assertThat(run("db sync")).isZero();
        assertThat(columns()).containsExactly("id");
    }

    @Test
    void appliesNoOtherPlanThanTheOneThatWasShownThoughToldYes() {
        loseAColumn();
        whenPlanIsShown = () -> jdbc.execute("ALTER TABLE users ADD COLUMN extra TEXT");
        assertThat(run("db sync --yes")).isEqualTo(ExitCode.REFUSED);
        assertThat(out()).contains("- extra ");
        assertThat(err())
                .startsWith("Refused: the database has changed since the plan was made")
                .hasLineCount(1);
        assertThat(columns()).contains("name", "extra");
        assertThat(run("db sync --yes")).isZero();
        assertThat(columns()).containsExactly("id");
    }

    @Test
    void showsThePlanBeforeItAsksThoughTheAnswerIsJson() {
        loseAColumn();
        interactive = true;
        answers = "yes\n";
        assertThat(run("db sync --format json")).isZero();
        assertThat(err())
                .startsWith("Tables\n")
                .contains("! destructive: 1 value")
                .endsWith("Apply it? [y/N] ");
        assertThat(new JsonMapper().readTree(out()).at("/exitCode").asInt()).isZero();
        assertThat(out()).startsWith("{");
    }

    @Test
    void abortsOnAnyOtherAnswerAndOnNone() {
        loseAColumn();
        interactive = true;
        for (String answer : List.of("no\n", "\n", "", "yes please\n")) {
            answers = answer;
            assertThat(run("db sync")).isEqualTo(ExitCode.REFUSED);
            assertThat(err()).endsWith("Aborted. Nothing was changed.\n");
        }
        assertThat(columns()).contains("name");
    }
}
