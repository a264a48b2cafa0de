package dev.atscript.db.sync;

import dev.atscript.lang.Diagnostic;
import dev.atscript.lang.DiagnosticRenderer;
import java.util.List;

/** The {@code .as} files have errors. The message holds all of them, with excerpts. */
public final class AtscriptSchemaException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Diagnostic> diagnostics;

    /** Creates an exception for diagnostics of which at least one is an error. */
    public AtscriptSchemaException(List<Diagnostic> diagnostics) {
        super(DiagnosticRenderer.render(diagnostics, false));
        this.diagnostics = List.copyOf(diagnostics);
    }

    /** All problems, warnings included, sorted by position. */
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }
}
