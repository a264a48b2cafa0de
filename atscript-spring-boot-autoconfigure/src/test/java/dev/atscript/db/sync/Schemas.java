package dev.atscript.db.sync;

import dev.atscript.db.model.DbAnnotations;
import dev.atscript.db.model.DbModel;
import dev.atscript.lang.AsCompiler;
import dev.atscript.lang.SourceFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compiles {@code .as} text for tests. */
final class Schemas {

    private Schemas() {}

    static AtscriptSchema of(String... texts) {
        List<SourceFile> files = new ArrayList<>();
        for (String text : texts) {
            files.add(new SourceFile("file" + files.size() + ".as", text));
        }
        DbModel.Result result = DbModel.compile(
                AsCompiler.compile(files, (path, importer) -> Optional.empty(), DbAnnotations.CATALOGUE));
        if (result.hasErrors()) {
            throw new AtscriptSchemaException(result.diagnostics());
        }
        return new AtscriptSchema(
                result.schema(),
                result.diagnostics(),
                List.of(),
                List.of(),
                files.stream().map(SourceFile::name).toList(),
                null);
    }

    /** The same, whose newest file was modified then. */
    static AtscriptSchema modified(AtscriptSchema schema, Instant modified) {
        return new AtscriptSchema(
                schema.model(),
                schema.warnings(),
                schema.locations(),
                schema.emptyLocations(),
                schema.files(),
                modified);
    }
}
