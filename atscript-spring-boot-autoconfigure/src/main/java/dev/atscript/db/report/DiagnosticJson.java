package dev.atscript.db.report;

import dev.atscript.lang.Diagnostic;
import dev.atscript.lang.Location;
import dev.atscript.lang.SourceExcerpt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Problems of {@code .as} files as trees of maps and texts, with all that
 * {@link dev.atscript.lang.DiagnosticRenderer} shows of them.
 *
 * <ul>
 *   <li>diagnostic: {@code severity} ({@code error}, {@code warning}), {@code code} ({@code AS1203}, see
 *       docs/diagnostics.md), {@code file}, {@code line}, {@code column} and {@code endColumn} (of the token: from 1, in
 *       UTF-16 units, the end exclusive), {@code message} (what is wrong and what was expected), {@code expected} (only
 *       what was expected, where it is one thing), {@code hint} (what to do about it), {@code source}, {@code caret}
 *   <li>{@code source}: the line of the file; of a line wider than 120 characters the part around the token, with
 *       {@code …} where it is cut
 *   <li>{@code caret}: carets under the token, to be shown in a line below {@code source}
 * </ul>
 */
public final class DiagnosticJson {

    private DiagnosticJson() {}

    /** Diagnostics, in the order given. */
    public static List<Map<String, Object>> of(List<Diagnostic> diagnostics) {
        SourceExcerpt.Reader excerpts = new SourceExcerpt.Reader();
        List<Map<String, Object>> json = new ArrayList<>(diagnostics.size());
        for (Diagnostic diagnostic : diagnostics) {
            json.add(of(diagnostic, excerpts.of(diagnostic.location())));
        }
        return json;
    }

    private static Map<String, Object> of(Diagnostic diagnostic, SourceExcerpt excerpt) {
        Location location = diagnostic.location();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("severity", diagnostic.severity().name().toLowerCase(Locale.ROOT));
        json.put("code", diagnostic.code());
        json.put("file", location.file().name());
        json.put("line", location.line());
        json.put("column", location.column());
        json.put("endColumn", location.column() + location.length());
        json.put("message", diagnostic.message());
        if (diagnostic.expected() != null) {
            json.put("expected", diagnostic.expected());
        }
        if (diagnostic.hint() != null) {
            json.put("hint", diagnostic.hint());
        }
        json.put("source", excerpt.line());
        json.put("caret", excerpt.caretLine());
        return json;
    }
}
