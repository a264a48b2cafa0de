package dev.atscript.db.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlMaskTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'it''s secret' , x                | '******' , x",
                "'unclosed                         | '******'",
                "E'a\\'b' + 1                      | E'******' + ******",
                "x'CAFE'                           | x'******'",
                "$$a'b$$, $tag$c$$d$tag$           | '******', '******'",
                "$1                                | $******",
                "DEFAULT 42                        | DEFAULT ******",
                "DEFAULT -1.5e3                    | DEFAULT -******",
                "DEFAULT (5)                       | DEFAULT (******)",
                "DEFAULT(5)                        | DEFAULT(******)",
                "a VARCHAR(20), b NUMERIC(10, 2)   | a VARCHAR(20), b NUMERIC(10, 2)",
                "lower('x')                        | lower('******')",
                "\"it's\" TEXT DEFAULT ''          | \"it's\" TEXT DEFAULT '******'",
                "`it's` = 'x'                      | `it's` = '******'",
                "table1.column2 = t3_4             | table1.column2 = t3_4",
                "-- it's 5 o'clock                 | -- it's 5 o'clock",
                "'0'::numeric(3)                   | '******'::numeric(3)",
                "DEFAULT TRUE                      | DEFAULT ******",
                "DEFAULT false, \"true\" BOOLEAN     | DEFAULT ******, \"true\" BOOLEAN",
                "IN(1,2)                           | IN(******,******)",
                "naïve                             | naïve",
            })
    void masksLiteralsAndNothingElse(String sql, String masked) {
        assertThat(SqlMask.mask(sql)).isEqualTo(masked);
    }
}
