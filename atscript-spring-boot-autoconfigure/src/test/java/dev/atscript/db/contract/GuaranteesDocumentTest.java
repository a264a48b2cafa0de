package dev.atscript.db.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/guarantees.md} names a test for every hard case, and every test that it names is there. */
class GuaranteesDocumentTest {

    private static final int HARD_CASES = 33;

    private final List<String> rows = rows();

    private static List<String> rows() {
        try {
            return Files.readAllLines(Path.of("../docs/guarantees.md")).stream()
                    .filter(line -> line.startsWith("|") && line.contains("`"))
                    .toList();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    @Test
    void hasATestForEveryHardCase() {
        for (int i = 1; i <= HARD_CASES; i++) {
            String start = "| " + i + " |";
            assertThat(rows).as("hard case " + i).anyMatch(row -> row.startsWith(start));
        }
    }

    @Test
    void namesTestsThatAreThere() {
        Set<String> cases = ContractFile.readAll().stream()
                .map(each -> each.file() + ": " + each.title())
                .collect(Collectors.toSet());
        Set<String> classes = new ClassFileImporter()
                .importPackages("dev.atscript").stream()
                        .map(JavaClass::getSimpleName)
                        .collect(Collectors.toSet());
        for (String row : rows) {
            List<String> named = Pattern.compile("`([^`]*(?:: |Test)[^`]*)`")
                    .matcher(row)
                    .results()
                    .map((MatchResult match) -> match.group(1))
                    .toList();
            assertThat(named).as(row).isNotEmpty();
            assertThat(named)
                    .allMatch(name -> cases.contains(name) || classes.contains(name), "is a case or a test class");
        }
    }
}
