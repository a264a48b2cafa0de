package dev.atscript.lang;

import java.util.ArrayList;
import java.util.List;

/** Resolves the paths of imports against the names of files. */
final class ImportPaths {

    private static final String EXTENSION = ".as";

    private ImportPaths() {}

    /** The name of the file that an import in another file means. */
    static String resolve(String importingFile, String path) {
        String file = path.endsWith(EXTENSION) ? path : path + EXTENSION;
        return isRelative(path) ? normalise(folder(importingFile) + file) : file;
    }

    static boolean isRelative(String path) {
        return path.startsWith("./") || path.startsWith("../") || path.equals(".") || path.equals("..");
    }

    /** All up to the last slash. */
    static String folder(String path) {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    /** A name without {@code .} and {@code ..}, as far as its last path reaches; what is before (a jar) stays. */
    static String normalise(String name) {
        int root = rootOf(name);
        boolean absolute = root > 0;
        List<String> parts = new ArrayList<>();
        int start = root;
        while (start <= name.length()) {
            int slash = name.indexOf('/', start);
            int stop = slash < 0 ? name.length() : slash;
            add(parts, name.substring(start, stop), absolute);
            start = stop + 1;
        }
        return name.substring(0, root) + String.join("/", parts);
    }

    private static void add(List<String> parts, String part, boolean absolute) {
        if (part.equals(".") || (part.isEmpty() && !parts.isEmpty())) {
            return;
        }
        boolean up = part.equals("..");
        if (up && !parts.isEmpty() && !parts.get(parts.size() - 1).equals("..")) {
            parts.remove(parts.size() - 1);
        } else if (!up || !absolute) {
            parts.add(part);
        }
    }

    /** Where the last path in a name begins: behind {@code jar:file:/a.jar!/}, {@code file:/} or {@code /}. */
    private static int rootOf(String name) {
        int jar = name.lastIndexOf("!/");
        if (jar >= 0) {
            return jar + 2;
        }
        int colon = name.indexOf(':');
        int start = colon >= 0 && (name.indexOf('/') < 0 || colon < name.indexOf('/')) ? colon + 1 : 0;
        if (name.startsWith("//", start) && !name.startsWith("///", start)) {
            int slash = name.indexOf('/', start + 2);
            return slash < 0 ? name.length() : slash + 1;
        }
        while (start < name.length() && name.charAt(start) == '/') {
            start++;
        }
        return start;
    }
}
