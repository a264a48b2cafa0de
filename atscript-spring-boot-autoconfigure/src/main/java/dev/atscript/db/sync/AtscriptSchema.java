package dev.atscript.db.sync;

import dev.atscript.db.model.DbSchema;
import dev.atscript.lang.Diagnostic;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.ResourcePatternResolver;

/**
 * The compiled model of a set of {@code .as} files, without errors.
 *
 * @param model its tables and views
 * @param warnings what its author probably did not mean
 * @param locations the resource patterns it was loaded from
 * @param emptyLocations those of the locations where no file was found
 * @param files the files found, in order of name
 * @param modified when the newest of the files was modified; null where nobody knows
 */
public record AtscriptSchema(
        DbSchema model,
        List<Diagnostic> warnings,
        List<String> locations,
        List<String> emptyLocations,
        List<String> files,
        @Nullable Instant modified) {
    public AtscriptSchema {
        warnings = List.copyOf(warnings);
        locations = List.copyOf(locations);
        emptyLocations = List.copyOf(emptyLocations);
        files = List.copyOf(files);
    }

    /**
     * Reads and compiles all files of the locations.
     *
     * @param locations Spring resource patterns, for example <code>classpath*:atscript/&#42;&#42;/*.as</code>
     * @throws AtscriptSchemaException if a file has an error
     * @throws java.io.UncheckedIOException if a file cannot be read
     */
    public static AtscriptSchema load(String... locations) {
        return load(new PathMatchingResourcePatternResolver(), locations);
    }

    /**
     * Reads and compiles all files of the locations, as somebody finds them: by another class loader, for example.
     *
     * @param resources finds the files of a location, and on the class path what they import
     * @param locations resource patterns that it understands
     * @throws AtscriptSchemaException if a file has an error
     * @throws java.io.UncheckedIOException if a file cannot be read
     */
    public static AtscriptSchema load(ResourcePatternResolver resources, String... locations) {
        return new SchemaLoader(resources).load(List.of(locations));
    }
}
