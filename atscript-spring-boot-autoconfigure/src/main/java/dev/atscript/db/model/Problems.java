package dev.atscript.db.model;

import dev.atscript.lang.Comparisons;
import dev.atscript.lang.Diagnostic;
import dev.atscript.lang.Location;
import dev.atscript.lang.Suggestions;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Collects diagnostics. What several tables inherit is reported once. */
final class Problems {

    private static final int MOST_NAMED = 12;

    private final Comparisons comparisons = new Comparisons();
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
    @Nullable
    String suggestion(String unknown, Collection<String> known) {
        String nearest =
                comparisons.take(known.size()) ? Suggestions.among(known).nearest(unknown) : null;
        if (nearest != null) {
            return "did you mean '" + nearest + "'?";
        }
        String others = listed(known.stream().filter(name -> !name.equals(unknown)));
        return others.isEmpty() ? null : "known: " + others;
    }

    /** The first of some names, for a message: a long list helps nobody. */
    static String listed(Stream<String> names) {
        List<String> first = names.limit(MOST_NAMED + 1).toList();
        return String.join(", ", first.subList(0, Math.min(MOST_NAMED, first.size())))
                + (first.size() > MOST_NAMED ? ", …" : "");
    }
}
