package dev.atscript.db.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.lang.SourceFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** annotations.md, "Relations": foreign keys. */
class ForeignKeyTest {

    private static final String USER = """
            @db.table 'users'
            interface User {
                @meta.id
                id: number.int.int32
                @db.index.unique
                @db.column 'mail'
                @db.column.collate 'nocase'
                @expect.maxLength 80
                email: string
                nick: string
            }
            """;

    @Test
    void fieldTakesTypeAndCollationOfTheColumnItPointsTo() {
        assertThat(Model.of(USER + """
                                @db.table 'notes'
                                interface Note {
                                    @db.rel.FK
                                    @db.rel.onDelete 'cascade'
                                    @db.rel.onUpdate 'restrict'
                                    author: User.id
                                    @db.rel.FK 'reader'
                                    reader?: User.email
                                    @db.rel.FK 'editor'
                                    editor: User.email | null
                                }
                                """).schema()).endsWith("""
                        table notes
                          author int32
                          reader text(80) null nocase
                          editor text(80) null nocase
                          fk (author) to users (id) on delete cascade on update restrict
                          fk (reader) to users (mail)
                          fk (editor) to users (mail)""");
    }

    @Test
    void typeComesThroughAnyDepthOfForeignKeysWithItsNativeType() {
        assertThat(Model.of("""
                                @db.table 'c'
                                interface C {
                                    @meta.id
                                    @db.rel.FK
                                    id: B.id
                                }
                                @db.table 'b'
                                interface B {
                                    @meta.id
                                    @db.rel.FK
                                    id: A.id
                                }
                                @db.table 'a'
                                interface A {
                                    @meta.id
                                    @db.pg.type 'uuid'
                                    @db.column 'key'
                                    id: string
                                }
                                """).schema()).isEqualTo("""
                        table c
                          id text {db.pg.type=uuid}
                          key id
                          fk (id) to b (id)
                        table b
                          id text {db.pg.type=uuid}
                          key id
                          fk (id) to a (key)
                        table a
                          key text {db.pg.type=uuid}
                          key key""");
    }

    @Test
    void tablesMayPointAtEachOtherAndAtThemselves() {
        assertThat(keys(Model.of("""
                        @db.table 'a'
                        @db.schema 's'
                        interface A {
                            @meta.id
                            id: number
                            @db.rel.FK
                            b?: B.id
                            @db.rel.FK
                            parent?: A.id
                        }
                        @db.table 'b'
                        interface B {
                            @meta.id
                            id: number
                            @db.rel.FK
                            a: A.id
                        }
                        """))).isEqualTo("fk (b) to b (id)\nfk (parent) to s.a (id)\nfk (a) to s.a (id)");
    }

    @Test
    void keysThatPointAtEachOtherInACircleAreReportedNotFollowedForever() {
        Model model = Model.of("""
                @db.table
                interface A {
                    @meta.id
                    @db.rel.FK
                    id: B.id
                }
                @db.table
                interface B {
                    @meta.id
                    @db.rel.FK
                    id: A.id
                }
                """);
        assertThat(model.result().hasErrors()).isTrue();
    }

    @Test
    void nestedFieldMayBeAForeignKeyAndATarget() {
        assertThat(keys(Model.of("""
                        @db.table 'a'
                        interface A {
                            ids: {
                                @db.index.unique
                                code: string
                            }
                        }
                        @db.table 'b'
                        interface B {
                            refs?: {
                                @db.rel.FK
                                @db.rel.onDelete 'setNull'
                                code: A.ids.code
                            }
                        }
                        """))).isEqualTo("fk (refs__code) to a (ids__code) on delete set null");
    }

    @Test
    void unaliasedFieldsThatCoverACompositeKeyAreOneForeignKey() {
        assertThat(keys(Model.of(LINE + """
                        @db.table 'shipments'
                        interface Shipment {
                            @db.rel.FK
                            @db.rel.onDelete 'cascade'
                            product: Line.productId
                            @db.rel.FK
                            order: Line.orderId
                        }
                        """)))
                .isEqualTo("fk (product, order) to lines (productId, orderId) on delete cascade");
    }

    private static final String LINE = """
            @db.table 'lines'
            interface Line {
                @meta.id
                orderId: number
                @meta.id
                productId: number
                @db.index.unique 'pair'
                a: string
                @db.index.unique 'pair'
                b: string
            }
            """;

    @Test
    void fieldsOfOneAliasAreOneForeignKey() {
        assertThat(keys(Model.of(LINE + """
                        @db.table 'shipments'
                        interface Shipment {
                            @db.rel.FK 'x'
                            ox: Line.orderId
                            @db.rel.FK 'y'
                            oy?: Line.orderId
                            @db.rel.FK 'x'
                            px: Line.productId
                            @db.rel.FK 'y'
                            @db.rel.onDelete 'setNull'
                            py?: Line.productId
                            @db.rel.FK 'pair'
                            a: Line.a
                            @db.rel.FK 'pair'
                            b: Line.b
                        }
                        """))).isEqualTo("""
                        fk (ox, px) to lines (orderId, productId)
                        fk (oy, py) to lines (orderId, productId) on delete set null
                        fk (a, b) to lines (a, b)""");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '§', quoteCharacter = '~', textBlock = """
                    @db.rel.FK¶a: string                § AS6001 @db.rel.FK: @db.rel.FK needs a type that names another table's field, and 'a' is a string | write the type as a chain, such as User.id
                    @db.rel.FK¶a: Plain.id              § AS6002 @db.rel.FK: @db.rel.FK of 'a' points to Plain.id, and Plain is no table | add @db.table to Plain
                    @db.rel.FK¶a: User.nick             § AS6003 @db.rel.FK: User.nick is neither @meta.id nor @db.index.unique, and a foreign key must point at a field that identifies a row | key of User: id
                    @db.rel.FK¶a: Line.orderId          § AS6003 @db.rel.FK: orderId of Line does not identify a row: a foreign key must cover a whole key or unique index | key of Line: orderId, productId
                    @db.rel.FK¶a: Far.id                § AS6006 @db.rel.FK: 'a' is in the space 'default' and points to Far.id in the space 'far': no foreign key leads from one database to another | remove @db.rel.FK, or move one of the tables
                    @db.rel.onDelete 'cascade'¶a: string § AS6007 @db.rel.onDelete: @db.rel.onDelete needs @db.rel.FK, and 'a' has none
                    """)
    void problemIsReportedAtItsToken(String field, String problem) {
        assertThat(withField(field).problems()).isEqualTo(problem.replaceFirst(" ", " 3:1 "));
    }

    @Test
    void setNullNeedsOptionalFields() {
        assertThat(withField("@db.rel.onDelete 'setNull'\n@db.rel.FK\na: User.id")
                        .problems())
                .isEqualTo(
                        "AS6009 3:18 'setNull': 'setNull' needs optional fields, and 'a' is required | make the field"
                                + " optional with ?, or choose another action");
        assertThat(withField("@db.rel.onDelete 'setNull'\n@db.rel.FK\na?: User.id")
                        .problems())
                .isEmpty();
        assertThat(withField("@meta.id\n@db.default.increment\n@db.rel.onDelete 'setNull'\n@db.rel.FK\na?: User.id")
                        .codes())
                .containsExactly("AS6009");
    }

    @Test
    void setDefaultWithoutADefaultIsAWarning() {
        assertThat(withField("@db.rel.onUpdate 'setDefault'\n@db.rel.FK\na: User.id")
                        .problems())
                .isEqualTo("warning AS6010 3:18 'setDefault': 'setDefault' on 'a', which has no default: it sets null"
                        + " | add @db.default");
        assertThat(withField("@db.rel.onUpdate 'setDefault'\n@db.rel.FK\n@db.default '1'\na: User.id")
                        .problems())
                .isEmpty();
    }

    @Test
    void actionStandsOnceForEachForeignKey() {
        assertThat(withField("""
                                @db.rel.FK
                                @db.rel.onDelete 'cascade'
                                a: Line.orderId
                                @db.rel.FK
                                @db.rel.onDelete 'cascade'
                                b: Line.productId""").problems())
                .isEqualTo(
                        "AS6008 7:1 @db.rel.onDelete: @db.rel.onDelete stands at model.as:4:1 already for this foreign key"
                                + " | keep one of them");
    }

    @Test
    void severalForeignKeysToOneTypeNeedAliases() {
        assertThat(withField("@db.rel.FK\na: User.id\n@db.rel.FK\nb: User.id").problems())
                .isEqualTo("""
                        AS6004 3:1 @db.rel.FK: several foreign keys point to User and cannot be told apart | give each an\
                         alias: @db.rel.FK 'alias'
                        AS6004 5:1 @db.rel.FK: several foreign keys point to User and cannot be told apart | give each an\
                         alias: @db.rel.FK 'alias'""");
        assertThat(withField("@db.rel.FK 'a'\na: User.id\n@db.rel.FK 'b'\nb: User.id")
                        .problems())
                .isEmpty();
    }

    @Test
    void aliasStandsForOneForeignKey() {
        assertThat(withField("@db.rel.FK 'x'\na: User.id\n@db.rel.FK 'x'\nb: User.id")
                        .codes())
                .containsExactly("AS6004");
        assertThat(withField("@db.rel.FK 'x'\na: User.id\n@db.rel.FK 'x'\nb: Other.id")
                        .problems())
                .isEqualTo("AS6005 5:12 'x': alias 'x' stands for a foreign key to User, and this field points to Other"
                        + " | give one of them another alias");
    }

    @Test
    void targetMayBeImportedAndItsTypeRenamed() {
        assertThat(Model.of(
                                new SourceFile(
                                        "m/note.as",
                                        "import { User } from './user'\ntype Id = User.id\n@db.table 'notes'\ninterface Note {\n@db.rel.FK\nby: Id\n}"),
                                new SourceFile(
                                        "m/user.as",
                                        "@db.table 'users'\nexport interface User {\n@meta.id\nid: string\n}"))
                        .schema())
                .startsWith("table notes\n  by text\n  fk (by) to users (id)");
    }

    /** A table with the fields, beside tables that they can point to; the fields start in line 3. */
    private static Model withField(String fields) {
        return Model.of("@db.table 't'\ninterface T {\n" + fields.replace('¶', '\n') + "\n}\n" + USER + LINE + """
                interface Plain {
                    @meta.id
                    id: string
                }
                @db.table
                interface Other {
                    @meta.id
                    id: string
                }
                @db.table
                @db.space 'far'
                interface Far {
                    @meta.id
                    id: string
                }
                """);
    }

    private static String keys(Model model) {
        return model.schema()
                .lines()
                .filter(line -> line.startsWith("  fk "))
                .map(String::strip)
                .collect(Collectors.joining("\n"));
    }
}
