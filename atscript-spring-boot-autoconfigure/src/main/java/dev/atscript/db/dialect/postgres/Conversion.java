package dev.atscript.db.dialect.postgres;

import org.jspecify.annotations.Nullable;

/**
 * How values of one type become values of another.
 *
 * @param cast the value, cast
 * @param loss a condition that is true for values that are then others, or fails on them; null where none is
 */
record Conversion(String cast, @Nullable String loss) {

    /** One that keeps every value. */
    static Conversion lossless(String cast) {
        return new Conversion(cast, null);
    }
}
