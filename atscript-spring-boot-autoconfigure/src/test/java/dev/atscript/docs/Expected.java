package dev.atscript.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a page shows, against what there is. In what a page shows, … stands for anything, and alone on a line for lines. */
final class Expected {

    private Expected() {}

    static void same(Block block, String actual) {
        assertThat(block.text().strip())
                .as(block + " shows nothing, and there is " + actual)
                .isNotEqualTo("…");
        String found = stripped(actual);
        if (!pattern(stripped(block.text())).matcher(found).matches()) {
            assertThat(found).as(block.toString()).isEqualTo(stripped(block.text()));
        }
    }

    private static Pattern pattern(String shown) {
        String pattern = shown.lines()
                .map(line -> line.strip().equals("…") ? "(?:[^\\n]*\\n)*?" : line(line) + "\\n")
                .collect(Collectors.joining());
        return Pattern.compile(pattern);
    }

    /** A slow machine takes seconds for what a page shows in milliseconds. */
    private static String line(String shown) {
        return Pattern.quote(shown).replace("… ms", "\\E[^\\n]* m?s\\Q").replace("…", "\\E[^\\n]*\\Q");
    }

    /** Without blanks at the ends of lines and lines at the end, which nobody sees. */
    private static String stripped(String text) {
        return text.lines()
                        .map(String::stripTrailing)
                        .collect(Collectors.joining("\n"))
                        .stripTrailing() + "\n";
    }
}
