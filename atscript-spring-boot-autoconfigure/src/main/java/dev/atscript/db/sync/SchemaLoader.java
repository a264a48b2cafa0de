package dev.atscript.db.sync;

import dev.atscript.db.model.DbAnnotations;
import dev.atscript.db.model.DbModel;
import dev.atscript.lang.AsCompiler;
import dev.atscript.lang.Compilation;
import dev.atscript.lang.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.util.ResourceUtils;

/** Finds and reads the {@code .as} files of resource patterns, and compiles them. */
final class SchemaLoader {

    private final ResourcePatternResolver resources;

    SchemaLoader(ResourcePatternResolver resources) {
        this.resources = resources;
    }

    AtscriptSchema load(List<String> locations) {
        Map<String, Resource> found = new LinkedHashMap<>();
        List<String> empty = new ArrayList<>();
        for (String location : locations) {
            List<Resource> there = find(location);
            there.forEach(resource -> found.putIfAbsent(FilePaths.of(resource), resource));
            if (there.isEmpty()) {
                empty.add(location);
            }
        }
        FileNames names = new FileNames(found.keySet());
        List<SourceFile> files = new ArrayList<>();
        found.forEach((path, resource) -> files.add(SourceFile.of(names.of(path), path, read(resource))));
        files.sort(Comparator.comparing(SourceFile::name));
        Compilation compilation =
                AsCompiler.compile(files, new ImportedFiles(resources, names), DbAnnotations.CATALOGUE);
        DbModel.Result result = DbModel.compile(compilation);
        if (result.hasErrors()) {
            throw new AtscriptSchemaException(result.diagnostics());
        }
        List<String> loaded = files.stream().map(SourceFile::name).toList();
        return new AtscriptSchema(
                result.schema(), result.diagnostics(), locations, empty, loaded, newest(found.values()));
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

    static byte[] read(Resource resource) {
        try (InputStream stream = resource.getInputStream()) {
            return stream.readAllBytes();
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
            URL url = resource.getURL();
            long time = ResourceUtils.isJarURL(url) ? timeOfEntry(url) : resource.lastModified();
            return time <= 0 ? null : Instant.ofEpochMilli(time);
        } catch (IOException ex) {
            // Not every place that holds files knows: then the history tells which schema is older.
            return null;
        }
    }

    /** Of a file in a jar: the time of the jar itself may be that of its last copy, which makes yesterday's build new. */
    private static long timeOfEntry(URL url) throws IOException {
        if (!(url.openConnection() instanceof JarURLConnection connection)) {
            return 0;
        }
        ResourceUtils.useCachesIfNecessary(connection);
        JarFile jar = connection.getJarFile();
        try {
            JarEntry entry = connection.getJarEntry();
            return entry == null ? 0 : entry.getTime();
        } finally {
            if (!connection.getUseCaches()) {
                jar.close();
            }
        }
    }
}
