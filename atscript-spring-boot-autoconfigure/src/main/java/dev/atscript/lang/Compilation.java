package dev.atscript.lang;

import java.util.List;

/**
 * What a set of files says, and what is wrong with them.
 *
 * @param declarations of all files, by file in the order given and by position; complete only where they are {@linkplain Declaration#isSound() sound}
 * @param uses the plugins that the files name, in the same order
 * @param diagnostics all problems of all files, sorted by position
 */
public record Compilation(List<Declaration> declarations, List<Use> uses, List<Diagnostic> diagnostics) {

    /**
     * A {@code use} statement. It has no effect on what the files mean.
     *
     * @param plugin the plugin as written
     * @param location the text that names it
     */
    public record Use(String plugin, Location location) {}

    public Compilation {
        declarations = List.copyOf(declarations);
        uses = List.copyOf(uses);
        diagnostics = List.copyOf(diagnostics);
    }

    /** Whether some of the declarations must not be used. */
    public boolean hasErrors() {
        return diagnostics.stream().anyMatch(diagnostic -> diagnostic.severity() == Severity.ERROR);
    }
}
