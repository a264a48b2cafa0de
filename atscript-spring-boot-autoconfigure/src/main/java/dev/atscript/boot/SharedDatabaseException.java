package dev.atscript.boot;

import dev.atscript.db.sync.DbSpace;

/** Two spaces are one database and one owner: each would drop the tables of the other. */
final class SharedDatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String space;

    SharedDatabaseException(DbSpace one, DbSpace other, String url) {
        super("The spaces '" + one.name() + "' and '" + other.name() + "' are in one database (" + url
                + ") and have one owner ('" + one.owner()
                + "'), so that each would drop the tables of the other. Nothing was changed.");
        this.space = other.name();
    }

    /** What to do about it. */
    String action() {
        return "Let each space lead to a database of its own, or give one of them another owner with "
                + AtscriptProperties.prefix(space) + ".owner.";
    }
}
