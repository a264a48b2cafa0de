package dev.atscript.db.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ContractFileTest {

    private static final String CASE = """
            # comment

            == a case
            --- before safe
            model
            --- plan
            general
            --- plan sqlite
            special
            --- select SELECT 1
            1    @sqlite
            t    @postgres
            # comment
            --- sql
            one
            --- sql postgres
            two
            """;

    @Test
    void readsCasesWithTheirPlaces() {
        ContractCase read = ContractFile.read("file.as.txt", CASE).get(0);
        assertThat(read.file()).isEqualTo("file");
        assertThat(read.place()).isEqualTo("file.as.txt:3");
        assertThat(read.title()).isEqualTo("a case");
        assertThat(read.sections().get(0).arguments()).isEqualTo("safe");
        assertThat(read.sections().get(1).place()).isEqualTo("file.as.txt:6");
    }

    @Test
    void sectionOfADialectReplacesTheGeneralOneBesideIt() {
        assertThat(linesOf("plan", "sqlite")).containsExactly("special");
        assertThat(linesOf("plan", "postgres")).containsExactly("general");
    }

    @Test
    void statementsByHandReplaceNothing() {
        assertThat(linesOf("sql", "sqlite")).containsExactly("one");
        assertThat(linesOf("sql", "postgres")).containsExactly("one", "two");
    }

    @Test
    void lineWithAMarkIsForThatDialectOnly() {
        assertThat(linesOf("select", "sqlite")).containsExactly("1");
        assertThat(linesOf("select", "postgres")).containsExactly("t");
    }

    @Test
    void saysWhereAMistakeIs() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ContractFile.read("f", "\n== c\n--- befor\n"))
                .withMessageStartingWith("f:3: unknown section 'befor'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ContractFile.read("f", "text\n"))
                .withMessageStartingWith("f:1: expected '== title'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ContractFile.read("f", "== c\n--- sql\n"))
                .withMessage("f:1: the case 'c' never syncs");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ContractFile.read("f", "== c\n--- before\n== c\n--- before\n"))
                .withMessage("f:3: there are two cases 'c'");
    }

    private static List<String> linesOf(String keyword, String dialect) {
        return ContractFile.read("file.as.txt", CASE).get(0).sections(Set.of(dialect)).stream()
                .filter(section -> section.is(keyword))
                .flatMap(section -> section.lines(Set.of(dialect)).stream())
                .toList();
    }
}
