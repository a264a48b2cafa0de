package dev.atscript.lang;

/** Keeps resolution from running out of memory and time on files that no person writes. */
final class Limits {

    private static final int MOST = 100_000;

    private final Diagnostics diagnostics;
    private int counted;

    Limits(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /** Counts properties or annotations that are copied; false, reported, where there are too many. */
    boolean count(int copies, Location location) {
        counted = Math.min(MOST + 1, counted + copies);
        if (counted > MOST) {
            diagnostics.errorOnce(
                    DiagnosticCode.TOO_LARGE,
                    location,
                    "inheritance, merging and copies add up to more than " + MOST + " properties and annotations",
                    null);
            return false;
        }
        return true;
    }

    /** Whether something was left out because there was too much. */
    boolean exceeded() {
        return counted > MOST;
    }
}
