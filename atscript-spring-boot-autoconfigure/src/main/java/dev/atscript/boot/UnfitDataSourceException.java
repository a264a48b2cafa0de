package dev.atscript.boot;

/** A DataSource leads to no database that a run could bring in line. */
final class UnfitDataSourceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String action;

    UnfitDataSourceException(String message, String action) {
        super(message);
        this.action = action;
    }

    /** What to do about it. */
    String action() {
        return action;
    }
}
