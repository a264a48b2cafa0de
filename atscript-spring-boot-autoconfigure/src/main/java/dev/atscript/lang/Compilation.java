package dev.atscript.lang;

import java.util.List;

/**
 * What a set of files says, and what is wrong with them.
 *
 * @param declarations of all files, by file in the order given and by position; complete only where there is no error
 * @param diagnostics all problems of all files, sorted by position
 */
public record Compilation(List<Declaration> declarations, List<Diagnostic> diagnostics) {
    public Compilation {
        declarations = List.copyOf(declarations);
        diagnostics = List.copyOf(diagnostics);
    }

    /** Whether the declarations must not be used. */
    public boolean hasErrors() {
        return diagnostics.stream().anyMatch(diagnostic -> diagnostic.severity() == Severity.ERROR);
    }
}
