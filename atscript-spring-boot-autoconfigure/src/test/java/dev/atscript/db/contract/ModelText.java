package dev.atscript.db.contract;

import dev.atscript.db.model.DbAnnotations;
import dev.atscript.db.model.DbModel;
import dev.atscript.db.sync.AtscriptSchema;
import dev.atscript.db.sync.AtscriptSchemaException;
import dev.atscript.lang.AsCompiler;
import dev.atscript.lang.SourceFile;
import dev.atscript.lang.SourceResolver;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Compiles a model from text; lines {@code // file: name.as} make several files of it. */
final class ModelText {

    private static final Pattern FILE = Pattern.compile("(?m)^\\s*// file: (\\S+)\\s*$");

    private ModelText() {}

    static AtscriptSchema compile(String text) {
        List<SourceFile> files = new ArrayList<>();
        String[] parts = FILE.split(text, -1);
        List<String> names =
                FILE.matcher(text).results().map(match -> match.group(1)).toList();
        if (names.isEmpty()) {
            files.add(new SourceFile("model.as", text));
        }
        for (int i = 0; i < names.size(); i++) {
            files.add(new SourceFile(names.get(i), parts[i + 1]));
        }
        SourceResolver resolver = (path, importer) ->
                files.stream().filter(file -> file.name().equals(path)).findFirst();
        DbModel.Result result = DbModel.compile(AsCompiler.compile(files, resolver, DbAnnotations.CATALOGUE));
        if (result.hasErrors()) {
            throw new AtscriptSchemaException(result.diagnostics());
        }
        return new AtscriptSchema(
                result.schema(),
                result.diagnostics(),
                List.of("contract/*.as"),
                List.of(),
                files.stream().map(SourceFile::name).toList(),
                null);
    }
}
