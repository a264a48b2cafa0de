package dev.atscript.db.model;

import dev.atscript.db.model.Shape.Kind;
import dev.atscript.lang.Argument;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads static defaults: texts as they are for strings, JSON for everything else, checked against the field's type. */
final class DefaultValues {

    /**
     * A value, JSON null, or what is wrong.
     *
     * @param problem what is wrong
     * @param expected what was expected instead; null where it is no one thing
     */
    record Answer(
            @Nullable DbDefault value,
            boolean isNull,
            String problem,
            @Nullable String expected,
            @Nullable String hint) {
        static final Answer NULL = new Answer(null, true, "", null, null);

        static Answer of(DbDefault value) {
            return new Answer(value, false, "", null, null);
        }

        static Answer wrong(String problem) {
            return new Answer(null, false, problem, null, null);
        }

        static Answer mismatch(String found, String expected) {
            return new Answer(null, false, "found " + found, expected, null);
        }
    }

    private DefaultValues() {}

    static Answer read(Argument argument, Shape.Leaf leaf, Problems problems) {
        if (leaf.kind().isText()) {
            return text(asText(argument), leaf, problems);
        }
        if (leaf.kind().isJson()) {
            return JsonDefaults.read(asText(argument), leaf.kind());
        }
        String json = asText(argument).strip();
        if (json.equals("null")) {
            return leaf.type() instanceof ColumnType.Json ? Answer.of(new DbDefault.JsonValue(json)) : Answer.NULL;
        }
        Answer answer = leaf.kind() == Kind.BOOLEAN ? bool(json, leaf) : number(json, leaf);
        return stored(answer, leaf.type());
    }

    private static String asText(Argument argument) {
        if (argument instanceof Argument.Text text) {
            return text.value();
        }
        if (argument instanceof Argument.Number number) {
            return Numbers.canonical(number.value());
        }
        return argument instanceof Argument.Bool bool ? String.valueOf(bool.value()) : "null";
    }

    private static Answer text(String value, Shape.Leaf leaf, Problems problems) {
        if (!leaf.values().choices().isEmpty() && !leaf.values().choices().contains(value)) {
            return new Answer(
                    null,
                    false,
                    "'" + value + "' is none of its values",
                    null,
                    problems.suggestion(value, leaf.values().choices()));
        }
        if (value.indexOf('\0') >= 0) {
            return Answer.wrong("a text with a zero character, which databases do not take");
        }
        String half = halfCharacter(value);
        if (half != null) {
            return Answer.wrong(half);
        }
        if (leaf.type() instanceof ColumnType.Json) {
            return Answer.of(new DbDefault.JsonValue(CanonicalJson.quote(value)));
        }
        if (leaf.type() instanceof ColumnType.Text text
                && text.maxLength() != null
                && value.codePointCount(0, value.length()) > text.maxLength()) {
            return Answer.wrong("'" + value + "' is longer than " + text.maxLength() + " characters");
        }
        return Answer.of(new DbDefault.TextValue(value));
    }

    /** What is wrong with a text that has one half of a surrogate pair without the other; null where none has. */
    static @Nullable String halfCharacter(String text) {
        return text.codePoints()
                .filter(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
                .mapToObj(c -> String.format(
                        Locale.ROOT, "a text with half a character (U+%04X), which databases do not take", c))
                .findFirst()
                .orElse(null);
    }

    /** A checked value as the column keeps it: encrypted ones are texts, those of JSON columns are JSON. */
    private static Answer stored(Answer answer, ColumnType type) {
        if (answer.value() == null || !(type instanceof ColumnType.Text || type instanceof ColumnType.Json)) {
            return answer;
        }
        String written = answer.value() instanceof DbDefault.NumberValue number
                ? Numbers.canonical(number.value())
                : answer.value() instanceof DbDefault.BoolValue bool ? String.valueOf(bool.value()) : "";
        return Answer.of(
                type instanceof ColumnType.Json ? new DbDefault.JsonValue(written) : new DbDefault.TextValue(written));
    }

    private static Answer bool(String json, Shape.Leaf leaf) {
        if (!json.equals("true") && !json.equals("false")) {
            return Answer.mismatch("'" + json + "'", "true or false");
        }
        return leaf.values().choices().isEmpty() || leaf.values().choices().contains(json)
                ? Answer.of(new DbDefault.BoolValue(json.equals("true")))
                : Answer.wrong(json + " is not its value");
    }

    private static Answer number(String json, Shape.Leaf leaf) {
        boolean quoted =
                leaf.kind() == Kind.DECIMAL && json.length() > 2 && json.startsWith("\"") && json.endsWith("\"");
        String digits = quoted ? json.substring(1, json.length() - 1) : json;
        if (!JsonDefaults.isNumber(digits)) {
            return Answer.mismatch("'" + json + "'", "a number");
        }
        BigDecimal value = Numbers.parse(digits);
        if (value == null) {
            return Answer.wrong("the number is too large");
        }
        if (leaf.kind() == Kind.INTEGER && !Numbers.isInteger(value)) {
            return Answer.mismatch(Numbers.words(value), "an integer");
        }
        String problem = problem(value, leaf);
        return problem == null
                ? Answer.of(new DbDefault.NumberValue(new BigDecimal(Numbers.canonical(value))))
                : Answer.wrong(problem);
    }

    private static @Nullable String problem(BigDecimal value, Shape.Leaf leaf) {
        String written = Numbers.words(value);
        if (!leaf.values().choices().isEmpty() && !leaf.values().choices().contains(Numbers.canonical(value))) {
            return written + " is none of its values: " + Problems.listed(leaf.values().choices().stream());
        }
        if (leaf.kind() == Kind.INTEGER) {
            if (!Defaults.fitsInteger(value, leaf)) {
                return written + " is outside the range of the field's type";
            }
        } else if (!isWithin(value, leaf.values())) {
            return written + " is outside the range of the field's type";
        }
        return storageProblem(value, written, leaf.type());
    }

    private static boolean isWithin(BigDecimal value, Shape.Values values) {
        return (values.min() == null || value.compareTo(values.min()) >= 0)
                && (values.max() == null || value.compareTo(values.max()) <= 0);
    }

    private static @Nullable String storageProblem(BigDecimal value, String written, ColumnType type) {
        if (type instanceof ColumnType.Floating floating) {
            boolean infinite =
                    floating.single() ? Float.isInfinite(value.floatValue()) : Double.isInfinite(value.doubleValue());
            return infinite ? written + " is outside the range of the field's type" : null;
        }
        if (type instanceof ColumnType.Decimal decimal && decimal.precision() != null && decimal.scale() != null) {
            BigDecimal stripped = new BigDecimal(Numbers.canonical(value));
            boolean fits = stripped.scale() <= decimal.scale()
                    && stripped.precision() - stripped.scale() <= decimal.precision() - decimal.scale();
            return fits
                    ? null
                    : written + " does not fit " + decimal.precision() + " digits, " + decimal.scale()
                            + " of them after the point";
        }
        return null;
    }
}
