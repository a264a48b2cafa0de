package dev.atscript.db.dialect;

/**
 * The databases that a dialect speaks to.
 *
 * @param product the product, as the JDBC driver names it
 * @param major of the oldest version
 * @param minor of the oldest version
 * @see java.sql.DatabaseMetaData#getDatabaseProductName()
 */
public record SupportedDatabase(String product, int major, int minor) {

    /** Whether a version of a product is one of them. */
    boolean includes(String otherProduct, int otherMajor, int otherMinor) {
        return product.equals(otherProduct) && (otherMajor > major || otherMajor == major && otherMinor >= minor);
    }

    /** {@code PostgreSQL from version 14}. */
    @Override
    public String toString() {
        return product + " from version " + major + (minor == 0 ? "" : "." + minor);
    }
}
