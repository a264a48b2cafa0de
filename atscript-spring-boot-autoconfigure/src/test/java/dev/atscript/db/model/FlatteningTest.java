package dev.atscript.db.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FlatteningTest {

    @Test
    void nestedStructureBecomesItsLeavesAtAnyDepth() {
        assertThat(Model.of("""
                                @db.table
                                interface T {
                                    a: { b: { c: { d: string, e: number } } }
                                    f: boolean
                                }
                                """).columns()).isEqualTo("a__b__c__d text\na__b__c__e double\nf bool");
    }

    @Test
    void everythingBelowAnOptionalParentIsNullable() {
        assertThat(Model.of("""
                                interface Geo { lat: number, lon?: number }
                                @db.table
                                interface T {
                                    home?: { city: string, geo: Geo }
                                    work: { city: string, geo?: Geo }
                                    last: { at: number } | null
                                }
                                """).columns()).isEqualTo("""
                        home__city text null
                        home__geo__lat double null
                        home__geo__lon double null
                        work__city text
                        work__geo__lat double null
                        work__geo__lon double null
                        last__at double null""");
    }

    @Test
    void leafKeepsItsOwnNameBehindItsParentsPrefix() {
        assertThat(Model.of("""
                                @db.table
                                interface T {
                                    address: {
                                        @db.column 'zip_code'
                                        @db.column.renamed 'zip'
                                        postal: string
                                    }
                                }
                                """).columns()).isEqualTo("address__zip_code text was address__zip");
    }

    @Test
    void renamedParentIsPartOfTheOldNamesOfItsLeaves() {
        assertThat(Model.of("""
                                @db.table
                                interface T {
                                    @db.column.renamed 'addr'
                                    address: {
                                        city: string
                                        @db.column.renamed 'zip'
                                        postal: string
                                    }
                                }
                                """).columns()).isEqualTo("""
                        address__city text was addr__city
                        address__postal text was address__zip, addr__postal, addr__zip""");
    }

    @Test
    void recursiveStructureIsJson() {
        assertThat(Model.of("""
                                interface Node { name: string, next?: Node }
                                interface A { b?: B }
                                interface B { a?: A }
                                @db.table
                                interface T {
                                    node: Node
                                    a: A
                                    self?: T
                                }
                                """).columns()).isEqualTo("node json\na json\nself json null");
    }

    @Test
    void structureThatHoldsItselfInAnArrayOnlyIsFlattened() {
        assertThat(Model.of("""
                                interface Tree { name: string, children: Tree[] }
                                @db.table
                                interface T { tree: Tree }
                                """).columns()).isEqualTo("tree__name text\ntree__children json");
    }

    @Test
    void embeddedTableIsFlattenedWithoutItsKeysIndexesAndRelations() {
        assertThat(Model.of("""
                                @db.table 'groups'
                                interface Group { @meta.id id: number }
                                @db.table 'users'
                                interface User {
                                    @meta.id
                                    @db.default.increment
                                    id: number
                                    @db.index.unique
                                    @db.column 'mail'
                                    email: string
                                    @db.rel.FK
                                    groupId: Group.id
                                    @db.rel.to
                                    group: Group
                                }
                                @db.table 'orders'
                                interface Order {
                                    @meta.id
                                    no: number
                                    buyer: User
                                }
                                """).schema()).endsWith("""
                        table orders
                          no int64
                          buyer__id int64
                          buyer__mail text
                          buyer__groupId int64
                          key no""");
    }

    @Test
    void mergedAndInheritedStructuresKeepTheirOrder() {
        assertThat(Model.of("""
                                interface Base { @meta.id id: string }
                                type Named = { name: string } & { nick?: string }
                                @db.table
                                interface T extends Base { who: Named, z: number }
                                """).schema()).isEqualTo("""
                        table T
                          id text
                          who__name text
                          who__nick text null
                          z double
                          key id""");
    }

    @Test
    void columnNameOnFlattenedStructureIsAnError() {
        assertThat(Model.of("""
                                @db.table
                                interface T {
                                    @db.column 'x'
                                    @db.index.plain
                                    a: { b: string }
                                }
                                """).problems()).isEqualTo("""
                        AS4010 3:5 @db.column: @db.column needs one column, and 'a' is a structure, flattened into several\
                         | annotate the fields inside, or keep the structure in one column with @db.json
                        AS4010 4:5 @db.index.plain: @db.index.plain needs one column, and 'a' is a structure, flattened\
                         into several | annotate the fields inside, or keep the structure in one column with @db.json""");
    }

    @Test
    void columnNameOnJsonStructureIsFine() {
        assertThat(Model.of("@db.table\ninterface T {\n@db.json\n@db.column 'x'\na: { b: string }\n}")
                        .columns())
                .isEqualTo("x json");
    }

    @Test
    void defaultOnFlattenedStructureIsAWarning() {
        assertThat(Model.of("@db.table\ninterface T {\n@db.default '{}'\na: { b: string }\n}")
                        .problems())
                .isEqualTo(
                        "warning AS4011 3:1 @db.default: @db.default does nothing here: 'a' is a structure, flattened"
                                + " into several columns | annotate the fields inside, or keep the structure in one column with"
                                + " @db.json");
    }

    @Test
    void twoFieldsOfOneColumnAreAnError() {
        assertThat(Model.of("""
                                @db.table
                                interface T {
                                    a: { b: string }
                                    a__b: string
                                    @db.column 'a__b'
                                    c: string
                                }
                                """).problems()).isEqualTo("""
                        AS4008 4:5 a__b: 'a__b' and 'a.b' of T have one column, 'a__b' | give one of them another name with\
                         @db.column
                        AS4008 5:16 'a__b': 'c' and 'a.b' of T have one column, 'a__b' | give one of them another name with\
                         @db.column""");
    }

    @Test
    void columnsThatDifferByCaseOnlyAreLeftToTheDialect() {
        assertThat(Model.of("@db.table\ninterface T {\n a: string\n A: string\n}")
                        .columns())
                .isEqualTo("a text\nA text");
    }

    @Test
    void ignoredFieldAndNavigationHaveNoColumn() {
        assertThat(Model.of("""
                                @db.table
                                interface T {
                                    @meta.id
                                    id: number
                                    @db.ignore
                                    secret: { a: string }
                                    @db.rel.FK
                                    parentId?: T.id
                                    @db.rel.to
                                    parent?: T
                                    @db.rel.from
                                    children: T[]
                                }
                                """).columns()).isEqualTo("id int64\nparentId int64 null");
    }

    @Test
    void structuresNestedWithoutEndAreAnErrorNotAnOverflow() {
        StringBuilder model = new StringBuilder("@db.table\ninterface T { a: S0 }\n");
        for (int i = 0; i < 3000; i++) {
            model.append("interface S")
                    .append(i)
                    .append(" { a: S")
                    .append(i + 1)
                    .append(" }\n");
        }
        model.append("interface S3000 { a: string }\n");
        assertThat(Model.of(model.toString()).codes()).containsExactly("AS4007");
    }

    @Test
    void structuresThatDoubleAtEveryLevelAreAnErrorInNoTime() {
        StringBuilder model = new StringBuilder("@db.table\ninterface T { a: S0 }\n");
        for (int i = 0; i < 30; i++) {
            model.append("interface S%d { a: S%d, b: S%d }\n".formatted(i, i + 1, i + 1));
        }
        model.append("interface S30 { a: string }\n");
        assertThat(Model.of(model.toString()).codes()).containsExactly("AS4007");
    }
}
