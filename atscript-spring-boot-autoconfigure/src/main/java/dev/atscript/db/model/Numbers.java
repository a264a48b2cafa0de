package dev.atscript.db.model;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Exact questions about numbers that cost nothing, however large their exponent. */
final class Numbers {

    private static final int MAX_EXPONENT = 1_000;

    private Numbers() {}

    /** The number that a text is; null where it is too long to be written out: reading digits takes the square of them. */
    static @Nullable BigDecimal parse(String number) {
        BigDecimal value = number.length() > 2 * MAX_EXPONENT ? null : new BigDecimal(number);
        return value != null && isPrintable(value) ? value : null;
    }

    static boolean isInteger(BigDecimal value) {
        return value.signum() == 0 || value.stripTrailingZeros().scale() <= 0;
    }

    static boolean isBetween(BigDecimal value, long min, long max) {
        return value.compareTo(BigDecimal.valueOf(min)) >= 0 && value.compareTo(BigDecimal.valueOf(max)) <= 0;
    }

    /** The int that the number is, or null where it is none. */
    static @Nullable Integer asInt(BigDecimal value) {
        return isInteger(value) && isBetween(value, Integer.MIN_VALUE, Integer.MAX_VALUE) ? value.intValue() : null;
    }

    /** The long that the number is, or null where it is none. */
    static @Nullable Long asLong(BigDecimal value) {
        return isInteger(value) && isBetween(value, Long.MIN_VALUE, Long.MAX_VALUE) ? value.longValue() : null;
    }

    /** One text for equal numbers: 1, 1.0 and 1e0 are the same. */
    static String canonical(BigDecimal value) {
        BigDecimal stripped = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        return isPrintable(stripped) ? stripped.toPlainString() : stripped.toString();
    }

    /** The number for a message: written out unless that is long. */
    static String words(BigDecimal value) {
        String written = canonical(value);
        return written.length() <= 40 ? written : value.toString();
    }

    /** Whether the number written out without an exponent has a sane length. */
    static boolean isPrintable(BigDecimal value) {
        return Math.abs((long) value.scale()) <= MAX_EXPONENT && value.precision() <= MAX_EXPONENT;
    }
}
