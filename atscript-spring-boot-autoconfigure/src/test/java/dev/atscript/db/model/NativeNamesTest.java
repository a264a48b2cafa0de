package dev.atscript.db.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hard case 33: what reaches DDL as written is the name of a type or collation and nothing else. */
class NativeNamesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CITEXT",
                "uuid",
                "_my$type1",
                "numeric(10, 2)",
                "numeric(10,-2)",
                "varchar(20)",
                "text[]",
                "int4[3][4]",
                "public.citext",
                "public.\"My Type\"",
                "\"a\"\"b\"",
                "double precision",
                "DOUBLE PRECISION",
                "character varying(20)",
                "timestamp with time zone",
                "timestamp(3) with time zone",
                "interval day to second(3)",
                "bit varying(8)[]",
                "geometry(Point, 4326)",
                "vector(1536)"
            })
    void typeIsAccepted(String type) {
        assertThat(type(type).problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "text; drop table users",
                "text not null",
                "text default now()",
                "text primary key",
                "text--",
                "text/*x*/",
                "text)",
                "numeric(10",
                "numeric(a b)",
                "numeric(10,)",
                "numeric()()",
                "numeric('1')",
                "text[",
                "text[a]",
                "1text",
                "a..b",
                ".a",
                "a.",
                "\"open",
                "\"\"",
                "a'b",
                "text collate \\\"C\\\"",
                "timestamp with",
                "a.b c",
                "numeric(--1)"
            })
    void otherThanATypeIsRefused(String type) {
        assertThat(type(type).codes()).containsExactly("AS4020");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"C", "de-x-icu", "en_US.utf8", "\"en_US\"", "pg_catalog.\"C\"", "und-u-ks-level2", "de_DE@euro"})
    void collationIsAccepted(String collation) {
        assertThat(collation(collation).problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "C; drop", "C\\\" not null", "a'b", "x--y", "-x", "\"C\" x", "a()", "a[]"})
    void otherThanACollationIsRefused(String collation) {
        assertThat(collation(collation).codes()).containsExactly("AS4020");
    }

    @Test
    void problemIsReportedAtTheArgument() {
        assertThat(type("text x").problems())
                .isEqualTo(
                        "AS4020 3:13 'text x': 'text x' is not the name of a type | a type's name, with a schema, quotes,"
                                + " arguments in parentheses and [] at most: 'numeric(10, 2)'");
        assertThat(collation("a b").problems())
                .isEqualTo("AS4020 3:16 'a b': 'a b' is not the name of a collation | a collation's name, with a schema"
                        + " and quotes at most: 'de-x-icu'");
    }

    @Test
    void collationOfATableIsCheckedToo() {
        assertThat(Model.of("@db.table\n@db.pg.collate 'a b'\ninterface T { a: string }")
                        .codes())
                .containsExactly("AS4020");
    }

    private static Model type(String type) {
        return Model.of("@db.table\ninterface T {\n@db.pg.type '" + escaped(type) + "'\na: string\n}");
    }

    private static Model collation(String collation) {
        return Model.of("@db.table\ninterface T {\n@db.pg.collate '" + escaped(collation) + "'\na: string\n}");
    }

    private static String escaped(String text) {
        return text.replace("'", "\\'");
    }
}
