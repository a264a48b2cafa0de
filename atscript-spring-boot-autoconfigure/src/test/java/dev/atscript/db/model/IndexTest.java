package dev.atscript.db.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** annotations.md, "Indexes". */
class IndexTest {

    @ParameterizedTest
    @CsvSource(delimiter = '§', quoteCharacter = '~', textBlock = """
                    @db.index f: string                                § plain index f (f)
                    @db.index 'x' f: string                            § plain index x (f)
                    @db.index.plain f: string                          § plain index f (f)
                    @db.index.plain 'x', 'desc' f: string              § plain index x (f desc)
                    @db.index.plain 'x', 'asc' f: string               § plain index x (f)
                    @db.index.unique f: string                         § unique index f (f)
                    @db.index.unique @db.column 'g' f: string          § unique index g (g)
                    @db.index.plain 'a' @db.index.plain 'b' f: string  § plain index a (f)|plain index b (f)
                    @db.index.plain 'a' @db.index.plain 'a' f: string  § plain index a (f)
                    @db.index.fulltext f: string                       § fulltext index f (f)
                    @db.index.fulltext 'x', 3 f: string                § fulltext index x (f weight 3)
                    @db.index.geo f: db.geoPoint                       § geo index f (f)
                    @db.search.vector 3 f: db.vector                   § vector index f (f)
                    @db.search.vector 3, 'cosine', 'v' f: number[]     § vector index v (f)
                    @db.column.dimension f: string                     § plain index f (f)
                    @db.column.dimension @db.index.unique 'u' f: string § unique index u (f)
                    @db.column.dimension @db.index.plain 'p' f: string § plain index p (f)
                    @db.column.dimension @meta.id f: string            §
                    """)
    void annotationGivesIndex(String field, String indexes) {
        String model = "@db.table\ninterface T {\n" + field.replace(" @", "\n@").replace(" f:", "\nf:") + "\n}";
        assertThat(indexes(Model.of(model)).replace('\n', '|')).isEqualTo(indexes == null ? "" : indexes);
    }

    @Test
    void fieldsOfOneNameShareAnIndexInOrderOfDeclaration() {
        assertThat(indexes(Model.of("""
                        @db.table
                        interface T {
                            @db.index.plain 'ab', 'desc'
                            b: string
                            @db.index.unique
                            u: string
                            inner: {
                                @db.index.plain 'ab'
                                @db.index.unique
                                a: string
                            }
                            @db.index.fulltext 'ft', 5
                            title: string
                            @db.index.fulltext 'ft'
                            body: string
                        }
                        """))).isEqualTo("""
                        plain index ab (b desc, inner__a)
                        unique index u (u)
                        unique index inner__a (inner__a)
                        fulltext index ft (title weight 5, body)""");
    }

    @Test
    void tablesMayUseOneIndexNameAlsoByInheritance() {
        assertThat(Model.of("""
                                interface Base {
                                    @db.index.plain 'x'
                                    a: string
                                }
                                @db.table
                                interface A extends Base { b: string }
                                @db.table
                                interface B extends Base { b: string }
                                """).schema()).isEqualTo("""
                        table A
                          a text
                          b text
                          plain index x (a)
                        table B
                          a text
                          b text
                          plain index x (a)""");
    }

    @Test
    void indexDoesNotTravelThroughAReference() {
        assertThat(Model.of("""
                                @db.table
                                interface A {
                                    @db.index.unique
                                    a: string
                                }
                                @db.table
                                interface B { a: A.a }
                                """).schema()).endsWith("table B\n  a text");
    }

    @Test
    void indexesOfDifferentKindsShareAName() {
        assertThat(Model.of("""
                        @db.table
                        interface T {
                          @db.index.plain
                          @db.index.unique
                          @db.index.fulltext
                          a: string
                          @db.index.plain 'a'
                          b: string
                        }
                        """).schema()).endsWith("""
                plain index a (a, b)
                  unique index a (a)
                  fulltext index a (a)""");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '§', quoteCharacter = '~', textBlock = """
                    @db.index.plain 'x'¶@db.index.plain 'x', 'desc'¶a: string           § AS5011 4:1 @db.index.plain: 'a' is in the index 'x' already, in another way | remove one of the two
                    @db.index.geo 'x'¶a: db.geoPoint¶@db.index.geo 'x'¶b: db.geoPoint   § AS5015 5:15 'x': a geo index has one field, and 'x' has one at model.as:3:1 | give one of them another name
                    @db.index.geo¶a: string                                             § AS5012 3:1 @db.index.geo: @db.index.geo needs a db.geoPoint field at the top level, and 'a' is a string
                    a: {¶@db.index.geo¶b: db.geoPoint¶}                                 § AS5012 4:1 @db.index.geo: @db.index.geo needs a db.geoPoint field at the top level, and 'a.b' is a geo point below the top level
                    @db.search.vector 3¶a: string                                       § AS5012 3:1 @db.search.vector: @db.search.vector needs a db.vector or number[] field, and 'a' is a string
                    @db.search.vector 3¶a: string[]                                     § AS5012 3:1 @db.search.vector: @db.search.vector needs a db.vector or number[] field, and 'a' is an array
                    @db.search.vector 0¶a: db.vector                                    § AS5013 3:19 0: dimensions must be an integer of 1 or more, found 0
                    @db.index.fulltext 'x', 0¶a: string                                 § AS5013 3:25 0: weight must be an integer of 1 or more, found 0
                    @db.index.fulltext 'x', 1.5¶a: string                               § AS5013 3:25 1.5: weight must be an integer of 1 or more, found 1.5
                    @db.index.fulltext¶a: number                                        § AS5012 3:1 @db.index.fulltext: @db.index.fulltext needs a string field, and 'a' is a number
                    @db.search.filter 'v'¶a: string                                     § AS5014 3:19 'v': 'v' is no vector index of T | declare one with @db.search.vector
                    @db.search.vector 3¶vec: db.vector¶@db.search.filter 'vex'¶a: string § AS5014 5:19 'vex': 'vex' is no vector index of T | did you mean 'vec'?
                    @db.index.plain 'vec'¶vec: string¶@db.search.filter 'vec'¶a: string § AS5014 5:19 'vec': 'vec' is no vector index of T | declare one with @db.search.vector
                    @db.index.plain 'b'¶a: string¶@db.column.dimension¶b: string        § AS5016 5:1 @db.column.dimension: @db.column.dimension adds an index 'b', and that name is taken at model.as:3:1 | give the other index another name
                    """)
    void problemIsReportedAtItsToken(String fields, String problem) {
        assertThat(Model.of("@db.table\ninterface T {\n" + fields.replace('¶', '\n') + "\n}")
                        .problems())
                .isEqualTo(problem);
    }

    @Test
    void filterOfAVectorIndexOfTheTableIsFineWhereverItStands() {
        assertThat(Model.of(
                                "@db.table\ninterface T {\n@db.search.filter 'v'\na: string\n@db.search.vector 3\nv: db.vector\n}")
                        .problems())
                .isEmpty();
    }

    private static String indexes(Model model) {
        return model.schema()
                .lines()
                .filter(line -> line.contains(" index "))
                .map(String::strip)
                .collect(Collectors.joining("\n"));
    }
}
