package dev.atscript.lang;

import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One problem of one {@code .as} file.
 *
 * @param severity how bad it is
 * @param code the stable code of this kind of problem, for example {@code AS1203}
 * @param location the exact token
 * @param message what was found and what was expected, without a full stop
 * @param hint what to do about it, for example "did you mean 'string'?"; null where there is nothing to say
 */
public record Diagnostic(
        Severity severity,
        String code,
        Location location,
        String message,
        @Nullable String hint) {

    /** Order of file name, then of position. */
    public static final Comparator<Diagnostic> BY_POSITION = Comparator.comparing(
                    (Diagnostic diagnostic) -> diagnostic.location().file().name())
            .thenComparingInt(diagnostic -> diagnostic.location().line())
            .thenComparingInt(diagnostic -> diagnostic.location().column());

    private static final String BEHIND_FAULT = "; expected ";
    private static final String AT_START = "expected ";
    private static final String BEFORE_FOUND = " but found ";

    /** The part of the message that says what should have been there; empty where the message names only the fault. */
    public Optional<String> expectation() {
        int behind = message.lastIndexOf(BEHIND_FAULT);
        if (behind >= 0) {
            return Optional.of(message.substring(behind + BEHIND_FAULT.length()));
        }
        if (!message.startsWith(AT_START)) {
            return Optional.empty();
        }
        int found = message.lastIndexOf(BEFORE_FOUND);
        return Optional.of(message.substring(AT_START.length(), found < 0 ? message.length() : found));
    }
}
