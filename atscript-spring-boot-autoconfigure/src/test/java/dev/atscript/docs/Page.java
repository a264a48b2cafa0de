package dev.atscript.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A Markdown file of the repository.
 *
 * @param name its path below the repository
 * @param lines what it says
 */
public record Page(String name, List<String> lines) {

    static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

    private static final Set<String> NOT_OURS = Set.of("target", ".git", "node_modules");

    private static final String FENCE = "```";

    public Page {
        lines = List.copyOf(lines);
    }

    /** All pages, by name. */
    public static List<Page> all() {
        try (Stream<Path> files = Files.walk(REPOSITORY)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .map(REPOSITORY::relativize)
                    .filter(file -> Stream.of(file.toString().split("[/\\\\]")).noneMatch(NOT_OURS::contains))
                    .sorted()
                    .map(file -> of(file.toString().replace('\\', '/')))
                    .toList();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    static Page of(String name) {
        return new Page(name, read(REPOSITORY.resolve(name)).lines().toList());
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** Its fenced code blocks, in order. */
    public List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        for (int at = 0; at < lines.size(); at++) {
            if (lines.get(at).strip().startsWith(FENCE)) {
                int end = at + 1;
                while (!lines.get(end).strip().equals(FENCE)) {
                    end++;
                }
                blocks.add(block(at, end));
                at = end;
            }
        }
        return blocks;
    }

    private Block block(int begin, int end) {
        List<String> words = Arrays.asList(
                lines.get(begin).strip().substring(FENCE.length()).strip().split(" +"));
        String text = String.join("\n", lines.subList(begin + 1, end)) + "\n";
        return new Block(name + ":" + (begin + 1), words.get(0), words.subList(1, words.size()), text);
    }

    /** Its tables, in order. */
    List<Table> tables() {
        List<Table> tables = new ArrayList<>();
        List<String> open = new ArrayList<>();
        for (String line : prose()) {
            if (line.startsWith("|")) {
                open.add(line);
            } else if (!open.isEmpty()) {
                tables.add(Table.of(open));
                open.clear();
            }
        }
        return tables;
    }

    /** Its lines outside of code blocks, and an empty one at the end. */
    List<String> prose() {
        List<String> prose = new ArrayList<>();
        boolean code = false;
        for (String line : lines) {
            if (line.strip().startsWith(FENCE)) {
                code = !code;
            } else if (!code) {
                prose.add(line);
            }
        }
        prose.add("");
        return prose;
    }
}
