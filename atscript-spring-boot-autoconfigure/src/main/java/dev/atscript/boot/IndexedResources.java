package dev.atscript.boot;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.ResourcePatternResolver;

/**
 * Finds on the class path what was found there when the application was built, as the class path of a native image cannot
 * be searched. Locations that were not known then are searched for.
 */
final class IndexedResources implements ResourcePatternResolver {

    /** Lines of a location, a tab, and the path of a resource. */
    static final String INDEX = "META-INF/atscript/resources.index";

    private final ResourcePatternResolver resources;
    private final Map<String, List<String>> index;

    private IndexedResources(ResourcePatternResolver resources, Map<String, List<String>> index) {
        this.resources = resources;
        this.index = index;
    }

    /** The resources of a class loader, by its index if it has one; null for the default class loader. */
    static ResourcePatternResolver of(@Nullable ClassLoader classLoader) {
        return new IndexedResources(new PathMatchingResourcePatternResolver(classLoader), read(classLoader));
    }

    /** The text of an index. */
    static String text(Map<String, List<String>> index) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(index)
                .forEach((location, paths) -> paths.forEach(
                        path -> text.append(location).append('\t').append(path).append('\n')));
        return text.toString();
    }

    private static Map<String, List<String>> read(@Nullable ClassLoader classLoader) {
        Resource resource = new ClassPathResource(INDEX, classLoader);
        if (!resource.exists()) {
            return Map.of();
        }
        Map<String, List<String>> index = new TreeMap<>();
        try (InputStream stream = resource.getInputStream()) {
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            text.lines()
                    .map(line -> line.split("\t", 2))
                    .forEach(line -> index.computeIfAbsent(line[0], location -> new ArrayList<>())
                            .add(line[1]));
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        return index;
    }

    @Override
    public Resource[] getResources(String location) throws IOException {
        List<String> paths = index.get(location);
        if (paths == null) {
            return resources.getResources(location);
        }
        List<Resource> found = new ArrayList<>();
        for (String path : paths) {
            found.addAll(List.of(resources.getResources(CLASSPATH_ALL_URL_PREFIX + path)));
        }
        return found.toArray(Resource[]::new);
    }

    @Override
    public Resource getResource(String location) {
        return resources.getResource(location);
    }

    @Override
    public @Nullable ClassLoader getClassLoader() {
        return resources.getClassLoader();
    }
}
