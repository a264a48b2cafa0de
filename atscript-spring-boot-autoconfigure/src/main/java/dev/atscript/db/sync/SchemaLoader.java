package dev.atscript.db.sync;

import dev.atscript.db.model.DbAnnotations;
import dev.atscript.db.model.DbModel;
import dev.atscript.lang.AsCompiler;
import dev.atscript.lang.Compilation;
import dev.atscript.lang.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.ResourcePatternResolver;

/** Finds and reads the {@code .as} files of resource patterns, and compiles them. */
final class SchemaLoader {

    private static final List<String> CLASS_PATH_ROOTS = List.of("!/", "/target/classes/", "/target/test-classes/");

    private final ResourcePatternResolver resources;

    SchemaLoader() {
        this(new PathMatchingResourcePatternResolver());
    }

    SchemaLoader(ResourcePatternResolver resources) {
        this.resources = resources;
    }

    AtscriptSchema load(List<String> locations) {
        Set<Resource> distinct = new LinkedHashSet<>();
        locations.forEach(location -> distinct.addAll(find(location)));
        SortedMap<String, Resource> found = new TreeMap<>();
        distinct.forEach(resource -> found.put(name(resource, found.keySet()), resource));
        List<SourceFile> files = new ArrayList<>();
        found.forEach((name, resource) -> files.add(new SourceFile(name, read(resource))));
        Compilation compilation = AsCompiler.compile(files, this::resolve, DbAnnotations.CATALOGUE);
        DbModel.Result result = DbModel.compile(compilation);
        if (result.hasErrors()) {
            throw new AtscriptSchemaException(result.diagnostics());
        }
        return new AtscriptSchema(
                result.schema(), result.diagnostics(), locations, List.copyOf(found.keySet()), newest(found.values()));
    }

    private List<Resource> find(String location) {
        try {
            List<Resource> readable = new ArrayList<>();
            for (Resource resource : resources.getResources(location)) {
                if (resource.isReadable()) {
                    readable.add(resource);
                }
            }
            return readable;
        } catch (IOException ex) {
            throw new UncheckedIOException("The location " + location + " cannot be searched: " + ex.getMessage(), ex);
        }
    }

    /**
     * The name that people know a file by: its path in its jar or class path root, or the path from the working directory;
     * where two files would have one name, the second keeps its whole URL.
     */
    private static String name(Resource resource, Set<String> taken) {
        String url;
        try {
            url = resource.getURL().toString();
        } catch (IOException ex) {
            return resource.getDescription();
        }
        String name = URLDecoder.decode(shortened(url), StandardCharsets.UTF_8);
        return taken.contains(name) ? url : name;
    }

    private static String shortened(String url) {
        for (String root : CLASS_PATH_ROOTS) {
            int at = url.lastIndexOf(root);
            if (at >= 0) {
                return url.substring(at + root.length());
            }
        }
        if (!url.startsWith("file:")) {
            return url;
        }
        String path = url.substring("file:".length());
        String here = Path.of("").toAbsolutePath() + "/";
        return path.startsWith(here) ? path.substring(here.length()) : path;
    }

    private Optional<SourceFile> resolve(String path) {
        List<String> locations = path.contains(":") ? List.of(path) : List.of("classpath:" + path, "file:" + path);
        return locations.stream()
                .map(resources::getResource)
                .filter(Resource::isReadable)
                .findFirst()
                .map(resource -> new SourceFile(path, read(resource)));
    }

    private static String read(Resource resource) {
        try (InputStream stream = resource.getInputStream()) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException ex) {
            throw new UncheckedIOException(resource.getDescription() + " cannot be read: " + ex.getMessage(), ex);
        }
    }

    /** When the newest was modified, as far as that can be told; null where it cannot of any. */
    private static @Nullable Instant newest(Collection<Resource> resources) {
        Instant newest = null;
        for (Resource resource : resources) {
            Instant modified = modified(resource);
            newest = newest == null || modified != null && modified.isAfter(newest) ? modified : newest;
        }
        return newest;
    }

    private static @Nullable Instant modified(Resource resource) {
        try {
            long time = resource.lastModified();
            return time <= 0 ? null : Instant.ofEpochMilli(time);
        } catch (IOException ex) {
            // Not every place that holds files knows: then the history tells which schema is older.
            return null;
        }
    }
}
