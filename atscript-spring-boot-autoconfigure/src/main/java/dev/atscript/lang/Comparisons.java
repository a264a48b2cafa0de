package dev.atscript.lang;

/**
 * How many names may still be compared to suggest one of them: thousands of unknown names get fewer suggestions than
 * there are, so that these never take longer than all the rest.
 */
public final class Comparisons {

    private int left = 2_000_000;

    /** Whether a name may be compared with that many others; if so, that many fewer are left. */
    public boolean take(int names) {
        if (names > left) {
            return false;
        }
        left -= names;
        return true;
    }
}
