package dev.atscript.db.model;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What a database puts in a column that an insert does not name. */
public sealed interface DbDefault {

    /** A text. */
    record TextValue(String value) implements DbDefault {}

    /** A number. */
    record NumberValue(BigDecimal value) implements DbDefault {}

    /** True or false. */
    record BoolValue(boolean value) implements DbDefault {}

    /** A JSON value, as {@linkplain CanonicalJson canonical} text. */
    record JsonValue(String json) implements DbDefault {}

    /**
     * The next integer of a sequence.
     *
     * @param start the first value; null for 1
     */
    record Increment(@Nullable Long start) implements DbDefault {}

    /** A random UUID text. */
    record Uuid() implements DbDefault {}

    /** Now: as epoch milliseconds in a number column, as ISO-8601 UTC text in a text column. */
    record Now() implements DbDefault {}
}
