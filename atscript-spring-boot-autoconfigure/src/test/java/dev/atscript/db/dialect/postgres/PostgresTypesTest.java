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
                "int[][] | integer[] | INTEGER[]",
                "inet | inet | INET",
                "dec(5, 2) | numeric(5,2) | NUMERIC(5,2)",
                "nchar(3) | character(3) | CHAR(3)",
                "national character varying(5) | character varying(5) | VARCHAR(5)",
                "char varying(9) | character varying(9) | VARCHAR(9)",
                "bit | bit(1) | BIT(1)",
                "bit[] | bit(1)[] | BIT(1)[]",
                "bpchar | bpchar | BPCHAR",
                "float(24) | real | REAL",
                "float(25) | double precision | DOUBLE PRECISION",
                "pg_catalog.int4 | integer | INTEGER",
                "pg_catalog.\"varchar\"(5)[] | character varying(5)[] | VARCHAR(5)[]",
                "pg_catalog.char | \"char\" | \"char\"",
                "pg_catalog.bit | \"bit\" | \"bit\"",
                "\"text\" | text | TEXT",
                "audit.\"Kind\" | audit.\"Kind\" | audit.\"Kind\"",
            })
    void givesATypeOneSpellingWhetherAPersonOrTheCatalogueWroteIt(String person, String catalogue, String canonical) {
        assertThat(PostgresTypes.canonical(person)).isEqualTo(canonical);
        assertThat(PostgresTypes.canonical(catalogue)).isEqualTo(canonical);
    }
}
