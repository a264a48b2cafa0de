package dev.atscript.db.model;

import dev.atscript.lang.Diagnostic;
import dev.atscript.lang.Location;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects diagnostics. What several tables inherit is reported once. */
final class Problems {

    private final Set<Diagnostic> diagnostics = new LinkedHashSet<>();

    void report(ModelProblem problem, Location location, String message, @Nullable String hint) {
        diagnostics.add(new Diagnostic(problem.severity(), problem.code(), location, message, hint));
    }

    void report(ModelProblem problem, Location location, String message) {
        report(problem, location, message, null);
    }

    List<Diagnostic> all() {
        return List.copyOf(diagnostics);
    }

    /** "did you mean 'name'?" where a known name is near the unknown one, else what is known; null where nothing is. */
    static @Nullable String suggestion(String unknown, Collection<String> known) {
        String nearest = null;
        int allowed = unknown.length() > 3 ? Math.max(2, unknown.length() / 3) : 1;
        int best = Math.min(allowed + 1, unknown.length());
        for (String candidate : known) {
            int distance = distance(unknown, candidate, best);
            if (distance < best) {
                best = distance;
                nearest = candidate;
            }
        }
        if (nearest != null) {
            return "did you mean '" + nearest + "'?";
        }
        if (known.isEmpty()) {
            return null;
        }
        List<String> first = known.stream().limit(12).toList();
        return "known: " + String.join(", ", first) + (known.size() > first.size() ? ", …" : "");
    }

    /** Levenshtein distance without regard to case, or {@code limit} where it is no less. */
    private static int distance(String left, String right, int limit) {
        if (Math.abs(left.length() - right.length()) >= limit) {
            return limit;
        }
        int[] previous = new int[right.length() + 1];
        int[] current = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                boolean same = Character.toLowerCase(left.charAt(i - 1)) == Character.toLowerCase(right.charAt(j - 1));
                int replaced = previous[j - 1] + (same ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
            }
            int[] swap = previous;
            previous = current;
            current = swap;
        }
        return previous[right.length()];
    }
}
