package dev.atscript.db.schema;

import org.jspecify.annotations.Nullable;

/**
 * The numbering of a column by the database.
 *
 * @param start the first value; null where the catalogue does not tell
 * @param deviation what makes it differ from a numbering that sync would make (an end …); empty for none
 */
public record Identity(@Nullable Long start, String deviation) {

    public Identity(@Nullable Long start) {
        this(start, "");
    }

    /** Whether two numberings are the same as far as both are known. */
    public static boolean same(@Nullable Identity one, @Nullable Identity other) {
        if (one == null || other == null) {
            return one == null && other == null;
        }
        boolean sameStart = one.start == null || other.start == null || one.start.equals(other.start);
        return sameStart && one.deviation.equals(other.deviation);
    }
}
