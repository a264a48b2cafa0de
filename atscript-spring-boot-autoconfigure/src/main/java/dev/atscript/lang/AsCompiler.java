package dev.atscript.lang;

import java.util.List;

/** Reads {@code .as} files: text in, resolved declarations and diagnostics out. */
public final class AsCompiler {

    private AsCompiler() {}

    /**
     * Compiles files and whatever they import. Everything wrong with the files is in the result; no text, however broken
     * or deep, makes it throw. What the resolver throws is passed on.
     *
     * @param files the files, each with a name of its own
     * @param resolver finds imported files that are not among {@code files}
     * @param catalogue the annotations to check against
     * @return the declarations of all files, given ones first, then imported ones in order of the first import
     */
    public static Compilation compile(List<SourceFile> files, SourceResolver resolver, AnnotationCatalogue catalogue) {
        Diagnostics diagnostics = new Diagnostics();
        List<Loader.Loaded> loaded = Loader.load(files, resolver, diagnostics);
        List<Declaration> declarations = Linker.link(loaded, catalogue, diagnostics);
        return new Compilation(declarations, uses(loaded), diagnostics.sorted());
    }

    private static List<Compilation.Use> uses(List<Loader.Loaded> files) {
        return files.stream()
                .flatMap(loaded -> loaded.file().uses().stream())
                .map(use ->
                        new Compilation.Use(use.plugin().text(), use.plugin().location()))
                .toList();
    }
}
