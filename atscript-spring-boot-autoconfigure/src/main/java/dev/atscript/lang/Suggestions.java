package dev.atscript.lang;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Finds the known name that was probably meant. */
public final class Suggestions {

    private static final int LONGEST = 60;

    private final Collection<String> known;

    private Suggestions(Collection<String> known) {
        this.known = known;
    }

    public static Suggestions among(Collection<String> known) {
        return new Suggestions(known);
    }

    /** {@code did you mean 'x'?}, or null where nothing known is near. */
    @Nullable
    String hintFor(String name) {
        String nearest = nearest(name);
        return nearest == null ? null : "did you mean '" + nearest + "'?";
    }

    /** The nearest known name within a third of the name's length and three edits, or null. */
    @Nullable
    public String nearest(String name) {
        return nearest(name, null);
    }

    /** The same, but never one of the known names. */
    @Nullable
    String nearest(String name, @Nullable String except) {
        if (name.length() > LONGEST) {
            return null;
        }
        int least = Math.min(3, name.length() / 3) + 1;
        String nearest = null;
        int[][] rows = new int[3][LONGEST + 1];
        for (String candidate : known) {
            if (Math.abs(candidate.length() - name.length()) < least
                    && candidate.length() <= LONGEST
                    && !candidate.equals(except)) {
                int distance = distance(name, candidate, least, rows);
                if (distance < least && !(distance == 0 && candidate.equals(name))) {
                    least = distance;
                    nearest = candidate;
                }
            }
        }
        return nearest;
    }

    /** Edits (insert, delete, replace, swap neighbours) between two texts; at least {@code limit} where it is more. */
    private static int distance(String a, String b, int limit, int[][] rows) {
        int[] beforeLast = rows[0];
        int[] last = rows[1];
        int[] row = rows[2];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            int least = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same = same(a.charAt(i - 1), b.charAt(j - 1));
                row[j] = Math.min(last[j - 1] + (same ? 0 : 1), 1 + Math.min(last[j], row[j - 1]));
                if (i > 1
                        && j > 1
                        && same(a.charAt(i - 1), b.charAt(j - 2))
                        && same(a.charAt(i - 2), b.charAt(j - 1))) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
                least = Math.min(least, row[j]);
            }
            if (least >= limit) {
                return limit;
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return last[b.length()];
    }

    /** Case is no edit. */
    private static boolean same(char a, char b) {
        return a == b || Character.toLowerCase(a) == Character.toLowerCase(b);
    }
}
