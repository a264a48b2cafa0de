package dev.atscript.db.model;

import dev.atscript.db.model.Shape.Kind;
import dev.atscript.lang.Annotation;
import dev.atscript.lang.Property;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks that a field's annotations suit the field, as far as the field alone can tell (annotations.md, "Columns"). */
final class FieldChecks {

    private static final List<String> NEED_ONE_COLUMN = List.of(
            "db.column",
            "meta.id",
            "db.rel.FK",
            "db.index",
            "db.index.plain",
            "db.index.unique",
            "db.index.fulltext",
            "db.index.geo",
            "db.search.vector",
            "db.search.filter",
            "db.default.increment",
            "db.default.uuid",
            "db.default.now",
            "db.column.version",
            "db.column.collate",
            "db.column.precision");

    private static final List<String> LOST_WHEN_FLATTENED = List.of(
            "db.default",
            "db.default.value",
            "db.column.dimension",
            "db.pg.type",
            "db.pg.collate",
            "db.mysql.type",
            "db.mysql.collate",
            "db.mysql.charset",
            "db.mysql.unsigned",
            "db.mysql.onUpdate");

    private static final List<String> NEED_PLAIN_VALUE = List.of(
            "meta.id",
            "db.rel.FK",
            "db.index",
            "db.index.plain",
            "db.index.unique",
            "db.index.fulltext",
            "db.index.geo",
            "db.column.dimension",
            "db.search.vector",
            "db.search.filter",
            "db.column.version",
            "db.default.increment",
            "db.default.now");

    private FieldChecks() {}

    /** Checks a property that {@code cause} leaves without a column. */
    static void withoutColumn(List<Annotation> annotations, String cause, boolean embedded, Problems problems) {
        Annotation annotation = Marks.find(annotations, cause);
        if (annotation != null && !embedded && Marks.has(annotations, "meta.id")) {
            problems.report(
                    ModelProblem.FIELD_WITHOUT_COLUMN,
                    annotation.location(),
                    "@" + cause + " leaves the field without a column, and @meta.id needs one",
                    "remove one of the two");
        }
    }

    /** Checks a property that becomes several columns. */
    static void flattened(Property property, Problems problems) {
        for (Annotation annotation : property.annotations()) {
            if (NEED_ONE_COLUMN.contains(annotation.name())) {
                problems.report(
                        ModelProblem.FLATTENED,
                        annotation.location(),
                        "@" + annotation.name() + " needs one column, and '" + property.name()
                                + "' is a structure, flattened into several",
                        "annotate the fields inside, or keep the structure in one column with @db.json");
            } else if (LOST_WHEN_FLATTENED.contains(annotation.name())) {
                problems.report(
                        ModelProblem.NO_EFFECT_ON_FLATTENED,
                        annotation.location(),
                        "@" + annotation.name() + " does nothing here: '" + property.name()
                                + "' is a structure, flattened into several columns",
                        "annotate the fields inside, or keep the structure in one column with @db.json");
            }
        }
    }

    /**
     * Checks a field with a column of its own.
     *
     * @param plain what it holds before annotations change its storage
     */
    static void leaf(Field field, Shape.Leaf plain, Problems problems) {
        column(field, problems);
        json(field, plain, problems);
        collation(field, plain, problems);
        precision(field, plain, problems);
        encrypted(field, problems);
        maxLength(field, plain, problems);
        NativeNames.check(field.annotations(), problems);
    }

    private static void column(Field field, Problems problems) {
        Annotation column = field.find("db.column");
        if (column != null) {
            name(column, problems);
        }
        Marks.all(field.annotations(), "db.column.renamed").forEach(renamed -> name(renamed, problems));
    }

    /** Checks that the annotation's first text is a name that databases take. */
    static void name(Annotation annotation, Problems problems) {
        String name = Marks.text(annotation, 0);
        if (name != null && (name.isBlank() || name.indexOf('\0') >= 0)) {
            problems.report(
                    ModelProblem.BAD_NAME,
                    Marks.at(annotation, 0),
                    "@" + annotation.name() + " needs a name, found "
                            + (name.isBlank() ? "an empty text" : "a text with a zero character"),
                    null);
        }
    }

    private static void json(Field field, Shape.Leaf plain, Problems problems) {
        Annotation json = field.find("db.json");
        if (json != null && !plain.kind().isJson()) {
            problems.report(
                    ModelProblem.JSON_PRIMITIVE,
                    json.location(),
                    "@db.json on '" + field.label() + "', which is "
                            + plain.kind().words() + ": its values are kept as JSON",
                    "remove @db.json to keep them as they are");
        }
    }

    private static void collation(Field field, Shape.Leaf plain, Problems problems) {
        Annotation collate = field.find("db.column.collate");
        if (collate != null && plain.kind() != Kind.TEXT) {
            problems.report(
                    ModelProblem.COLLATE_NEEDS_STRING,
                    collate.location(),
                    "@db.column.collate needs a string field, and '" + field.label() + "' is "
                            + plain.kind().words());
        }
    }

    private static void precision(Field field, Shape.Leaf plain, Problems problems) {
        Annotation annotation = field.find("db.column.precision");
        if (annotation == null) {
            return;
        }
        if (!plain.kind().isNumber() && plain.kind() != Kind.DECIMAL) {
            problems.report(
                    ModelProblem.PRECISION_NEEDS_NUMBER,
                    annotation.location(),
                    "@db.column.precision needs a number or decimal field, and '" + field.label() + "' is "
                            + plain.kind().words());
            return;
        }
        Integer precision = asInt(Marks.number(annotation, 0));
        Integer scale = asInt(Marks.number(annotation, 1));
        if (precision == null || precision < 1) {
            problems.report(
                    ModelProblem.BAD_PRECISION, Marks.at(annotation, 0), "precision must be an integer of 1 or more");
        } else if (scale == null || scale < 0 || scale > precision) {
            problems.report(
                    ModelProblem.BAD_PRECISION,
                    Marks.at(annotation, 1),
                    "scale must be an integer from 0 to the precision, " + precision);
        }
    }

    private static void encrypted(Field field, Problems problems) {
        Annotation encrypted = field.find("db.encrypted");
        if (encrypted == null) {
            return;
        }
        for (Annotation annotation : field.annotations()) {
            if (NEED_PLAIN_VALUE.contains(annotation.name())) {
                problems.report(
                        ModelProblem.ENCRYPTED_USED,
                        encrypted.location(),
                        "@db.encrypted cannot stand with @" + annotation.name() + ", which needs the plain value",
                        "remove one of the two");
            }
        }
    }

    private static void maxLength(Field field, Shape.Leaf plain, Problems problems) {
        Annotation annotation = field.find("expect.maxLength");
        BigDecimal length = Marks.number(annotation, 0);
        if (annotation == null || length == null || !plain.kind().isText()) {
            return;
        }
        Integer value = asInt(length);
        if (value == null || value < 1) {
            problems.report(
                    ModelProblem.BAD_LENGTH,
                    Marks.at(annotation, 0),
                    "no column has a maximum length of " + Numbers.words(length) + ": the column gets no limit",
                    "use an integer of 1 or more");
        }
    }

    private static @Nullable Integer asInt(@Nullable BigDecimal number) {
        return number == null ? null : Numbers.asInt(number);
    }
}
