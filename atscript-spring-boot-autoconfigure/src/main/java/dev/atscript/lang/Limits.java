package dev.atscript.lang;

/** Keeps resolution from running out of stack or memory on files that no person writes. */
final class Limits {

    private static final int DEEPEST = 300;
    private static final int MOST = 3_000_000;

    private final Diagnostics diagnostics;
    private int depth;
    private int counted;

    Limits(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /** Goes one step deeper; false, reported, where that is too deep. */
    boolean enter(Location location) {
        if (depth >= DEEPEST) {
            diagnostics.errorOnce(
                    DiagnosticCode.REFERENCES_TOO_DEEP,
                    location,
                    "types refer to each other through more than " + DEEPEST + " steps here",
                    "declare what is referred to before what refers to it");
            return false;
        }
        depth++;
        return true;
    }

    void leave() {
        depth--;
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
}
