package dev.atscript.lang;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses the given files and whatever they import, directly or not. */
final class Loader {

    /**
     * A parsed file.
     *
     * @param imports the places in the list of all files that its imports lead to, by path as written; absent where a
     *     file is missing
     */
    record Loaded(Syntax.File file, Map<String, Integer> imports) {}

    private final SourceResolver resolver;
    private final Diagnostics diagnostics;
    private final List<Syntax.File> files = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();
    private final Set<String> missing = new HashSet<>();

    private Loader(SourceResolver resolver, Diagnostics diagnostics) {
        this.resolver = resolver;
        this.diagnostics = diagnostics;
    }

    /** All files: the given ones first, then those brought in by imports in order of the first import. */
    static List<Loaded> load(List<SourceFile> given, SourceResolver resolver, Diagnostics diagnostics) {
        Loader loader = new Loader(resolver, diagnostics);
        for (SourceFile file : given) {
            loader.add(file);
        }
        List<Loaded> loaded = new ArrayList<>();
        for (int i = 0; i < loader.files.size(); i++) {
            Syntax.File file = loader.files.get(i);
            loaded.add(new Loaded(file, loader.imports(file)));
        }
        return loaded;
    }

    private void add(SourceFile source) {
        places.putIfAbsent(ImportPaths.normalise(source.name()), files.size());
        files.add(Parser.parse(source, diagnostics));
    }

    private Map<String, Integer> imports(Syntax.File file) {
        Map<String, Integer> imports = new HashMap<>();
        for (Syntax.Import statement : file.imports()) {
            String written = statement.path().text();
            String path = ImportPaths.resolve(file.source().name(), written);
            Integer place = find(path);
            if (place != null) {
                imports.put(written, place);
            } else {
                String looked = path.equals(written + ".as") ? "" : " (looked for " + Token.shortened(path) + ")";
                diagnostics.error(
                        DiagnosticCode.MISSING_FILE,
                        statement.path().location(),
                        "the file '" + Token.shortened(written) + "' cannot be found" + looked,
                        Suggestions.among(places.keySet()).hintFor(path));
            }
        }
        return imports;
    }

    private @Nullable Integer find(String path) {
        Integer place = places.get(path);
        if (place != null || missing.contains(path)) {
            return place;
        }
        Optional<SourceFile> source = resolver.find(path);
        if (source.isEmpty()) {
            missing.add(path);
            return null;
        }
        Integer known = places.get(ImportPaths.normalise(source.get().name()));
        if (known == null) {
            known = files.size();
            add(source.get());
        }
        places.put(path, known);
        return known;
    }
}
