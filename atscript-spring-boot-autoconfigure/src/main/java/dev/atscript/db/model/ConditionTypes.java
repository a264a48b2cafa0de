package dev.atscript.db.model;

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

    private final Function<Query.Field, @Nullable ColumnType> types;
    private final Problems problems;

    private ConditionTypes(Function<Query.Field, @Nullable ColumnType> types, Problems problems) {
        this.types = types;
        this.problems = problems;
    }

    /**
     * Reports what does not fit.
     *
     * @param types what a field holds; null for one that is unknown, or of a native type that only its database knows
     */
    static void check(Query query, Function<Query.Field, @Nullable ColumnType> types, Problems problems) {
        new ConditionTypes(types, problems).check(query);
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
    }

    private @Nullable Family family(Query.Operand operand) {
        if (operand instanceof Query.TextValue) {
            return Family.TEXT;
        } else if (operand instanceof Query.NumberValue) {
            return Family.NUMBER;
        } else if (operand instanceof Query.BoolValue) {
            return Family.BOOLEAN;
        }
        ColumnType type = operand instanceof Query.Field field ? types.apply(field) : null;
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
