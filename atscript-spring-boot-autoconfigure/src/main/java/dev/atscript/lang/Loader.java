package dev.atscript.lang;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
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

    /** How many comparisons of names take as long as to look for a file. */
    private static final int LOOK_UP = 500;

    private final SourceResolver resolver;
    private final Diagnostics diagnostics;
    private final Comparisons comparisons = new Comparisons();
    private final List<Syntax.File> files = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();
    private final Map<String, Set<String>> namesByFolder = new HashMap<>();
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
        String path = ImportPaths.normalise(source.path());
        String folder = ImportPaths.folder(path);
        places.putIfAbsent(path, files.size());
        namesByFolder.computeIfAbsent(folder, key -> new LinkedHashSet<>()).add(fileName(path, folder));
        files.add(Parser.parse(source, diagnostics));
    }

    private Map<String, Integer> imports(Syntax.File file) {
        Map<String, Integer> imports = new HashMap<>();
        for (Syntax.Import statement : file.imports()) {
            String written = statement.path().text();
            String path = ImportPaths.resolve(file.source().path(), written);
            Integer place = find(path, ImportPaths.isRelative(written), file.source());
            if (place != null) {
                imports.put(written, place);
            } else {
                missing(statement.path(), path, file.source());
            }
        }
        return imports;
    }

    private void missing(Syntax.Name written, String path, SourceFile importer) {
        boolean plain = path.equals(written.text() + ".as");
        diagnostics.error(
                DiagnosticCode.MISSING_FILE,
                written.location(),
                "the file '" + Token.shortened(written.text()) + "' cannot be found"
                        + (plain ? "" : " (looked for " + Token.shortenedPath(path) + ")"),
                suggestion(written.text(), path, importer));
    }

    private @Nullable String suggestion(String written, String path, SourceFile importer) {
        String bare = ImportPaths.isRelative(written) ? elsewhere(path, importer) : null;
        return bare == null
                ? near(written, path, importer)
                : "a relative import stays in its folder or jar; import '" + bare + "' for the file on the class path";
    }

    /** The bare path of a file that has the same path from some root of the class path. */
    private @Nullable String elsewhere(String path, SourceFile importer) {
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            String bare = path.substring(slash + 1);
            if (comparisons.take(LOOK_UP) && resolver.find(bare, importer).isPresent()) {
                return fileName(bare, "");
            }
        }
        return null;
    }

    /** The file of the same folder whose name is near. */
    private @Nullable String near(String written, String path, SourceFile importer) {
        String folder = ImportPaths.folder(path);
        Set<String> near = namesByFolder.getOrDefault(folder, Set.of());
        if (!comparisons.take(near.size())) {
            return null;
        }
        String own = fileName(ImportPaths.normalise(importer.path()), folder);
        String nearest = Suggestions.among(near).nearest(fileName(path, folder), own);
        return nearest == null ? null : "did you mean '" + ImportPaths.folder(written) + nearest + "'?";
    }

    /** The name of a file as imports of its folder write it. */
    private static String fileName(String path, String folder) {
        String name = path.startsWith(folder) ? path.substring(folder.length()) : path;
        return name.endsWith(".as") ? name.substring(0, name.length() - 3) : name;
    }

    /** A bare path can mean different files for importing files of different folders. */
    private @Nullable Integer find(String path, boolean relative, SourceFile importer) {
        String key = relative || places.containsKey(path) ? path : ImportPaths.folder(importer.path()) + "\n" + path;
        Integer place = places.get(key);
        if (place != null || missing.contains(key)) {
            return place;
        }
        Optional<SourceFile> source = resolver.find(path, importer);
        if (source.isEmpty()) {
            missing.add(key);
            return null;
        }
        Integer known = places.get(ImportPaths.normalise(source.get().path()));
        if (known == null) {
            known = files.size();
            add(source.get());
        }
        places.put(key, known);
        return known;
    }
}
