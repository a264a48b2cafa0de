package dev.atscript.db.model;

import dev.atscript.lang.AnnotationCatalogue;
import dev.atscript.lang.AnnotationSpec;
import dev.atscript.lang.AnnotationSpec.Kind;
import dev.atscript.lang.AnnotationSpec.Parameter;
import dev.atscript.lang.AnnotationSpec.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The annotations that shape databases, and those that share their namespaces: what {@code annotations.md} of the
 * specification lists, with the arguments each takes. What they mean is checked by {@link DbModel}.
 */
public final class DbAnnotations {

    /** Every known annotation of the namespaces {@code db}, {@code meta} and {@code expect}. */
    public static final AnnotationCatalogue CATALOGUE = new AnnotationCatalogue(all(), Set.of("db", "meta", "expect"));

    private DbAnnotations() {}

    private static List<AnnotationSpec> all() {
        List<AnnotationSpec> specs = new ArrayList<>();
        specs.addAll(values());
        specs.addAll(tables());
        specs.addAll(columns());
        specs.addAll(defaultsAndIndexes());
        specs.addAll(relations());
        specs.addAll(views());
        specs.addAll(natives());
        specs.addAll(mongo());
        return specs;
    }

    private static List<AnnotationSpec> values() {
        Parameter message = optional(text("message"));
        return List.of(
                onField("meta.id"),
                travelling(anywhere("meta.label", text("text"))),
                travelling(anywhere("meta.description", text("text"))),
                travelling(repeatable(anywhere("meta.documentation", text("text")))),
                travelling(anywhere("meta.sensitive")),
                travelling(anywhere("meta.example", text("value"))),
                anywhere("meta.readonly"),
                anywhere("meta.required", message),
                anywhere("meta.default", text("value")),
                travelling(anywhere("expect.minLength", number("length"), message)),
                travelling(anywhere("expect.maxLength", number("length"), message)),
                travelling(anywhere("expect.min", number("value"), message)),
                travelling(anywhere("expect.max", number("value"), message)),
                travelling(anywhere("expect.int")),
                travelling(appending(anywhere(
                        "expect.pattern", text("pattern"), optional(text("flags")), optional(text("message"))))),
                travelling(anywhere("expect.array.uniqueItems", message)),
                travelling(anywhere("expect.array.key", message)));
    }

    private static List<AnnotationSpec> tables() {
        return List.of(
                onDeclaration("db.table", optional(text("name"))),
                repeatable(onDeclaration("db.table.renamed", text("old name"))),
                onDeclaration("db.schema", text("name")),
                onDeclaration("db.space", text("name")),
                onDeclaration("db.sync.method", choice("method", "drop", "recreate")),
                onDeclaration("db.table.filterable", optional(choice("mode", "auto", "manual"))),
                onDeclaration("db.table.sortable", optional(choice("mode", "auto", "manual"))),
                onDeclaration("db.table.preferredId.uniqueIndex", optional(text("index"))),
                onDeclaration("db.depth.limit", number("depth")),
                onDeclaration("db.http.path", text("path")));
    }

    private static List<AnnotationSpec> columns() {
        return List.of(
                onField("db.column", text("name")),
                repeatable(onField("db.column.renamed", text("old name"))),
                onField("db.column.collate", choice("collation", "binary", "nocase", "unicode")),
                onField("db.column.precision", number("precision"), number("scale")),
                onField("db.column.version"),
                onField("db.column.dimension"),
                onField("db.column.measure"),
                onField("db.column.filterable"),
                onField("db.column.sortable"),
                onField("db.column.searchable"),
                onField("db.json"),
                onField("db.ignore"),
                onField("db.encrypted"),
                onField("db.writeOnly"),
                onField("db.patch.strategy", choice("strategy", "replace", "merge")),
                travelling(onField("db.amount.currency", text("code"))),
                onField("db.amount.currency.ref", text("field")),
                travelling(onField("db.unit", text("code"))),
                onField("db.unit.ref", text("field")));
    }

    private static List<AnnotationSpec> defaultsAndIndexes() {
        Parameter value = new Parameter("value", List.of(Kind.TEXT, Kind.NUMBER, Kind.BOOL), true, List.of());
        Parameter name = optional(text("name"));
        Parameter direction = optional(choice("direction", "asc", "desc"));
        return List.of(
                onField("db.default", value),
                onField("db.default.value", value),
                onField("db.default.increment", optional(number("start"))),
                onField("db.default.uuid"),
                onField("db.default.now"),
                appending(onField("db.index", name, direction)),
                appending(onField("db.index.plain", name, direction)),
                appending(onField("db.index.unique", name)),
                appending(onField("db.index.fulltext", name, optional(number("weight")))),
                appending(onField("db.index.geo", name)),
                onField(
                        "db.search.vector",
                        number("dimensions"),
                        optional(choice("similarity", "cosine", "euclidean", "dotProduct")),
                        name),
                onField("db.search.vector.threshold", number("value")),
                repeatable(onField("db.search.filter", text("index"))));
    }

    private static List<AnnotationSpec> relations() {
        Parameter alias = optional(text("alias"));
        Parameter action = choice("action", "cascade", "restrict", "noAction", "setNull", "setDefault");
        return List.of(
                onField("db.rel.FK", alias),
                onField("db.rel.onDelete", action),
                onField("db.rel.onUpdate", action),
                onField("db.rel.to", alias),
                onField("db.rel.from", alias),
                onField("db.rel.via", name("junction")),
                onField("db.rel.filter", condition("condition")));
    }

    private static List<AnnotationSpec> views() {
        List<AnnotationSpec> specs = new ArrayList<>(List.of(
                onDeclaration("db.view", optional(text("name"))),
                onDeclaration("db.view.for", name("entry")),
                appending(onDeclaration(
                        "db.view.joins",
                        name("table"),
                        condition("condition"),
                        optional(choice("kind", "inner", "left")))),
                onDeclaration("db.view.filter", condition("condition")),
                onDeclaration("db.view.having", condition("condition")),
                onDeclaration("db.view.materialized"),
                repeatable(onDeclaration("db.view.renamed", text("old name"))),
                onField("db.agg.count", optional(text("field")), optional(condition("condition")))));
        for (String function : List.of("sum", "avg", "min", "max")) {
            specs.add(onField("db.agg." + function, text("field"), optional(condition("condition"))));
        }
        return specs;
    }

    private static List<AnnotationSpec> natives() {
        return List.of(
                onDeclaration("db.pg.schema", text("name")),
                onField("db.pg.type", text("type")),
                anywhere("db.pg.collate", text("collation")),
                onDeclaration("db.mysql.engine", text("engine")),
                anywhere("db.mysql.charset", text("charset")),
                anywhere("db.mysql.collate", text("collation")),
                onField("db.mysql.unsigned"),
                onField("db.mysql.type", text("type")),
                onField("db.mysql.onUpdate", text("expression")));
    }

    private static List<AnnotationSpec> mongo() {
        Parameter analyzer = optional(text("analyzer"));
        Parameter index = optional(text("index"));
        return List.of(
                onDeclaration("db.mongo.collection", optional(text("name"))),
                onDeclaration("db.mongo.autoIndexes", bool("enabled")),
                onDeclaration("db.mongo.capped", number("size"), optional(number("max"))),
                onDeclaration("db.mongo.search.dynamic", analyzer, optional(number("fuzzy"))),
                repeatable(onDeclaration(
                        "db.mongo.search.static",
                        analyzer,
                        optional(number("fuzzy")),
                        index,
                        optional(text("strategy")))),
                repeatable(onField("db.mongo.search.text", analyzer, index)),
                repeatable(onField(
                        "db.mongo.search.autocomplete",
                        index,
                        optional(text("tokenization")),
                        optional(number("minGrams")),
                        optional(number("maxGrams")),
                        optional(bool("foldDiacritics")),
                        analyzer)),
                onField("db.mongo.patch.strategy", choice("strategy", "replace", "merge")),
                onField("db.mongo.array.uniqueItems"));
    }

    private static AnnotationSpec onDeclaration(String name, Parameter... parameters) {
        return spec(name, List.of(Target.DECLARATION), parameters);
    }

    private static AnnotationSpec onField(String name, Parameter... parameters) {
        return spec(name, List.of(Target.PROPERTY), parameters);
    }

    private static AnnotationSpec anywhere(String name, Parameter... parameters) {
        return spec(name, List.of(Target.DECLARATION, Target.PROPERTY), parameters);
    }

    private static AnnotationSpec spec(String name, List<Target> targets, Parameter... parameters) {
        return new AnnotationSpec(name, targets, Arrays.asList(parameters), false, false, false, false);
    }

    private static AnnotationSpec repeatable(AnnotationSpec spec) {
        return new AnnotationSpec(
                spec.name(), spec.targets(), spec.parameters(), false, true, spec.appends(), spec.travels());
    }

    private static AnnotationSpec appending(AnnotationSpec spec) {
        return new AnnotationSpec(spec.name(), spec.targets(), spec.parameters(), false, true, true, spec.travels());
    }

    private static AnnotationSpec travelling(AnnotationSpec spec) {
        return new AnnotationSpec(
                spec.name(), spec.targets(), spec.parameters(), false, spec.repeatable(), spec.appends(), true);
    }

    private static Parameter text(String name) {
        return new Parameter(name, List.of(Kind.TEXT), true, List.of());
    }

    private static Parameter choice(String name, String... choices) {
        return new Parameter(name, List.of(Kind.TEXT), true, List.of(choices));
    }

    private static Parameter number(String name) {
        return new Parameter(name, List.of(Kind.NUMBER), true, List.of());
    }

    private static Parameter bool(String name) {
        return new Parameter(name, List.of(Kind.BOOL), true, List.of());
    }

    private static Parameter name(String name) {
        return new Parameter(name, List.of(Kind.NAME), true, List.of());
    }

    private static Parameter condition(String name) {
        return new Parameter(name, List.of(Kind.CONDITION), true, List.of());
    }

    private static Parameter optional(Parameter parameter) {
        return new Parameter(parameter.name(), parameter.kinds(), false, parameter.choices());
    }
}
