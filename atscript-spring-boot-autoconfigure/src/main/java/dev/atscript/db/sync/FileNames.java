package dev.atscript.db.sync;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The names that people know files by: the path in the jar or class path root, or from the working directory. Where two
 * files would have one name, both get longer ones.
 */
final class FileNames {

    private static final String JAR = "!/";
    private static final List<String> CLASS_PATH_ROOTS = List.of(JAR, "/target/classes/", "/target/test-classes/");

    private final Map<String, String> names = new HashMap<>();
    private final Set<String> taken = new HashSet<>();

    /** Names files that are known from the start. */
    FileNames(Collection<String> paths) {
        Map<String, Integer> shorts =
                counts(paths.stream().map(FileNames::shortened).toList());
        Map<String, Integer> longs =
                counts(paths.stream().map(FileNames::withRoot).toList());
        for (String path : paths) {
            String name = shortened(path);
            if (shorts.getOrDefault(name, 0) > 1) {
                name = longs.getOrDefault(withRoot(path), 0) > 1 ? path : withRoot(path);
            }
            names.put(path, name);
            taken.add(name);
        }
    }

    private static Map<String, Integer> counts(Collection<String> names) {
        Map<String, Integer> counts = new HashMap<>();
        names.forEach(name -> counts.merge(name, 1, Integer::sum));
        return counts;
    }

    /** The name of a file; one that was not known before gets a free one. */
    String of(String path) {
        return names.computeIfAbsent(
                path,
                unknown -> List.of(shortened(path), withRoot(path), path).stream()
                        .filter(taken::add)
                        .findFirst()
                        .orElse(path));
    }

    private static String shortened(String path) {
        int root = behindRoot(path);
        if (root > 0) {
            return path.substring(root);
        }
        String here = FilePaths.FILE + Path.of("").toAbsolutePath() + "/";
        if (path.startsWith(here)) {
            return path.substring(here.length());
        }
        return path.startsWith(FilePaths.FILE) ? path.substring(FilePaths.FILE.length()) : path;
    }

    /** With the jar, or the folder above the class path root: {@code orders.jar!/atscript/order.as}. */
    private static String withRoot(String path) {
        int root = behindRoot(path);
        if (root == 0) {
            return path;
        }
        String above = path.substring(0, root);
        int jar = above.endsWith(JAR) ? above.length() - JAR.length() : above.indexOf("/target/");
        return path.substring(Math.max(above.lastIndexOf('/', jar - 1), above.lastIndexOf('!', jar - 1)) + 1);
    }

    private static int behindRoot(String path) {
        for (String root : CLASS_PATH_ROOTS) {
            int at = path.lastIndexOf(root);
            if (at >= 0) {
                return at + root.length();
            }
        }
        return 0;
    }
}
