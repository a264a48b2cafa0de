package dev.atscript.db.model;

import dev.atscript.db.model.Shape.Kind;
import dev.atscript.lang.Annotation;
import dev.atscript.lang.Argument;
import dev.atscript.lang.Location;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers what a database puts in a column that an insert does not name (annotations.md, "Defaults"). */
final class Defaults {

    private static final int UUID_LENGTH = 36;
    private static final List<String> NAMES =
            List.of("db.default", "db.default.value", "db.default.increment", "db.default.uuid", "db.default.now");

    private Defaults() {}

    /**
     * The default of a field.
     *
     * @param leaf what its column holds
     */
    static @Nullable DbDefault of(Field field, Shape.Leaf leaf, boolean nullable, Problems problems) {
        List<Annotation> annotations = field.annotations().stream()
                .filter(annotation -> NAMES.contains(annotation.name()))
                .toList();
        if (annotations.isEmpty()) {
            return implied(field);
        }
        Annotation annotation = annotations.get(annotations.size() - 1);
        if (annotations.size() > 1 && !annotations.get(0).name().equals(annotation.name())) {
            problems.report(
                    ModelProblem.SEVERAL_DEFAULTS,
                    annotation.location(),
                    "'" + field.label() + "' has the default @"
                            + annotations.get(0).name() + " already, and a field has one default",
                    "remove one of the two");
        }
        return switch (annotation.name()) {
            case "db.default.increment" -> increment(field, leaf, annotation, problems);
            case "db.default.uuid" -> uuid(field, leaf, annotation, problems);
            case "db.default.now" -> now(field, leaf, annotation, problems);
            default -> fixed(field, leaf, nullable, annotation, problems);
        };
    }

    /** Whether the field has a default of any kind. */
    static boolean isDeclared(Field field) {
        return implied(field) != null
                || field.annotations().stream().anyMatch(annotation -> NAMES.contains(annotation.name()));
    }

    /** Where the default is written; the field's own place where it is not. */
    static Location location(Field field) {
        return field.annotations().stream()
                .filter(annotation -> NAMES.contains(annotation.name()))
                .reduce((first, last) -> last)
                .map(annotation -> Marks.at(annotation, 0))
                .orElse(field.location());
    }

    private static @Nullable DbDefault implied(Field field) {
        if (field.has("db.column.version")) {
            return new DbDefault.NumberValue(BigDecimal.ZERO);
        }
        return field.leaf().created() ? new DbDefault.Now() : null;
    }

    private static @Nullable DbDefault increment(
            Field field, Shape.Leaf leaf, Annotation annotation, Problems problems) {
        if (!leaf.kind().isNumber()) {
            wrongKind(field, leaf, annotation, "a number field", problems);
            return null;
        }
        if (leaf.type() instanceof ColumnType.Floating) {
            problems.report(
                    ModelProblem.BAD_GENERATED_DEFAULT,
                    annotation.location(),
                    "@" + annotation.name() + " needs an integer field, and '" + field.label()
                            + "' is a number of single precision",
                    "use number.int");
            return null;
        }
        BigDecimal start = Marks.number(annotation, 0);
        if (start == null) {
            return new DbDefault.Increment(null);
        }
        Long first = Numbers.asLong(start);
        if (first == null || first < 1 || !fitsInteger(start, leaf)) {
            problems.mismatch(
                    ModelProblem.BAD_GENERATED_DEFAULT,
                    Marks.at(annotation, 0),
                    "a generated integer cannot start with " + Numbers.words(start),
                    "an integer from 1 on that fits the field",
                    null);
            return null;
        }
        return new DbDefault.Increment(first);
    }

    private static @Nullable DbDefault uuid(Field field, Shape.Leaf leaf, Annotation annotation, Problems problems) {
        if (leaf.kind() != Kind.TEXT) {
            wrongKind(field, leaf, annotation, "a string field", problems);
            return null;
        }
        if (leaf.type() instanceof ColumnType.Text text && text.maxLength() != null && text.maxLength() < UUID_LENGTH) {
            problems.report(
                    ModelProblem.BAD_GENERATED_DEFAULT,
                    annotation.location(),
                    "a UUID has 36 characters, and '" + field.label() + "' takes " + text.maxLength());
            return null;
        }
        return new DbDefault.Uuid();
    }

    private static @Nullable DbDefault now(Field field, Shape.Leaf leaf, Annotation annotation, Problems problems) {
        if (!leaf.kind().isNumber() && leaf.kind() != Kind.TEXT) {
            wrongKind(field, leaf, annotation, "a number or string field", problems);
            return null;
        }
        if (leaf.type() instanceof ColumnType.Int integer && integer.bits() < 64) {
            problems.report(
                    ModelProblem.BAD_GENERATED_DEFAULT,
                    annotation.location(),
                    "now, in milliseconds, does not fit the " + integer.bits() + "-bit integer '" + field.label() + "'",
                    "use number.timestamp");
            return null;
        }
        return new DbDefault.Now();
    }

    private static void wrongKind(
            Field field, Shape.Leaf leaf, Annotation annotation, String expected, Problems problems) {
        problems.report(
                ModelProblem.BAD_GENERATED_DEFAULT,
                annotation.location(),
                "@" + annotation.name() + " needs " + expected + ", and '" + field.label() + "' is "
                        + leaf.kind().words());
    }

    private static @Nullable DbDefault fixed(
            Field field, Shape.Leaf leaf, boolean nullable, Annotation annotation, Problems problems) {
        Argument argument = Marks.argument(annotation, 0);
        if (argument == null) {
            return null;
        }
        DefaultValues.Answer answer = DefaultValues.read(argument, leaf, problems);
        if (answer.isNull() && nullable) {
            return null;
        }
        if (answer.value() == null) {
            problems.mismatch(
                    ModelProblem.BAD_DEFAULT,
                    Marks.at(annotation, 0),
                    "default of '" + field.label() + "' does not fit: "
                            + (answer.isNull() ? "null on a required field" : answer.problem()),
                    answer.expected(),
                    answer.hint());
        }
        return answer.value();
    }

    static boolean fitsInteger(BigDecimal value, Shape.Leaf leaf) {
        long limit = leaf.type() instanceof ColumnType.Int integer && integer.bits() < 64
                ? (1L << (integer.bits() - 1)) - 1
                : Long.MAX_VALUE;
        BigDecimal min = leaf.values().min();
        BigDecimal max = leaf.values().max();
        return Numbers.isInteger(value)
                && Numbers.isBetween(value, -limit - 1, limit)
                && (min == null || value.compareTo(min) >= 0)
                && (max == null || value.compareTo(max) <= 0);
    }
}
