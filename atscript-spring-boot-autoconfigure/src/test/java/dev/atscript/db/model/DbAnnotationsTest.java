package dev.atscript.db.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.lang.AnnotationSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DbAnnotationsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "db.table",
                "db.table.renamed",
                "db.schema",
                "db.pg.schema",
                "db.space",
                "db.sync.method",
                "meta.id",
                "db.column",
                "db.column.renamed",
                "db.column.collate",
                "db.column.precision",
                "db.column.version",
                "db.column.dimension",
                "db.json",
                "db.ignore",
                "db.encrypted",
                "db.pg.type",
                "db.pg.collate",
                "db.mysql.type",
                "db.column.measure",
                "db.column.filterable",
                "db.column.sortable",
                "db.column.searchable",
                "db.table.filterable",
                "db.table.sortable",
                "db.table.preferredId.uniqueIndex",
                "db.depth.limit",
                "db.patch.strategy",
                "db.writeOnly",
                "db.http.path",
                "db.amount.currency",
                "db.amount.currency.ref",
                "db.unit",
                "db.unit.ref",
                "db.mongo.collection",
                "db.search.vector.threshold",
                "db.default",
                "db.default.value",
                "db.default.increment",
                "db.default.uuid",
                "db.default.now",
                "db.index",
                "db.index.plain",
                "db.index.unique",
                "db.index.fulltext",
                "db.index.geo",
                "db.search.vector",
                "db.search.filter",
                "db.rel.FK",
                "db.rel.onDelete",
                "db.rel.onUpdate",
                "db.rel.to",
                "db.rel.from",
                "db.rel.via",
                "db.rel.filter",
                "db.view",
                "db.view.for",
                "db.view.joins",
                "db.view.filter",
                "db.view.having",
                "db.view.materialized",
                "db.view.renamed",
                "db.agg.sum",
                "db.agg.avg",
                "db.agg.count",
                "db.agg.min",
                "db.agg.max",
                "expect.maxLength",
                "expect.pattern",
                "meta.label",
                "meta.description",
                "meta.documentation"
            })
    void everyAnnotationOfTheSpecificationIsKnown(String name) {
        assertThat(DbAnnotations.CATALOGUE.find(name)).isPresent();
    }

    @Test
    void structuralAnnotationsNeverTravel() {
        assertThat(DbAnnotations.CATALOGUE.names().stream()
                        .map(name -> DbAnnotations.CATALOGUE.find(name).orElseThrow())
                        .filter(AnnotationSpec::travels)
                        .map(AnnotationSpec::name)
                        .filter(name -> !name.startsWith("expect.")))
                .containsExactlyInAnyOrder(
                        "meta.label",
                        "meta.description",
                        "meta.documentation",
                        "meta.sensitive",
                        "meta.example",
                        "db.amount.currency",
                        "db.unit");
    }

    @Test
    void indexesPatternsAndJoinsAppend() {
        assertThat(DbAnnotations.CATALOGUE.names().stream()
                        .filter(name ->
                                DbAnnotations.CATALOGUE.find(name).orElseThrow().appends()))
                .containsExactlyInAnyOrder(
                        "expect.pattern",
                        "db.index",
                        "db.index.plain",
                        "db.index.unique",
                        "db.index.fulltext",
                        "db.index.geo",
                        "db.view.joins");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@db.sync.method 'replace'\n@db.table\ninterface T { a: string }",
                "@db.table\ninterface T {\n@db.column.collate 'french'\na: string\n}",
                "@db.table\ninterface T {\n@db.column.precision 5\na: decimal\n}",
                "@db.table\ninterface T {\n@db.column\na: string\n}",
                "@db.table\ninterface T {\n@db.column 5\na: string\n}",
                "@db.table\ninterface T {\n@meta.id 'x'\na: string\n}",
                "@db.table\ninterface T {\n@db.index.plain 'x', 'up'\na: string\n}",
                "@db.table\ninterface T {\n@db.rel.onDelete 'explode'\na: string\n}",
                "@db.table\ninterface T {\n@db.table\na: string\n}",
                "@db.table\n@db.table\ninterface T { a: string }",
            })
    void wrongArgumentsAndPlacesAreErrors(String model) {
        assertThat(Model.of(model).result().hasErrors()).isTrue();
    }

    @Test
    void unknownAnnotationOfAKnownNamespaceIsAWarningAndOfAnotherNone() {
        Model model = Model.of("@ui.hidden 5\n@db.tabel 'x'\ninterface T {\n@emit.x\na: string\n}");
        assertThat(model.result().hasErrors()).isFalse();
        assertThat(model.problems()).contains("db.table").hasLineCount(1);
    }

    @Test
    void whatMakesNoDdlIsAccepted() {
        assertThat(Model.of("""
                                @db.table
                                @db.table.filterable 'manual'
                                @db.table.sortable
                                @db.table.preferredId.uniqueIndex 'u'
                                @db.depth.limit 2
                                @db.http.path '/t'
                                @db.mongo.collection
                                @meta.label 'T'
                                interface T {
                                    @meta.id
                                    @meta.description 'x'
                                    @meta.documentation 'a'
                                    @meta.documentation 'b'
                                    @db.column.measure
                                    @db.column.filterable
                                    @db.column.sortable
                                    a: number
                                    @db.writeOnly
                                    @db.column.searchable
                                    @expect.minLength 3, 'short'
                                    @expect.pattern '^a', 'i', 'no'
                                    @expect.pattern 'b$'
                                    b: string
                                    @db.patch.strategy 'merge'
                                    c: { d: string }
                                    @db.amount.currency 'EUR'
                                    @expect.min 0
                                    @expect.max 9
                                    e: decimal
                                    @db.unit 'kg'
                                    f: number
                                    @db.mysql.onUpdate 'CURRENT_TIMESTAMP'
                                    g: number
                                    @expect.array.uniqueItems
                                    h: string[]
                                    @db.search.vector 3
                                    @db.search.vector.threshold 0.5
                                    i: db.vector
                                }
                                """).problems()).isEmpty();
    }
}
