package dev.atscript.db.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.lang.SourceFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableTest {

    @Test
    void onlyAnnotatedInterfacesAreTables() {
        assertThat(Model.of("interface A { x: string }\ntype B = string\n")
                        .result()
                        .schema()
                        .isEmpty())
                .isTrue();
    }

    @Test
    void tableWithoutNameIsCalledAsItsInterface() {
        assertThat(Model.of("@db.table\ninterface UserAccount { id: string }").schema())
                .isEqualTo("table UserAccount\n  id text");
    }

    @Test
    void tableCarriesAllThatTheInterfaceSays() {
        assertThat(Model.of("""
                                @db.table 'users'
                                @db.table.renamed 'members'
                                @db.table.renamed 'people'
                                @db.schema 'auth'
                                @db.space 'main'
                                @db.sync.method 'recreate'
                                @db.pg.collate 'C'
                                @db.mysql.engine 'InnoDB'
                                interface User { @meta.id id: string }
                                """).schema()).isEqualTo("""
                        table auth.users in main was members, people sync recreate {db.mysql.engine=InnoDB, db.pg.collate=C}
                          id text
                          key id""");
    }

    @Test
    void postgresSchemaIsANamespaceToo() {
        assertThat(Model.of("@db.table\n@db.pg.schema 'x'\n@db.sync.method 'drop'\ninterface T { a: string }")
                        .schema())
                .isEqualTo("table x.T sync drop\n  a text");
    }

    @Test
    void severalIdsMakeACompositeKeyInOrderOfDeclaration() {
        assertThat(Model.of("@db.table\ninterface T {\n@meta.id\nb: string\nc: number\n@meta.id\na: number\n}")
                        .schema())
                .isEqualTo("table T\n  b text\n  c double\n  a int64\n  key b, a");
    }

    @Test
    void optionalKeyIsNeverNull() {
        Model model = Model.of("""
                @db.table
                interface T {
                    @meta.id
                    @db.default.increment
                    a?: number
                }
                @db.table
                interface U {
                    @meta.id
                    a?: string
                }
                """);
        assertThat(model.schemaDespiteProblems())
                .isEqualTo("table T\n  a int64 = increment\n  key a\ntable U\n  a text\n  key a");
        assertThat(model.problems())
                .isEqualTo("warning AS4021 9:5 @meta.id: 'a' is optional, and a key is never null: the column is made"
                        + " required | remove the ?, or give it a default such as @db.default.increment");
    }

    @Test
    void twoInterfacesOfOneTableAreAnErrorAtBothPlacesAlsoOverFiles() {
        Model model = Model.of(
                new SourceFile("a.as", "@db.table 'users'\ninterface A { x: string }"),
                new SourceFile("b.as", "\n@db.table 'users'\ninterface B { x: string }"));
        assertThat(model.problems()).isEqualTo("""
                        AS4004 1:11 'users': 'users' is also the name of B at b.as:2:11 | give each interface a table or view\
                         of its own
                        AS4004 2:11 'users': 'users' is also the name of A at a.as:1:11 | give each interface a table or view\
                         of its own""");
    }

    @Test
    void oneNameInTwoNamespacesOrSpacesIsFine() {
        assertThat(Model.of("""
                                @db.table 'users'
                                interface A { x: string }
                                @db.table 'users'
                                @db.schema 'auth'
                                interface B { x: string }
                                @db.table 'users'
                                @db.space 'other'
                                interface C { x: string }
                                """).problems()).isEmpty();
    }

    @Test
    void viewAndTableOfOneNameAreAnError() {
        assertThat(Model.of("@db.table 'x'\ninterface A { x: string }\n@db.view 'x'\ninterface B { x: string }")
                        .codes())
                .containsExactly("AS4004", "AS4004");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '§', quoteCharacter = '~', textBlock = """
                    @db.table¶@db.view¶interface T { a: string }       § AS4002 2:1 @db.view: T cannot be both a table and a view | remove @db.table or @db.view
                    @db.table¶type T = { a: string }                   § AS4001 1:1 @db.table: @db.table needs an interface, and T is a type | write it as interface T { … }
                    @db.table.renamed 'x'¶interface T { a: string }    § AS4003 1:1 @db.table.renamed: @db.table.renamed needs @db.table, and T has none | add @db.table to T
                    @db.sync.method 'drop'¶interface T { a: string }   § AS4003 1:1 @db.sync.method: @db.sync.method needs @db.table, and T has none | add @db.table to T
                    @db.table ''¶interface T { a: string }             § AS4005 1:11 '': @db.table needs a name, found an empty text
                    @db.table¶interface T { }                          § AS4006 2:11 T: table 'T' has no column, and a table needs at least one
                    @db.table¶interface T {¶@db.column ''¶a: string¶}  § AS4005 3:12 '': @db.column needs a name, found an empty text
                    @db.table¶interface T {¶a: string¶@meta.id¶@db.ignore¶b: string¶}  § AS4009 5:1 @db.ignore: @db.ignore leaves the field without a column, and @meta.id needs one | remove one of the two
                    @db.table¶interface T {¶@db.json¶a: string¶}       § warning AS4012 3:1 @db.json: @db.json on 'a', which is a string: its values are kept as JSON | remove @db.json to keep them as they are
                    @db.table¶interface T {¶a: string¶[*]: string¶}    § warning AS4013 4:2 *: pattern property * of a table has no column | give the properties a field of their own: a structure with pattern keys is one JSON column
                    @db.table¶interface T {¶@db.column.collate 'nocase'¶a: number¶}    § AS4014 3:1 @db.column.collate: @db.column.collate needs a string field, and 'a' is a number
                    @db.table¶interface T {¶@db.column.precision 1, 0¶a: string¶}      § AS4015 3:1 @db.column.precision: @db.column.precision needs a number or decimal field, and 'a' is a string
                    @db.table¶interface T {¶@db.column.precision 0, 0¶a: decimal¶}     § AS4016 3:22 0: precision must be an integer of 1 or more
                    @db.table¶interface T {¶@db.column.precision 1.5, 0¶a: decimal¶}   § AS4016 3:22 1.5: precision must be an integer of 1 or more
                    @db.table¶interface T {¶@db.column.precision 5, 6¶a: decimal¶}     § AS4016 3:25 6: scale must be an integer from 0 to the precision, 5
                    @db.table¶interface T {¶@db.column.precision 5, -1¶a: decimal¶}    § AS4016 3:25 -1: scale must be an integer from 0 to the precision, 5
                    @db.table¶interface T {¶@db.column.version¶a: string¶}             § AS4017 3:1 @db.column.version: @db.column.version needs an integer field, and 'a' is a string | use number.int
                    @db.table¶interface T {¶@db.column.version¶a: number.single¶}      § AS4017 3:1 @db.column.version: @db.column.version needs an integer field, and 'a' is a number | use number.int
                    @db.table¶interface T {¶@db.column.version¶a?: number.int¶}        § AS4017 3:1 @db.column.version: @db.column.version needs a required field, and 'a' is optional | remove the ?
                    @db.table¶interface T {¶@db.column.version¶a: number.int¶@db.column.version¶b: number.int¶} § AS4018 5:1 @db.column.version: 'a' has @db.column.version already, and a table has at most one | remove one of them
                    @db.table¶interface T {¶@expect.maxLength 0¶a: string¶}            § warning AS4023 3:19 0: no column has a maximum length of 0: the column gets no limit | use an integer of 1 or more
                    """)
    void problemIsReportedAtItsToken(String model, String problem) {
        assertThat(Model.of(model.replace('¶', '\n')).problems()).isEqualTo(problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '=', textBlock = """
                    @meta.id               = string
                    @db.index.plain        = string
                    @db.index              = string
                    @db.index.unique       = string
                    @db.index.fulltext     = string
                    @db.column.dimension   = string
                    @db.column.version     = number.int
                    @db.default.increment  = number.int
                    @db.default.now        = string
                    @db.search.vector 3    = db.vector
                    """)
    void encryptedNeverStandsWithWhatNeedsThePlainValue(String annotation, String type) {
        String name = annotation.split(" ")[0];
        assertThat(Model.of("@db.table\ninterface T {\n" + annotation + "\n@db.encrypted\na: " + type + "\n}")
                        .problems())
                .isEqualTo("AS4019 4:1 @db.encrypted: @db.encrypted cannot stand with " + name
                        + ", which needs the plain value | remove one of the two");
    }

    @Test
    void encryptedForeignKeyIsAnError() {
        assertThat(Model.of("""
                                @db.table
                                interface T {
                                    @meta.id
                                    id: number
                                    @db.rel.FK
                                    @db.encrypted
                                    other: T.id
                                }
                                """).codes()).containsExactly("AS4019");
    }

    @Test
    void nothingIsCheckedInInterfacesThatAreNoTables() {
        assertThat(Model.of("""
                                interface Form {
                                    @db.rel.FK
                                    @db.column.collate 'nocase'
                                    a: number
                                    @db.rel.to
                                    b: string
                                }
                                """).problems()).isEmpty();
    }

    @Test
    void inheritedProblemIsReportedOnce() {
        assertThat(Model.of("""
                                interface Base {
                                    @db.column.collate 'nocase'
                                    a: number
                                }
                                @db.table
                                interface A extends Base { b: string }
                                @db.table
                                interface B extends Base { b: string }
                                """).codes()).containsExactly("AS4014");
    }

    @Test
    void compilationWithErrorsIsNotLookedAt() {
        DbModel.Result result =
                Model.of("@db.table\ninterface T { a: nonsense }").result();
        assertThat(result.hasErrors()).isTrue();
        assertThat(result.schema().isEmpty()).isTrue();
    }

    @Test
    void warningsLeaveTheSchemaUsable() {
        assertThat(Model.of("@db.table\ninterface T {\n@db.json\na: string\n}")
                        .result()
                        .hasErrors())
                .isFalse();
    }
}
