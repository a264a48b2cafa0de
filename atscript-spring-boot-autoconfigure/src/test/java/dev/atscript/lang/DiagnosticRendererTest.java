package dev.atscript.lang;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DiagnosticRendererTest {

    private static Diagnostic diagnostic(String text, int line, int column, int length) {
        Location location = new Location(new SourceFile("a.as", text), line, column, length);
        return new Diagnostic(Severity.ERROR, "AS9999", location, "bad", null);
    }

    @Test
    void showsNothingForNoDiagnostics() {
        assertThat(DiagnosticRenderer.render(List.of(), true)).isEmpty();
    }

    @Test
    void coloursPlaceSeverityGutterAndCaret() {
        assertThat(DiagnosticRenderer.render(diagnostic("type A", 1, 6, 1), true))
                .isEqualTo("""
                        <1ma.as:1:6:<0m <31merror AS9999:<0m bad
                        <2m    1 |<0m type A
                        <2m      |<0m      <31m^<0m""".replace("<", "\u001B["));
    }

    @Test
    void showsNoControlCharactersOfTheFile() {
        assertThat(DiagnosticRenderer.render(diagnostic("a\u001B[31m\u0000\u202Eb", 1, 1, 1), false))
                .contains("a\uFFFD[31m\uFFFD\uFFFDb")
                .doesNotContain("\u001B", "\u0000", "\u202E");
    }

    @Test
    void putsTheCaretBehindTheLineWhereSomethingIsMissing() {
        assertThat(DiagnosticRenderer.render(diagnostic("type\r\n", 1, 5, 1), false))
                .endsWith("    1 | type\n      |     ^");
    }

    @Test
    void survivesPlacesThatDoNotExist() {
        assertThat(DiagnosticRenderer.render(diagnostic("", 7, 9, 3), false)).endsWith("    7 |\n      | ^");
    }

    @Test
    void underlinesUpToTheEndOfTheShownPartOfAWideLine() {
        String text = "x".repeat(500);
        assertThat(DiagnosticRenderer.render(diagnostic(text, 1, 101, 300), false))
                .contains("    1 | …" + "x".repeat(120) + "…\n")
                .endsWith("      |  " + " ".repeat(60) + "^".repeat(60));
    }
}
