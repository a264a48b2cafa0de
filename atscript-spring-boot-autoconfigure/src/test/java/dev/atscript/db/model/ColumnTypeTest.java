package dev.atscript.db.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** physical-mapping.md, "Columns", as far as it names no kind of database. */
class ColumnTypeTest {

    @ParameterizedTest
    @CsvSource(delimiter = '→', textBlock = """
                    f: string → f text
                    f: string.email → f text
                    f: string.uuid → f text
                    f: string.isoDate → f text
                    f: string.char → f char(1)
                    f: number → f double
                    f: number.positive → f double
                    f: number.double → f double
                    f: number.single → f single
                    f: number.int → f int64
                    f: number.int.positive → f int64
                    f: number.int.int8 → f int16
                    f: number.int.int16 → f int16
                    f: number.int.uint8 → f int16
                    f: number.int.uint8.byte → f int16
                    f: number.int.int32 → f int32
                    f: number.int.uint16 → f int32
                    f: number.int.uint16.port → f int32
                    f: number.int.int64 → f int64
                    f: number.int.uint32 → f int64
                    f: number.int.uint64 → f int64
                    f: number.timestamp → f int64
                    f: number.timestamp.updated → f int64
                    f: decimal → f decimal
                    f: boolean → f bool
                    f: boolean.true → f bool
                    f: 'a' | 'b' → f text
                    f: 'a' → f text
                    f: 1 | 2 | 3 → f int64
                    f: 1 | 2.5 → f double
                    f: string | number → f text
                    f: boolean | 'auto' → f text
                    f: string[] → f json
                    f: [string, number] → f json
                    f: { a: string }[] → f json
                    f: { [*]: string } → f json
                    f: { a: string, [/^x/]: number } → f json
                    f: { a: string } | { b: number } → f json
                    f: string | string[] → f json
                    f: db.geoPoint → f json
                    f: db.vector → f json
                    f: db.currencyCode → f text
                    f: mongo.objectId → f text
                    f: string | null → f text null
                    f: string | undefined → f text null
                    f: number.int | null → f int64 null
                    f?: string → f text null
                    f?: 'a' | 'b' → f text null
                    f: Code → f text(8)
                    f: Level | null → f int64 null
                    """)
    void typeGivesColumn(String field, String column) {
        String model = """
                @expect.maxLength 8
                type Code = string
                type Level = 1 | 2 | 3
                @db.table
                interface T {
                    %s
                }
                """;
        assertThat(Model.of(model.formatted(field)).columns()).isEqualTo(column);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '→', textBlock = """
                    @expect.maxLength 50 f: string → f text(50)
                    @expect.maxLength 50 f: string.email → f text(50)
                    @expect.maxLength 5 f: 'a' | 'b' → f text(5)
                    @expect.maxLength 5 f: string[] → f json
                    @expect.int f: number → f int64
                    @db.column.precision 10, 2 f: decimal → f decimal(10,2)
                    @db.column.precision 10, 2 f: number → f decimal(10,2)
                    @db.column.precision 5, 5 f: number → f decimal(5,5)
                    @meta.id f: number → f int64
                    @meta.id f: number.int.int32 → f int32
                    @meta.id f: string → f text
                    @db.encrypted f: number → f text
                    @db.encrypted @expect.maxLength 5 f: string → f text
                    @db.encrypted f: { a: string } → f text
                    @db.json f: { a: string, b: number } → f json
                    @db.json f: string[] → f json
                    @db.column.collate 'nocase' f: string → f text nocase
                    @db.column.collate 'binary' f: string → f text binary
                    @db.column.collate 'unicode' f: string → f text unicode
                    @db.pg.type 'CITEXT' f: string → f text {db.pg.type=CITEXT}
                    @db.pg.collate 'de-x-icu' f: string → f text {db.pg.collate=de-x-icu}
                    @db.mysql.unsigned f: number.int → f int64 {db.mysql.unsigned=true}
                    @db.column 'g' f: string → g text
                    @db.column.renamed 'e' f: string → f text was e
                    @db.column.renamed 'e' @db.column.renamed 'd' f: string → f text was e, d
                    """)
    void annotationsShapeColumn(String field, String column) {
        assertThat(Model.of("@db.table\ninterface T {\n" + oneALine(field) + "\n}")
                        .columns())
                .isEqualTo(column);
    }

    /** Puts every annotation on a line of its own. */
    private static String oneALine(String field) {
        return field.replace(" @", "\n@").replaceAll(" f(\\??):", "\nf$1:");
    }

    @Test
    void counterAndVersionAreIntegersWhateverTheNumber() {
        assertThat(Model.of("""
                                @db.table
                                interface T {
                                    @db.default.increment
                                    n: number
                                    @db.column.version
                                    v: number
                                }
                                """).columns()).isEqualTo("n int64 = increment\nv int64 = 0");
    }

    @Test
    void chainTakesTypeOfItsPropertyAndItsValueAnnotations() {
        assertThat(Model.of("""
                                @db.table 'users'
                                interface User {
                                    @meta.id
                                    id: number
                                    @db.column.collate 'nocase'
                                    @expect.maxLength 20
                                    @db.default 'x'
                                    name: string
                                    made: number.timestamp.created
                                }
                                @db.table 'notes'
                                interface Note {
                                    user: User.id
                                    name: User.name
                                    made: User.made
                                }
                                """).schema()).isEqualTo("""
                        table users
                          id int64
                          name text(20) nocase = 'x'
                          made int64 = now
                          key id
                        table notes
                          user int64
                          name text(20)
                          made int64""");
    }

    @Test
    void phantomStoresNothing() {
        assertThat(Model.of("@db.table\ninterface T {\n a: string\n p: phantom\n}")
                        .columns())
                .isEqualTo("a text");
    }
}
