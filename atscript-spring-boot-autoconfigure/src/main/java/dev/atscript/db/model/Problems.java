package dev.atscript.db.model;

import dev.atscript.lang.Diagnostic;
import dev.atscript.lang.Location;
import dev.atscript.lang.Suggestions;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects diagnostics. What several tables inherit is reported once. */
final class Problems {

    private static final int MOST_COMPARED = 2000;
    private static final int MOST_NAMED = 12;

    private final Set<Diagnostic> diagnostics = new LinkedHashSet<>();

    void report(ModelProblem problem, Location location, String message, @Nullable String hint) {
        mismatch(problem, location, message, null, hint);
    }

    void report(ModelProblem problem, Location location, String message) {
        report(problem, location, message, null);
    }

    /** Reports something in place of what was expected, where that is one thing. */
    void mismatch(
            ModelProblem problem, Location location, String message, @Nullable String expected, @Nullable String hint) {
        diagnostics.add(new Diagnostic(problem.severity(), problem.code(), location, message, expected, hint));
    }

    List<Diagnostic> all() {
        return List.copyOf(diagnostics);
    }

    /** "did you mean 'name'?" where a known name is near the unknown one, else what is known; null where nothing is. */
    static @Nullable String suggestion(String unknown, Collection<String> known) {
        List<String> others = known.stream()
                .filter(name -> !name.equals(unknown))
                .limit(MOST_COMPARED)
                .toList();
        String nearest = Suggestions.among(others).nearest(unknown);
        if (nearest != null) {
            return "did you mean '" + nearest + "'?";
        }
        if (others.isEmpty()) {
            return null;
        }
        List<String> first = others.stream().limit(MOST_NAMED).toList();
        return "known: " + String.join(", ", first) + (others.size() > first.size() ? ", …" : "");
    }
}
