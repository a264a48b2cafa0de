package dev.atscript.lang;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files of {@code src/test/resources/lang}: sound ones in {@code corpus}, each with what it means in a
 * {@code .txt} beside it, and broken snippets with their diagnostics in {@code broken}. {@code -Dgolden=rewrite}
 * writes what is found as what is expected.
 */
public final class Corpus {

    private static final Path ROOT = Path.of("src/test/resources/lang");
    private static final String TITLE = "### ";
    private static final String DIVIDER = "\n---\n";

    /** Finds the files of the corpus by their paths in it. */
    public static final SourceResolver RESOLVER = (path, importer) -> {
        Path file = ROOT.resolve("corpus").resolve(path).normalize();
        return Files.isRegularFile(file) ? Optional.of(new SourceFile(path, read(file))) : Optional.empty();
    };

    /** A snippet of one or several files, and how its diagnostics are shown. */
    public record Snippet(String file, String title, String sources, String expected) {

        /** The files; the only one of a snippet without names is {@code test.as}. */
        public List<SourceFile> files() {
            return Sources.files(sources);
        }

        String text(String diagnostics) {
            return TITLE + title + "\n" + sources + DIVIDER.substring(1) + diagnostics + "\n";
        }
    }

    private Corpus() {}

    /** Whether expectations are written instead of checked. */
    public static boolean rewrites() {
        return "rewrite".equals(System.getProperty("golden"));
    }

    /** The sound files, by their paths in the corpus. */
    public static List<SourceFile> files() {
        Path folder = ROOT.resolve("corpus");
        return paths(folder, ".as").stream()
                .map(path -> new SourceFile(name(folder, path), read(path)))
                .toList();
    }

    /** What a sound file is expected to mean. */
    public static String expected(SourceFile file) {
        Path path = golden(file);
        return Files.exists(path) ? read(path) : "";
    }

    /** Writes what a sound file means as what is expected. */
    public static void rewrite(SourceFile file, String text) {
        write(golden(file), text);
    }

    private static Path golden(SourceFile file) {
        return ROOT.resolve("corpus").resolve(file.name().replaceAll("\\.as$", ".txt"));
    }

    /** The broken snippets, in order of files. */
    public static List<Snippet> snippets() {
        Path folder = ROOT.resolve("broken");
        List<Snippet> snippets = new ArrayList<>();
        for (Path path : paths(folder, ".txt")) {
            for (String part : ("\n" + read(path)).split("\n" + TITLE)) {
                if (!part.isBlank()) {
                    snippets.add(snippet(name(folder, path), part));
                }
            }
        }
        return snippets;
    }

    private static Snippet snippet(String file, String part) {
        int title = part.indexOf('\n');
        int divider = part.indexOf(DIVIDER, title);
        int end = divider < 0 ? part.length() : divider + 1;
        String expected = divider < 0 ? "" : part.substring(divider + DIVIDER.length());
        return new Snippet(file, part.substring(0, title), part.substring(title + 1, end), expected.stripTrailing());
    }

    /** Writes the diagnostics that broken snippets have as those that are expected. */
    public static void rewrite(String file, List<Snippet> snippets, List<String> diagnostics) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < snippets.size(); i++) {
            text.append(i == 0 ? "" : "\n").append(snippets.get(i).text(diagnostics.get(i)));
        }
        write(ROOT.resolve("broken").resolve(file), text.toString());
    }

    private static List<Path> paths(Path folder, String extension) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> path.toString().endsWith(extension))
                    .sorted()
                    .toList();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private static String name(Path folder, Path path) {
        return folder.relativize(path).toString().replace('\\', '/');
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private static void write(Path path, String text) {
        try {
            Files.writeString(path, text);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
