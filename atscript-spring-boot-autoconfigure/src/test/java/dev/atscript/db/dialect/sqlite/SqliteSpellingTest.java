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
            quoteCharacter = '^',
            value = {
                "\"it's\" | INTEGER | 'it''s'",
                "[it's] | TEXT | 'it''s'",
                "`a``b` | TEXT | 'a`b'",
                "active | TEXT | 'active'",
                "current_DATE | TEXT | current_DATE",
                "random() | INTEGER | random()",
                "+1.50 | NUMERIC | 1.5",
                "+1.50 | TEXT | +1.50",
                "5.0 | BLOB | 5.0",
                "1e999999999 | REAL | 1e999999999",
                "TRUE | INTEGER | 1",
                "x'00' | BLOB | x'00'"
            })
    void defaultHasOneSpelling(String declared, String type, String canonical) {
        assertThat(SqliteSpelling.canonicalDefault(declared, type)).isEqualTo(canonical);
    }
}
