package dev.atscript.lang;

import java.util.Optional;

/** Finds files that imports name and that are not among the files being compiled. */
@FunctionalInterface
public interface SourceResolver {

    /** Finds nothing: imports may name given files only. */
    SourceResolver NONE = (path, importer) -> Optional.empty();

    /**
     * Finds one file.
     *
     * @param path the normalised path, with {@code .as}: a relative import is resolved against the importing file's
     *     path, a bare one ({@code '@my-org/models/user'}) is asked for as written
     * @param importer the file that imports it
     * @return the file, or nothing where there is none; a path that is known already means the known file
     */
    Optional<SourceFile> find(String path, SourceFile importer);
}
