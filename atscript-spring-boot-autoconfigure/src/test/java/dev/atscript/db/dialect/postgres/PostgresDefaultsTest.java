package dev.atscript.db.dialect.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresDefaultsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "TEXT | 'abc'::text | 'abc'",
                "VARCHAR(20) | 'it''s'::character varying | 'it''s'",
                "TEXT | 'a::text'::text | 'a::text'",
                "TEXT | E'back\\\\slash'::text | E'back\\\\slash'",
                "TEXT | 'true'::text | 'true'",
                "BIGINT | '5'::bigint | 5",
                "BIGINT | '-5'::integer | -5",
                "BIGINT | (-5) | -5",
                "BIGINT | (- 5) | -5",
                "NUMERIC(10,2) | '-1.50'::numeric | -1.5",
                "NUMERIC(10,2) | '-1.50'::numeric(10,2) | -1.5",
                "DOUBLE PRECISION | '1000'::double precision | 1000",
                "DOUBLE PRECISION | 1e3 | 1000",
                "BOOLEAN | true | true",
                "JSONB | '{\"bb\": 1, \"a\": [1, 2]}'::jsonb | '{\"a\":[1,2],\"bb\":1}'",
                "JSONB | '[1.50, 1E-7, 0.1234567890123456789]'::jsonb | '[1.50,0.0000001,0.1234567890123456789]'",
                "JSONB | 'null'::jsonb | 'null'",
                "TEXT | (gen_random_uuid())::text | gen_random_uuid()::text",
                "BIGINT | (floor((EXTRACT(epoch FROM now()) * (1000)::numeric)))::bigint | floor(extract(epoch FROM now()) * 1000)::bigint",
                "BIGINT | nextval('s'::regclass) | nextval('s'::regclass)",
                "BIGINT | (1 + 2) | (1 + 2)",
            })
    void givesWhatTheCatalogueSaysItsOneSpelling(String type, String printed, String canonical) {
        assertThat(PostgresDefaults.canonical(printed, type)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource({"TEXT,NULL::text", "BIGINT,NULL::bigint", "TEXT,NULL"})
    void takesANullForNoDefault(String type, String printed) {
        assertThat(PostgresDefaults.canonical(printed, type)).isNull();
    }
}
