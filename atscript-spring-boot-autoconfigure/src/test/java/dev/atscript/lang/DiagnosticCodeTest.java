package dev.atscript.lang;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DiagnosticCodeTest {

    @Test
    void codesAreUniqueAndInOrder() {
        assertThat(DiagnosticCode.values())
                .extracting(DiagnosticCode::code)
                .doesNotHaveDuplicates()
                .isSorted();
    }

    @Test
    void descriptionsAreSentences() {
        assertThat(DiagnosticCode.values()).allSatisfy(code -> {
            assertThat(code.code()).matches("AS[123]\\d{3}");
            assertThat(code.description()).matches("[A-Z].*\\.");
        });
    }
}
