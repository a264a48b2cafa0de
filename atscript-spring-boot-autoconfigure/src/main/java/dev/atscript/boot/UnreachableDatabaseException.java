package dev.atscript.boot;

/** There is no connection to the database. */
final class UnreachableDatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreachableDatabaseException(Throwable cause, Throwable root) {
        super("The database cannot be reached: " + root.getMessage(), cause);
    }
}
