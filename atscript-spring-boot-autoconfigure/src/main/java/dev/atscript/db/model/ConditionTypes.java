package dev.atscript.db.model;

import dev.atscript.db.model.DbColumn.Collation;
import dev.atscript.lang.Location;
import dev.atscript.lang.Query;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Checks that a condition compares like with like: what a database would refuse, or worse, silently find unequal. */
final class ConditionTypes {

    /** What can be compared with each other. */
    private enum Family {
        TEXT("a text"),
        NUMBER("a number"),
        BOOLEAN("a boolean"),
        JSON("JSON");

        private final String words;

        Family(String words) {
            this.words = words;
        }
    }

    /** What a field holds, and how that compares. */
    record Held(ColumnType type, @Nullable Collation collation) {

        /** What a column holds; null for one of a native type, which only its database knows. */
        static @Nullable Held of(Field field, References references) {
            return references.origin(field).has("db.pg.type")
                    ? null
                    : new Held(Columns.leaf(field, references).type(), Columns.collation(field, references));
        }
    }

    private final Function<Query.Field, @Nullable Held> fields;
    private final Problems problems;

    private ConditionTypes(Function<Query.Field, @Nullable Held> fields, Problems problems) {
        this.fields = fields;
        this.problems = problems;
    }

    /**
     * Reports what does not fit.
     *
     * @param fields what a field holds; null for one that is unknown, or of a native type that only its database knows
     */
    static void check(Query query, Function<Query.Field, @Nullable Held> fields, Problems problems) {
        new ConditionTypes(fields, problems).check(query);
    }

    private void check(Query query) {
        if (query instanceof Query.And and) {
            and.operands().forEach(this::check);
        } else if (query instanceof Query.Or or) {
            or.operands().forEach(this::check);
        } else if (query instanceof Query.Not not) {
            check(not.operand());
        } else if (query instanceof Query.Comparison comparison) {
            compare(comparison);
        } else if (query instanceof Query.In in) {
            in.values().forEach(value -> compare(in.field(), value));
        } else if (query instanceof Query.Matches matches) {
            match(matches);
        }
    }

    private void compare(Query.Comparison comparison) {
        boolean equality =
                comparison.operator() == Query.Operator.EQUAL || comparison.operator() == Query.Operator.NOT_EQUAL;
        if (comparison.operand() instanceof Query.NullValue value && !equality) {
            report(value.location(), "null is neither less nor greater than anything; compare it with = or !=");
        } else {
            compare(comparison.field(), comparison.operand());
        }
    }

    private void compare(Query.Field field, Query.Operand operand) {
        Family left = family(field);
        Family right = family(operand);
        boolean regexp = operand instanceof Query.RegexpValue;
        if (regexp) {
            report(
                    operand.location(),
                    "a regular expression is not compared: write " + String.join(".", field.path()) + " matches …");
        } else if (left == Family.JSON && !(operand instanceof Query.NullValue)) {
            report(operand.location(), label(field) + " holds JSON, which only exists and null are asked of");
        } else if (left != null && right != null && left != right) {
            report(operand.location(), label(field) + " holds " + left.words + ", and this is " + right.words);
        } else if (left == Family.TEXT && right == Family.TEXT && operand instanceof Query.Field other) {
            compareCollations(field, other);
        }
        checkCharacters(operand);
    }

    /** Which of two collations is meant, one database decides by their order, and another one refuses to. */
    private void compareCollations(Query.Field field, Query.Field other) {
        Collation left = collation(field);
        Collation right = collation(other);
        if (left != right) {
            problems.report(
                    ModelProblem.CONDITION_COLLATION,
                    other.location(),
                    label(other) + " compares " + words(right) + ", and " + label(field) + " " + words(left),
                    "give both the same @db.column.collate");
        }
    }

    private Collation collation(Query.Field field) {
        Held held = fields.apply(field);
        return held == null || held.collation() == null ? Collation.BINARY : held.collation();
    }

    private static String words(Collation collation) {
        return switch (collation) {
            case BINARY -> "by characters";
            case NOCASE -> "without case";
            case UNICODE -> "by language";
        };
    }

    /** No database takes a statement with a zero in it. */
    private void checkCharacters(Query.Operand operand) {
        String text = operand instanceof Query.TextValue value
                ? value.value()
                : operand instanceof Query.RegexpValue regexp ? regexp.pattern() : "";
        if (text.indexOf('\0') >= 0) {
            problems.report(
                    ModelProblem.CONDITION_ZERO_CHARACTER,
                    operand.location(),
                    "no database compares with the character U+0000",
                    "leave it out of the condition");
        }
    }

    private void match(Query.Matches matches) {
        Family family = family(matches.field());
        if (family != null && family != Family.TEXT) {
            report(
                    matches.field().location(),
                    label(matches.field()) + " holds " + family.words + "; texts match only");
        }
        if (!(matches.pattern() instanceof Query.RegexpValue || matches.pattern() instanceof Query.TextValue)) {
            report(matches.pattern().location(), "matches needs a regular expression like /^a/");
        }
        checkCharacters(matches.pattern());
    }

    private @Nullable Family family(Query.Operand operand) {
        if (operand instanceof Query.TextValue) {
            return Family.TEXT;
        } else if (operand instanceof Query.NumberValue) {
            return Family.NUMBER;
        } else if (operand instanceof Query.BoolValue) {
            return Family.BOOLEAN;
        }
        Held held = operand instanceof Query.Field field ? fields.apply(field) : null;
        ColumnType type = held == null ? null : held.type();
        if (type instanceof ColumnType.Text) {
            return Family.TEXT;
        } else if (type instanceof ColumnType.Bool) {
            return Family.BOOLEAN;
        } else if (type instanceof ColumnType.Json) {
            return Family.JSON;
        }
        return type == null ? null : Family.NUMBER;
    }

    private static String label(Query.Field field) {
        return "'" + String.join(".", field.path()) + "'";
    }

    private void report(Location location, String message) {
        problems.report(ModelProblem.CONDITION_TYPE, location, message);
    }
}
