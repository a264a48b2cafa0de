package dev.atscript.lang;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CharacterWidthTest {

    @ParameterizedTest
    @CsvSource({
        "abc, 3",
        "état, 4",
        "e\u0301tat, 4",
        "日本, 4",
        "ｆｕｌｌ, 8",
        "한글, 4",
        "\u1112\u1161\u11ab, 2",
        "名前_1, 6",
        "🚀x, 3",
        "✅⚡⭐, 6",
        "✓✗→…·, 5",
        "🌡, 1",
        "👍🏽, 4",
        "𠀋, 2",
        "\u200Bx, 1",
    })
    void isWhatTerminalsTake(String text, int columns) {
        assertThat(text.codePoints().map(CharacterWidth::of).sum()).isEqualTo(columns);
    }
}
