package dev.atscript.db.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** annotations.md, "Defaults". */
class DefaultsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '§', quoteCharacter = '~', textBlock = """
                    @db.default 'a b'                     § string                § text = 'a b'
                    @db.default.value 'x'                 § string                § text = 'x'
                    @db.default ''                        § string                § text = ''
                    @db.default 'it\\'s'                  § string                § text = 'it's'
                    @db.default 'null'                    § string                § text = 'null'
                    @db.default '5'                       § string                § text = '5'
                    @db.default 5                         § string                § text = '5'
                    @db.default 'b'                       § 'a' | 'b'             § text = 'b'
                    @db.default '5'                       § string | number       § text = '5'
                    @db.default '5'                       § number                § double = 5
                    @db.default 5                         § number                § double = 5
                    @db.default '-1.50'                   § number                § double = -1.5
                    @db.default '1e3'                     § number                § double = 1000
                    @db.default ' 7 '                     § number                § double = 7
                    @db.default '127'                     § number.int.int8       § int16 = 127
                    @db.default '255'                     § number.int.uint8      § int16 = 255
                    @db.default '1e3'                     § number.int            § int64 = 1000
                    @db.default '2.0'                     § number.int            § int64 = 2
                    @db.default '9223372036854775807'     § number.int            § int64 = 9223372036854775807
                    @db.default '2'                       § 1 | 2                 § int64 = 2
                    @db.default '0.10'                    § decimal               § decimal = 0.1
                    @db.default '"0.10"'                  § decimal               § decimal = 0.1
                    @db.default 'true'                    § boolean               § bool = true
                    @db.default false                     § boolean               § bool = false
                    @db.default '[]'                      § string[]              § json = json []
                    @db.default '{ "b": 1, "a": [1.50] }' § { [*]: string }       § json = json {"a":[1.50],"b":1}
                    @db.default '[1, 2]'                  § db.geoPoint           § json = json [1,2]
                    @db.default '[0.5]'                   § number[]              § json = json [0.5]
                    @db.default 'null'                    § string[]              § json = json null
                    @db.default 'null'                    § number | null         § double null
                    @db.default.increment                 § number                § int64 = increment
                    @db.default.increment                 § number.int.int32      § int32 = increment
                    @db.default.increment 1000            § number                § int64 = increment from 1000
                    @db.default.uuid                      § string                § text = uuid
                    @db.default.now                       § number                § double = now
                    @db.default.now                       § number.timestamp      § int64 = now
                    @db.default.now                       § string.isoDate        § text = now
                    @expect.int                           § number.timestamp.created § int64 = now
                    @db.default '0'                       § number.timestamp.created § int64 = 0
                    """)
    void annotationGivesDefault(String annotation, String type, String column) {
        assertThat(field(annotation, type).columns()).isEqualTo("f " + column);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '§', quoteCharacter = '~', textBlock = """
                    @db.default 'abc'            § number            § AS5002 'abc': default of 'f' does not fit: found 'abc'; expected a number
                    @db.default ''               § number            § AS5002 '': default of 'f' does not fit: found ''; expected a number
                    @db.default '01'             § number            § AS5002 '01': default of 'f' does not fit: found '01'; expected a number
                    @db.default '.5'             § number            § AS5002 '.5': default of 'f' does not fit: found '.5'; expected a number
                    @db.default '5 x'            § number            § AS5002 '5 x': default of 'f' does not fit: found '5 x'; expected a number
                    @db.default 'null'           § number            § AS5002 'null': default of 'f' does not fit: null on a required field
                    @db.default true             § number            § AS5002 true: default of 'f' does not fit: found 'true'; expected a number
                    @db.default '1e400'          § number            § AS5002 '1e400': default of 'f' does not fit: 1E+400 is outside the range of the field's type
                    @db.default '1e99999999'     § number            § AS5002 '1e99999999': default of 'f' does not fit: the number is too large
                    @db.default '1e99999999'     § number.int        § AS5002 '1e99999999': default of 'f' does not fit: the number is too large
                    @db.default '-1'             § number.positive   § AS5002 '-1': default of 'f' does not fit: -1 is outside the range of the field's type
                    @db.default '1.5'            § number.int        § AS5002 '1.5': default of 'f' does not fit: found 1.5; expected an integer
                    @db.default '128'            § number.int.int8   § AS5002 '128': default of 'f' does not fit: 128 is outside the range of the field's type
                    @db.default '-1'             § number.int.uint32 § AS5002 '-1': default of 'f' does not fit: -1 is outside the range of the field's type
                    @db.default '3'              § 1 | 2             § AS5002 '3': default of 'f' does not fit: 3 is none of its values: 1, 2
                    @db.default '1'              § boolean           § AS5002 '1': default of 'f' does not fit: found '1'; expected true or false
                    @db.default 1                § boolean           § AS5002 1: default of 'f' does not fit: found '1'; expected true or false
                    @db.default 'false'          § boolean.true      § AS5002 'false': default of 'f' does not fit: false is not its value
                    @db.default 'opne'           § 'open' | 'closed' § AS5002 'opne': default of 'f' does not fit: 'opne' is none of its values | did you mean 'open'?
                    @db.default '{}'             § string[]          § AS5002 '{}': default of 'f' does not fit: found '{}'; expected a JSON array
                    @db.default '[]'             § { [*]: string }   § AS5002 '[]': default of 'f' does not fit: found '[]'; expected a JSON object
                    @db.default '["a"]'          § number[]          § AS5002 '["a"]': default of 'f' does not fit: found '["a"]'; expected a JSON array of numbers
                    @db.default '[1]'            § db.geoPoint       § AS5002 '[1]': default of 'f' does not fit: found '[1]'; expected a JSON array of longitude and latitude
                    @db.default ''               § string[]          § AS5002 '': default of 'f' does not fit: found an empty text; expected JSON
                    @db.default.increment        § string            § AS5003 @db.default.increment: @db.default.increment needs a number field, and 'f' is a string
                    @db.default.increment        § decimal           § AS5003 @db.default.increment: @db.default.increment needs a number field, and 'f' is a decimal
                    @db.default.increment        § number.single     § AS5003 @db.default.increment: @db.default.increment needs an integer field, and 'f' is a number of single precision | use number.int
                    @db.default.increment 1.5    § number            § AS5003 1.5: a generated integer cannot start with 1.5; expected an integer from 1 on that fits the field
                    @db.default.increment 999    § number.int.int8   § AS5003 999: a generated integer cannot start with 999; expected an integer from 1 on that fits the field
                    @db.default.uuid             § number            § AS5003 @db.default.uuid: @db.default.uuid needs a string field, and 'f' is a number
                    @db.default.uuid             § string.char       § AS5003 @db.default.uuid: a UUID has 36 characters, and 'f' takes 1
                    @db.default.now              § boolean           § AS5003 @db.default.now: @db.default.now needs a number or string field, and 'f' is a boolean
                    @db.default.now              § number.int.int32  § AS5003 @db.default.now: now, in milliseconds, does not fit the 32-bit integer 'f' | use number.timestamp
                    """)
    void unfitDefaultIsReportedAtItsToken(String annotation, String type, String problem) {
        String place = problem.startsWith("AS5002") || annotation.matches("@db.default.increment .*")
                ? " 3:" + (annotation.indexOf(' ') + 2) + " "
                : " 3:1 ";
        assertThat(field(annotation, type).problems()).isEqualTo(problem.replaceFirst(" ", place));
    }

    @Test
    void brokenJsonIsAnError() {
        assertThat(field("@db.default '[1'", "string[]").codes()).containsExactly("AS5002");
        assertThat(field("@db.default '[] []'", "string[]").codes()).containsExactly("AS5002");
        assertThat(field("@db.default '{\"a\":1,\"a\":2}'", "{ [*]: number }").codes())
                .containsExactly("AS5002");
    }

    @Test
    void defaultMustFitTheColumnsLengthAndPrecision() {
        assertThat(field("@expect.maxLength 2\n@db.default 'abc'", "string").problems())
                .isEqualTo("AS5002 4:13 'abc': default of 'f' does not fit: 'abc' is longer than 2 characters");
        assertThat(field("@db.column.precision 4, 2\n@db.default '1.555'", "decimal")
                        .problems())
                .isEqualTo(
                        "AS5002 4:13 '1.555': default of 'f' does not fit: 1.555 does not fit 4 digits, 2 of them after"
                                + " the point");
        assertThat(field("@db.column.precision 4, 2\n@db.default '100'", "decimal")
                        .codes())
                .containsExactly("AS5002");
        assertThat(field("@db.column.precision 4, 2\n@db.default '99.99'", "decimal")
                        .columns())
                .isEqualTo("f decimal(4,2) = 99.99");
    }

    @Test
    void defaultOfPrimitiveKeptAsJsonIsJson() {
        assertThat(Model.of("@db.table\ninterface T {\n@db.json\n@db.default 'a\"b'\nf: string\n}")
                        .schemaDespiteProblems())
                .isEqualTo("table T\n  f json = json \"a\\\"b\"");
        assertThat(field("@db.json\n@db.default '5'", "number").schemaDespiteProblems())
                .isEqualTo("table T\n  f json = json 5");
    }

    @Test
    void encryptedDefaultIsText() {
        assertThat(field("@db.encrypted\n@db.default '5'", "number").columns()).isEqualTo("f text = '5'");
    }

    @Test
    void fieldHasOneDefault() {
        assertThat(field("@db.default 'a'\n@db.default.uuid", "string").problems())
                .isEqualTo(
                        "AS5001 4:1 @db.default.uuid: 'f' has the default @db.default already, and a field has one default"
                                + " | remove one of the two");
    }

    @Test
    void tableHasOneGeneratedInteger() {
        assertThat(Model.of("""
                                @db.table
                                interface T {
                                    @db.default.increment
                                    a: number
                                    @db.default.increment
                                    b: number
                                }
                                """).problems())
                .isEqualTo(
                        "AS5004 5:5 @db.default.increment: 'a' has @db.default.increment already, and a table has at most"
                                + " one | remove one of them");
    }

    @Test
    void versionStartsAtZeroUnlessItSaysOtherwise() {
        assertThat(field("@db.column.version", "number.int").columns()).isEqualTo("f int64 = 0");
        assertThat(field("@db.column.version\n@db.default '1'", "number.int").columns())
                .isEqualTo("f int64 = 1");
    }

    @Test
    void foreignKeysDefaultMustFitWhatItPointsTo() {
        String model = """
                @db.table
                interface A {
                    @meta.id
                    id: number.int.int16
                }
                @db.table
                interface B {
                    @db.rel.FK
                    @db.default '%s'
                    a: A.id
                }
                """;
        assertThat(Model.of(model.formatted("7")).schema()).contains("a int16 = 7");
        assertThat(Model.of(model.formatted("70000")).codes()).containsExactly("AS5002");
    }

    private static Model field(String annotation, String type) {
        return Model.of("@db.table\ninterface T {\n" + annotation + "\nf: " + type + "\n}");
    }
}
