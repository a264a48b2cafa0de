package dev.atscript.lang;

import java.util.Optional;

/** Finds files that imports name and that are not among the files being compiled. */
@FunctionalInterface
public interface SourceResolver {

    /** Finds nothing: imports may name given files only. */
    SourceResolver NONE = path -> Optional.empty();

    /**
     * Finds one file.
     *
     * @param path the normalised path, with {@code .as}: a relative import is resolved against the importing file's
     *     name, a bare one ({@code '@my-org/models/user'}) is asked for as written
     * @return the file, or nothing where there is none; its name is taken as it is and is resolved against in turn
     */
    Optional<SourceFile> find(String path);
}
