package dev.atscript.db.dialect.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqliteSpellingTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "numeric ( 5 , 2 ) | NUMERIC(5,2)",
                "varchar(10) | VARCHAR(10)",
                "unsigned  big int | UNSIGNED BIG INT"
            })
    void typeHasOneSpelling(String declared, String canonical) {
        assertThat(SqliteSpelling.canonicalType(declared)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"\"it's\" | 'it''s'", "+1.50 | 1.5", "1e999999999 | 1e999999999", "TRUE | 1", "x'00' | x'00'"})
    void defaultHasOneSpelling(String declared, String canonical) {
        assertThat(SqliteSpelling.canonicalDefault(declared)).isEqualTo(canonical);
    }
}
