package dev.atscript.lang;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects the problems of one compilation. */
final class Diagnostics {

    /** Without repetitions: what is resolved again, from the middle, reports again. */
    private final Set<Diagnostic> found = new LinkedHashSet<>();

    private final Set<DiagnosticCode> once = new HashSet<>();

    void error(DiagnosticCode code, Location location, String problem, @Nullable String hint) {
        found.add(new Diagnostic(Severity.ERROR, code.code(), location, problem, hint));
    }

    void warning(DiagnosticCode code, Location location, String problem, @Nullable String hint) {
        found.add(new Diagnostic(Severity.WARNING, code.code(), location, problem, hint));
    }

    /** Reports, as an error, something in place of what was expected. */
    void mismatch(DiagnosticCode code, Location location, String problem, String expected, @Nullable String hint) {
        found.add(new Diagnostic(Severity.ERROR, code.code(), location, problem, expected, hint));
    }

    /** Reports a limit: the first time only, because what follows from it would only repeat it. */
    void errorOnce(DiagnosticCode code, Location location, String problem, @Nullable String hint) {
        if (once.add(code)) {
            error(code, location, problem, hint);
        }
    }

    /** Reports what was found elsewhere. */
    void add(Diagnostic other, Severity severity) {
        found.add(new Diagnostic(
                severity, other.code(), other.location(), other.problem(), other.expected(), other.hint()));
    }

    boolean hasErrors() {
        return found.stream().anyMatch(diagnostic -> diagnostic.severity() == Severity.ERROR);
    }

    List<Diagnostic> errors() {
        return found.stream()
                .filter(diagnostic -> diagnostic.severity() == Severity.ERROR)
                .toList();
    }

    List<Diagnostic> sorted() {
        List<Diagnostic> sorted = new ArrayList<>(found);
        sorted.sort(Diagnostic.BY_POSITION);
        return sorted;
    }
}
