package dev.atscript.db.model;

import org.jspecify.annotations.Nullable;

/** What a column holds, whatever the database calls it. */
public sealed interface ColumnType {

    /**
     * Text.
     *
     * @param maxLength longest value in characters; null for no limit
     * @param fixed whether every value has exactly {@code maxLength} characters ({@code string.char})
     */
    record Text(@Nullable Integer maxLength, boolean fixed) implements ColumnType {
        /** Text without a limit. */
        public static final Text UNLIMITED = new Text(null, false);
    }

    /** An integer that fits in so many bits: 16, 32 or 64. */
    record Int(int bits) implements ColumnType {
        public Int {
            if (bits != 16 && bits != 32 && bits != 64) {
                throw new IllegalArgumentException("No integer of " + bits + " bits");
            }
        }
    }

    /** A binary floating-point number, of double or of single precision. */
    record Floating(boolean single) implements ColumnType {}

    /** A decimal number; precision and scale are both null (no limit) or both set. */
    record Decimal(@Nullable Integer precision, @Nullable Integer scale) implements ColumnType {}

    /** True or false. */
    record Bool() implements ColumnType {}

    /** A JSON value. */
    record Json() implements ColumnType {}
}
