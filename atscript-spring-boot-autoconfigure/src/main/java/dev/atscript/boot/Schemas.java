package dev.atscript.boot;

import dev.atscript.db.sync.AtscriptSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.util.ResourceUtils;

/** Loads the {@code .as} files that the properties name. */
final class Schemas {

    private Schemas() {}

    static AtscriptSchema load(AtscriptProperties properties) {
        properties.locations().forEach(Schemas::check);
        AtscriptSchema schema = read(properties);
        boolean isIncomplete =
                schema.files().isEmpty() || !schema.emptyLocations().isEmpty();
        if (isIncomplete && properties.failOnMissingLocations()) {
            throw new MissingLocationsException(schema.emptyLocations());
        }
        return schema;
    }

    /** Whether there is a file at one of the locations; not, where they cannot be read. */
    static boolean isAnyAt(List<String> locations) {
        ResourcePatternResolver resources = resources();
        return locations.stream().anyMatch(location -> isAnyAt(location, resources));
    }

    private static boolean isAnyAt(String location, ResourcePatternResolver resources) {
        try {
            return Stream.of(resources.getResources(location)).anyMatch(Resource::exists);
        } catch (IOException ex) {
            return false;
        }
    }

    private static void check(String location) {
        boolean known = location.startsWith(ResourceLoader.CLASSPATH_URL_PREFIX)
                || location.startsWith(ResourcePatternResolver.CLASSPATH_ALL_URL_PREFIX)
                || ResourceUtils.isUrl(location);
        if (!known) {
            String scheme = location.substring(0, Math.max(0, location.indexOf(':')));
            throw new WrongPropertyException("atscript.db.locations has '" + location + "', "
                    + (scheme.isEmpty() ? "which has no scheme" : "whose scheme '" + scheme + "' is not known")
                    + ": write file: before the path of a folder, or classpath*: before a path of the class path.");
        }
    }

    private static ResourcePatternResolver resources() {
        return GeneratedArtifacts.areUsed() ? IndexedResources.of(null) : new PathMatchingResourcePatternResolver();
    }

    private static AtscriptSchema read(AtscriptProperties properties) {
        try {
            return AtscriptSchema.load(resources(), properties.locations().toArray(String[]::new));
        } catch (UncheckedIOException ex) {
            throw new WrongPropertyException("What atscript.db.locations names cannot be read. " + ex.getMessage());
        }
    }
}
