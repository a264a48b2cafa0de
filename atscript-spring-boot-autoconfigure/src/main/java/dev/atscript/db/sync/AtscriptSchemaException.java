package dev.atscript.db.sync;

import dev.atscript.lang.Diagnostic;
import dev.atscript.lang.DiagnosticRenderer;
import java.util.List;

/** The {@code .as} files have errors. The message holds the first hundred of them, with excerpts. */
public final class AtscriptSchemaException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int MOST_SHOWN = 100;

    private final transient List<Diagnostic> diagnostics;

    /** Creates an exception for diagnostics of which at least one is an error. */
    public AtscriptSchemaException(List<Diagnostic> diagnostics) {
        super(message(diagnostics));
        this.diagnostics = List.copyOf(diagnostics);
    }

    private static String message(List<Diagnostic> diagnostics) {
        String text = DiagnosticRenderer.render(diagnostics, false, MOST_SHOWN);
        return diagnostics.size() > MOST_SHOWN ? text + "; the command 'db check' shows all" : text;
    }

    /** All problems, warnings included, sorted by position. */
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }
}
