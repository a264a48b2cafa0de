package dev.atscript.db.dialect.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresTypesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "int4 | integer | INTEGER",
                "varchar(20) | character varying(20) | VARCHAR(20)",
                "VarChar ( 20 ) | character varying(20) | VARCHAR(20)",
                "char | character(1) | CHAR(1)",
                "timestamptz | timestamp with time zone | TIMESTAMP WITH TIME ZONE",
                "timestamptz(3) | timestamp(3) with time zone | TIMESTAMP(3) WITH TIME ZONE",
                "decimal(10, 2) | numeric(10,2) | NUMERIC(10,2)",
                "text[] | text[] | TEXT[]",
                "int[][] | integer[][] | INTEGER[][]",
                "inet | inet | INET",
                "audit.\"Kind\" | audit.\"Kind\" | audit.\"Kind\"",
            })
    void givesATypeOneSpellingWhetherAPersonOrTheCatalogueWroteIt(String person, String catalogue, String canonical) {
        assertThat(PostgresTypes.canonical(person)).isEqualTo(canonical);
        assertThat(PostgresTypes.canonical(catalogue)).isEqualTo(canonical);
    }
}
