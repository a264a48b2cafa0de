package dev.atscript.lang;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One problem of one {@code .as} file.
 *
 * @param severity how bad it is
 * @param code the stable code of this kind of problem, for example {@code AS1203}
 * @param location the exact token
 * @param problem what is wrong, for example "found ')'", without a full stop
 * @param expected what should have been there, for example "a type after ':'"; null where it is no one thing
 * @param hint what to do about it, for example "did you mean 'string'?"; null where there is nothing to say
 */
public record Diagnostic(
        Severity severity,
        String code,
        Location location,
        String problem,
        @Nullable String expected,
        @Nullable String hint) {

    /** Order of file name, then of position. */
    public static final Comparator<Diagnostic> BY_POSITION = Comparator.comparing(
                    (Diagnostic diagnostic) -> diagnostic.location().file().name())
            .thenComparingInt(diagnostic -> diagnostic.location().line())
            .thenComparingInt(diagnostic -> diagnostic.location().column());

    /** Creates a problem where nothing in particular was expected instead. */
    public Diagnostic(Severity severity, String code, Location location, String problem, @Nullable String hint) {
        this(severity, code, location, problem, null, hint);
    }

    /** What is wrong and what was expected, in one sentence without a full stop. */
    public String message() {
        return expected == null ? problem : problem + "; expected " + expected;
    }
}
