package dev.atscript.db.schema;

import org.jspecify.annotations.Nullable;

/**
 * The numbering of a column by the database.
 *
 * @param start the first value; null where the catalogue does not tell
 */
public record Identity(@Nullable Long start) {

    /** Whether two numberings are the same as far as both are known. */
    public static boolean same(@Nullable Identity one, @Nullable Identity other) {
        if (one == null || other == null) {
            return one == null && other == null;
        }
        return one.start == null || other.start == null || one.start.equals(other.start);
    }
}
