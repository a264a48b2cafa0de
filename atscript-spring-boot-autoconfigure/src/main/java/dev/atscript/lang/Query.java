package dev.atscript.lang;

import java.math.BigDecimal;
import java.util.List;

/** A condition as written between back-ticks; the tree keeps the precedence that was written. */
public sealed interface Query {

    /** All operands hold; at least two. */
    record And(List<Query> operands) implements Query {
        public And {
            operands = List.copyOf(operands);
        }
    }

    /** One of the operands holds; at least two. */
    record Or(List<Query> operands) implements Query {
        public Or {
            operands = List.copyOf(operands);
        }
    }

    /** The operand does not hold. */
    record Not(Query operand) implements Query {}

    /** {@code field = value}, {@code field < Other.field}. */
    record Comparison(Field field, Operator operator, Operand operand) implements Query {}

    /** {@code field in (a, b)}, or {@code not in} where negated. */
    record In(Field field, boolean negated, List<Operand> values) implements Query {
        public In {
            values = List.copyOf(values);
        }
    }

    /** {@code field matches /pattern/}. */
    record Matches(Field field, Operand pattern) implements Query {}

    /** {@code field exists}, or {@code not exists} where negated. */
    record Exists(Field field, boolean negated) implements Query {}

    /** The operator of a {@link Comparison}. */
    enum Operator {
        EQUAL,
        NOT_EQUAL,
        GREATER,
        GREATER_OR_EQUAL,
        LESS,
        LESS_OR_EQUAL
    }

    /** What a field is compared with. */
    sealed interface Operand {
        Location location();
    }

    /** A field: {@code Task.status}, or {@code status} of the entry type. */
    record Field(List<String> path, Location location) implements Operand {
        public Field {
            path = List.copyOf(path);
        }
    }

    /** A text. */
    record TextValue(String value, Location location) implements Operand {}

    /** A number. */
    record NumberValue(BigDecimal value, Location location) implements Operand {}

    /** {@code true} or {@code false}. */
    record BoolValue(boolean value, Location location) implements Operand {}

    /** {@code null}. */
    record NullValue(Location location) implements Operand {}

    /** A regular expression. */
    record RegexpValue(String pattern, String flags, Location location) implements Operand {}
}
