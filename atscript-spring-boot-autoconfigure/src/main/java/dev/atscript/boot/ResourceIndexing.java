package dev.atscript.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.generate.GeneratedFiles;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotContribution;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.Environment;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.util.AntPathMatcher;
import org.springframework.util.StringUtils;

/**
 * Writes down, when an application is built ahead of time, which {@code .as} files {@code atscript.db.locations} leads to on
 * the class path. Every {@code .as} file of the class path becomes part of a native image, as files import others.
 *
 * @see IndexedResources
 */
final class ResourceIndexing implements BeanFactoryInitializationAotProcessor {

    @Override
    public @Nullable BeanFactoryInitializationAotContribution processAheadOfTime(
            ConfigurableListableBeanFactory beans) {
        if (beans.getBeanNamesForType(AtscriptProperties.class, true, false).length == 0) {
            return null;
        }
        Map<String, List<String>> index =
                index(AtscriptProperties.locations(beans.getBean(Environment.class)), beans.getBeanClassLoader());
        return (generation, code) -> {
            generation
                    .getGeneratedFiles()
                    .addFile(GeneratedFiles.Kind.RESOURCE, IndexedResources.INDEX, IndexedResources.text(index));
            generation
                    .getRuntimeHints()
                    .resources()
                    .registerPattern(hint -> hint.includes(IndexedResources.INDEX, "*.as", "**/*.as"));
        };
    }

    private static Map<String, List<String>> index(List<String> locations, @Nullable ClassLoader classLoader) {
        ResourcePatternResolver resources = new PathMatchingResourcePatternResolver(classLoader);
        Map<String, List<String>> index = new TreeMap<>();
        for (String location : locations) {
            String pattern = pattern(location);
            if (pattern != null) {
                try {
                    List<String> paths = new ArrayList<>();
                    for (Resource resource : resources.getResources(location)) {
                        paths.add(path(resource.getURL(), pattern, resources));
                    }
                    index.put(location, paths.stream().distinct().sorted().toList());
                } catch (IOException ex) {
                    throw new UncheckedIOException("The location " + location + " cannot be searched", ex);
                }
            }
        }
        return index;
    }

    /** The part of a location that paths of the class path match; null for one that is elsewhere. */
    private static @Nullable String pattern(String location) {
        for (String prefix :
                List.of(ResourcePatternResolver.CLASSPATH_ALL_URL_PREFIX, ResourceLoader.CLASSPATH_URL_PREFIX)) {
            if (location.startsWith(prefix)) {
                String pattern = location.substring(prefix.length());
                return pattern.startsWith("/") ? pattern.substring(1) : pattern;
            }
        }
        return null;
    }

    /** The path of a resource: the end of its URL by which the class path leads to it. */
    private static String path(URL url, String pattern, ResourcePatternResolver resources) throws IOException {
        AntPathMatcher matcher = new AntPathMatcher();
        String whole = url.getPath();
        for (int slash = whole.lastIndexOf('/'); slash >= 0; slash = whole.lastIndexOf('/', slash - 1)) {
            String path = StringUtils.uriDecode(whole.substring(slash + 1), StandardCharsets.UTF_8);
            ClassLoader classLoader = resources.getClassLoader();
            if (matcher.match(pattern, path)
                    && classLoader != null
                    && Collections.list(classLoader.getResources(path)).stream()
                            .anyMatch(found -> found.toString().equals(url.toString()))) {
                return path;
            }
        }
        throw new IOException(url + " is not on the class path");
    }
}
