package dev.atscript.db.model;

import dev.atscript.lang.AsCompiler;
import dev.atscript.lang.Diagnostic;
import dev.atscript.lang.Location;
import dev.atscript.lang.Severity;
import dev.atscript.lang.SourceFile;
import dev.atscript.lang.SourceResolver;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A model compiled from text, for tests. */
record Model(DbModel.Result result) {

    static Model of(String text) {
        return of(new SourceFile("model.as", text));
    }

    static Model of(SourceFile... files) {
        return new Model(DbModel.compile(
                AsCompiler.compile(Arrays.asList(files), SourceResolver.NONE, DbAnnotations.CATALOGUE)));
    }

    /** The schema as text; a model with problems has none. */
    String schema() {
        if (!result.diagnostics().isEmpty()) {
            throw new AssertionError("Unexpected problems:\n" + problems());
        }
        return schemaDespiteProblems();
    }

    String schemaDespiteProblems() {
        return DbSchemaText.of(result.schema());
    }

    /** The lines of the schema that describe columns of the only table, keys and indexes left out. */
    String columns() {
        return schema().lines()
                .skip(1)
                .filter(line -> !line.startsWith("  key ") && !line.contains(" index ") && !line.startsWith("  fk "))
                .map(String::strip)
                .collect(Collectors.joining("\n"));
    }

    /** Every problem in a line: code, place, the marked token, message, and hint behind a bar. */
    String problems() {
        return result.diagnostics().stream().map(Model::line).collect(Collectors.joining("\n"));
    }

    private static String line(Diagnostic diagnostic) {
        Location location = diagnostic.location();
        String token = location.file()
                .text()
                .lines()
                .toList()
                .get(location.line() - 1)
                .substring(location.column() - 1, location.column() - 1 + location.length());
        return (diagnostic.severity() == Severity.WARNING ? "warning " : "") + diagnostic.code() + " "
                + location.line() + ":" + location.column() + " " + token + ": " + diagnostic.message()
                + (diagnostic.hint() == null ? "" : " | " + diagnostic.hint());
    }

    List<String> codes() {
        return result.diagnostics().stream().map(Diagnostic::code).toList();
    }
}
